"""A questionnaire file as a type: defaults, inheritance, references resolved, and the problems of its shape."""

# ruff: noqa: E501 - a problem is one line, and stands here as its reader sees it

from __future__ import annotations

from fractions import Fraction

import pytest

from builders import BAKERY, CHECKLIST, a_questionnaire, problems_of_questionnaire
from smi_cli.model.questionnaire import (
    Condition,
    ContextKind,
    Demand,
    Origin,
    OriginKind,
    Overall,
    Period,
    Question,
    Questionnaire,
    Reference,
)


def changed(old: str, new: str, text: str = BAKERY) -> str:
    assert old in text, old
    return text.replace(old, new, 1)


def question(questionnaire: Questionnaire, key: str) -> Question:
    return next(one for one in questionnaire.questions if one.id == key)


def test_what_stands_in_the_file_stands_in_the_type() -> None:
    bakery = a_questionnaire()
    assert (bakery.id, bakery.version, bakery.title) == ("bakery", "1.0", "Bakery Index")
    assert (bakery.overall, bakery.review_every) == (Overall.MINIMUM, Period(6, "months"))
    assert [one.id for one in bakery.questions] == ["mill", "tasting", "heat", "opening", "till"]
    craft, shop = bakery.axes
    assert [one.id for one in craft.named_factors] == ["flour", "oven"]
    assert (shop.named_factors, [one.id for one in shop.questions]) == ((), ["opening", "till"])
    assert question(bakery, "tasting").only_if == Condition({"mill": 1}, {})
    assert question(bakery, "tasting").na == "A bakery without bread."
    assert question(bakery, "mill").evidence == "The delivery notes."
    assert question(bakery, "mill").known_by == "The head baker"
    (region,) = bakery.context
    assert (region.kind, region.options) == (ContextKind.CHOICE, {"town": "In town", "country": "In the country"})
    assert bakery.grid
    assert (bakery.grid.across, bakery.grid.up) == (craft, shop)
    assert bakery.grid.at(across=True, up=False).id == "workshop"
    master = bakery.ladders[0].rungs[2]
    assert (master.score, master.requires) == (Fraction(70), (Demand("tasting", Fraction(3)),))
    assert bakery.ladders[0].of == "overall"


def test_what_is_left_out_has_the_documented_default() -> None:
    checklist = a_questionnaire(CHECKLIST)
    (tidy,) = checklist.axes
    assert (checklist.overall, checklist.review_every, checklist.grid, checklist.context) == (
        Overall.MEAN,
        None,
        None,
        (),
    )
    assert (tidy.weight, tidy.cut, tidy.summary) == (Fraction(1), Fraction(50), "")
    assert [one.weight for one in tidy.questions] == [1, 1]
    assert checklist.origin == Origin(OriginKind.DECIDED)
    assert checklist.ladders[0].of == "tidy"
    bakery = a_questionnaire()
    assert bakery.grid
    assert bakery.grid.borderline == 5


@pytest.mark.parametrize("version", ["1.10", "2026-10-05", "no", "010", "'1'"])
def test_a_version_keeps_its_written_form(version: str) -> None:
    assert a_questionnaire(changed("version: 1.0", f"version: {version}")).version == version.strip("'")


def test_numbers_are_exact() -> None:
    text = changed("    title: Craft\n", "    title: Craft\n    weight: 0.1\n    cut: 33.3\n")
    axis = a_questionnaire(text).axes[0]
    assert (axis.weight, axis.cut) == (Fraction(1, 10), Fraction(333, 10))


