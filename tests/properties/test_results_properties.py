"""What is written as JSON comes back whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from properties.strategies import WEIGHTS, Case, cases
from results import a_results_document, read_snapshots
from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.batch import Digests, Scored
from smi_cli.assessing.compiling import compile_questionnaire
from smi_cli.assessing.snapshot import WHOLE, Snapshot, snapshot_of
from smi_cli.loading.library import Library
from smi_cli.model.blueprint import Instrument
from smi_cli.model.problems import Location
from smi_cli.model.questionnaire import Weights
from smi_cli.rendering.record import Recorder


@pytest.fixture(scope="session")
def result_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("results") / "result.json"


@given(data=st.data(), drawn=st.lists(cases(), min_size=1, max_size=3))
def test_a_snapshot_comes_back_from_the_result(data: DataObject, drawn: list[Case], result_file: Path) -> None:
    assessments = [assessment(data, case) for case in drawn]
    result_file.write_text(a_results_document([("a.yaml", one) for one in assessments], []), encoding="utf-8")
    assert read_snapshots(str(result_file), Library()) == list(map(snapshot_of, assessments))


@given(data=st.data(), drawn=st.lists(cases(), min_size=1, max_size=3))
def test_places_and_scores_come_back_from_the_records(data: DataObject, drawn: list[Case], result_file: Path) -> None:
    assessments = [assessment(data, case) for case in drawn]
    recorder = Recorder()
    lines = [recorder.line(Scored("a.yaml", one, (), None, Digests("0", "", "0"), _nowhere)) for one in assessments]
    file = result_file.with_suffix(".jsonl")
    file.write_text("".join(lines), encoding="utf-8")
    assert read_snapshots(str(file), Library()) == [_as_record(snapshot_of(one)) for one in assessments]


def _nowhere(key: str) -> Location:
    return Location("a.yaml")


def _as_record(snapshot: Snapshot) -> Snapshot:
    """What a record keeps of a snapshot."""
    return snapshot._replace(
        title=snapshot.questionnaire,
        review=None,
        ranges={key: snapshot.ranges[key] for key in (*WHOLE, *snapshot.axis_ids)},
        stands={key: one._replace(title=key, rungs=()) for key, one in snapshot.stands.items()},
        grid=None,
        axes=(),
        levels={},
    )


def assessment(data: DataObject, case: Case) -> Assessment:
    keys = [question.id for question in case.questionnaire.questions]
    by_id = data.draw(st.none() | st.dictionaries(st.sampled_from(keys), st.sampled_from(WEIGHTS)))
    weights = None if by_id is None else Weights("Others", case.questionnaire.id, by_id)
    instrument = Instrument(case.questionnaire, {})
    return Assessment(instrument, compile_questionnaire(case.questionnaire, weights), case.answers)
