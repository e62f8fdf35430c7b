"""Edits → the file they belong to, and nothing else in it changed: encoding, byte-order mark, line ends, permissions."""

from __future__ import annotations

import codecs
import contextlib
import os
import re
import stat
import tempfile
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from pathlib import Path

from poalint.draft.draft import Draft
from poalint.model import PoalintError, Span

_LINE_END = re.compile(r"\r\n?|\n")
_BIG_ENDIAN = "utf-16-be with a mark"


class Source:
    """A draft's file as it was read, with the edits made to it so far. Offsets are those of the draft's text.

    The file's own line ends are kept beside the text, each where it stands, so that mixed ones stay mixed.
    Raises PoalintError where the file's bytes could not be written again as they are, and for Word files.
    """

    def __init__(self, draft: Draft) -> None:
        if draft.word_lines:
            raise PoalintError(f"{draft.path}: Word files are not rewritten; make the changes in Word", draft.path)
        self._draft = draft
        big = draft.encoding == "utf-16" and draft.data.startswith(codecs.BOM_UTF16_BE)
        self._encoding = _BIG_ENDIAN if big else draft.encoding
        self._raw = draft.data.decode(draft.encoding) if draft.data else draft.text
        if draft.data and self.data != draft.data:
            raise PoalintError(
                f"{draft.path}: holds bytes that {draft.encoding} writes in another way; save it as UTF-8 and try again",
                draft.path,
            )

    @property
    def text(self) -> str:
        """The text as a draft has it: every line end `\\n`."""
        return _LINE_END.sub("\n", self._raw)

    @property
    def draft(self) -> Draft:
        """The draft as edited."""
        return Draft(self._draft.path, self.text, self._draft.encoding, self._draft.newline, data=self.data)

    @property
    def data(self) -> bytes:
        """The bytes to write. Raises PoalintError where the encoding lacks a character of an edit."""
        try:
            if self._encoding == _BIG_ENDIAN:
                return codecs.BOM_UTF16_BE + self._raw.encode("utf-16-be")
            if self._encoding == "utf-16":  # the codec would write this machine's order of bytes
                return codecs.BOM_UTF16_LE + self._raw.encode("utf-16-le")
            return self._raw.encode(self._encoding)
        except UnicodeEncodeError as error:
            sign = self._raw[error.start]
            raise PoalintError(
                f"{self._draft.path}: “{sign}” cannot be written in the file's encoding, {self._draft.encoding}; save the"
                " file as UTF-8 and try again",
                self._draft.path,
            ) from None

    def edit(self, edits: Iterable[tuple[Span, str]]) -> None:
        """Put texts in place of stretches that do not overlap; new lines end as most of the file's do."""
        ends = [(found.start(), found.end()) for found in _LINE_END.finditer(self._raw)]
        # Where each line begins, in the text: after every line end of two characters the file is one ahead.
        double = [start - before for before, start in enumerate(s for s, end in ends if end - s == 2)]
        pieces, at = [], 0
        for span, new in sorted(edits, key=lambda edit: edit[0]):
            start, end = (offset + bisect_right(double, offset - 1) for offset in (span.start, span.end))
            pieces += [self._raw[at:start], new.replace("\n", self._draft.newline)]
            at = end
        self._raw = _joined([*pieces, self._raw[at:]])

    def write(self) -> None:
        """Replace the file in one step, or leave it as it is.

        Raises PoalintError where the file is read-only or cannot be replaced, and where it is no longer what was read.
        """
        data, path = self.data, self._draft.path
        target = Path(os.path.realpath(path))
        try:
            before = target.stat()
            if not stat.S_ISREG(before.st_mode):
                raise PoalintError(f"{path}: not a regular file, so it was left as it is; check a copy", path)
            if not before.st_mode & 0o222 or not os.access(target, os.W_OK):
                raise PoalintError(f"{path}: read-only, so it was left as it is; allow writing and try again", path)
            _replace(target, data, before, self._draft)
        except OSError as error:
            told = error.strerror or "unknown error"
            raise PoalintError(
                f"{path}: cannot be written ({told}), so it was left as it is; is it open elsewhere or the folder protected?",
                path,
            ) from None


def _joined(pieces: list[str]) -> str:
    """The pieces as one text. A `\\r` and a `\\n` that come together by an edit stay two line ends."""
    joined = ""
    for piece in pieces:
        if joined.endswith("\r") and piece.startswith("\n"):
            joined = joined[:-1] + "\n"
        joined += piece
    return joined


def _replace(target: Path, data: bytes, before: os.stat_result, draft: Draft) -> None:
    """Write beside the target, look once more whether it is what was read, and put the new file in its place."""
    with written_beside(target, data) as new:
        if hasattr(os, "chown"):
            with contextlib.suppress(OSError):  # only the owner, or root, may give a file away
                os.chown(new, before.st_uid, before.st_gid)
        new.chmod(stat.S_IMODE(before.st_mode))
        if target.read_bytes() != draft.data:
            raise PoalintError(
                f"{draft.path}: changed while it was being checked, so it was left as it is; run it again", draft.path
            )
        new.replace(target)
    _settle(target.parent)


@contextlib.contextmanager
def written_beside(target: Path, data: bytes) -> Iterator[Path]:
    """A new file beside the target with these bytes, safe on disk; taken away again where it cannot be put to use.

    Raises OSError where it cannot be written.
    """
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".poalint")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield Path(name)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _settle(folder: Path) -> None:
    """Have the folder's new entry written to disk, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