def test_levels_are_shared_and_evenly_spaced_unless_valued() -> None:
    ask = "ask: How often is the heat measured?\n"
    text = changed(ask, f"{ask}            values: [0.1, 0.1, 0.2, 0.2, 1]\n")
    bakery = a_questionnaire(text)
    heat, till = question(bakery, "heat"), question(bakery, "till")
    assert [one.wording for one in heat.levels] == [one.wording for one in till.levels]
    assert [one.value for one in till.levels] == [0, Fraction(1, 4), Fraction(1, 2), Fraction(3, 4), 1]
    assert [one.value for one in heat.levels] == [*map(Fraction, ("0.1", "0.1", "0.2", "0.2", "1"))]
    assert [one.value for one in question(bakery, "mill").levels] == [0, Fraction(1, 2), 1]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("{region: town}", Condition({}, {"region": ("town",)})),
        ("{region: [town, country]}", Condition({}, {"region": ("town", "country")})),
        ("{shops: 2}", Condition({}, {"shops": Fraction(2)})),
        ("{mill: 2, region: town}", Condition({"mill": 2}, {"region": ("town",)})),
        ("{mill: 02}", Condition({"mill": 2}, {})),
    ],
)
def test_conditions(condition: str, expected: Condition) -> None:
    text = changed("context:\n", "context:\n  shops: {ask: How many?, kind: number}\n")
    text = changed("only_if: {mill: 1}", f"only_if: {condition}", text)
    assert question(a_questionnaire(text), "tasting").only_if == expected


def test_context_questions_of_every_kind() -> None:
    more = (
        "context:\n  shops: {ask: How many?, kind: number, unit: shops, min: 1, max: 500.5}\n"
        "  motto: {ask: Your motto?, kind: text}\n  bread: {ask: What?, kind: choices, options: {rye: Rye, oat: Oat}}\n"
    )
    shops, motto, bread, _ = a_questionnaire(changed("context:\n", more)).context
    assert (shops.minimum, shops.maximum, shops.unit) == (Fraction(1), Fraction(1001, 2), "shops")
    assert (motto.kind, motto.options, motto.minimum) == (ContextKind.TEXT, {}, None)
    assert (bread.kind, list(bread.options)) == (ContextKind.CHOICES, ["rye", "oat"])


def test_published_figures_beside_a_number() -> None:
    reference = "{says: Three, date: 2019, base: 40 bakeries, source: Guild}"
    more = f"context:\n  shops: {{ask: How many?, kind: number, never_counts: the shops, references: [{reference}]}}\n"
    shops, region = a_questionnaire(changed("context:\n", more)).context
    assert shops.references == (Reference("Three", "2019", "40 bakeries", "Guild"),)
    assert (shops.never_counts, region.never_counts, region.references) == ("the shops", "", ())


@pytest.mark.parametrize("key", ["says", "date", "base", "source"])
def test_a_published_figure_is_said_in_full(key: str) -> None:
    fields = {"says": "Three", "date": "2019", "base": "40 bakeries", "source": "Guild"}
    reference = ", ".join(f"{name}: {text}" for name, text in fields.items() if name != key)
    more = f"context:\n  shops: {{ask: How many?, kind: number, references: [{{{reference}}}]}}\n"
    (problem,) = problems_of_questionnaire(changed("context:\n", more))
    assert problem.endswith(f"missing-key: item 1 of references lacks the key '{key}'")


def test_origin_and_source_are_inherited_until_a_block_says_otherwise() -> None:
    text = changed("overall: minimum\n", "overall: minimum\norigin: published\nsource: The book\n")
    text = changed("        title: Flour\n", "        title: Flour\n        source: Page 7\n", text)
    text = changed("        title: Oven\n", "        title: Oven\n        origin: derived\n", text)
    text = changed("stall: {title: Stall,", "stall: {title: Stall, origin: decided, source: Us,", text)
    bakery = a_questionnaire(text)
    book = Origin(OriginKind.PUBLISHED, "The book")
    assert (bakery.origin, bakery.axes[0].origin, bakery.ladders[0].rungs[1].origin) == (book, book, book)
    assert question(bakery, "mill").origin == Origin(OriginKind.PUBLISHED, "Page 7")
    # A new origin does not inherit the source of the old one.
    assert question(bakery, "heat").origin == Origin(OriginKind.DERIVED)
    assert question(bakery, "till").origin == book
    assert bakery.grid
    assert [cell.origin for cell in bakery.grid.quadrants[:2]] == [Origin(OriginKind.DECIDED, "Us"), book]
    assert bakery.context[0].origin == book


