"""Sums in words: written so that a pocket calculator comes to the number that is shown."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.compiling import Gap
from smi_cli.assessing.sums import Sum, Term
from smi_cli.model.questionnaire import Overall
from smi_cli.rendering.numbers import show_addends, show_exact, show_number
from smi_cli.rendering.wording.phrases import join, lines_of, name_of

TIMES = " x "


def show_sum(assessment: Assessment, key: str, sum_: Sum, lines: Sequence[Fraction] = ()) -> str:
    """What is added up, divided by what, and what it comes to, rounded and exactly.

    `key` is the id of the result; `lines` are those that decide something about it beside those of the id.
    """
    if isinstance(sum_.result, Gap):
        return "too little is known" if sum_.result is Gap.MISSING else "nothing applies"
    result = sum_.result
    shown = show_number(result, [*lines, *lines_of(assessment, key)])
    exactly = "" if Fraction(shown) == result else f", exactly {show_exact(result)}"
    if sum_.rule is Overall.MINIMUM:
        return f"{_minimum(assessment, sum_)} = {shown}{exactly}"
    if len(sum_.counted) == 1:
        return f"{shown}{exactly}, from {name_of(assessment, sum_.counted[0].id)} alone"
    return f"{_mean(assessment, sum_, shown)} = {shown}{exactly}"


def show_product(share: Fraction, value: Fraction, result: str) -> str:
    """A share of a whole times a value, so that it comes to the result that is shown."""
    (shown,) = show_addends([value], result, lambda values: share * values[0])
    return f"{show_part(share)}{TIMES}{shown}"


def show_part(share: Fraction) -> str:
    """A share of a whole, exactly: in percent, or as a fraction with percent beside it."""
    percent = show_exact(100 * share)
    if "/" in percent:
        return f"{share} ({show_number(100 * share, [Fraction(0), Fraction(100)])} %)"
    return f"{percent} %"


def show_value(value: Fraction) -> str:
    """A value, with the fraction beside it where its decimals do not end."""
    exact = show_exact(value)
    return f"{show_number(value)} ({exact})" if "/" in exact else exact


def left_out(assessment: Assessment, sum_: Sum) -> str:
    """What a sum leaves out, and why; empty where that is nothing."""
    without = (term for term in sum_.terms if not term.counts)
    return ", ".join(f"{name_of(assessment, term.id)} ({_why(assessment, term)})" for term in without)


def _why(assessment: Assessment, term: Term) -> str:
    if not term.weight:
        return "weighs nothing"
    if term.value is Gap.MISSING:
        return "missing" if term.id in assessment.passes.known.levels else "no score"
    return "does not apply"


def _minimum(assessment: Assessment, sum_: Sum) -> str:
    terms = (
        f"{one} ({name_of(assessment, term.id)})"
        for one, term in zip(_own(assessment, sum_), sum_.counted, strict=True)
    )
    return f"the lowest of {join(terms)}"


def _own(assessment: Assessment, sum_: Sum) -> list[str]:
    """The values of the terms, as they are shown elsewhere."""
    return [
        show_number(term.value, lines_of(assessment, term.id))
        for term in sum_.counted
        if isinstance(term.value, Fraction)
    ]


def _mean(assessment: Assessment, sum_: Sum, shown: str) -> str:
    terms = sum_.counted
    weights, values = [term.weight for term in terms], [term.product / term.weight for term in terms]

    def mean(numbers: Sequence[Fraction]) -> Fraction:
        return sum((weight * one for weight, one in zip(weights, numbers, strict=True)), Fraction(0)) / sum_.weight

    numbers = show_addends(values, shown, mean, [lines_of(assessment, term.id) for term in terms])
    if set(weights) == {Fraction(1)}:
        return f"({' + '.join(numbers)}) / {len(numbers)}"
    products = (f"{show_exact(weight)}{TIMES}{one}" for weight, one in zip(weights, numbers, strict=True))
    return f"({' + '.join(products)}) / ({' + '.join(map(show_exact, weights))})"
