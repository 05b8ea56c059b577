"""Several respondents' answers as one JSON document, `smi.merge/1`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from smi_cli.assessing.joint import Joint
from smi_cli.assessing.merging import ContextSpread, Spread
from smi_cli.assessing.snapshot import Snapshot, snapshot_of
from smi_cli.model.answers import Answer, ContextAnswer
from smi_cli.model.problems import Problem
from smi_cli.rendering.json_change import describe_place
from smi_cli.rendering.json_document import Json, describe_problem, dump
from smi_cli.rendering.json_result import describe_answer, describe_answers, describe_context_answer
from smi_cli.rendering.merge_report import signs_of
from smi_cli.rendering.wording.changes import Words

MERGE_SCHEMA = "smi.merge/1"


def render_merge(joint: Joint | None, problems: Iterable[Problem]) -> str:
    """Who said what, where every role stands, and the merged answers; none of it if something is wrong."""
    return dump(
        {
            "schema": MERGE_SCHEMA,
            "subject": joint.merged.answers.subject if joint else None,
            "questionnaire": joint.merged.answers.questionnaire if joint else None,
            "version": joint.merged.answers.version if joint else None,
            "weights": joint.together.weights.title if joint and joint.together.weights else None,
            "results": _respondents(joint) if joint else [],
            **(_contents(joint) if joint else {"roles": [], "questions": [], "context": [], "steps": []}),
            "merged": _merged(joint) if joint else None,
            "problems": [describe_problem(problem) for problem in problems],
        }
    )


def _respondents(joint: Joint) -> list[Json]:
    """Who answered, in the order of all that follows."""
    _, signs = signs_of(joint.merged)
    return [
        {
            "file": voice.file,
            "sign": sign,
            "respondent": voice.answers.respondent,
            "role": voice.answers.role,
            "date": voice.answers.date.isoformat(),
            "missing": [one.question.id for one in assessment.missing],
            "not_asked": [one.question.id for one in assessment.questions if one.not_asked],
        }
        for sign, voice, assessment in zip(signs, joint.merged.voices, joint.voices, strict=True)
    ]


def _contents(joint: Joint) -> Json:
    merged = joint.merged
    snapshots = [snapshot_of(one) for one in (*joint.roles, joint.together)]
    return {
        "roles": _roles(joint, snapshots),
        "questions": [_question(one) for one in merged.spreads],
        "context": [_context(one) for one in merged.context],
        "steps": [
            {"id": key, "ticked": list(ticks), "to_discuss": not all(ticks)} for key, ticks in merged.ticked.items()
        ],
    }


def _roles(joint: Joint, snapshots: Sequence[Snapshot]) -> list[Json]:
    signs, _ = signs_of(joint.merged)
    words = Words(snapshots)
    return [
        {"sign": sign, "role": role.title, "respondents": list(role.voices), **describe_place(words, snapshot)}
        for sign, role, snapshot in zip(signs, joint.merged.roles, snapshots, strict=False)
    ]


def _question(spread: Spread) -> Json:
    levels = spread.levels
    return {
        "id": spread.question.id,
        "ask": spread.question.ask,
        "answers": [_said(answer) for answer in spread.answers],
        "lowest": levels[0] if levels else None,
        "highest": levels[-1] if levels else None,
        "to_discuss": spread.to_discuss,
        "merged": _said(spread.merged),
    }


def _said(answer: Answer | None) -> Json | None:
    return describe_answer(answer) if answer else None


def _context(spread: ContextSpread) -> Json:
    return {
        "id": spread.question.id,
        "ask": spread.question.ask,
        "answers": [_opinion(answer) for answer in spread.answers],
        "to_discuss": len(spread.given) > 1,
        "merged": _opinion(spread.agreed),
    }


def _opinion(answer: ContextAnswer | None) -> object:
    return None if answer is None else describe_context_answer(answer)


def _merged(joint: Joint) -> Json:
    words = Words([snapshot_of(one) for one in (*joint.roles, joint.together)])
    return {
        "date": joint.merged.answers.date.isoformat(),
        **describe_place(words, snapshot_of(joint.together)),
        "answers": describe_answers(joint.merged.answers),
    }
