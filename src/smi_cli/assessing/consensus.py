"""One answer to a question from those of several people: the median level, and with it who said and noted what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from smi_cli.model.answers import Answer, Known, NotApplicable, Unanswered, Unknown


def answer_of_all(said: Sequence[tuple[str, Answer]]) -> Answer | None:
    """One answer from those of several people, with what each of them noted; None where there is nothing to say."""
    if not said:
        return None
    levels = sorted(one.level for _, one in said if isinstance(one, Known))
    answered = [(name, one) for name, one in said if not isinstance(one, Unanswered)]
    excused = [(name, one.reason) for name, one in answered if isinstance(one, NotApplicable)]
    remarks = _note(said, answered), _evidence(said), _first_seen(said)
    if 2 * len(excused) > len(answered):
        return NotApplicable(_named(excused), *remarks)
    if levels:
        return Known(levels[(len(levels) - 1) // 2], *remarks)
    return Unknown(*remarks) if answered else Unanswered(*remarks)


def _note(said: Sequence[tuple[str, Answer]], answered: Sequence[tuple[str, Answer]]) -> str:
    """What everybody noted; where the answers differ, also what everybody answered."""
    differ = len({_answer(one) if isinstance(one, Known) else type(one).__name__ for _, one in answered}) > 1
    texts = [(name, ", ".join(filter(None, (_answer(one) if differ else "", one.note)))) for name, one in said]
    return _named(texts)


def _answer(answer: Answer) -> str:
    match answer:
        case Known(level=level):
            return f"level {level}"
        case Unknown():
            return "unknown"
        case NotApplicable(reason=reason):
            return f"does not apply: {reason}"
        case Unanswered():
            return ""


def _evidence(said: Sequence[tuple[str, Answer]]) -> str:
    return _named(
        [
            (name, f"{one.evidence} (seen {one.seen.isoformat()})" if one.evidence and one.seen else one.evidence)
            for name, one in said
        ]
    )


def _first_seen(said: Sequence[tuple[str, Answer]]) -> date | None:
    """When the oldest evidence was seen: what rests on several is as old as the oldest."""
    return min((one.seen for _, one in said if one.seen), default=None)


def _named(texts: Sequence[tuple[str, str]]) -> str:
    """What several people said, each with the name, without those who said nothing."""
    return " / ".join(f"{name}: {text}" for name, text in texts if text)
