"""The same input gives the same bytes, wherever, whenever and on whatever machine it is scored."""

from __future__ import annotations

import platform
import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from conftest import ROOT, Smi, run_command

EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
# Those of one questionnaire: a table holds no others.
TEXTS = {path.name: text for path in EXAMPLES if "questionnaire: smi\n" in (text := path.read_text(encoding="utf-8"))}
HISTORY_FOLDER = ROOT / "tests" / "data" / "history"
HISTORY = {path.name: path.read_text(encoding="utf-8") for path in sorted(HISTORY_FOLDER.iterdir())}
BAKERY = (ROOT / "tests" / "data" / "questionnaires" / "bakery.yaml").read_text(encoding="utf-8")
GATES = """\
format: smi.gates/1
error:
  require: [overall=60, "quadrant=leader,contender"]
  max-missing: 0
  max-drop: 1
warn: {no-borderline: true}
"""
MANY, ONE = "answers", f"answers/{next(iter(TEXTS))}"
FORMATS = ("terminal", "markdown", "json", "jsonl", "csv", "junit", "github", "summary", "badge")
CHANGE_FILES = {"terminal": "o.txt", "markdown": "o.md", "json": "o.json"}
TERMS = ("--gates", "gates.yaml", "--baseline", "baseline.jsonl", "--include-notes")
COMPARE = ("compare", "history", "--questionnaire", "bakery.yaml", "--as-of", "2027-03-01")
SOMEBODY = dict.fromkeys(("USER", "LOGNAME", "USERNAME", "HOME", "HOSTNAME", "COMPUTERNAME"), "/who/runs/this")
ENVIRONMENTS: list[dict[str, str]] = [
    {"PYTHONHASHSEED": "1"},
    {"PYTHONHASHSEED": "4294967295"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"TZ": "Pacific/Kiritimati"},
    {"TZ": "XYZ+11:30"},
    {"COLUMNS": "40", "LINES": "10"},
    {"COLUMNS": "200", "FORCE_COLOR": "1"},
    {"TERM": "dumb", "NO_COLOR": "1", "SMI_PLAIN": "1"},
    {"PYTHONOPTIMIZE": "2"},
    SOMEBODY,
]
DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
Environment = Mapping[str, str]


