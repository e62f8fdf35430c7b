"""Real editors with the files of `editors/`: what they show is what `poalint check` finds, on the very words, once.

Letters are as sellers have them: emoji, Chinese, combining marks, tabs, CRLF, Word's line breaks, no end of the last line.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the editors are driven as process groups, by POSIX")

ROOT = Path(__file__).parent.parent
EDITORS = ROOT / "editors"
DRIVERS = Path(__file__).parent / "editors"
BIN = Path(sys.executable).parent
INSERTED = "😀 We will train the staff\x0bat once.\u2028 "
"""What is typed at the beginning of each letter."""
MARK = "\ufeff"
LETTERS = {
    "dos.txt": (
        "Root cause: 😀 our packing list 中文 named the the wrong carrier for nine orders.\r\n"
        "\r\n"
        "Corrective actions:\x0b We will train our staff\u2028and We beg you to open the account!!\r\n"
        "\tPreventive measures: cafe\u0301 😀 We will check each label"
    ),
    "两 mixed.txt": (
        "Dear Amazon\u2028Team, 我们 beg you 🙏🏽 to forgive us.\r\n"
        "Root cause\x0c: \t👩‍👩‍👧 e\u0301e\u0301 Because of the typhoon 😀 we shipped order 112-3097983-675463 late.\n"
        "Corrective actions\x85\n"
        "1.\tWe will\x0btrain our 中文 packers 😀, and we will try to\u2029check each label.\r\n"
        "\n"
        "Preventive measures\n"
        "1. 😀😀 [Your Name] will 😀 check the the labels"
    ),
    "marked.md": (
        f"{MARK}We beg you 😀 to forgive us.\n\n# Root cause\n\n"
        "**中文** Because of the typhoon 😀 we shipped the the order late.\n\n"
        "# Corrective actions\n\n- 😀 We will train our staff.\n\n# Preventive measures\n\n- We will check each label.\n"
    ),
}


@dataclass(frozen=True, slots=True)
class Found:
    """A finding as `poalint check` tells it. `line` counts from 1; `before` is what stands before it in its line."""

    line: int
    before: str
    words: str
    rule: str
    message: str
    help: str
    severity: str
    placed: bool

    @property
    def bytes_before(self) -> int:
        """Its column in bytes of UTF-8, from 0."""
        return len(self.before.encode())


@dataclass(frozen=True, slots=True)
class Expected:
    """What is to be shown of one letter: as it is, and after the edit; then what is safe to mend is `mended`."""

    letter: Path
    opened: list[Found]
    edited: list[Found]
    mended: str


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[list[Found], list[Found], str]]:
    """What `poalint check --format json` says of each letter, as it is and edited, and the edited one mended."""
    folder = tmp_path_factory.mktemp("checked")
    texts = {name: (text, _edited(text)) for name, text in LETTERS.items()}
    files: list[Path] = []
    for name, versions in texts.items():
        for version, text in enumerate(versions):
            files.append(folder / str(version) / name)
            files[-1].parent.mkdir(exist_ok=True)
            files[-1].write_bytes(text.encode())
    command = [sys.executable, "-m", "poalint", "check", "--format", "json", "--lang", "en", *map(str, files)]
    done = subprocess.run(command, capture_output=True, timeout=120, cwd=folder, check=False)
    assert done.returncode == 1, done.stderr.decode()
    results = iter(json.loads(done.stdout)["results"])
    told = {}
    for name, (text, edited) in texts.items():
        before, after = next(results), next(results)
        told[name] = (_found(text, before), _found(edited, after), _mended(edited, after))
        # Else nothing is proven.
        assert sum(each.placed and not each.before.isascii() for each in told[name][0]) >= 3
        assert told[name][0] != told[name][1]
        assert told[name][2] != _read(edited)
    return told


def _edited(text: str) -> str:
    mark = MARK if text.startswith(MARK) else ""
    return mark + INSERTED + text.removeprefix(MARK)


def _read(text: str) -> str:
    """A letter's text as poalint counts its places."""
    return re.sub(r"\r\n?", "\n", text.removeprefix(MARK))


