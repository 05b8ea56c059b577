"""The interview as pure state: whatever happens, it stands somewhere, loses nothing and can be gone on with."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import BAKERY, a_document, a_questionnaire, replace, some_answers
from properties.strategies import answers_to, questionnaires
from smi_cli.assessing.compiling import compile_questionnaire
from smi_cli.loading.answers_file import decode_answers
from smi_cli.loading.answers_text import compose_answers, edit_answers
from smi_cli.model.answers import Answer, Answers, ContextAnswer, Known, NotApplicable, Unanswered, Unknown
from smi_cli.model.blueprint import Instrument
from smi_cli.model.questionnaire import Questionnaire
from smi_cli.surveying.agenda import Script, agenda, everything, missing_first
from smi_cli.surveying.answering import parse_number
from smi_cli.surveying.events import Choose, Event, Key, Pick, Write
from smi_cli.surveying.interview import DONE, REVIEW, Interview, Part, Position, Trace, begin, step
from smi_cli.surveying.screens import compose_screen

WORDS = st.one_of(
    st.sampled_from(
        ["", " ", "na", "-", "2", "2,5", "-1", "0.10", "2026-10-05", "1", "7", "a: b # c", 'say "it"', "null"]
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12),
)
EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.sampled_from(list(Key)),
    st.builds(Choose, st.integers(-1, 5)),
    st.builds(Write, WORDS),
    st.builds(Pick, st.lists(st.sampled_from(["town", "country", "coast", "elsewhere"]), max_size=3).map(tuple)),
)


def script_of(questionnaire: Questionnaire, only: tuple[str, ...] | None = None) -> Script:
    return Script(compile_questionnaire(questionnaire), only)


def bakery() -> Script:
    return script_of(a_questionnaire(BAKERY))


def no_answers(questionnaire: Questionnaire, subject: str = "") -> Answers:
    return replace(
        some_answers({}), questionnaire=questionnaire.id, version=questionnaire.version, subject=subject, by_question={}
    )


def told(script: Script, state: Interview, *events: Event) -> Interview:
    for event in events:
        state = step(script, state, event)
    return state


def started(script: Script) -> Interview:
    return begin(script, no_answers(script.questionnaire, "Crumb"))


# Any sequence of events


@st.composite
def walks(draw: st.DrawFn) -> tuple[Script, Interview, list[Event]]:
    questionnaire = draw(questionnaires())
    answers = draw(st.one_of(answers_to(questionnaire), st.just(no_answers(questionnaire))))
    compiled = compile_questionnaire(questionnaire)
    only = missing_first(compiled, answers) if answers.subject and draw(st.booleans()) else None
    script = Script(compiled, only)
    return script, begin(script, answers), draw(st.lists(EVENTS, max_size=25))


@given(walks())
@settings(max_examples=150, deadline=None)
def test_whatever_happens_it_stands_somewhere_that_can_be_shown(walk: tuple[Script, Interview, list[Event]]) -> None:
    script, state, events = walk
    for event in events:
        state = step(script, state, event)
        screen = compose_screen(script, state)
        assert screen.ask
        if state.at.part in {Part.QUESTION, Part.CONTEXT}:
            assert state.at.id in everything(script, state.answers)
        assert all(0 <= number < len(screen.options) for number in screen.chosen)


@given(walks())
@settings(max_examples=150, deadline=None)
def test_whatever_happens_the_file_says_what_was_answered(walk: tuple[Script, Interview, list[Event]]) -> None:
    script, state, events = walk
    first = state.answers
    text = compose_answers(first, script.questionnaire)
    for event in events:
        before, state = state, step(script, state, event)
        if state.answers.subject and before.answers.subject:
            text = edit_answers(text, before.answers, state.answers, script.questionnaire)
        elif state.answers.subject:
            text = compose_answers(state.answers, script.questionnaire)
    if state.answers.subject:
        instrument = Instrument(script.questionnaire, {})
        assert decode_answers(a_document(text), instrument) == state.answers
        assert (
            decode_answers(a_document(compose_answers(state.answers, script.questionnaire)), instrument)
            == state.answers
        )


@given(walks())
@settings(max_examples=150, deadline=None)
def test_back_undoes_a_move_and_takes_no_answer_away(walk: tuple[Script, Interview, list[Event]]) -> None:
    script, state, events = walk
    for event in events:
        before, state = state, step(script, state, event)
        if len(state.trail) == len(before.trail) + 1:
            after = step(script, state, Key.BACK)
            asked = everything(script, after.answers)
            assert after.answers == state.answers
            if before.at.part not in {Part.QUESTION, Part.CONTEXT} or before.at.id in asked:
                assert calm(after) == calm(before._replace(answers=state.answers))


def calm(state: Interview) -> Interview:
    return state._replace(notice="", helping=False)


@given(walks())
@settings(max_examples=150, deadline=None)
def test_the_review_says_what_enter_does(walk: tuple[Script, Interview, list[Event]]) -> None:
    script, state, events = walk
    for event in events:
        state = step(script, state, event)
        if state.at == REVIEW:
            says = compose_screen(script, state).about
            after = step(script, state, Write(""))
            assert ("Enter finishes" in says[-1]) == (after.at == DONE)
            assert ("[OPEN]" in " ".join(says)) == (after.at != DONE)


@given(questionnaires(), st.randoms(use_true_random=False))
@settings(max_examples=80, deadline=None)
def test_the_order_in_which_questions_are_answered_does_not_matter(
    questionnaire: Questionnaire, random: object
) -> None:
    script = script_of(questionnaire)
    wanted = {question.id: random.randint(0, question.best) for question in script.needed}  # type: ignore[attr-defined]
    forward, shuffled = started(script), started(script)
    for _ in range(3):  # answers open further questions
        forward = step(script, forward, Key.REVIEW) if forward.at != REVIEW else forward
        shuffled = step(script, shuffled, Key.REVIEW) if shuffled.at != REVIEW else shuffled
        ids = [key for key in everything(script, forward.answers) if key in wanted]
        forward = _answer_all(script, forward, ids, wanted)
        ids = [key for key in everything(script, shuffled.answers) if key in wanted]
        random.shuffle(ids)  # type: ignore[attr-defined]
        shuffled = _answer_all(script, shuffled, ids, wanted)
    kept = {key: forward.answers.by_question[key] for key in everything(script, forward.answers) if key in wanted}
    assert kept == {key: shuffled.answers.by_question.get(key) for key in kept}


def _answer_all(script: Script, state: Interview, ids: list[str], wanted: dict[str, int]) -> Interview:
    for key in ids:
        state = step(script, state, Key.REVIEW) if state.at.part is Part.QUESTION else state
        numbers = everything(script, state.answers)
        if key in numbers:
            state = told(script, state, Write(str(numbers.index(key) + 1)), Choose(wanted[key]))
    return step(script, state, Key.REVIEW) if state.at.part is Part.QUESTION else state


# From one place to the next


def test_it_begins_with_the_heading_and_needs_a_name() -> None:
    script = bakery()
    state = begin(script, no_answers(script.questionnaire))
    assert state.at == Position(Part.HEADING, "subject")
    assert told(script, state, Write(" ")).at == state.at
    state = told(script, state, Write("Crumb"), Write("Ada"), Write(""))
    assert told(script, state, Write("05.10.2026")).notice.startswith("A date is written")
    state = told(script, state, Write("2026-10-05"))
    assert (state.at, state.answers.subject, state.answers.respondent) == (
        Position(Part.QUESTION, "mill"),
        "Crumb",
        "Ada",
    )


def test_every_kind_of_answer() -> None:
    script = bakery()
    state = told(script, started(script), Choose(2), Key.NOT_APPLICABLE, Write("No bread"), Key.UNKNOWN, Key.SKIP)
    assert state.answers.by_question == {"mill": Known(2), "tasting": NotApplicable("No bread"), "heat": Unknown()}
    assert state.at == Position(Part.QUESTION, "till")


def test_what_cannot_be_is_refused_with_a_word() -> None:
    script = bakery()
    state = started(script)
    assert told(script, state, Choose(7)).notice == "There is no level 7 here: 0 to 2."
    assert told(script, state, Key.NOT_APPLICABLE).notice.startswith("This question applies to everybody.")
    assert told(script, state, Write("three")).notice == "That is not possible here."
    state = told(script, state, Choose(1), Key.NOT_APPLICABLE, Write("n/a"))
    assert (state.at.part, state.notice) == (Part.REASON, "Say in a few words why it does not apply.")


def test_remarks_stay_with_an_answer_that_changes() -> None:
    script = bakery()
    state = told(script, started(script), Key.NOTE, Write("by hand"), Key.EVIDENCE, Write("notes"), Choose(1), Key.BACK)
    assert state.answers.by_question["mill"] == Known(1, "by hand", "notes")
    state = told(script, state, Key.UNKNOWN)
    assert state.answers.by_question["mill"] == Unknown("by hand", "notes")
    kept = told(script, state, Key.BACK, Key.SKIP)
    assert (kept.answers, kept.at) == (state.answers, state.at)
    state = told(script, state, Key.BACK, Key.CLEAR)
    assert state.answers.by_question["mill"] == Unanswered("by hand", "notes")
    assert state.at == Position(Part.QUESTION, "mill")


def test_what_is_pasted_becomes_one_line() -> None:
    script = bakery()
    state = told(script, started(script), Key.NOTE, Write(" one\n\ttwo  three\r\n"))
    assert state.answers.by_question["mill"] == Unanswered("one two three")


def test_an_answer_whose_question_has_gone_is_kept_and_comes_back() -> None:
    script = bakery()
    state = told(script, started(script), Choose(1), Choose(4), Key.BACK, Key.BACK, Choose(0))
    assert state.at == Position(Part.QUESTION, "heat")
    assert "tasting" not in everything(script, state.answers)
    assert state.answers.by_question["tasting"] == Known(4)
    state = told(script, state, Key.BACK, Choose(2))
    assert "tasting" in everything(script, state.answers)
    assert state.at == Position(Part.QUESTION, "heat")


def test_from_the_review_and_back_with_what_an_answer_opens() -> None:
    script = bakery()
    state = told(script, started(script), Choose(0), Key.REVIEW, Write("1"), Choose(2))
    assert state.at == Position(Part.QUESTION, "tasting")
    state = told(script, state, Choose(1))
    assert state.at == REVIEW
    assert told(script, state, Write("f")).at == DONE
    # Enter alone goes on with what is open, in order, and only then to the end.
    state = told(script, state, Write(""))
    assert state.at == Position(Part.QUESTION, "heat")
    state = told(script, state, Choose(1), Choose(1), Choose(1))
    assert state.at == Position(Part.CONTEXT, "region")
    assert told(script, state, Key.REVIEW, Write("")).at == DONE


def test_at_the_beginning_back_leads_to_the_question_before() -> None:
    script = bakery()
    answers = replace(no_answers(script.questionnaire, "Crumb"), by_question={"mill": Known(1), "tasting": Known(1)})
    state = begin(script, answers)
    assert state.at == Position(Part.QUESTION, "heat")
    state = told(script, state, Key.BACK)
    assert state.at == Position(Part.QUESTION, "tasting")
    assert told(script, state, Key.BACK, Key.BACK).notice == "There is nothing before this."


def test_it_goes_on_at_the_first_open_question_and_then_behind_the_last_of_the_context() -> None:
    more = "context:\n  shops: {ask: How many?, kind: number}\n"
    script = script_of(a_questionnaire(BAKERY.replace("context:\n", more)))
    answers = replace(no_answers(script.questionnaire, "Crumb"), by_question={"mill": Known(1), "opening": Known(1)})
    assert begin(script, answers).at == Position(Part.QUESTION, "tasting")
    known: dict[str, Answer] = {
        "mill": Known(1),
        "tasting": Unknown(),
        "heat": Known(1),
        "opening": Known(1),
        "till": Known(1),
    }
    answers = replace(answers, by_question=known)
    assert begin(script, answers).at == Position(Part.CONTEXT, "shops")
    assert begin(script, replace(answers, context={"shops": Fraction(2)})).at == Position(Part.CONTEXT, "region")
    assert begin(script, replace(answers, context={"region": "town"})).at == REVIEW


def test_context_answers() -> None:
    more = (
        "context:\n  shops: {ask: How many?, kind: number, min: 1, max: 9}\n  motto: {ask: Your motto?, kind: text}\n"
        "  bread: {ask: What?, kind: choices, options: {rye: Rye, oat: Oat}}\n"
    )
    script = script_of(a_questionnaire(BAKERY.replace("context:\n", more)))
    answers = replace(no_answers(script.questionnaire, "Crumb"), context={})
    state = Interview(answers, Position(Part.CONTEXT, "shops"))
    assert told(script, state, Write("10")).notice == "A number is wanted from 1 to 9, such as 1200 or 12.5."
    state = told(script, state, Write("2,5"), Write(" Bread: first "), Pick(("oat", "rye")), Pick(("town",)))
    assert state.answers.context == {
        "shops": Fraction(5, 2), "motto": "Bread: first", "bread": ("rye", "oat"), "region": "town",
    }  # fmt: skip
    assert state.at == REVIEW


def test_a_context_question_that_decides_comes_before_what_it_decides() -> None:
    text = BAKERY.replace("ask: How often is the till counted?\n", "ask: Till?\n            only_if: {region: town}\n")
    text = text.replace("            only_if: {region: town}\n", "        only_if: {region: town}\n")
    script = script_of(a_questionnaire(text))
    answers = no_answers(script.questionnaire, "Crumb")
    assert everything(script, answers) == ("mill", "tasting", "heat", "opening", "region", "till")
    assert "till" not in everything(script, replace(answers, context={"region": "country"}))


def test_only_what_is_missing_in_the_order_in_which_it_matters() -> None:
    questionnaire = a_questionnaire(BAKERY)
    compiled = compile_questionnaire(questionnaire)
    answers = replace(
        no_answers(questionnaire, "Crumb"), by_question={"mill": Known(2), "tasting": Known(4), "opening": Known(4)}
    )
    # The craft is high already or not, whatever the heat; the shop hangs on the till.
    assert missing_first(compiled, answers)[0] in {"heat", "till"}
    script = Script(compiled, missing_first(compiled, answers))
    assert agenda(script, answers) == missing_first(compiled, answers)
    assert begin(script, answers).at.id == missing_first(compiled, answers)[0]


def test_every_option_has_a_sign_of_its_own_that_is_no_other_key() -> None:
    options = ", ".join(f"o{number}: Option {number}" for number in range(25))
    text = BAKERY.replace("context:\n", f"context:\n  many: {{ask: Which?, kind: choices, options: {{{options}}}}}\n")
    script = script_of(a_questionnaire(text))
    screen = compose_screen(script, Interview(no_answers(script.questionnaire, "C"), Position(Part.CONTEXT, "many")))
    signs = [option.key for option in (*screen.options, *screen.keys)]
    assert len(set(signs)) == len(signs) == 25 + 1 + 4
    assert all(len(sign) == 1 for sign in signs)


def test_numbers_as_people_type_them() -> None:
    assert [parse_number(text) for text in ("12", "12,5", " 0.10 ", "-3")] == [12, Fraction(25, 2), Fraction(1, 10), -3]
    assert [parse_number(text) for text in ("", "1e5", "1.2.3", "1,000.5", "²", "12.", "9" * 19)] == [None] * 7


@pytest.mark.parametrize("sign", [",", "."])
def test_a_number_that_can_be_read_in_two_ways_is_refused(sign: str) -> None:
    state = at_shops()
    after = told(state[0], state[1], Write(f"1{sign}200"))
    assert after.notice == f"1{sign}200 can be read in two ways: write 1200 or 1.2000."
    for text, number in (
        (f"0{sign}125", Fraction(1, 8)),
        (f"1234{sign}500", Fraction(2469, 2)),
        ("1.2000", Fraction(6, 5)),
    ):
        assert told(state[0], state[1], Write(text)).answers.context == {"shops": number}


def at_shops(**context: ContextAnswer) -> tuple[Script, Interview]:
    more = "context:\n  shops: {ask: How many?, kind: number}\n  motto: {ask: Your motto?, kind: text}\n"
    script = script_of(a_questionnaire(BAKERY.replace("context:\n", more)))
    answers = replace(no_answers(script.questionnaire, "Crumb"), context=context)
    return script, Interview(answers, Position(Part.CONTEXT, "shops"))


def test_an_unchanged_text_is_no_change() -> None:
    laid_out = "first  line\nsecond\n"
    script, state = at_shops(shops=Fraction(1, 3), motto=laid_out)
    long = NotApplicable(laid_out, laid_out, laid_out, date(2026, 10, 5))
    answers = replace(state.answers, by_question={"tasting": long, "mill": Known(1)}, respondent=laid_out)
    places = [(Part.HEADING, "respondent"), (Part.CONTEXT, "shops"), (Part.CONTEXT, "motto")]
    places += [(part, "tasting") for part in (Part.REASON, Part.NOTE, Part.EVIDENCE)]
    for part, key in places:
        trail = (Trace(Position(Part.QUESTION, key), False),)
        here = Interview(answers, Position(part, key), trail)
        after = step(script, here, Write(compose_screen(script, here).written))
        assert (after.answers, after.notice) == (answers, "")
        assert after.at != here.at


def test_without_evidence_nothing_was_seen() -> None:
    script = bakery()
    seen = {"mill": Known(1, "", "The books", date(2026, 10, 5))}
    state = Interview(replace(started(script).answers, by_question=seen), Position(Part.QUESTION, "mill"))
    after = told(script, state, Key.EVIDENCE, Write(""))
    assert after.answers.by_question["mill"] == Known(1)


def test_where_words_are_written_keys_are_signs() -> None:
    script, state = at_shops()
    keys = {option.key: option.event for option in compose_screen(script, state).keys}
    assert keys == {"<": Key.BACK, ">": Key.SKIP, "<<": Key.REVIEW, "-": Write(""), "?": Key.HELP}


TWO_CHILDREN = """format: smi.questionnaire/1
id: chain
version: 1
title: Chain
axes:
  a:
    title: A
    questions:
      one: {ask: One?, levels: [No, Yes]}
      two: {ask: Two?, levels: [No, Yes], only_if: {one: 1}}
      three: {ask: Three?, levels: [No, Yes], weight: 9, only_if: {two: 1}}
      four: {ask: Four?, levels: [No, Yes], only_if: {one: 1, region: [town]}}
      five: {ask: Five?, levels: [No, Yes], weight: 5}
