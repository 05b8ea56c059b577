"""A command that lets nothing on its line pass unheard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer
from typer.core import TyperCommand, TyperOption

if TYPE_CHECKING:
    from typer._click import Context


class Command(TyperCommand):
    """A command whose options, unless they are repeatable, may be given once.

    The parser would take the last one, and a gate that was asked for would be gone without a word.
    """

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """See `TyperCommand.parse_args`; raises `typer.BadParameter`."""
        _, _, order = self.make_parser(ctx).parse_args(list(args))
        given = [one for one in order if isinstance(one, TyperOption) and not (one.multiple or one.is_flag)]
        for option in given:
            if given.count(option) > 1:
                msg = "it is given more than once, and only one can count"
                raise typer.BadParameter(msg, ctx=ctx, param=option)
        return super().parse_args(ctx, args)
