"""What is said of a change, and when; whole outputs are in tests/golden."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from builders import BAKERY, CHECKLIST, an_instrument, some_answers
from properties.strategies import Case, cases
from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.compiling import compile_questionnaire
from smi_cli.assessing.measuring import Range
from smi_cli.assessing.snapshot import Snapshot, snapshot_of
from smi_cli.model.blueprint import Instrument
from smi_cli.rendering.change_report import NO_SCORE, OTHERS, STAYED, ChangeView, changes_between, compose_change
from smi_cli.rendering.json_change import render_changes
from smi_cli.rendering.markdown_change import render_change
from smi_cli.rendering.wording import changes
from smi_cli.rendering.wording.changes import Words
from unit.assessing.worked import FULL, NA, UNKNOWN, assessed

HALF = {"mill": 1, "tasting": 2, "heat": 2, "opening": 2, "till": 2}
LATER = date(2027, 10, 5)


def view(before: Snapshot, after: Snapshot) -> ChangeView:
    (found,) = compose_change([before, after]).changes
    return found


def as_record(snapshot: Snapshot) -> Snapshot:
    stands = {key: one._replace(title=key, rungs=()) for key, one in snapshot.stands.items()}
    kept = {key: span for key, span in snapshot.ranges.items() if key not in {"flour", "oven"}}
    return snapshot._replace(title="bakery", review=None, grid=None, axes=(), levels={}, ranges=kept, stands=stands)


def spoken(key: str, span: Range) -> str:
    return Words([snapshot_of(assessed(FULL))]).range(key, span)


def test_nothing_changed() -> None:
    snapshot = snapshot_of(assessed(HALF))
    report = compose_change([snapshot, snapshot._replace(date=LATER)])
    assert report.headline == ("Still Stall: 2 results, 2026-10-05 to 2027-10-05.", "Overall: still 50.0.")
    (found,) = report.changes
    assert found.places == ("Quadrant: still Stall.", "Standing: still Trade.", "Signs: still Warm.")
    assert (found.scores, found.rest, found.questions, found.stayed) == (None, NO_SCORE, None, STAYED)
    assert report.caption == "Across: Craft. Up: Shop. 1 lies under 2."


def test_what_is_lost_for_certain_alone() -> None:
    places = view(snapshot_of(assessed(FULL)), snapshot_of(assessed({**FULL, "opening": UNKNOWN}))).places
    assert places == (
        "Quadrant: still Institution.",
        "Shop is high on what is known, and no longer for certain.",
        "Standing: still Master, but at the worst Trade and no longer Master.",
        "Signs: still Warm.",
    )


def test_a_score_on_one_side_alone() -> None:
    before, after = snapshot_of(assessed({"opening": 2, "till": 2})), snapshot_of(assessed(HALF))
    report = compose_change([before, after])
    assert report.headline == (
        "From no quadrant to Stall: 2 results, 2026-10-05 to 2026-10-05.",
        "Overall: no score (0.0 to 50.0) before, 50.0 after.",
    )
    assert report.caption == "Across: Craft. Up: Shop. 1 has no place."
    (found,) = report.changes
    assert found.places[-1] == "Craft lacks a score on one side or on the way, so that its change has no parts."
    assert found.questions
    assert {row[3] for row in found.questions.rows} == {"-"}
    assert report.results.rows[0][3] == "no score (0.0 to 100.0)"


def test_results_without_answers() -> None:
    before, after = as_record(snapshot_of(assessed(FULL))), snapshot_of(assessed(HALF))
    report = compose_change([before, after])
    assert report.title == "Crumb & Sons: Bakery Index"
    assert report.headline[0] == "From Institution to Stall: 2 results, 2026-10-05 to 2026-10-05."
    (found,) = report.changes
    assert found.places[-1] == "One of the results keeps no answers, so that nothing says why the scores changed."
    assert found.scores
    assert found.scores.header == ("Score", "Before", "After", "Change")
    assert found.scores.rows == (
        ("Overall", "100.0", "50.0", "-50.0"),
        ("Craft", "100.0", "50.0", "-50.0"),
        ("Shop", "100.0", "50.0", "-50.0"),
    )
    assert (report.note, found.questions, found.stayed) == ("", None, "")
    nameless = compose_change([before, before])
    assert (nameless.title, nameless.trail) == ("Crumb & Sons: bakery", None)
    assert nameless.headline[0].startswith("Still institution: ")


def test_an_axis_that_comes_or_goes() -> None:
    alone = BAKERY[: BAKERY.index("  shop:\n")] + BAKERY[BAKERY.index("context:") : BAKERY.index("quadrants:")]
    whole, craft = snapshot_of(assessed(HALF)), snapshot_of(assessed({"mill": 1, "tasting": 2, "heat": 2}, alone))
    assert "Shop is gone." in view(whole, craft).places
    assert "Shop is new." in view(craft, whole).places
    scores = view(craft, whole).scores
    assert scores
    assert ("Shop", "-", "50.0", "-") in scores.rows


def test_scores_that_stay_are_left_out_and_what_missing_answers_leave_possible_is_not() -> None:
    before, after = snapshot_of(assessed(FULL)), snapshot_of(assessed({**FULL, "opening": UNKNOWN}))
    found = view(before, after)
    assert found.scores
    assert [row[:3] for row in found.scores.rows] == [
        ("Overall", "100.0", "100.0 (50.0 to 100.0)"),
        ("Shop", "100.0", "100.0 (50.0 to 100.0)"),
    ]
    assert found.rest == OTHERS
    report = compose_change([before, after])
    assert report.headline[0].endswith(". Missing answers could still make it Workshop.")
    assert [row[2] for row in report.results.rows] == ["Institution", "Institution (or Workshop)"]


def test_a_questionnaire_without_quadrants() -> None:
    instrument = an_instrument(CHECKLIST)
    compiled = compile_questionnaire(instrument.questionnaire)
    before, after = (
        snapshot_of(Assessment(instrument, compiled, some_answers(levels, questionnaire="list", version="2.0")))
        for levels in ({"desk": 1, "floor": 0}, {"desk": 2, "floor": 1})
    )
    report = compose_change([before, after])
    assert report.trail is None
    assert report.headline == (
        "2 results, 2026-10-05 to 2026-10-05.",
        "Overall: from 25.0 to 75.0, +50.0 points.",
    )
    assert report.results.header == ("", "Date", "Tidiness", "Order")
    assert report.changes[0].places == ("Order: from Mess to Fine.",)
    assert (report.review, changes.review(after, LATER)) == (
        "",
        "The latest result does not say when it is due for a review.",
    )


def test_more_than_two_results_have_every_step() -> None:
    snapshots = [snapshot_of(assessed(HALF))._replace(date=date(2026, month, 1)) for month in (1, 2, 3)]
    titles = [one.title for one in compose_change(snapshots).changes]
    assert titles == [
        "From 2026-01-01 to 2026-03-01",
        "From 2026-01-01 to 2026-02-01",
        "From 2026-02-01 to 2026-03-01",
    ]
    assert len(changes_between(snapshots[:2])) == 1


def test_questions_in_the_order_of_what_they_moved() -> None:
    before, after = assessed({**HALF, "tasting": NA}), assessed({**HALF, "tasting": 4, "opening": 3, "heat": UNKNOWN})
    found = view(snapshot_of(before), snapshot_of(after)).questions
    assert found
    assert [row[:4] for row in found.rows] == [
        ("tasting", "Craft", "not applicable to 4", "+12.5"),
        ("heat", "Craft", "2 to missing", "+12.5"),
        ("opening", "Shop", "2 to 3", "+12.5"),
    ]


def test_a_shown_number_never_contradicts_a_line_or_its_neighbour() -> None:
    near = Fraction("49.99")
    assert spoken("craft", Range(near, near, near)) == "49.99"
    assert spoken("flour", Range(near, near, near)) == "50.0"  # nothing decides there
    whole = snapshot_of(assessed(HALF))
    span = Range(Fraction("50.001"), Fraction("50.001"), Fraction("50.001"))
    words = Words([whole])
    assert words.score("flour", span, whole.ranges["flour"]) == "50.001"
    assert words.score("flour", whole.ranges["flour"], span) == "50.0"


@given(st.lists(cases(), min_size=2, max_size=3))
def test_any_results_can_be_told(drawn: list[Case]) -> None:
    snapshots = [
        snapshot_of(
            Assessment(Instrument(one.questionnaire, {}), compile_questionnaire(one.questionnaire), one.answers)
        )
        for one in drawn
    ]
    snapshots += [as_record(snapshots[0])]
    assert render_change(compose_change(snapshots, LATER)).endswith("\n")
    document = json.loads(render_changes([("a", one) for one in snapshots], LATER, []))
    assert [(one["from"], one["to"]) for one in document["changes"]] == [
        (0, len(snapshots) - 1),
        *((place, place + 1) for place in range(len(snapshots) - 1)),
    ]
    for axis in (axis for one in document["changes"] for axis in one["axes"] if axis["split"]):
        parts = {name: Fraction(part["exact"]) for name, part in axis["split"].items()}
        assert sum(parts.values()) == Fraction(axis["change"]["exact"])
        assert sum(Fraction(one["change"]["exact"]) for one in axis["questions"]) == parts["answers"]
