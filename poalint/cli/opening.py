"""What the names on the command line mean, and where the output goes."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO

from poalint.cli.system import exists
from poalint.draft import Draft, find_drafts, read_draft, read_stdin
from poalint.formats.shapes import Trouble
from poalint.model import PoalintError


def open_drafts(names: Sequence[str], stdin_filename: str) -> Iterator[Draft | Trouble | str]:
    """What the names mean: a path to read, the draft on standard input, or the trouble with a name."""
    for found in find_drafts(names):
        if isinstance(found, PoalintError):
            yield trouble(found, found.path or "")
        elif found == "-":
            try:
                yield read_stdin(stdin_filename)
            except PoalintError as error:
                yield trouble(error, stdin_filename)
        else:
            yield found


def opened(found: Draft | Trouble | str) -> Draft | Trouble:
    """The draft behind a path, or the trouble with it."""
    if not isinstance(found, str):
        return found
    try:
        return read_draft(found)
    except PoalintError as error:
        return trouble(error, found)


def trouble(error: PoalintError, path: str) -> Trouble:
    """An error about a draft, of the form “path: message; what to do”, taken apart."""
    message, _, advice = str(error).removeprefix(f"{path}: ").rpartition("; ")
    return Trouble(path, message or advice, advice if message else "")


def refuse_overwriting(output: Path | None, found: Iterable[Draft | Trouble | str]) -> None:
    """Raises PoalintError where the output would take the place of a draft that is still to be read."""
    if output is None or not exists(output):
        return
    for name in found:
        if isinstance(name, str) and exists(Path(name)) and output.samefile(name):
            raise PoalintError(
                f"{output}: is one of the drafts and was left as it is; choose another file for the output"
            )


def open_output(output: Path | None, *, machine: bool, standard: IO[str] | None = None) -> IO[str]:
    """The stream to print to: a file, or `standard` (standard output), as UTF-8 where no person reads it.

    What UTF-8 cannot hold, such as a stray byte of a file's name, is written as a backslash and its number.
    """
    standard = standard or sys.stdout
    if output is not None:
        try:
            return output.open("w", encoding="utf-8", errors="backslashreplace", newline="\n")
        except OSError as error:
            raise PoalintError(f"{output}: cannot be written ({error.strerror}); choose another file") from None
    if machine and isinstance(standard, io.TextIOWrapper):
        standard.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    return _Kept(standard)  # type: ignore[return-value]


class _Kept:
    """Standard output, not closed at the end of a `with`."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def __enter__(self) -> IO[str]:
        return self._stream

    def __exit__(self, *_: object) -> None:
        self._stream.flush()
