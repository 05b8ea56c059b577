"""Editing files that a person has laid out: the answers change as they should, and no comment of others is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import BAKERY, a_document, an_instrument, replace, some_answers
from smi_cli.loading.answers_file import decode_answers
from smi_cli.loading.answers_text import compose_answers, edit_answers
from smi_cli.loading.yaml_edit import quote
from smi_cli.model.answers import Answer, Answers, Known, NotApplicable, Unanswered, Unknown

INSTRUMENT = an_instrument(BAKERY)
BESTS = {question.id: question.best for question in INSTRUMENT.questionnaire.questions}
WORDS = st.sampled_from(["", "by hand", "a: b # c", 'say "it"', "- no", "é😀", "{x}", "it's"])
ANSWERS = st.one_of(
    st.builds(Known, st.integers(0, 2), WORDS, WORDS),
    st.builds(Unknown, WORDS, WORDS),
    st.builds(Unanswered, st.just("a note")),
)


@st.composite
def files(draw: st.DrawFn) -> tuple[str, dict[str, Answer]]:
    """An answers file in some layout, and what its answers say."""
    by_question: dict[str, Answer] = {}
    flow = draw(st.booleans())
    items: list[str] = []
    for key in draw(st.permutations(list(BESTS)))[: draw(st.integers(0, len(BESTS)))]:
        answer = draw(st.one_of(ANSWERS, st.just(NotApplicable("none")))) if key == "tasting" else draw(ANSWERS)
        by_question[key] = answer
        items.append(_flow(key, answer) if flow else _block(draw, key, answer))
    if flow:
        body = f"answers: {{{', '.join(items)}}}   # in braces\n"
    else:
        body = "answers:  # one by one\n" + "".join(items) if items else draw(st.sampled_from(["", "answers:\n"]))
    head = "# ours\nformat: smi.answers/1\nquestionnaire: bakery\nversion: 1.0\nsubject: 'C'  # who\n"
    tail = draw(st.sampled_from(["", "context: {region: town}\n", "# end\n", "context:\n  # where\n  region: town\n"]))
    parts = [head, "date: 2026-10-05\n", body, tail]
    text = "".join(parts)
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    return text if draw(st.booleans()) else text.rstrip("\r\n"), by_question


def _parts(answer: Answer) -> list[tuple[str, str]]:
    said: list[tuple[str, str]] = []
    match answer:
        case Known(level=level):
            said = [("level", str(level))]
        case Unknown():
            said = [("level", "unknown")]
        case NotApplicable(reason=reason):
            said = [("na", quote(reason))]
        case Unanswered():
            pass
    return said + [(key, quote(text)) for key, text in (("note", answer.note), ("evidence", answer.evidence)) if text]


def _flow(key: str, answer: Answer) -> str:
    return f"{key}: {{{', '.join(f'{part}: {value}' for part, value in _parts(answer))}}}"


def _block(draw: st.DrawFn, key: str, answer: Answer) -> str:
    above = draw(st.sampled_from(["", f"  # about {key}\n", "\n"]))
    behind = draw(st.sampled_from(["", f"  # behind {key}"]))
    parts = _parts(answer)
    if len(parts) == 1 and parts[0][0] == "level" and draw(st.booleans()):
        return f"{above}  {key}: {parts[0][1]}{behind}\n"
    if draw(st.booleans()):
        return f"{above}  {_flow(key, answer)}{behind}\n"
    lines = "".join(f"    {part}: {value}\n" for part, value in parts)
    return f"{above}  {key}:{behind}\n{lines}"


def comments(text: str) -> list[str]:
    """The comments that are not about a question."""
    return [word for word in ("# ours", "# who", "# one by one", "# in braces", "# end", "# where") if word in text]


@given(files(), st.dictionaries(st.sampled_from(sorted(BESTS)), st.one_of(ANSWERS, st.none()), max_size=4))
@settings(max_examples=300, deadline=None)
def test_edited_files_say_what_was_answered_and_keep_what_others_wrote(
    file: tuple[str, dict[str, Answer]], changes: dict[str, Answer | None]
) -> None:
    text, _ = file
    before = decode_answers(a_document(text), INSTRUMENT)
    assert isinstance(before, Answers), before
    by_question = {key: one for key, one in {**before.by_question, **changes}.items() if one is not None}
    after = replace(before, by_question=by_question)
    edited = edit_answers(text, before, after, INSTRUMENT.questionnaire)
    assert decode_answers(a_document(edited), INSTRUMENT) == after
    assert comments(edited) == comments(text)
    assert ("\r\n" in edited) == ("\r\n" in text) == (edited.count("\n") == edited.count("\r\n"))
    for key in BESTS:
        if before.by_question.get(key) == after.by_question.get(key):
            for word in (f"# about {key}", f"# behind {key}"):
                assert (word in edited) == (word in text)


def test_nothing_changes_where_nothing_changed() -> None:
    text = (
        "format: smi.answers/1\nquestionnaire: bakery\nversion: 1.0\nsubject: C\ndate: 2026-10-05\nanswers: {mill: 1}\n"
    )
    answers = some_answers({"mill": 1})
    assert edit_answers(text, answers, answers, INSTRUMENT.questionnaire) == text


HEAD = "format: smi.answers/1\nquestionnaire: bakery\nversion: 1.0\nsubject: C\ndate: 2026-10-05\nanswers:\n"


@pytest.mark.parametrize(
    ("answers", "key", "answer", "expected"),
    [
        (
            "  heat:\n    # asked Anna\n    # on 3 May\n    level: 2  # in July\n    note: >-\n      a\n      b\n",
            "heat",
            Known(3, "a b"),
            "  heat:\n    # asked Anna\n    # on 3 May\n    level: 3  # in July\n    note: >-\n      a\n      b\n",
        ),
        (
            "  heat:\n    # asked\n    level: 2\n    note: x  # why x\n",
            "heat",
            Known(3),
            "  heat:\n    # asked\n    level: 3\n    # why x\n",
        ),
        (
            "  tasting:\n    # legal said so\n    na: none sold\n  till: 1\n",
            "tasting",
            Known(1),
            "  tasting:\n    level: 1\n    # legal said so\n  till: 1\n",
        ),
        ("  heat: {level: 2, note: x}  # both\n", "heat", Unknown(), "  heat: {level: unknown}  # both\n"),
        ("  heat: 2  # asked Anna\n", "heat", None, "  heat:  # asked Anna\n"),
        ("  heat:  # soon\n", "heat", Known(1, "x"), "  heat:  # soon\n    level: 1\n    note: x\n"),
    ],
)
def test_comments_in_and_behind_a_changed_answer_stay(
    answers: str, key: str, answer: Answer | None, expected: str
) -> None:
    before = decode_answers(a_document(HEAD + answers), INSTRUMENT)
    assert isinstance(before, Answers)
    by_question = {one: given for one, given in {**before.by_question, key: answer}.items() if given is not None}
    after = replace(before, by_question=by_question)
    edited = edit_answers(HEAD + answers, before, after, INSTRUMENT.questionnaire)
    assert edited == HEAD + expected
    assert decode_answers(a_document(edited), INSTRUMENT) == after


@pytest.mark.parametrize("version", ["1.10", "2: x", "null", "%1", "1.0 # beta", "[1]", "1\n2"])
def test_whatever_a_version_is_called_it_is_read_as_it_was(version: str) -> None:
    answers = some_answers({"mill": 1}, version=version)
    document = a_document(compose_answers(answers, INSTRUMENT.questionnaire))
    assert document.names("version") == version
    assert (f"version: {version}\n" in compose_answers(answers, INSTRUMENT.questionnaire)) == (version == "1.10")


@pytest.mark.parametrize(
    "number", [".123456789012345678", "1e17", "1e-18", "-0.5", "123456789012345678e-18", "000e-18"]
)
def test_a_number_that_is_read_is_written_so_that_it_is_read_again(number: str) -> None:
    with_shops = an_instrument(BAKERY.replace("context:\n", "context:\n  shops: {ask: How many?, kind: number}\n"))
    text = HEAD.replace("answers:", "context:") + f"  shops: {number}\n"
    answers = decode_answers(a_document(text), with_shops)
    assert isinstance(answers, Answers), answers
    written = compose_answers(answers, with_shops.questionnaire)
    assert decode_answers(a_document(written), with_shops) == answers