@pytest.fixture(scope="module")
def baseline(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Records of the same subjects when many of them stood higher."""
    place = tmp_path_factory.mktemp("earlier")
    for name, text in TEXTS.items():
        (place / name).write_text(
            re.sub(r"^(  [a-z-]+|    level): 1$", r"\1: 2", text, flags=re.MULTILINE), encoding="utf-8"
        )
    result = run_command(["score", ".", "--format", "jsonl"], cwd=place)
    assert (result.code, result.err) == (0, "")
    return result.out


def lay_out(folder: Path, baseline: str, order: Iterable[int] = (0, 1, 2, 3, 4)) -> Path:
    """A folder with everything that a run takes, its files made in some order."""
    for place, texts in (("answers", TEXTS), ("history", HISTORY)):
        (folder / place).mkdir(parents=True)
        names = list(texts)
        for number in order:
            if number < len(names):
                (folder / place / names[number]).write_text(texts[names[number]], encoding="utf-8")
    (folder / "answers" / "bad.yaml").write_text("format: smi.answers/1\nsubject: [\n", encoding="utf-8")
    (folder / "outputs").mkdir()
    for name, text in (("gates.yaml", GATES), ("baseline.jsonl", baseline), ("bakery.yaml", BAKERY)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def results(folder: Path, env: Environment | None = None) -> dict[str, bytes]:
    """The bytes of every format, of many answers and of one file alone, and of what changed over time."""
    score = [part for name in FORMATS for part in ("--output", f"{name}:outputs/{name}")]
    compare = [part for file in CHANGE_FILES.values() for part in ("--output", f"outputs/{file}")]
    runs = {
        "many": (3, ["score", MANY, *TERMS, "--by", "sector", *score]),
        "one": (1, ["score", ONE, *TERMS, *score]),
        "changes": (0, [*COMPARE, *compare]),
        "why": (0, ["explain", ONE, *compare]),
    }
    found: dict[str, bytes] = {}
    for run, (code, arguments) in runs.items():
        done = run_command(arguments, cwd=folder, env=env)
        assert (done.code, done.out) == (code, ""), done.err
        found |= {f"{run} {path.name}": path.read_bytes() for path in (folder / "outputs").iterdir()}
        found[f"{run} stderr"] = done.err.encode()
        for path in (folder / "outputs").iterdir():
            path.unlink()
    return found


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory, baseline: str) -> Path:
    return lay_out(tmp_path_factory.mktemp("here"), baseline)


@pytest.fixture(scope="module")
def expected(here: Path) -> dict[str, bytes]:
    return results(here, {"PYTHONHASHSEED": "0"})


def test_every_format_says_something(expected: dict[str, bytes]) -> None:
    assert len(expected) == 2 * (len(FORMATS) + 1) + 2 * (len(CHANGE_FILES) + 1)
    assert [name for name, text in expected.items() if not text] == ["changes stderr", "why stderr"]


@pytest.mark.parametrize("environment", ENVIRONMENTS, ids=" ".join)
def test_the_environment_changes_nothing(here: Path, expected: dict[str, bytes], environment: Environment) -> None:
    found = results(here, environment)
    assert found.keys() == expected.keys()
    assert [name for name, text in found.items() if text != expected[name]] == []


@pytest.mark.parametrize("place", ["a folder/deeper/there", "r\u00e9p"])
def test_the_working_folder_changes_nothing(
    tmp_path: Path, expected: dict[str, bytes], baseline: str, place: str
) -> None:
    assert results(lay_out(tmp_path / place, baseline)) == expected


@pytest.mark.parametrize("order", [(4, 3, 2, 1, 0), (2, 0, 4, 1, 3)])
def test_the_order_in_which_files_were_made_changes_nothing(
    tmp_path: Path, expected: dict[str, bytes], baseline: str, order: tuple[int, ...]
) -> None:
    assert results(lay_out(tmp_path / "there", baseline, order)) == expected


def half_a_year_later(day: str) -> str:
    """The same day six months later, or the last one of that month."""
    year, month, number = map(int, day.split("-"))
    year, month = (year + 1, month - 6) if month > 6 else (year, month + 6)
    return f"{year}-{month:02}-{min(number, monthrange(year, month)[1]):02}"


def test_no_output_says_where_or_when_or_for_whom_it_was_made(here: Path) -> None:
    given = {day for text in (*TEXTS.values(), *HISTORY.values(), *COMPARE) for day in DAY.findall(text)}
    days = given | {half_a_year_later(day) for day in given}
    machine = (str(here), str(ROOT), *SOMEBODY.values(), platform.node())
    for name, data in results(here, SOMEBODY).items():
        text = data.decode()
        assert [word for word in machine if word in text] == [], name
        assert not re.search(r"\b\d{1,2}:\d{2}:\d{2}\b", text), name
        assert set(DAY.findall(text)) <= days, name


@pytest.mark.parametrize("name", [one for one in FORMATS if one != "terminal"])
def test_nothing_but_the_terminal_changes_on_standard_output(here: Path, expected: dict[str, bytes], name: str) -> None:
    arguments = ["score", MANY, *TERMS, "--by", "sector", "--format", name]
    for environment in ({"COLUMNS": "30"}, {"COLUMNS": "200", "FORCE_COLOR": "1"}, {"TZ": "XYZ+11:30"}):
        result = run_command(arguments, cwd=here, env=environment)
        said = result.err.replace(f"smi: --by groups a summary, and {name} has none\n", "")
        assert (result.out.encode(), said.encode()) == (expected[f"many {name}"], expected["many stderr"])


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_data_is_utf_8_on_standard_output_too(tmp_path: Path, encoding: str) -> None:
    subject = "Caf\u00e9 \U0001f600"
    text = TEXTS[Path(ONE).name]
    (tmp_path / "a.yaml").write_text(re.sub("^subject: .*", f"subject: {subject}", text, flags=re.MULTILINE), "utf-8")
    for name in ("markdown", "json", "jsonl", "csv", "junit", "github", "summary"):
        arguments = ["score", "a.yaml", "--require", "overall=100", "--format", name]
        assert subject in run_command(arguments, cwd=tmp_path, env={"PYTHONIOENCODING": encoding}).out


@pytest.mark.parametrize("arguments", [("score", ONE, *TERMS), ("score", MANY, *TERMS), COMPARE])
def test_the_terminal_shows_the_same_for_every_hash_seed(here: Path, smi: Smi, arguments: tuple[str, ...]) -> None:
    runs = [smi(*arguments, cwd=here, env={"PYTHONHASHSEED": seed, "COLUMNS": "80"}) for seed in ("0", "1", "2")]
    assert runs[0].out
    assert runs[1:] == runs[:1] * 2


def test_checking_is_the_same_for_every_hash_seed(smi: Smi, tmp_path: Path) -> None:
    for number, example in enumerate(EXAMPLES):
        text = example.read_text(encoding="utf-8")
        (tmp_path / f"{number}.yaml").write_text(f"{text}\nnobody: knows\nthese: keys\n", encoding="utf-8")
    runs = [smi("check", ".", cwd=tmp_path, env={"PYTHONHASHSEED": seed}) for seed in ("0", "1", "2")]
    assert runs[0].code == 1
    assert runs[1:] == runs[:1] * 2
