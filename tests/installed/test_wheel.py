"""What users install: the wheel has what it needs and nothing else, and works far away from the repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from conftest import ROOT
from smi_cli import __version__

EXAMPLE = "pip-and-thistle.yaml"
DATA = ("questionnaires", "blueprints")


@pytest.fixture(scope="session")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source distribution."""
    return build("sdist", ROOT, tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the repository."""
    return build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts of an environment that was empty before the wheel was installed into it."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder)
    binaries = folder / ("Scripts" if sys.platform == "win32" else "bin")
    run([sys.executable, "-m", "pip", "--python", binaries / "python", "install", "--quiet", wheel], cwd=folder)
    return binaries


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder with an answers file and nothing else of smi's."""
    shutil.copyfile(ROOT / "examples" / EXAMPLE, tmp_path / EXAMPLE)
    return tmp_path


def build(kind: str, source: Path, target: Path) -> Path:
    """Build a distribution with what is installed already."""
    target.mkdir(exist_ok=True)
    run([sys.executable, "-m", "build", f"--{kind}", "--no-isolation", "--outdir", target, source], cwd=target)
    (made,) = target.iterdir()
    return made


def run(command: Sequence[str | Path], cwd: Path) -> str:
    """What a command prints on standard output; it has to succeed. No variable tells Python about the repository."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(
        command, cwd=cwd, env=environment | {"LC_ALL": "C.UTF-8", "COLUMNS": "80"}, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def contents(wheel: Path) -> dict[str, bytes]:
    """The files of a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def files_in(folder: Path, pattern: str) -> dict[str, bytes]:
    """The files below a folder of the repository, by their path from there."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob(pattern)}


def test_the_wheel_holds_the_package_its_data_and_nothing_else(wheel: Path) -> None:
    assert wheel.name == f"smi_cli-{__version__}-py3-none-any.whl"
    code = files_in(ROOT / "src", "*.py")
    data = {
        f"smi_cli/_data/{kind}/{name}": text for kind in DATA for name, text in files_in(ROOT / kind, "*.yaml").items()
    }
    assert files_in(ROOT / "src", "*.css")
    assert {"smi_cli/_data/questionnaires/smi.yaml", "smi_cli/_data/blueprints/smi/observer.yaml"} <= set(data)
    inside = contents(wheel)
    info = f"smi_cli-{__version__}.dist-info/"
    assert {name: text for name, text in inside.items() if not name.startswith(info)} == {
        **code,
        **data,
        **files_in(ROOT / "src", "*.css"),
        "smi_cli/py.typed": (ROOT / "src" / "smi_cli" / "py.typed").read_bytes(),
    }
    assert f"{info}licenses/LICENSE" in inside
    assert b"smi = smi_cli.__main__:main" in inside[f"{info}entry_points.txt"]


def test_the_source_distribution_makes_the_same_wheel(wheel: Path, sdist: Path, tmp_path: Path) -> None:
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    (source,) = (tmp_path / "unpacked").iterdir()
    assert {"questionnaires", "blueprints", "examples", "tests", "docs", "Makefile"} <= {
        p.name for p in source.iterdir()
    }
    assert contents(build("wheel", source, tmp_path / "built")) == contents(wheel)


def test_the_installed_command_works_in_another_folder(scripts: Path, elsewhere: Path) -> None:
    smi = scripts / "smi"
    assert run([smi, "--version"], elsewhere) == f"smi {__version__}\n"
    assert run([scripts / "python", "-m", "smi_cli", "--version"], elsewhere) == f"smi {__version__}\n"
    assert "<!DOCTYPE html>" in run([smi, "score", EXAMPLE, "--format", "html"], elsewhere)
    report = run([smi, "score", EXAMPLE], elsewhere)
    assert "Pip & Thistle Plants" in report
    assert run([scripts / "python", "-m", "smi_cli", "score", EXAMPLE], elsewhere) == report
    assert run([sys.executable, "-m", "smi_cli", "score", EXAMPLE], elsewhere) == report
    assert run([smi, "check", EXAMPLE], elsewhere) == ""
    assert run([smi, "blueprint", "observer"], elsewhere) == run(
        [sys.executable, "-m", "smi_cli", "blueprint", "observer"], elsewhere
    )


def test_only_what_is_declared_is_installed(scripts: Path, elsewhere: Path) -> None:
    listed = run([sys.executable, "-m", "pip", "--python", scripts / "python", "list", "--format=freeze"], elsewhere)
    names = {line.split("==")[0].lower() for line in listed.splitlines()}
    assert {"smi-cli", "typer", "rich", "pyyaml"} <= names
    assert not names & {"pydantic", "click", "pytest", "hypothesis"}
