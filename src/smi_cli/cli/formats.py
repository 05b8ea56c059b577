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


REPORTS = frozenset({ScoreFormat.TERMINAL, ScoreFormat.MARKDOWN, ScoreFormat.JSON, ScoreFormat.SUMMARY})  # sum many up


class PlanFormat(StrEnum):
    """What a plan can be made into; `csv` is for a tracker."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    JSON = "json"
    CSV = "csv"


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
}
PLAN_ENDINGS: dict[str, StrEnum] = {
    ".txt": PlanFormat.TERMINAL,
    ".md": PlanFormat.MARKDOWN,
    ".json": PlanFormat.JSON,
    ".csv": PlanFormat.CSV,
}
SHOW_ENDINGS: dict[str, StrEnum] = {".txt": ShowFormat.TERMINAL, ".md": ShowFormat.MARKDOWN, ".yaml": ShowFormat.YAML}
MERGE_ENDINGS: dict[str, StrEnum] = {
    ".txt": MergeFormat.TERMINAL,
    ".md": MergeFormat.MARKDOWN,
    ".json": MergeFormat.JSON,
    ".yaml": MergeFormat.YAML,
    ".yml": MergeFormat.YAML,
}
WORKSHEET_ENDINGS: dict[str, StrEnum] = {".md": Format.MARKDOWN}
