"""What ships with smi, as the commands load it."""

from __future__ import annotations

from smi_cli.loading.library import Library
from smi_cli.model.blueprint import Instrument

SHIPPED = ("smi", "checklist")


def shipped(name: str) -> Instrument:
    """A questionnaire that ships with smi, with its blueprints."""
    found = Library().instrument(name)
    assert isinstance(found, Instrument), found
    return found
