"""What no shape can say of a questionnaire. Each mistake is one replacement in a valid one."""

# ruff: noqa: E501 - a problem is one line, and stands here as its reader sees it

from __future__ import annotations

import pytest

from builders import BAKERY, problems_of_questionnaire

MORE_CONTEXT = BAKERY.replace(
    "context:\n",
    "context:\n  shops: {ask: How many?, kind: number, min: 1, max: 9}\n  motto: {ask: Your motto?, kind: text}\n",
)
IF = "only_if: {mill: 1}"
STALL = "stall: {title: Stall, where: {craft: low, shop: low}}"
OFTEN = "ask: How often is the bread tasted?\n"
DEMAND = "requires: {tasting: 3}"
NO_WEIGHT = "(nothing could be scored)"
CONTENT = "needs either factors or questions (factors that hold questions, or questions alone)"
LEVEL_2 = "out-of-range: The level of 'mill' to reach is out of range (from 1 to 2)"
LEVEL_4 = "out-of-range: The level of 'tasting' to reach is out of range (a whole number from 1 to 4)"
NO_CORNER = "quadrant-missing: No quadrant is low on 'craft' and low on 'shop' (name each of the four once)"
RISE = "rungs-fall: The scores of the rungs do not rise (rungs stand lowest first)"
LEAST = "wrong-type: 'shops' is a number: the condition names the least one (a whole number)"


