"""The formats of results, in a module that costs nothing to import: options name them before anything is done."""

from enum import StrEnum


class Format(StrEnum):
    """What a result can be made into."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    JSON = "json"
