"""What looks wrong in a sound questionnaire: each suspicion alone, and its limits."""

from __future__ import annotations

from textwrap import dedent, indent

from builders import BAKERY, CHECKLIST, STALL_BLUEPRINT, an_instrument
from smi_cli.assessing.suspicion import Suspicion
from smi_cli.assessing.suspicions import suspect

# The bakery grown until nothing about it is suspect: four questions an axis, and a blueprint for every quadrant.


def _question(key: str, ask: str) -> str:
    return f"{key}:\n  ask: {ask}\n  levels: frequency\n"


_CRAFT = indent(_question("cleaning", "How often is the oven cleaned?"), " " * 10)
_SHOP = indent(
    _question("window", "How often is the window dressed?") + _question("greeting", "How often is a guest greeted?"),
    " " * 6,
)
SOUND = (
    BAKERY.replace("  shop:\n", f"{_CRAFT}  shop:\n")
    .replace("context:\n", f"{_SHOP}context:\n")
    .replace("  cells:\n", "  borderline: 15\n  cells:\n")
)


def a_raising_blueprint(quadrant: str, raises: str) -> str:
    """A blueprint of one step that raises questions, given as a flow mapping."""
    return dedent(f"""\
        format: smi.blueprint/1
        questionnaire: bakery
        quadrant: {quadrant}
        title: Out of it
        summary: What comes next.
        steps:
          leave-{quadrant}:
            kind: raise
            title: Do more
            raises: {raises}
            why: It helps.
            first: Begin on Monday.
            who: The owner
            effort: small
            done_when: It is done.
        """)


SOUND_BLUEPRINTS = {
    "stall": STALL_BLUEPRINT,
    "workshop": a_raising_blueprint("workshop", "{opening: 2, till: 2, window: 1, greeting: 1}"),
    "counter": a_raising_blueprint("counter", "{tasting: 2, heat: 2, cleaning: 1}"),
    "institution": a_raising_blueprint("institution", "{heat: 4}"),
}

WHOLE = tuple(SOUND_BLUEPRINTS.values())


def suspected(text: str, *blueprints: str) -> list[Suspicion]:
    return list(suspect(an_instrument(text, *blueprints)))


def changed(old: str, new: str, text: str = SOUND) -> str:
    assert old in text
    return text.replace(old, new)


def on_rung(text: str) -> list[tuple[str, str]]:
    """The messages about rungs, and where they point."""
    return [(".".join(map(str, one.path)), one.message) for one in suspected(text) if one.code == "rung-unreachable"]


def test_a_sound_questionnaire_with_and_without_blueprints() -> None:
    assert suspected(SOUND, *WHOLE) == []
    assert suspected(SOUND) == []


# What can be reached


def test_a_cut_of_100_leaves_two_quadrants_empty() -> None:
    hint = "lower the cut, or let the best levels be worth more"
    assert suspected(changed("    title: Shop\n", "    title: Shop\n    cut: 100\n")) == [
        Suspicion(
            "quadrant-unreachable",
            f"The quadrant {cell!r} cannot be reached: the best answers leave 'shop' low",
            hint,
            ("quadrants", "cells", cell),
        )
        for cell in ("counter", "institution")
    ]


def test_a_worst_score_above_the_cut_leaves_two_quadrants_empty() -> None:
    generous = changed("till counted?\n", "till counted?\n        values: [0.1, 0.3, 0.5, 0.7, 1]\n")
    # A quarter of the axis at 0.1 is a worst score of 2.5: over a cut of 2, and not over a cut of 2.5.
    found = suspected(changed("    title: Shop\n", "    title: Shop\n    cut: 2\n", generous))
    message = "The quadrant {!r} cannot be reached: the worst answers leave 'shop' high"
    assert [one.message for one in found if one.code == "quadrant-unreachable"] == [
        message.format("stall"),
        message.format("workshop"),
    ]
    level = suspected(changed("    title: Shop\n", "    title: Shop\n    cut: 2.5\n", generous))
    assert "quadrant-unreachable" not in {one.code for one in level}


def test_a_rung_that_the_best_answers_do_not_reach() -> None:
    modest = changed(
        "        ask: How often does it open on time?\n",
        "        ask: How often does it open on time?\n        values: [0, 0.1, 0.2, 0.3, 0.4]\n",
    )  # at best, the shop has 85
    assert on_rung(modest) == []
    assert on_rung(changed("from: 70", "from: 85", modest)) == []
    assert on_rung(changed("from: 70", "from: 85.1", modest)) == [
        (
            "ladders.standing.rungs.master.from",
            "The rung 'master' cannot be reached: the best answers give 'overall' less than it asks",
        )
    ]
    assert on_rung(changed("{heat: 2, mill: 1}", "{heat: 2, shop: 90}", modest)) == [
        (
            "ladders.signs.rungs.warm.requires.shop",
            "The rung 'warm' cannot be reached: the best answers give 'shop' less than it asks",
        )
    ]


def test_what_may_not_apply_makes_everything_reachable() -> None:
    # Without the question the axis can have 100.
    modest = changed(
        "        ask: How often does it open on time?\n",
        "        ask: How often does it open on time?\n        values: [0, 0.1, 0.2, 0.3, 0.4]\n        na: A stall.\n",
    )
    assert on_rung(changed("from: 70", "from: 100", modest)) == []
    depends = changed("        na: A stall.\n", "        only_if: {region: town}\n", modest)
    assert on_rung(changed("from: 70", "from: 100", depends)) == []


