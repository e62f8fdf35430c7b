"""Drafts from files, folders, globs and standard input. One reader a format, in one table."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from poalint.draft.decode import decode
from poalint.draft.draft import Draft
from poalint.model import PoalintError

MOST_BYTES = 20_000_000
"""The largest file read: a Word file with pictures in it; a letter alone has some 20 kB."""
MOST_CHARACTERS = 2_000_000
"""The longest text read: a hundred times the longest letter Amazon would read."""

SIDECAR_ENDING = ".accepted.yml"
"""What follows a draft's name in the name of the list of findings accepted in it."""

_NOT_READ = {
    ".doc": "open it in Word and save it as .docx",
    ".pdf": "copy its text into a .txt or .docx file",
    ".odt": "save it as .docx",
    ".rtf": "save it as .docx",
    ".pages": "export it as Word (.docx)",
    ".wps": "save it as .docx",
}


def read_text(data: bytes, path: str) -> Draft:
    """A draft from the bytes of a plain-text or Markdown file. Raises PoalintError where they are no text."""
    decoded = decode(data, path)
    return Draft(path, decoded.text, decoded.encoding, decoded.newline, data=data)


def _read_docx(data: bytes, path: str) -> Draft:
    from poalint.draft.docx import read_docx  # lxml and python-docx are needed for Word files only

    return read_docx(data, path)


READERS: dict[str, Callable[[bytes, str], Draft]] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_text,
    ".markdown": read_text,
    ".docx": _read_docx,
}


def read_draft(path: str | os.PathLike[str]) -> Draft:
    """The draft in a file; a file of unknown ending is read as text.

    Raises PoalintError, one line that says what to do, where it is missing, unreadable, too large or no text.
    """
    shown = os.fspath(path)
    file = Path(shown)
    if advice := _NOT_READ.get(file.suffix.lower()):
        raise PoalintError(f"{shown}: {file.suffix} files are not read; {advice}")
    if shown.endswith(SIDECAR_ENDING):
        draft = shown.removesuffix(SIDECAR_ENDING)
        raise PoalintError(f"{shown}: this lists what was accepted in {draft}; check {draft}")
    try:
        if file.stat().st_size > MOST_BYTES:
            raise PoalintError(f"{shown}: too large for a letter ({_size(file.stat().st_size)}); is it the right file?")
        data = file.read_bytes()
    except FileNotFoundError:
        raise PoalintError(f"{shown}: no such file; check the name and the folder") from None
    except OSError as error:
        raise PoalintError(f"{shown}: cannot be read ({error.strerror}); is it open elsewhere or protected?") from None
    return _bounded(READERS.get(file.suffix.lower(), read_text)(data, shown))


def read_stdin(filename: str) -> Draft:
    """The draft on standard input, read as the format that `filename` ends in. Raises PoalintError as `read_draft` does."""
    if advice := _NOT_READ.get(Path(filename).suffix.lower()):
        raise PoalintError(f"{filename}: {Path(filename).suffix} files are not read; {advice}")
    return _bounded(READERS.get(Path(filename).suffix.lower(), read_text)(sys.stdin.buffer.read(), filename))


def _bounded(draft: Draft) -> Draft:
    if len(draft.text) > MOST_CHARACTERS:
        raise PoalintError(
            f"{draft.path}: too long for a letter ({len(draft.text):,} characters, at most {MOST_CHARACTERS:,} are read);"
            " is it the right file?"
        )
    return draft


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"


def find_drafts(names: Sequence[str]) -> Iterator[str | PoalintError]:
    """The files that `names` mean, in order, each once: files, `-`, folders (read to the bottom), globs.

    A folder gives its .txt, .md and .docx files but not hidden ones or Word's `~$` locks. What names nothing is given
    back as an error in its place, so that the other drafts are still checked.
    """
    seen: set[str] = set()
    for name in names:
        for found in _meant(name):
            if isinstance(found, str):
                if found in seen:
                    continue
                seen.add(found)
            yield found


def _meant(name: str) -> Iterator[str | PoalintError]:
    if name == "-":
        yield name
    elif os.path.isdir(name):  # noqa: PTH112 Path.is_dir raises for a name too long, such as a letter's text
        files = [str(file) for file in sorted(Path(name).rglob("*")) if _is_draft(file, Path(name))]
        yield from files
        if not files:
            yield PoalintError(f"{name}: no drafts in this folder; drafts end in {', '.join(READERS)}", name)
    elif glob.has_magic(name) and not os.path.exists(name):  # noqa: PTH110 as above
        # Path.glob takes no absolute pattern.
        matches = sorted(glob.glob(name, recursive=True))  # noqa: PTH207
        files = [match for match in matches if Path(match).is_file() and not match.endswith(SIDECAR_ENDING)]
        yield from files
        if not files:
            yield PoalintError(f"{name}: no file matches this pattern; check the folder and the ending", name)
    else:
        yield name


def _is_draft(file: Path, folder: Path) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in file.relative_to(folder).parts)
    return not hidden and file.suffix.lower() in READERS and file.is_file()
