"""The command that computes a result again is one that does, and it names no folders of whoever ran the first."""

from __future__ import annotations

import pytest

from smi_cli.cli.again import Named, command_for


@pytest.mark.parametrize(
    ("file", "named", "command"),
    [
        ("acme.yaml", Named(), "smi score acme.yaml"),
        ("a folder/acme.yaml", Named(), "smi score 'a folder/acme.yaml'"),
        ("/home/ada/acme.yaml", Named(questionnaire="/home/ada/q.yaml"), "smi score acme.yaml --questionnaire q.yaml"),
        ("<stdin>", Named(weights="own.yaml"), "smi score - --weights own.yaml"),
        ("forms.csv:2", Named(), "smi score forms.csv"),
        ("FORMS.TSV:12", Named(), "smi score FORMS.TSV"),
        ("/home/ada/rows.jsonl:1", Named(), "smi score rows.jsonl"),
        ("row.yaml:2", Named(), "smi score row.yaml:2"),
        ("a  b.yaml", Named(), "smi score FILE"),
        ("a\nb.yaml", Named(), "smi score FILE"),
        ("a.yaml", Named(efforts="my  own.yaml"), "smi score a.yaml --efforts FILE"),
        ("a.yaml", Named(baseline="/home/ada/before.jsonl"), "smi score a.yaml --baseline before.jsonl"),
        ("/home/ada/-x.yaml", Named(weights="-w.yaml"), "smi score ./-x.yaml --weights ./-w.yaml"),
        ("-forms.csv:2", Named(), "smi score ./-forms.csv"),
        ("/home/ada/-", Named(), "smi score ./-"),
    ],
)
def test_the_command(file: str, named: Named, command: str) -> None:
    assert command_for(file, named) == command
