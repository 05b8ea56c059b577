"""A folder in which every text is hostile: a questionnaire of its own, blueprints, weights, efforts, gates, answers.

All files are JSON, whose escapes can say any character.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from itertools import cycle
from pathlib import Path
from typing import Any

Json = dict[str, Any]
Say = Callable[[], str]

TEXTS = {
    "control": "a\0b\x07c\x1b[31md\x7fe\x85f\bg\rh\ni\tj\x9bk\u2028l\u2029m",
    "escape": "\x1b]0;title\x07\x1b[2J",
    "html": "<script>alert(1)</script> <img src=x onerror=y> &amp; <!-- ]]> --> <?php ?>",
    "markdown": "# h **b** `c` ```\n---\n![i](http://evil.example) [l](javascript:x) <http://a.example> $x$ @me ~~s~~",
    "table": "| a | b |\n|---|---|\n| c \\| d \\\\| e |",
    "rich": "[bold red]x[/] [/foo] [link=http://evil.example]y :smile:",
    "formula": '=HYPERLINK("http://evil.example";"x")',
    "plus": "+1+cmd|' /C calc'!A0",
    "minus": "-2+3",
    "at": "@SUM(1;2)",
    "tab": "\t=1+1",
    "return": "\r\n=1+1",
    "commands": "::error file=a,line=1::x\n::add-mask::y\r\n##[error]z ##vso[task.complete]y %0A::warning::w",
    "shell": "$(touch evil) `touch evil` ; rm -rf / && $HOME %PATH% {{7*7}}",
    "bidi": "a\u202egpj.exe\u202c \u2066b\u2069 \u200f\u061c\u200b\ufeff",
    "pairs": "\U0001f600 \U000e0041 \ufdfd \u0301\u0301\u0301 \u754c\uff1d1",
    "xml": "\ufffe\uffff\U0001fffe]]>&#0;&lt;'\"",
    "quotes": '"\'"",;\n"',
    "long": "x" * 10_000,
}
NAMES = ("::error::x", "\n::add-mask::y", "a|b `c` <d>", "e\x1b[31m\u202ef", "##[error]g", "-h,i=1")
FORMULA_FILE = "=1+1.json"
# Words that stand in no other text, for what only some readers may see.
NOTE, EVIDENCE, RESPONDENT, ROLE = "confidential-note", "confidential-find", "mallory-respondent", "mallory-role"
LEVELS = {"mill": 1, "heat": 0, "till": 1}


def make_hostile(folder: Path) -> Path:
    """Fill a folder; the answers stand in `answers` and `before`, those in a file named as a formula beside them."""
    say = cycle(TEXTS.values()).__next__
    _write(folder / "questionnaires" / "evil.json", _questionnaire(say))
    _write(folder / "questionnaires" / "weights" / "other.json", _others("weights", say(), {"mill": 9}))
    _write(folder / "own-weights.json", _others("weights", say(), {"heat": 3}))
    _write(folder / "efforts.json", _others("efforts", say(), {"find-a-mill": "large"}) | {"moves": {"mill": 3}})
    for quadrant in ("stall", "workshop", "counter", "institution"):
        _write(folder / "blueprints" / "evil" / f"{quadrant}.json", _blueprint(quadrant, say))
    demands = {"require": ["overall=60", "quadrant=institution", "mill=2"], "max-missing": 0, "max-drop": 5}
    warnings = {"require": ["heat=2"], "no-borderline": True}
    _write(folder / "gates.json", {"format": "smi.gates/1", "error": demands, "warn": warnings})
    for name, text in TEXTS.items():
        _write(folder / "answers" / f"{name}.json", answers_with(text))
        earlier = answers_with(text, LEVELS | {"mill": 2}) | {"date": "2026-01-05"}
        _write(folder / "before" / f"{name}.json", earlier)
    for name in NAMES:
        _write(folder / "answers" / f"{name}.json", answers_with(name))
    _write(folder / FORMULA_FILE, answers_with("=1+1"))
    _write(folder / "bad" / "unknown.json", answers_with("x") | {TEXTS["commands"]: TEXTS["html"]})
    (folder / "bad" / "half.json").write_text('{"format": "smi.answers/1", "subject": "\\ud800"}', encoding="utf-8")
    return folder


def answers_with(text: str, levels: Mapping[str, int] = LEVELS) -> Json:
    """Answers in which the text stands in every field that takes one."""
    remarks = {"note": f"{text} {NOTE}", "evidence": f"{text} {EVIDENCE}", "seen": "2026-01-02"}
    by_question: Json = {key: {"level": level} | remarks for key, level in levels.items()}
    return {
        "format": "smi.answers/1",
        "questionnaire": "evil",
        "version": "1.0",
        "subject": text,
        "date": "2026-10-05",
        "respondent": f"{text} {RESPONDENT}",
        "role": f"{text} {ROLE}",
        "answers": by_question | {"tasting": {"na": f"{text} "} | remarks, "queue": {"level": "unknown"} | remarks},
        "context": {"motto": text, "region": "town", "obstacles": ["no-time"], "shops": 2},
        "done": ["count"],
    }


def _questionnaire(say: Say) -> Json:
    return {
        "format": "smi.questionnaire/1",
        "id": "evil",
        "version": "1.0",
        "title": say(),
        "summary": say(),
        "source": say(),
        "review_every": "6 months",
        "valid_for": "6 months",
        "axes": {
            "craft": {
                "title": say(),
                "summary": say(),
                "factors": {
                    "flour": {"title": say(), "questions": {key: _question(say) for key in ("mill", "tasting")}},
                    "oven": {"title": say(), "questions": {"heat": _question(say)}},
                },
            },
            "shop": {"title": say(), "questions": {key: _question(say) for key in ("till", "queue")}},
        },
        "context": {
            "motto": {"ask": say(), "kind": "text", "means": say(), "never_counts": say()},
            "region": {"ask": say(), "kind": "choice", "options": {"town": say(), "country": say()}},
            "obstacles": {
                "ask": say(),
                "kind": "choices",
                "options": {"no-time": say(), "no-mill": say()},
                "obstacles_to": "craft",
            },
            "shops": {
                "ask": say(),
                "kind": "number",
                "unit": say(),
                "references": [{key: say() for key in ("says", "date", "base", "source")}],
            },
        },
        "contradictions": {
            "few-doors": {"pair": {"till": {"at_most": 1}, "shops": {"above": 1}}, "says": say(), "source": say()},
            "one-mill": {"pair": {"mill": {"at_least": 1}, "shops": {"below": 3}}, "says": say(), "origin": "derived"},
        },
        "quadrants": {
            "across": "craft",
            "up": "shop",
            "cells": {
                key: {"title": say(), "summary": say(), "source": say(), "where": {"craft": craft, "shop": shop}}
                for key, craft, shop in (
                    ("stall", "low", "low"),
                    ("workshop", "high", "low"),
                    ("counter", "low", "high"),
                    ("institution", "high", "high"),
                )
            },
        },
        "ladders": {
            "standing": {
                "title": say(),
                "rungs": {
                    "hobby": {"title": say(), "summary": say(), "fits": ["institution"]},
                    "trade": {"title": say(), "summary": say(), "from": 60, "requires": {"heat": 2}},
                },
            }
        },
    }


def _question(say: Say) -> Json:
    texts = {key: say() for key in ("ask", "evidence", "known_by", "na", "source")}
    return texts | {"levels": [say(), say(), say()]}


def _blueprint(quadrant: str, say: Say) -> Json:
    return {
        "format": "smi.blueprint/1",
        "questionnaire": "evil",
        "quadrant": quadrant,
        "title": say(),
        "summary": say(),
        "source": say(),
        "signs": [say(), {"says": say(), "origin": "derived", "source": say()}],
        "benefits": [say()],
        "challenges": [{"says": say(), "past": say(), "obstacle": "no-time"}],
        "steps": {
            _step_id("count", quadrant): {"kind": "prepare"} | _step(say),
            _step_id("find-a-mill", quadrant): {"kind": "raise", "raises": {"mill": 2}} | _step(say),
            _step_id("watch", quadrant): {"kind": "keep", "every": say()} | _step(say),
        },
    }


def _step_id(name: str, quadrant: str) -> str:
    return name if quadrant == "stall" else f"{name}-{quadrant}"


def _step(say: Say) -> Json:
    return {key: say() for key in ("title", "why", "first", "who", "done_when", "source")} | {"effort": "small"}


def _others(kind: str, title: str, by_id: Json) -> Json:
    return {"format": f"smi.{kind}/1", "questionnaire": "evil", "title": title, kind: by_id}


def _write(path: Path, value: Json) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value), encoding="utf-8")
