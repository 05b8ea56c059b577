"""What holds for the merged answers of any people, and for answers that are tried out."""

from __future__ import annotations

import json
from fractions import Fraction
from io import StringIO
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject, DrawFn
from rich.console import Console

from builders import BAKERY, a_document, an_instrument, replace
from properties.strategies import Case, answers_to, cases, questionnaires, texts
from schemas import faults
from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.compiling import compile_questionnaire
from smi_cli.assessing.joint import assess_merged
from smi_cli.assessing.measuring import measure_passes
from smi_cli.assessing.merging import Merged, Voice, merge
from smi_cli.assessing.snapshot import snapshot_of
from smi_cli.assessing.what_if import with_settings
from smi_cli.loading.answers_file import decode_answers
from smi_cli.loading.answers_text import compose_answers, edit_answers
from smi_cli.loading.merged_text import compose_merged
from smi_cli.model.answers import Answer, Answers, Known, NotApplicable, Unanswered, Unknown
from smi_cli.model.blueprint import Instrument
from smi_cli.model.questionnaire import Questionnaire
from smi_cli.rendering import json_merge, markdown_merge, terminal_merge
from smi_cli.rendering.merge_report import compose_merge

NAMES = ("Ada", "Bob", "Cleo", "Dora", "Emil")
ROLES = ("", "Agent", "Head", "agent")
INSTRUMENT = an_instrument(BAKERY)


@st.composite
def meetings(draw: DrawFn, *, conditions: bool = True, complete: bool = False) -> tuple[Questionnaire, list[Voice]]:
    """A questionnaire, and the answers of two to five people."""
    questionnaire = draw(questionnaires(conditions=conditions))
    people = draw(st.integers(2, len(NAMES)))
    voices = [
        Voice(
            f"{name}.yaml",
            replace(
                draw(answers_to(questionnaire, complete=complete, na=not complete)),
                respondent=name,
                role=draw(st.sampled_from(ROLES)),
            ),
        )
        for name in NAMES[:people]
    ]
    return questionnaire, voices


def levels_of(merged: Merged) -> dict[str, int]:
    return {key: one.level for key, one in merged.answers.by_question.items() if isinstance(one, Known)}


@given(meetings())
def test_the_median_was_said_and_half_of_them_lie_on_either_side(meeting: tuple[Questionnaire, list[Voice]]) -> None:
    for spread in merge(*meeting).spreads:
        if isinstance(spread.merged, Known):
            levels, median = spread.levels, spread.merged.level
            assert median in levels
            assert 2 * sum(level <= median for level in levels) >= len(levels)
            assert 2 * sum(level >= median for level in levels) >= len(levels)
            assert 2 * sum(level < median for level in levels) < len(levels)  # the lower one of two middle ones


@given(meetings(), st.randoms(use_true_random=False))
def test_the_order_of_the_files_changes_nothing(meeting: tuple[Questionnaire, list[Voice]], chance: Random) -> None:
    questionnaire, voices = meeting
    shuffled = list(voices)
    chance.shuffle(shuffled)
    assert merge(questionnaire, shuffled) == merge(questionnaire, voices)


@given(cases(), st.integers(2, 5))
def test_people_who_say_the_same_are_one(case: Case, people: int) -> None:
    voices = [Voice(f"{name}.yaml", replace(case.answers, respondent=name)) for name in NAMES[:people]]
    merged = merge(case.questionnaire, voices)
    kinds = {key: (type(one), getattr(one, "level", None)) for key, one in merged.answers.by_question.items()}
    assert kinds == {key: (type(one), getattr(one, "level", None)) for key, one in case.answers.by_question.items()}
    assert not merged.to_discuss
    compiled = compile_questionnaire(case.questionnaire, None)
    alone, together = (measure_passes(compiled, one) for one in (case.answers, merged.answers))
    assert (together.known.scores, together.worst.scores) == (alone.known.scores, alone.worst.scores)


@given(meetings(conditions=False, complete=True))
def test_scores_lie_between_those_of_the_lowest_and_the_highest_levels(
    meeting: tuple[Questionnaire, list[Voice]],
) -> None:
    questionnaire, voices = meeting
    merged, compiled = merge(questionnaire, voices), compile_questionnaire(questionnaire, None)
    ends = [
        replace(merged.answers, by_question={one.question.id: Known(one.levels[end]) for one in merged.spreads})
        for end in (0, -1)
    ]
    low, here, high = (measure_passes(compiled, one).known.scores for one in (ends[0], merged.answers, ends[1]))
    for key, score in here.items():
        if isinstance(score, Fraction):
            assert low[key] <= score <= high[key]  # type: ignore[operator]


@given(meetings())
def test_everybody_is_in_one_role_and_every_word_is_somewhere(meeting: tuple[Questionnaire, list[Voice]]) -> None:
    merged = merge(*meeting)
    assert [place for role in merged.roles for place in role.voices] == list(range(len(merged.voices)))
    for spread in merged.spreads:
        answered = [one for one in spread.answers if one is not None]
        assert (spread.merged is not None) == bool(answered)
        for voice, answer in zip(merged.voices, spread.answers, strict=True):
            if spread.merged and answer and answer.note:
                assert answer.note in spread.merged.note
            if spread.merged and isinstance(answer, NotApplicable):
                reason = spread.merged.reason if isinstance(spread.merged, NotApplicable) else spread.merged.note
                assert f"{voice.name}: " in reason
                assert answer.reason in reason