def problems(old: str, new: str, text: str = BAKERY) -> list[str]:
    assert old in text, old
    return [one.removeprefix("questionnaire.yaml:") for one in problems_of_questionnaire(text.replace(old, new, 1))]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # ids
        ("  region:\n", "  mean:\n", "42:3: reserved-id: The id 'mean' is reserved for the score of all axes (choose another one)"),
        ("  signs:\n", "  overall:\n", "61:3: reserved-id: The id 'overall' is reserved for the score of all axes (choose another one)"),
        ("      till:\n", "      quadrant:\n", "38:7: reserved-id: The id 'quadrant' is reserved for gates (choose another one)"),
        ("      till:\n", "      max-missing:\n", "38:7: reserved-id: The id 'max-missing' is reserved for gates (choose another one)"),
        ("  signs:\n", "  max-drop:\n", "61:3: reserved-id: The id 'max-drop' is reserved for gates (choose another one)"),
        ("  region:\n", "  till:\n", "42:3: duplicate-id: The id 'till' is taken (first in line 38)"),
        ("stall: {title", "warm: {title", "65:7: duplicate-id: The id 'warm' is taken (first in line 50)"),
        ("none-yet: {title", "hobby: {title", "64:7: duplicate-id: The id 'hobby' is taken (first in line 58)"),
        # axes and weights
        ("  shop:\n", "  attic: {title: Attic}\n  shop:\n", f"32:3: axis-content: The axis 'attic' {CONTENT}"),
        ("    title: Shop\n", "    title: Shop\n    factors: {f: {title: F, questions: {q: {ask: A, levels: frequency}}}}\n",
         f"32:3: axis-content: The axis 'shop' {CONTENT}"),
        ("    title: Shop\n", "    title: Shop\n    weight: 0\n", f"32:3: zero-weights: All weights of the axis 'shop' are 0 {NO_WEIGHT}"),
        # levels and values
        ("levels: frequency\n", "levels: frequenzy\n", "23:21: unknown-reference: There are no shared levels called 'frequenzy' (did you mean 'frequency'?)"),
        (OFTEN, f"{OFTEN}            effort: [1, 2, 3]\n", "23:21: efforts-mismatch: There are 5 levels but 3 efforts (one effort for each move from a level to the next)"),
        (OFTEN, f"{OFTEN}            effort: 0\n", "23:21: out-of-range: effort is '0', which is out of range (from 1 to 1000)"),
        (OFTEN, f"{OFTEN}            values: [0, 0.5, 1]\n", "23:21: values-mismatch: There are 5 levels but 3 values (one value for each level)"),
        (OFTEN, f"{OFTEN}            values: [0, 0.5, 0.4, 0.9, 1]\n",
         "23:21: values-fall: The values fall (levels stand worst first, values never fall)"),
        # since which version
        (OFTEN, f"{OFTEN}            since: 1.1\n",
         "23:20: bad-since: The wording of 'tasting' cannot be from version '1.1' of a questionnaire '1.0' (numbers joined by points, not later than the questionnaire's)"),
        (OFTEN, f"{OFTEN}            since: spring\n",
         "23:20: bad-since: The wording of 'tasting' cannot be from version 'spring' of a questionnaire '1.0' (numbers joined by points, not later than the questionnaire's)"),
        # conditions on questions
        (IF, "only_if: {mil: 1}", "24:23: unknown-reference: There is no question 'mil' (did you mean 'mill'?)"),
        (IF, "only_if: {craft: 1}", "24:23: unknown-reference: There is no question 'craft' (one of mill, tasting, heat, opening, till, region)"),
        (IF, "only_if: {till: 1}", "24:23: condition-axis: 'tasting' depends on 'till', which belongs to another axis (an earlier question of 'craft')"),
        (IF, "only_if: {heat: 1}", "24:23: condition-order: 'tasting' depends on 'heat', which does not come before it (move that question up)"),
        (IF, "only_if: {tasting: 1}", "24:23: condition-order: 'tasting' depends on 'tasting', which does not come before it (move that question up)"),
        (IF, "only_if: {mill: 0}", f"24:29: {LEVEL_2}"),
        (IF, "only_if: {mill: 3}", f"24:29: {LEVEL_2}"),
        (IF, "only_if: {mill: one}", f"24:29: {LEVEL_2}"),
        (IF, "only_if: {mill: [a]}", f"24:29: {LEVEL_2}"),
        (IF, "only_if: {mill: 000000001999}", f"24:29: {LEVEL_2}"),
        (IF, f"only_if: {{mill: 000000001{'9' * 5000}}}", "24:29: out-of-range: mill has more than 18 digits (round it)"),
        # conditions on context questions
        (IF, "only_if: {region: city}", "24:31: unknown-reference: 'region' has no option 'city' (one of town, country)"),
        (IF, "only_if: {region: [town, county]}", "24:31: unknown-reference: 'region' has no option 'county' (did you mean 'country'?)"),
        # context questions
        ("    options: {town: In town, country: In the country}\n", "",
         "42:3: missing-key: region lacks the key 'options' (what can be chosen, each by an id)"),
        ("kind: choice", "kind: text", "45:5: not-allowed: A context question of the kind text has no 'options'"),
        ("kind: choice\n", "kind: choice\n    references: []\n", "45:5: not-allowed: A context question of the kind choice has no 'references'"),
        ("kind: choice\n", "kind: choice\n    unit: shops\n", "45:5: not-allowed: A context question of the kind choice has no 'unit'"),
        # quadrants
        ("up: shop", "up: craft", "48:7: same-axis: across and up name the same axis (quadrants need two axes)"),
        (f"    {STALL}\n", "", f"49:3: {NO_CORNER}"),
        # ladders
        ("title: Standing\n", "title: Standing\n    of: craftt\n",
         "57:9: unknown-reference: 'craftt' is neither the overall nor an axis or a factor (did you mean 'craft'?)"),
        ("{title: Hobby}", "{title: Hobby, from: 1}", "58:7: rung-demands: The first rung has to ask for nothing (everybody stands somewhere)"),
        ("{title: Trade, from: 40}", "{title: Trade}", "59:7: rung-demands: The rung 'trade' asks for nothing (give it from or requires)"),
        ("from: 70", "from: 40", f"60:37: {RISE}"),
        ("from: 70", "from: 39.9", f"60:37: {RISE}"),
        ("{title: Trade, from: 40}", "{title: Trade, from: 0}\n      more: {title: More, from: 0}", f"60:33: {RISE}"),
        (DEMAND, "requires: {tasting: 5}", f"60:61: {LEVEL_4}"),
        (DEMAND, "requires: {tasting: 0}", f"60:61: {LEVEL_4}"),
        (DEMAND, "requires: {tasting: 1.5}", f"60:61: {LEVEL_4}"),
        (DEMAND, "requires: {tastin: 3}", "60:52: unknown-reference: Nothing that can be reached is called 'tastin' (did you mean 'tasting'?)"),
        (DEMAND, "requires: {craft: 0}", "60:59: out-of-range: The score of 'craft' to reach is out of range (above 0, at most 100)"),
        (DEMAND, "requires: {overall: 101}", "60:61: out-of-range: The score of 'overall' to reach is out of range (above 0, at most 100)"),
    ],
)  # fmt: skip
def test_one_mistake_is_one_problem(old: str, new: str, expected: str) -> None:
    assert problems(old, new) == [expected]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (IF, "only_if: {shops: two}", f"24:30: {LEAST}"),
        (IF, "only_if: {shops: [2]}", f"24:30: {LEAST}"),
        (IF, "only_if: {shops: -1}", "24:30: out-of-range: shops is '-1', which is out of range (at least 0)"),
        (IF, "only_if: {motto: x}", "24:23: condition-text: 'motto' takes free words, on which nothing can depend (use a choice)"),
        ("max: 9", "max: 0", "42:54: out-of-range: max is less than min"),
    ],
)  # fmt: skip
def test_numbers_and_texts_in_the_context(old: str, new: str, expected: str) -> None:
    assert problems(old, new, MORE_CONTEXT) == [expected]


