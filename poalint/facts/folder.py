"""The folder of attachments: what lies there."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from poalint.facts.attachments import ENDINGS, LABEL, same_form, spelt_out
from poalint.model import PoalintError

_MOST_FILES = 2000
"""More files than anybody attaches: the folder is another one."""
_DEEPEST = 3
"""How many folders within folders are looked into."""
_SYSTEM = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "__macosx", "$recycle.bin"})
# What Word leaves while a file is open.
_HIDDEN = (".", "~$", "~wrl")

_FAMILY = (
    r"(?:attach(?:e?ments?)?|att|encl(?:osures?)?|exh(?:ibits?)?|annex(?:es|e|ures?)?|append(?:ix|ices|ixes)|files?|documents?|docs?"
    r"|evidences?|proofs?|附件|附录|附图|证据|文件)"
)
_WORDED = re.compile(
    rf"(?<![^\W_]){_FAMILY}[\s_.\-–#№(（\[]*(?:no\.?\s*)?(?P<first>{LABEL})"
    rf"(?:\s*(?:-|–|~|to|至|到)\s*(?P<last>{LABEL}))?",
    re.IGNORECASE,
)
# A number at the very start, with something between it and the words: “2-invoice”, “(2) invoice”, “2发票”, “B - LOA”.
_LEADING = re.compile(
    r"[(（\[]?(?P<first>\d{1,2}[a-z]?|[A-Z]|[①-⑳])(?:-(?P<last>\d{1,2})(?=[\s_]+[^\W\d]))?"
    r"(?:[)）\]]|(?=[\s_.\-–—]*$)|[\s_.\-–—、:]+(?=[^\d\s])|(?=[\u4e00-\u9fff]))"
)
_DATED = re.compile(
    r"\d{1,2}[\s_.\-]*(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)|\d{1,2}[月日号年]|[A-Z]-to-Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class File:
    """One file to be attached: its name and its size in bytes (None where only the name is known).

    A file of a folder within the folder has its path from there, with slashes.
    """

    name: str
    size: int | None = None

    @property
    def base(self) -> str:
        """The name without folders, its characters composed: macOS takes them apart."""
        return unicodedata.normalize("NFC", PurePosixPath(self.name).name)

    @property
    def ending(self) -> str:
        """The type after the last stop, in lower case; "" where there is none."""
        stem, _, ending = self.base.rpartition(".")
        known = ending.lower() in ENDINGS or (re.fullmatch(r"[A-Za-z0-9]{2,5}", ending) and not ending.isdigit())
        return ending.lower() if stem and known else ""

    @property
    def stem(self) -> str:
        """The name without its type."""
        return self.base[: -len(self.ending) - 1] if self.ending else self.base

    @property
    def words(self) -> str:
        """The name as words: lines and hyphens made spaces, the type last."""
        return re.sub(r"[_\-–.]+", " ", self.stem) + (f" .{self.ending}" if self.ending else "")

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers or letters the name carries, in the one form of references; () where it carries none."""
        found = _WORDED.search(unicodedata.normalize("NFKC", self.stem)) or self._leading()
        if found is None:
            return ()
        ranged = spelt_out(found["first"], found["last"]) if found["last"] else ()
        return ranged or (same_form(found["first"]),)

    def _leading(self) -> re.Match[str] | None:
        stem = unicodedata.normalize("NFKC", self.stem)
        return None if _DATED.match(stem) else _LEADING.match(stem)


@dataclass(frozen=True, slots=True)
class Folder:
    """The files to be attached, in order of name, numbers by their value."""

    files: tuple[File, ...] = ()


def read_folder(path: Path) -> Folder:
    """The files of a folder and of those within it; hidden and system files left out.

    Raises PoalintError, in one line, where it is missing, no folder, unreadable, or holds far too much.
    """
    if not path.is_dir():
        if path.exists():
            raise PoalintError(f"{path}: is a file, not a folder; give the folder that holds the files you attach")
        raise PoalintError(f"{path}: no such folder; give the folder that holds the files you attach")
    files: list[File] = []
    try:
        for file in _files(path, "", 0):
            files.append(file)
            if len(files) > _MOST_FILES:
                told = f"holds more than {_MOST_FILES} files; give a folder with only those you attach"
                raise PoalintError(f"{path}: {told}")
    except OSError as error:
        told = error.strerror or type(error).__name__
        raise PoalintError(f"{path}: cannot be read ({told}); check who may read it") from None
    return Folder(tuple(sorted(files, key=lambda file: _natural(file.name))))


def _files(path: Path, within: str, depth: int) -> Iterator[File]:
    with os.scandir(path) as entries:
        for entry in entries:
            if entry.name.lower().startswith(_HIDDEN) or entry.name.lower() in _SYSTEM:
                continue
            if entry.is_dir(follow_symlinks=False):
                if depth < _DEEPEST:
                    yield from _files(Path(entry.path), f"{within}{entry.name}/", depth + 1)
            elif entry.is_file():
                yield File(within + entry.name, entry.stat().st_size)


def _natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """An order in which “2” stands before “10”."""
    pieces = re.findall(r"\d+|\D+", unicodedata.normalize("NFC", name).casefold())
    return tuple((0, int(piece), "") if piece.isdecimal() else (1, 0, piece) for piece in pieces)
