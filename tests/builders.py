"""The smallest valid values, as YAML text and as types; a test says only what it is about."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from textwrap import dedent
from typing import Any, TypeVar

from smi_cli.loading.answers_file import decode_answers
from smi_cli.loading.blueprint_file import decode_blueprint
from smi_cli.loading.documents import Document
from smi_cli.loading.questionnaire_file import decode_questionnaire
from smi_cli.loading.weights_file import decode_weights
from smi_cli.loading.yaml_text import parse_yaml
from smi_cli.model.answers import Answer, Answers, ContextAnswer, Known
from smi_cli.model.blueprint import Blueprint, Instrument
from smi_cli.model.problems import Problems
from smi_cli.model.questionnaire import Questionnaire, Weights

# Two axes of different build: one with factors, one with questions alone; five-level and three-level questions, a
# shared wording, a condition, an `na`, quadrants, a ladder over the overall and one of signs.
BAKERY = dedent("""\
    format: smi.questionnaire/1
    id: bakery
    version: 1.0
    title: Bakery Index
    review_every: 6 months
    overall: minimum
    levels:
      frequency: [Never, Now and then, Every week, Every day, Every hour]
    axes:
      craft:
        title: Craft
        factors:
          flour:
            title: Flour
            questions:
              mill:
                ask: Where does the flour come from?
                levels: [Nobody can say, A wholesaler, One named mill]
                evidence: The delivery notes.
                known_by: The head baker
              tasting:
                ask: How often is the bread tasted?
                levels: frequency
                only_if: {mill: 1}
                na: A bakery without bread.
          oven:
            title: Oven
            questions:
              heat:
                ask: How often is the heat measured?
                levels: frequency
      shop:
        title: Shop
        questions:
          opening:
            ask: How often does it open on time?
            levels: frequency
          till:
            ask: How often is the till counted?
            levels: frequency
    context:
      region:
        ask: Where do you sell?
        kind: choice
        options: {town: In town, country: In the country}
    quadrants:
      across: craft
      up: shop
      cells:
        stall: {title: Stall, where: {craft: low, shop: low}}
        workshop: {title: Workshop, where: {craft: high, shop: low}}
        counter: {title: Counter, where: {craft: low, shop: high}}
        institution: {title: Institution, where: {craft: high, shop: high}}
    ladders:
      standing:
        title: Standing
        rungs:
          hobby: {title: Hobby}
          trade: {title: Trade, from: 40}
          master: {title: Master, from: 70, requires: {tasting: 3}}
      signs:
        title: Signs
        rungs:
          none-yet: {title: None yet}
          warm: {title: Warm, requires: {heat: 2, mill: 1}}
    """)

# One axis, questions alone, a ladder, no quadrants.
CHECKLIST = dedent("""\
    format: smi.questionnaire/1
    id: list
    version: 2.0
    title: Checklist
    levels:
      agree: [No, Partly, Yes]
    axes:
      tidy:
        title: Tidiness
        questions:
          desk: {ask: "Is the desk tidy?", levels: agree}
          floor: {ask: "Is the floor tidy?", levels: agree}
    ladders:
      order:
        title: Order
        of: tidy
        rungs:
          mess: {title: Mess}
          fine: {title: Fine, from: 50}
    """)

STALL_BLUEPRINT = dedent("""\
    format: smi.blueprint/1
    questionnaire: bakery
    quadrant: stall
    title: From stall to shop
    summary: What a stall can do next.
    steps:
      count-loaves:
        kind: prepare
        title: Count loaves
        why: Numbers help.
        first: Put up a sheet.
        who: The shop manager
        effort: small
        done_when: The sheet is full.
      find-a-mill:
        kind: raise
        title: Find a mill
        raises: {mill: 2}
        why: Taste.
        first: Ask two mills.
        who: The head baker
        effort: medium
        done_when: A contract is signed.
      watch-prices:
        kind: keep
        title: Watch prices
        every: quarter
        why: Contracts end.
        first: Note the end.
        who: The head baker
        effort: small
        done_when: It is in the calendar.
    """)


T = TypeVar("T")


def many_conditions(pairs: int) -> str:
    """As many questions as parents as there are pairs, and behind each one that does not apply."""
    parents = [f"      p{number}: {{ask: Q?, levels: [a, b], known_by: x}}" for number in range(pairs)]
    children = [
        f"      c{number}: {{ask: Q?, levels: [a, b], known_by: x, na: w, only_if: {{p{number}: 1}}}}"
        for number in range(pairs)
    ]
    head = ["format: smi.questionnaire/1", "id: pairs", "version: 1", "title: Pairs", "axes:", "  a:", "    title: A"]
    return "\n".join([*head, "    questions:", *parents, *children]) + "\n"


def replace(value: T, **fields: Any) -> T:
    """A value with other fields."""
    return value._replace(**fields) if isinstance(value, tuple) else dataclasses.replace(value, **fields)  # type: ignore[attr-defined, type-var]


def a_document(text: str, file: str = "file.yaml") -> Document:
    """A YAML text, parsed; the text has to be good YAML."""
    document = parse_yaml(dedent(text), file)
    assert isinstance(document, Document), document
    return document


def a_questionnaire(text: str = BAKERY) -> Questionnaire:
    """A valid questionnaire."""
    questionnaire = decode_questionnaire(a_document(text))
    assert isinstance(questionnaire, Questionnaire), questionnaire
    return questionnaire


def an_instrument(text: str = BAKERY, *blueprints: str) -> Instrument:
    """A valid questionnaire with valid blueprints."""
    questionnaire = a_questionnaire(text)
    return Instrument(
        questionnaire, {one.quadrant: one for one in (a_blueprint(it, questionnaire) for it in blueprints)}
    )


def a_blueprint(text: str = STALL_BLUEPRINT, questionnaire: Questionnaire | None = None) -> Blueprint:
    """A valid blueprint."""
    blueprint = decode_blueprint(a_document(text), questionnaire or a_questionnaire())
    assert isinstance(blueprint, Blueprint), blueprint
    return blueprint


def some_weights(weights: str, questionnaire: Questionnaire | None = None) -> Weights:
    """Valid weights from a flow mapping such as `{mill: 2}`."""
    questionnaire = questionnaire or a_questionnaire()
    text = f"format: smi.weights/1\nquestionnaire: {questionnaire.id}\ntitle: Others\nweights: {weights}\n"
    decoded = decode_weights(a_document(text), questionnaire)
    assert isinstance(decoded, Weights), decoded
    return decoded


def some_answers(
    answers: Mapping[str, Answer | int],
    context: Mapping[str, ContextAnswer] | None = None,
    *,
    questionnaire: str = "bakery",
    version: str = "1.0",
    done: frozenset[str] = frozenset(),
) -> Answers:
    """Answers as a type; a bare number is a level."""
    return Answers(
        questionnaire=questionnaire,
        version=version,
        subject="Crumb & Sons",
        date=date(2026, 10, 5),
        by_question={key: Known(one) if isinstance(one, int) else one for key, one in answers.items()},
        context=context or {},
        done=done,
    )


def an_answers_text(answers: str = "{}", more: str = "", questionnaire: str = "bakery", version: str = "1.0") -> str:
    """The text of an answers file, the answers as a flow mapping."""
    return (
        f"format: smi.answers/1\nquestionnaire: {questionnaire}\nversion: {version}\nsubject: Crumb & Sons\n"
        f"date: 2026-10-05\nanswers: {answers}\n{more}"
    )


def problems_of_answers(text: str, instrument: Instrument | None = None) -> list[str]:
    """The problems of an answers file, one line each; none if it is good."""
    outcome = decode_answers(a_document(text, "answers.yaml"), instrument or an_instrument())
    return [str(problem) for problem in outcome.items] if isinstance(outcome, Problems) else []


def problems_of_questionnaire(text: str) -> list[str]:
    """The problems of a questionnaire, one line each; none if it is good."""
    outcome = decode_questionnaire(a_document(text, "questionnaire.yaml"))
    return [str(problem) for problem in outcome.items] if isinstance(outcome, Problems) else []
