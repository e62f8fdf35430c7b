"""Each room imports only from rooms to its left, and the light commands import nothing heavy."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

import poalint

PACKAGE = Path(poalint.__file__).parent
ROOMS = (
    "model",
    "draft",
    "language",
    "outline",
    "facts",
    "reading",
    "kinds",
    "pack",
    "score",
    "accepted",
    "engine",
    "fixing",
    "formats",
    "configfile",
    "config",
    "api",
    "lsp",
    "cli",
)
"""From the left; the last five are adapters. The package's own __init__ and __main__ stand right of all."""
HEAVY = ("spacy", "pydantic", "rich.console", "docx", "numpy", "re2", "yaml", "python_calamine", "pygls", "lsprotocol")

MODULES = sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    """The room of a module: the first name below the package."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """The modules of ours that a module imports anywhere, also within functions and for types, with the lines."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: write the import from the package's root"
            names = [f"poalint.{each.name}" for each in node.names] if node.module == "poalint" else [node.module or ""]
        elif isinstance(node, ast.Import):
            names = [each.name for each in node.names]
        else:
            continue
        yield from ((node.lineno, name) for name in names if name.startswith("poalint."))


def test_every_room_has_its_place() -> None:
    rooms = {room_of(path) for path in MODULES} - {"__init__", "__main__"}
    assert rooms == set(ROOMS)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_room_imports_only_to_its_left(path: Path) -> None:
    room = room_of(path)
    here = ROOMS.index(room) if room in ROOMS else len(ROOMS)
    wrong = [
        f"{path.relative_to(PACKAGE)}:{line}: {room} imports {name}"
        for line, name in imported(path)
        if name.split(".")[1] != room and name.split(".")[1] in ROOMS and ROOMS.index(name.split(".")[1]) > here
    ]
    assert wrong == []


def loaded_by(code: str, folder: Path) -> set[str]:
    """The names in sys.modules when a program of its own has ended."""
    told = (
        "import atexit, json, sys; atexit.register(lambda: print(json.dumps(sorted(sys.modules)), file=sys.stderr))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", told + code], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout
    return set(json.loads(ran.stderr.splitlines()[-1]))


@pytest.mark.parametrize(
    "arguments",
    [
        ["--version"],
        ["--help"],
        ["check", "--help"],
        ["accept", "--help"],
        ["explain", "tense/promised-action"],
        ["rules"],
        ["init"],
    ],
    ids=" ".join,
)
def test_the_light_commands_import_nothing_heavy(arguments: Sequence[str], tmp_path: Path) -> None:
    loaded = loaded_by(f"import sys; sys.argv[1:] = {arguments!r}\nfrom poalint.cli import main\nmain()", tmp_path)
    assert "poalint.cli.app" in loaded
    assert loaded.isdisjoint(HEAVY), sorted(loaded.intersection(HEAVY))


def test_the_package_itself_imports_nothing_of_its_rooms(tmp_path: Path) -> None:
    loaded = loaded_by("import poalint\nprint(poalint.__version__)", tmp_path)
    assert [name for name in loaded if name.startswith("poalint.")] == []


def test_a_plain_letter_needs_no_word_reader(tmp_path: Path) -> None:
    code = "from poalint.draft import read_draft\nprint(read_draft('letter.txt').text)"
    (tmp_path / "letter.txt").write_text("We trained our staff.\n", encoding="utf-8")
    assert loaded_by(code, tmp_path).isdisjoint({"docx", "lxml", "spacy", "yaml"})
