"""The answers of several people about one subject, read from files, folders and tables, and held against each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from smi_cli.cli.one_subject import About, differences, why_too_few
from smi_cli.loading.entries import Entry, read_entries
from smi_cli.loading.files import display_name
from smi_cli.loading.library import Library
from smi_cli.loading.searching import FoundFile, FoundTable, find_files
from smi_cli.model.problems import Location, Problem, Problems
from smi_cli.rendering.run_line import tables_passed_over

Found = FoundFile | FoundTable | Problems


class Gathered(NamedTuple):
    """The answers of all respondents, what is wrong with any of them, and remarks on what tables left out."""

    entries: list[Entry]
    problems: list[Problem]
    remarks: list[str]


def find_in_order(paths: Sequence[str]) -> list[Found]:
    """The files of all paths by name, so that their order on the command line makes no difference."""
    return sorted(find_files(paths), key=lambda one: "" if isinstance(one, Problems) else one.path)


def gather(paths: Sequence[str], found: Sequence[Found], library: Library) -> Gathered:
    """Everybody's answers, in what was found at paths. What a folder holds beside answers is none of our business."""
    gathered = Gathered([], [], [])
    gathered.remarks.extend(tables_passed_over([one.path for one in found if isinstance(one, FoundTable)]))
    for file in found:
        for entry in read_entries(file, library) if isinstance(file, FoundFile) else [file]:
            if isinstance(entry, Entry):
                gathered.entries.append(entry)
            elif isinstance(entry, Problems):
                gathered.problems.extend(entry.items)
            elif isinstance(entry, str):
                gathered.remarks.append(entry)
    entries = gathered.entries
    abouts = [About(one.name, one.locate(""), one.answers.subject, one.answers.questionnaire) for one in entries]
    gathered.problems.extend([*differences(abouts, "merge", "file"), *_repeated(entries)])
    if not gathered.problems and len(entries) < 2:  # noqa: PLR2004 - merging takes two
        files = [display_name(file.path) for file in found if isinstance(file, FoundFile)]
        message = f"There are answers of {'one respondent' if entries else 'nobody'}, and merging takes two"
        place = entries[0].locate("") if entries else Location(files[0])
        gathered.problems.append(Problem(place, "nothing-to-merge", message, why_too_few(paths, found)))
    return gathered


def _repeated(entries: Sequence[Entry]) -> Iterator[Problem]:
    """That somebody has answered twice, and would count twice. Nobody can say that of people without a name."""
    first: dict[tuple[str, str], str] = {}
    for entry in entries:
        who = entry.answers.respondent, entry.answers.role
        if who[0] and first.setdefault(who, entry.name) != entry.name:
            message = f"{who[0]!r} has answered in {first[who]} already, and would count twice"
            hint = "leave one of the two out, or tell them apart by name or role"
            yield Problem(entry.locate(""), "same-respondent", message, hint)