def _mended(text: str, result: dict[str, Any]) -> str:
    """The text with every safe fix made."""
    text = _read(text)
    safe = [fix for each in result["findings"] for fix in each["fixes"] if fix["applicability"] == "safe"]
    edits = [
        (e["range"]["start"]["offset"], e["range"]["end"]["offset"], e["text"]) for fix in safe for e in fix["edits"]
    ]
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _found(text: str, result: dict[str, Any]) -> list[Found]:
    return [_finding(_read(text), each) for each in result["findings"]]


def _finding(text: str, finding: dict[str, Any]) -> Found:
    place = finding["range"]
    start, end = (place["start"], place["end"]) if place else ({"line": 1, "column": 1, "offset": 0},) * 2
    at = start["offset"]
    words = text[at : end["offset"]]
    told = (finding["rule"], finding["message"], finding["help"], finding["severity"])
    return Found(start["line"], text[at - start["column"] + 1 : at], words, *told, placed=place is not None)


@pytest.fixture
def letters(tmp_path: Path, checked: dict[str, tuple[list[Found], list[Found], str]]) -> list[Expected]:
    """The letters as files of a test's own, and what is to be shown of them."""
    expected = []
    for name, text in LETTERS.items():
        letter = tmp_path / name
        letter.write_bytes(text.encode())
        expected.append(Expected(letter, *checked[name]))
    return expected