context:
  colour: {ask: Colour?, kind: text}
  region: {ask: Where?, kind: choice, options: {town: Town, country: Country}}
"""


def chain() -> Script:
    return script_of(a_questionnaire(TWO_CHILDREN))


def with_answers(script: Script, **levels: int) -> Answers:
    return replace(
        no_answers(script.questionnaire, "Crumb"), by_question={key: Known(level) for key, level in levels.items()}
    )


def test_from_the_review_all_is_asked_that_an_answer_opens() -> None:
    script = chain()
    answers = replace(with_answers(script, one=0, five=1), context={"region": "town"})
    state = told(script, Interview(answers, REVIEW, reviewed=True), Write("1"), Choose(1))
    assert state.at.id == "two"
    state = told(script, state, Choose(1))
    assert state.at.id == "three"
    state = told(script, state, Key.SKIP)
    assert state.at.id == "four"
    assert told(script, state, Key.SKIP).at == REVIEW


def test_from_the_review_a_context_question_opens_what_depends_on_it() -> None:
    script = chain()
    answers = replace(with_answers(script, one=1, two=0, five=1), context={"region": "country"})
    number = everything(script, answers).index("region") + 1
    state = told(script, Interview(answers, REVIEW, reviewed=True), Write(str(number)), Pick(("town",)))
    assert state.at.id == "four"
    assert told(script, state, Choose(1)).at == REVIEW


def test_it_goes_on_at_the_context_that_decides_whether_the_next_question_is_asked() -> None:
    script = chain()
    answers = with_answers(script, one=1, two=1, three=0)
    state = begin(script, answers)
    assert state.at == Position(Part.CONTEXT, "region")
    assert told(script, state, Pick(("country",))).at.id == "five"
    assert told(script, state, Key.SKIP).at.id == "four"
    review = compose_screen(script, told(script, state, Key.REVIEW)).about
    assert "4. Where? [OPEN]" in review
    assert "7. Colour? [-]" in review


def test_only_what_is_missing_asks_first_what_decides() -> None:
    script = chain()
    answers = no_answers(script.questionnaire, "Crumb")
    ids = missing_first(script.compiled, answers)
    assert ids == ("one", "two", "three", "five", "region", "four")
    known = replace(answers, context={"region": "country"})
    assert missing_first(script.compiled, known) == ("one", "two", "three", "five", "four")


def test_what_nobody_knows_is_asked_again_once() -> None:
    questionnaire = a_questionnaire(TWO_CHILDREN)
    answers = replace(
        no_answers(questionnaire, "Crumb"), by_question={"one": Known(0), "two": Known(0), "five": Unknown()}
    )
    compiled = compile_questionnaire(questionnaire)
    script = Script(compiled, missing_first(compiled, answers))
    state = begin(script, answers)
    assert state.at.id == "five"
    state = told(script, state, Key.UNKNOWN)
    assert state.at == REVIEW
    assert told(script, state, Write("")).at == DONE


def test_back_from_the_review_leads_on_as_before() -> None:
    script = bakery()
    state = told(script, started(script), Key.REVIEW, Key.BACK, Choose(0))
    assert state.at == Position(Part.QUESTION, "heat")
