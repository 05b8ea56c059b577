"""The formats of results, in a module that costs nothing to import: options name them before anything is done."""

from enum import StrEnum


class Format(StrEnum):
    """What a result can be made into."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    JSON = "json"


class ScoreFormat(StrEnum):
    """What scored answers can be made into: reports, data, and what CI systems show."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    JUNIT = "junit"
    GITHUB = "github"
    SUMMARY = "summary"
    BADGE = "badge"
    HTML = "html"
    SVG = "svg"
    LADDERS = "ladders"


REPORTS = frozenset(  # sum many up
    {ScoreFormat.TERMINAL, ScoreFormat.MARKDOWN, ScoreFormat.JSON, ScoreFormat.SUMMARY, ScoreFormat.HTML}
)
WITH_NOTES = frozenset({ScoreFormat.TERMINAL, ScoreFormat.MARKDOWN, ScoreFormat.HTML})  # unless told otherwise
DRAWINGS = frozenset({ScoreFormat.SVG, ScoreFormat.LADDERS})


class PageFormat(StrEnum):
    """What a blueprint, or results over time, can be made into."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    JSON = "json"
    HTML = "html"


class PlanFormat(StrEnum):
    """What a plan can be made into; `csv` is for a tracker."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    JSON = "json"
    CSV = "csv"
    HTML = "html"


class ShowFormat(StrEnum):
    """What a questionnaire can be shown as; `yaml` is its file, to start one of your own from."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    YAML = "yaml"


class MergeFormat(StrEnum):
    """What merged answers can be shown as; `yaml` is an answers file of their own."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    JSON = "json"
    YAML = "yaml"


ENDINGS: dict[str, StrEnum] = {".txt": Format.TERMINAL, ".md": Format.MARKDOWN, ".json": Format.JSON}
SCORE_ENDINGS: dict[str, StrEnum] = {
    ".txt": ScoreFormat.TERMINAL,
    ".md": ScoreFormat.MARKDOWN,
    ".json": ScoreFormat.JSON,
    ".jsonl": ScoreFormat.JSONL,
    ".csv": ScoreFormat.CSV,
    ".xml": ScoreFormat.JUNIT,
    ".html": ScoreFormat.HTML,
    ".svg": ScoreFormat.SVG,
}
PAGE_ENDINGS: dict[str, StrEnum] = {
    ".txt": PageFormat.TERMINAL,
    ".md": PageFormat.MARKDOWN,
    ".json": PageFormat.JSON,
    ".html": PageFormat.HTML,
}
PLAN_ENDINGS: dict[str, StrEnum] = {
    ".txt": PlanFormat.TERMINAL,
    ".md": PlanFormat.MARKDOWN,
    ".json": PlanFormat.JSON,
    ".csv": PlanFormat.CSV,
    ".html": PlanFormat.HTML,
}
SHOW_ENDINGS: dict[str, StrEnum] = {".txt": ShowFormat.TERMINAL, ".md": ShowFormat.MARKDOWN, ".yaml": ShowFormat.YAML}
MERGE_ENDINGS: dict[str, StrEnum] = {
    ".txt": MergeFormat.TERMINAL,
    ".md": MergeFormat.MARKDOWN,
    ".json": MergeFormat.JSON,
    ".yaml": MergeFormat.YAML,
}
WORKSHEET_ENDINGS: dict[str, StrEnum] = {".md": Format.MARKDOWN}
SAME_ENDINGS = {".htm": ".html", ".yml": ".yaml"}
UNWRITTEN = {  # endings of what people ask for and smi does not write: its name, and what to do with a page instead
    ".pdf": ("PDF", "and print it from a browser"),
    ".docx": ("Word files", "which Word opens"),
    ".doc": ("Word files", "which Word opens"),
}
