"""One run of the survey: what its end may not cut through, and how it names files."""

from __future__ import annotations

import os
import signal
from io import StringIO
from pathlib import Path

import pytest

from builders import BAKERY, an_instrument, some_answers
from smi_cli.assessing.compiling import compile_questionnaire
from smi_cli.cli.survey_run import Manner, Survey, quoted
from smi_cli.cli.survey_terminal import endings_held
from smi_cli.loading.answers_saving import AnswersFile
from smi_cli.loading.surveys import Opened
from smi_cli.surveying.agenda import Script
from smi_cli.surveying.events import Choose, Event
from smi_cli.surveying.screens import Screen


class Silent:
    """A driver that says nothing."""

    def ask(self, screen: Screen) -> Event:
        raise NotImplementedError

    def tell(self, text: str) -> None:
        pass


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_waits_until_what_it_would_cut_through_is_done(name: str) -> None:
    number, done = signal.Signals[name], []

    def end(*_: object) -> None:
        done.append("ended")

    before = signal.signal(number, end)
    try:
        with endings_held():
            signal.raise_signal(number)
            done.append("saved")
        assert done == ["saved", "ended"]
        signal.raise_signal(number)
        assert done == ["saved", "ended", "ended"]
    finally:
        signal.signal(number, before)


def test_an_answer_is_saved_even_if_the_survey_is_stopped_while_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    instrument, path = an_instrument(BAKERY), tmp_path / "acme.yaml"
    file, answers = AnswersFile(str(path), instrument), some_answers({"mill": 2})
    file.save(answers)
    script = Script(compile_questionnaire(instrument.questionnaire), None)
    survey = Survey(Opened(instrument, answers, file), script, Manner(StringIO(), ()))
    monkeypatch.setattr(os, "fsync", lambda _: signal.raise_signal(signal.SIGINT))
    with pytest.raises(KeyboardInterrupt):
        survey._take(Choose(3), Silent())
    assert "  mill: 2\n  tasting: 3\n" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "shown"), [("a.yaml", "a.yaml"), ("a b.yaml", "'a b.yaml'"), ("-x.yaml", "./-x.yaml"), ("-", "-")]
)
def test_a_file_is_named_as_a_command_line_takes_it(path: str, shown: str) -> None:
    assert quoted(path) == shown
