"""A table of subjects that its readers put in another order, without a script: see docs/decisions/0008.

It is there once for every order, and what is chosen says which one is seen, printed and read out.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from smi_cli.rendering.batch_tables import Table
from smi_cli.rendering.elements import node
from smi_cli.rendering.html_parts import table
from smi_cli.rendering.roster import Listing, Order

LEGEND = "Order by"
NOTE = "Scores and rungs begin with the highest, dates with the latest."


def draw_listing(listing: Listing, caption: str, key: str) -> Element:
    """The table, with a choice of its orders where there is one; `key` tells it from others on the same page."""
    if not listing.orders:
        return table(listing.table, caption)
    choices = [one for number in range(len(listing.orders)) for one in _choice(listing, number, caption, key)]
    return node("fieldset", {"class": "orders"}, node("legend", None, LEGEND), *choices, node("p", None, NOTE))


def _choice(listing: Listing, number: int, caption: str, key: str) -> Iterator[Element]:
    order, chosen = listing.orders[number], {} if number else {"checked": "checked"}
    radio = node("input", {"type": "radio", "name": f"{key}-order"} | chosen)
    yield node("label", None, radio, " ", order.title)
    yield table(_in_order(listing, order), f"{caption}, {order.title}")


def _in_order(listing: Listing, order: Order) -> Table:
    """The rows in their order, each with its number, which is that of its point on the quadrants."""
    header, rows, numbers, label = listing.table
    ordered = tuple((f"{place + 1}", *rows[place]) for place in order.rows)
    return Table(("", *header), ordered, frozenset({0, *(column + 1 for column in numbers)}), label + 1)