def test_what_decides_whether_a_question_is_asked_counts() -> None:
    text = MORE_CONTEXT.replace("min: 1, max: 9", "never_counts: the shops")
    assert problems(IF, "only_if: {motto: x}", text)[0].startswith("24:23: condition-text")
    assert problems(IF, "only_if: {shops: 2}", text) == [
        "42:41: counts-after-all: 'shops' decides whether 'tasting' is asked, and so it counts (drop one of the two)"
    ]


@pytest.mark.parametrize("number", ["5555555555555555555", "9" * 5000], ids=["19-digits", "5000-digits"])
def test_no_condition_has_more_than_18_digits(number: str) -> None:
    (problem,) = problems(IF, f"only_if: {{shops: {number}}}", MORE_CONTEXT)
    assert problem.startswith("24:30: ")


def test_a_quadrant_for_each_corner() -> None:
    assert problems(STALL, STALL.replace("craft: low", "craft: high")) == [
        f"49:3: {NO_CORNER}",
        "51:5: quadrant-twice: 'workshop' names the same quadrant as 'stall' (first in line 50)",
    ]
    assert problems(STALL, STALL.replace("craft: low, ", "")) == [
        f"49:3: {NO_CORNER}",
        "50:34: quadrant-axes: 'stall' has to be low or high on 'craft' and on 'shop'",
    ]


def test_axes_without_any_weight() -> None:
    text = BAKERY.replace("    title: Craft\n", "    title: Craft\n    weight: 0\n")
    assert problems("    title: Shop\n", "    title: Shop\n    weight: 0\n", text)[0] == (
        "9:1: zero-weights: The weights of all axes are 0 (nothing could be scored)"
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("{town: In town, country: In the country}", "[town, country]", "45:14: wrong-type: options has to be a mapping of ids, not a list"),
        ("{title: Trade, from: 40}", "{title: Trade, from: forty}", "59:35: wrong-type: from has to be a number, not 'forty'"),
        ("across: craft", "across: krafft", "47:11: unknown-reference: There is no axis 'krafft' (did you mean 'craft'?)"),
        (("    questions:\n      opening:\n        ask: How often does it open on time?\n        levels: frequency\n"
         "      till:\n        ask: How often is the till counted?\n        levels: frequency\n"),
         "    questions: [opening, till]\n", "34:16: wrong-type: questions has to be a mapping of ids, not a list"),
    ],
)  # fmt: skip
def test_what_could_not_be_read_is_not_called_missing(old: str, new: str, expected: str) -> None:
    assert problems(old, new) == [expected]
