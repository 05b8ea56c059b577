"""What plans lead to, and what stands in the way."""

from __future__ import annotations

from fractions import Fraction

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.hindrances import Hindrance, Kind
from smi_cli.model.gates import DemandGate, QuadrantGate, RungGate, Target
from smi_cli.model.questionnaire import Demand
from smi_cli.rendering.numbers import show_bare, show_number
from smi_cli.rendering.wording.phrases import begin, join, name_of


def name_target(target: Target, assessment: Assessment) -> str:
    """What a target is called in a sentence."""
    questionnaire = assessment.questionnaire
    match target:
        case QuadrantGate(quadrants=wanted):
            cells = questionnaire.grid.quadrants if questionnaire.grid else ()
            titles = [cell.title for cell in cells if cell.id in wanted]
            return f"the quadrant {join(titles, 'or')}"
        case RungGate(ladder=key, rung=name):
            ladder = next(one for one in questionnaire.ladders if one.id == key)
            rung = next(one for one in ladder.rungs if one.id == name)
            return f"{rung.title} ({ladder.title})"
        case DemandGate(demand=demand):
            return _demand(demand, assessment)


def hindrance(found: Hindrance, assessment: Assessment) -> str:
    """What stands in the way of a target, in a sentence."""
    if found.kind is Kind.TOO_MANY:
        return (
            f"So many questions of {name_of(assessment, found.id)} depend on each other that there are too many ways"
            " to try. Leave some out with --exclude: those on which most others depend."
        )
    if found.kind is Kind.TOGETHER or found.target is None or found.wants is None:
        return "Each target can be reached, but not all of them at once."
    name = begin_with(name_of(assessment, found.id), assessment)
    level = "level " if found.id in assessment.compiled.places else ""
    wants = f"{name} would have to be {'above' if found.above else 'at'} {level}{show_bare(found.wants)}"
    match found.kind:
        case Kind.NOT_APPLICABLE:
            return f"{wants}, and it does not apply."
        case Kind.HIGH:
            line = show_bare(found.wants)
            return f"{name} would have to be at {line} or below for certain; a plan only raises."
        case Kind.LEFT_OUT | Kind.TOP:
            score = found.most or Fraction(0)
            most = f"{level}{show_bare(score) if level else show_number(score, [found.wants])}"
            if found.kind is Kind.TOP:
                return f"{wants}; at its best it comes to {most}."
            return f"{wants}; without what you left out it comes to {most} at most."


def begin_with(text: str, assessment: Assessment) -> str:
    """A sentence that begins with what something is called: an id of a question stays as it has to be typed."""
    return text if text.split(maxsplit=1)[0] in assessment.compiled.places else begin(text)


def _demand(demand: Demand, assessment: Assessment) -> str:
    name, least = name_of(assessment, demand.id), show_bare(demand.minimum)
    if demand.id in assessment.compiled.places:
        return f"{name} at level {least}"
    return f"overall {least} ({name})" if name != demand.id == "overall" else f"{name} {least}"