def _run(command: Sequence[str | Path], folder: Path, letters: Sequence[Expected]) -> Any:
    """Run an editor on the letters, with no one's settings but ours; what it wrote to $SHOWN."""
    shown = folder / "shown.json"
    home = folder / "home"
    home.mkdir()
    environment = {
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home),
        "LC_ALL": "C.UTF-8",
        "TERM": "dumb",
        "LETTERS": json.dumps([str(each.letter) for each in letters]),
        "INSERTED": INSERTED,
        "SHOWN": str(shown),
    }
    process = subprocess.Popen(
        [str(each) for each in command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        said, _ = process.communicate(timeout=150)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        said, _ = process.communicate()
        pytest.fail(f"the editor did not end: {said.decode(errors='replace')[-2000:]}")
    assert shown.exists(), said.decode(errors="replace")[-2000:]
    return json.loads(shown.read_text(encoding="utf-8"))


def _editor(name: str, path: str | None = None) -> str:
    found = shutil.which(name, path=path)
    if found is None:
        pytest.skip(f"{name} is not installed{' beside this Python' if path == str(BIN) else ''}")
    return found


def _plain(words: str) -> str:
    """Words as poalint has them: a buffer of mixed line ends keeps `\\r`."""
    return words.replace("\r", "")


def _both(letters: Sequence[Expected], shown: Any) -> Iterator[tuple[list[Found], list[dict[str, Any]]]]:
    assert set(shown) == {str(each.letter) for each in letters}
    for each in letters:
        yield each.opened, shown[str(each.letter)]["opened"]
        yield each.edited, shown[str(each.letter)]["edited"]


# --- Neovim -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["system", "beside Python"])
def test_neovim_underlines_and_mends_what_check_finds(where: str, tmp_path: Path, letters: list[Expected]) -> None:
    beside = str(BIN)
    others = os.pathsep.join(each for each in os.environ["PATH"].split(os.pathsep) if each != beside)
    nvim = _editor("nvim", beside if where == "beside Python" else others)
    command = [nvim, "--headless", "-i", "NONE", "-n", "-u", EDITORS / "neovim/poalint.lua"]
    shown = _run([*command, "-S", DRIVERS / "neovim.lua", "-c", "qall!"], tmp_path, letters)
    level = {"error": 1, "warning": 2, "info": 3}
    for each in letters:
        assert _plain(shown[str(each.letter)]["mended"]) == each.mended.removesuffix("\n")
    for expected, actual in _both(letters, shown):
        assert sorted(
            (d["line"], d["column"], _plain(d["words"]), d["rule"], d["message"], d["severity"]) for d in actual
        ) == sorted(
            (f.line, f.bytes_before, f.words, f.rule, f"{f.message}\n{f.help}", level[f.severity]) for f in expected
        )


# --- Emacs ------------------------------------------------------------------------------------------------------------


def _emacs(folder: Path) -> tuple[list[str], set[str]]:
    """Emacs with what its packages bring, and the endings of the letters it has modes for."""
    command = [_editor("emacs"), "--batch", "--eval", "(package-initialize)"]
    asked = [*command, "--eval", "(kill-emacs (if (require 'eglot nil t) (if (fboundp 'markdown-mode) 4 5) 6))"]
    code = subprocess.run(asked, capture_output=True, timeout=60, cwd=folder, check=False).returncode
    if code == 6:
        pytest.skip("this Emacs has no Eglot: install elpa-eglot, or Emacs 29")
    assert code in {4, 5}
    return command, {".txt", ".md"} if code == 4 else {".txt"}


def test_emacs_underlines_what_check_finds(tmp_path: Path, letters: list[Expected]) -> None:
    emacs, endings = _emacs(tmp_path)
    letters = [each for each in letters if each.letter.suffix in endings]
    shown = _run([*emacs, "-l", EDITORS / "emacs/poalint.el", "-l", DRIVERS / "emacs.el"], tmp_path, letters)
    level = {"error": "eglot-error", "warning": "eglot-warning", "info": "eglot-note"}
    for expected, actual in _both(letters, shown):
        # Eglot itself finds words to underline for what has no place.
        placed = {f"poalint [{f.rule}]: {f.message}\n{f.help}" for f in expected if f.placed}
        assert sorted(
            (d["line"], d["column"], _plain(d["words"]) if d["text"] in placed else "", d["text"], d["type"])
            for d in actual
        ) == sorted(
            (f.line, len(f.before), f.words, f"poalint [{f.rule}]: {f.message}\n{f.help}", level[f.severity])
            for f in expected
        )


# --- Vim --------------------------------------------------------------------------------------------------------------


def _vim(name: str) -> list[str | Path]:
    quiet = ["--headless", "-n"] if name == "nvim" else ["-es", "--not-a-term", "-n"]
    return [_editor(name), *quiet, "-i", "NONE", "-u", "NONE", "--cmd", f"set nocompatible rtp^={EDITORS / 'vim'}"]


@pytest.mark.parametrize("name", ["vim", "nvim"])
def test_make_fills_the_quickfix_list(name: str, tmp_path: Path, letters: list[Expected]) -> None:
    shown = _run([*_vim(name), "-S", DRIVERS / "quickfix.vim", "-c", "qall!"], tmp_path, letters)
    assert all(each["valid"] for each in shown)
    for each in letters:
        actual = [entry for entry in shown if (tmp_path / entry["path"]).name == each.letter.name]
        kind = {"error": "e", "warning": "w", "info": "n"}
        flat = {f: re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", f"{f.message} {f.help}") for f in each.opened}
        assert sorted((e["line"], e["column"], e["type"], e["text"]) for e in actual) == sorted(
            (f.line, f.bytes_before + 1, kind[f.severity], f"{flat[f]} [{f.rule}]") for f in each.opened
        )


# --- Helix ------------------------------------------------------------------------------------------------------------


def test_helix_languages_name_the_server() -> None:
    told = tomllib.loads((EDITORS / "helix/languages.toml").read_text(encoding="utf-8"))
    server = told["language-server"]["poalint"]
    assert [server["command"], *server["args"]] == ["poalint", "lsp"]
    assert {each["name"]: each["language-servers"] for each in told["language"]} == {
        "text": ["poalint"],
        "markdown": ["poalint"],
    }