ID_HINT = "lower-case words joined by hyphens, at most 64 characters"
CRAFT = "    title: Craft\n"
LEVELS = "[Nobody can say, A wholesaler, One named mill]"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("id: bakery", "id: Bakery", [f"2:5: bad-id: 'Bakery' cannot be an id ({ID_HINT}: bakery)"]),
        ("title: Bakery Index\n", "", ["1:1: missing-key: a questionnaire lacks the key 'title'"]),
        ("title: Bakery Index", "title:", ["4:7: missing-value: title is empty (it has to be text)"]),
        ("title: Bakery Index", "titel: Bakery Index", [
            "1:1: missing-key: a questionnaire lacks the key 'title'",
            "4:1: unknown-key: a questionnaire has no key 'titel' (did you mean 'title'?)",
        ]),
        ("overall: minimum", "overall: minimal", ["6:10: not-allowed: overall cannot be 'minimal' (did you mean 'minimum'?)"]),
        ("6 months", "half a year", ["5:15: wrong-type: review_every has to be a length of time such as 6 months, not 'half a year'"]),
        (CRAFT, f"{CRAFT}    origin: invented\n", ["12:13: not-allowed: origin cannot be 'invented' (one of published, derived, decided)"]),
        (CRAFT, f"{CRAFT}    weight: -1\n", ["12:13: out-of-range: weight is '-1', which is out of range (at least 0)"]),
        (CRAFT, f"{CRAFT}    cut: 100.1\n", ["12:10: out-of-range: cut is '100.1', which is out of range (from 0 to 100)"]),
        (CRAFT, f"{CRAFT}    title: Kraft\n", ["12:5: duplicate-key: The key 'title' stands twice (first in line 11)"]),
        (LEVELS, "[Nobody can say]", ["18:21: too-few: levels has to list at least 2"]),
        (LEVELS, '[Nobody can say, "", One named mill]', ["18:38: wrong-type: item 2 of levels has to be text, not ''"]),
        (LEVELS, "{}", ["18:21: wrong-type: levels has to be a single value or a list, not a mapping"]),
        ("region:\n", "Region:\n", [f"42:3: bad-id: 'Region' cannot be an id ({ID_HINT}: region)"]),
        ("up: shop\n", "up: shop\n  borderline: 51\n", ["49:15: out-of-range: borderline is '51', which is out of range (from 0 to 50)"]),
        ("{town: In town, country: In the country}", "{town: In town}", ["45:14: too-few: options has to name at least 2"]),
    ],
)  # fmt: skip
def test_problems_of_shape(old: str, new: str, expected: list[str]) -> None:
    assert problems_of_questionnaire(changed(old, new)) == [f"questionnaire.yaml:{one}" for one in expected]


def test_all_problems_of_a_file_come_in_one_run_in_the_order_of_the_file() -> None:
    text = changed("overall: minimum", "overall: middle")
    text = changed("title: Shop\n", "titel: Shop\n", text)
    text = changed("only_if: {mill: 1}", "only_if: {mil: 1}", text)
    text = changed("from: 70", "from: 30", text)
    assert [one.split(": ")[:2] for one in problems_of_questionnaire(text)] == [
        ["questionnaire.yaml:6:10", "not-allowed"],
        ["questionnaire.yaml:24:23", "unknown-reference"],
        ["questionnaire.yaml:33:5", "missing-key"],
        ["questionnaire.yaml:33:5", "unknown-key"],
        ["questionnaire.yaml:60:37", "rungs-fall"],
    ]