def test_a_rung_that_everybody_passes() -> None:
    text = CHECKLIST.replace("levels: agree}", "levels: agree, values: [0.5, 0.5, 1]}")
    assert on_rung(text) == [
        (
            "ladders.order.rungs.mess",
            "Nobody stands on the rung 'mess': even the worst answers meet all that 'fine' asks",
        )
    ]
    assert on_rung(changed("from: 50", "from: 50.1", text)) == []
    assert on_rung(changed("from: 50", "from: 50, requires: {desk: 1}", text)) == []


# Questions, their weights and their levels


def test_over_a_quarter_of_an_axis() -> None:
    found = suspected(
        changed("        ask: How often is the till", "        weight: 1.1\n        ask: How often is the till")
    )
    assert found == [
        Suspicion(
            "question-heavy",
            "The question 'till' carries 11/41 of the axis 'shop', over a quarter",
            "give it less weight, or ask more beside it",
            ("axes", "shop", "questions", "till"),
        )
    ]


def test_a_share_is_that_of_the_factor_too() -> None:
    found = suspected(changed("        title: Oven\n", "        title: Oven\n        weight: 3\n"))
    assert [(one.code, one.path) for one in found if one.code == "question-heavy"] == [
        ("question-heavy", ("axes", "craft", "factors", "oven", "questions", key)) for key in ("heat", "cleaning")
    ]


def test_the_only_question_carries_all() -> None:
    found = suspected(CHECKLIST.replace("      floor: {", "      floor: {weight: 0, "))
    assert [one.message for one in found] == ["The question 'desk' carries all of the axis 'tidy', over a quarter"]


def test_levels_that_differ_in_case_and_punctuation() -> None:
    found = suspected(changed("[Nobody can say, A wholesaler, One named mill]", '[A mill., "No, one.", " a MILL - "]'))
    assert found == [
        Suspicion(
            "levels-alike",
            "Level 2 is worded like level 0",
            "say what is seen on the one and not yet on the other",
            ("axes", "craft", "factors", "flour", "questions", "mill", "levels", 2),
        )
    ]


def test_numbers_and_symbols_tell_levels_apart() -> None:
    assert suspected(changed("[Nobody can say, A wholesaler, One named mill]", '["15", "1.5", "< 15"]')) == []
    assert suspected(changed("[Nobody can say, A wholesaler, One named mill]", '["*", "**", "★"]')) == []


def test_a_borderline_zone_narrower_than_one_level() -> None:
    # A level of the three of the mill is 12.5 points, one of five 6.25.
    assert suspected(changed("borderline: 15", "borderline: 12.5")) == []
    hint = "widen it, or ask more questions, or with more levels"
    path = ("quadrants", "borderline")
    craft = "One level of 'mill' moves the axis 'craft' further than the borderline zone reaches"
    shop = "One level of 'opening' moves the axis 'shop' further than the borderline zone reaches"
    assert suspected(changed("borderline: 15", "borderline: 12.4")) == [
        Suspicion("borderline-narrow", craft, hint, path)
    ]
    assert [one.message for one in suspected(changed("  borderline: 15\n", ""))] == [craft, shop]


def test_reading_time() -> None:
    # 12 minutes are 2400 words. Context questions count, evidence and who knows do not.
    words = sum(
        len(text.split())
        for question in an_instrument(SOUND).questionnaire.questions
        for text in (question.ask, *(level.wording for level in question.levels))
    )
    full = changed("Where do you sell?", "word " * (2400 - words))
    assert suspected(full) == []
    assert suspected(full.replace("The delivery notes.", "note " * 100)) == []
    assert suspected(changed("How often is the till counted?", "How very often is the till counted?", full)) == [
        Suspicion(
            "reading-long",
            "The questions and their levels have 2401 words, over 12 minutes of reading",
            "200 words a minute: ask less, or in fewer words",
            ("axes",),
        )
    ]


# Blueprints


def test_a_question_that_no_step_raises() -> None:
    lacking = a_raising_blueprint("counter", "{tasting: 2, heat: 2}")
    blueprints = [lacking if quadrant == "counter" else text for quadrant, text in SOUND_BLUEPRINTS.items()]
    assert suspected(SOUND, *blueprints) == [
        Suspicion(
            "question-unraised",
            "No step of any blueprint raises the question 'cleaning'",
            "a step with raises: {cleaning: 4}",
            ("axes", "craft", "factors", "oven", "questions", "cleaning"),
        )
    ]
    weightless = SOUND.replace("oven cleaned?\n", "oven cleaned?\n            weight: 0\n")
    unread = [one.code for one in suspected(weightless, *blueprints)]
    assert "question-unraised" not in unread
    read = changed("{heat: 2, mill: 1}", "{cleaning: 1}", weightless)
    assert "question-unraised" in [one.code for one in suspected(read, *blueprints)]


def test_a_quadrant_without_a_blueprint() -> None:
    blueprints = [text for quadrant, text in SOUND_BLUEPRINTS.items() if quadrant != "institution"]
    assert suspected(SOUND, *blueprints) == [
        Suspicion(
            "blueprint-missing",
            "The quadrant 'institution' has no blueprint",
            "blueprints/bakery/institution.yaml",
            ("quadrants", "cells", "institution"),
        )
    ]