@given(meetings(), st.integers(20, 130), st.booleans())
def test_no_meeting_is_too_odd_to_be_shown(
    meeting: tuple[Questionnaire, list[Voice]], width: int, unicode: bool
) -> None:
    questionnaire, voices = meeting
    instrument, compiled = Instrument(questionnaire, {}), compile_questionnaire(questionnaire, None)
    joint = assess_merged(merge(questionnaire, voices), lambda answers: Assessment(instrument, compiled, answers))
    report = compose_merge(joint)
    console = Console(file=StringIO(), width=width, color_system=None)
    console.print(terminal_merge.render_merge(report, width, unicode=unicode))
    assert markdown_merge.render_merge(report).endswith("\n")
    assert faults("merge", json.loads(json_merge.render_merge(joint, []))) == []


answers_in_words: st.SearchStrategy[Answer] = st.one_of(
    st.builds(Known, st.integers(0, 2), texts, texts),
    st.builds(Unknown, texts, texts),
    st.builds(Unanswered, texts.filter(bool)),
)


@given(st.data())
def test_what_is_written_reads_as_the_same_answers(data: DataObject) -> None:
    """Whatever people say and are called, as files can hold it: half a surrogate pair is no text."""
    said = texts.map(lambda text: text.encode("utf-8", "ignore").decode())
    questions = INSTRUMENT.questionnaire.questions
    voices = [
        Voice(
            f"{number}.yaml",
            Answers(
                questionnaire="bakery",
                version="1.0",
                subject="Crumb & Sons",
                date=data.draw(st.dates()),
                by_question={
                    one.id: answer
                    for one in questions
                    if data.draw(st.booleans()) and (answer := _cleaned(data.draw(answers_in_words))) != Unanswered()
                },
                context=data.draw(st.sampled_from([{}, {"region": "town"}, {"region": "country"}])),
                respondent=data.draw(said),
                role=data.draw(said),
            ),
        )
        for number in range(data.draw(st.integers(2, 4)))
    ]
    compiled = compile_questionnaire(INSTRUMENT.questionnaire, None)
    joint = assess_merged(
        merge(INSTRUMENT.questionnaire, voices), lambda answers: Assessment(INSTRUMENT, compiled, answers)
    )
    merged = joint.merged.answers
    text = compose_merged(merged, INSTRUMENT.questionnaire, compose_merge(joint).about_file, "merged.yaml")
    assert isinstance(text, str)
    assert decode_answers(a_document(text), INSTRUMENT) == merged
    # A comment stays a comment when somebody goes on with the file.
    later = replace(merged, by_question={**merged.by_question, "heat": Known(1)})
    edited = edit_answers(text, merged, later, INSTRUMENT.questionnaire)
    assert decode_answers(a_document(edited), INSTRUMENT) == later
    assert [line for line in edited.splitlines() if line.startswith("#")] == [
        line for line in text.splitlines() if line.startswith("#")
    ]


def _cleaned(answer: Answer) -> Answer:
    texts = {key: getattr(answer, key).encode("utf-8", "ignore").decode() for key in ("note", "evidence")}
    return replace(answer, **texts)


@st.composite
def tried_out(draw: DrawFn) -> tuple[Case, dict[str, Answer]]:
    """Answers, and other answers to some of the questions."""
    case = draw(cases())
    chosen = draw(
        st.lists(st.sampled_from(list(case.questionnaire.questions)), unique_by=lambda one: one.id, min_size=1)
    )
    settings: dict[str, Answer] = {
        one.id: draw(st.one_of(st.builds(Known, st.integers(0, one.best)), st.just(Unknown()))) for one in chosen
    }
    return case, settings


@given(tried_out())
def test_what_is_tried_out_is_scored_as_if_it_stood_in_the_file(drawn: tuple[Case, dict[str, Answer]]) -> None:
    case, settings = drawn
    instrument = Instrument(case.questionnaire, {})
    tried = with_settings(case.answers, settings)
    by_hand = edit_answers(compose_answers(case.answers, case.questionnaire), case.answers, tried, case.questionnaire)
    read = decode_answers(a_document(by_hand), instrument)
    assert isinstance(read, Answers)
    compiled = compile_questionnaire(case.questionnaire, None)
    assert snapshot_of(Assessment(instrument, compiled, tried)) == snapshot_of(Assessment(instrument, compiled, read))
    assert {key: one for key, one in tried.by_question.items() if key not in settings} == {
        key: one for key, one in case.answers.by_question.items() if key not in settings
    }


@given(tried_out())
def test_trying_out_twice_is_trying_out_once(drawn: tuple[Case, dict[str, Answer]]) -> None:
    case, settings = drawn
    once = with_settings(case.answers, settings)
    assert with_settings(once, settings) == once
