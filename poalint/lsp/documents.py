"""The documents open in the editor, as the editor last told them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from lsprotocol import types
from pygls.uris import from_fs_path, to_fs_path

from poalint.configfile import NAMES
from poalint.draft import READERS
from poalint.draft.read import SIDECAR_ENDING
from poalint.lsp.places import Encoding, Page

_PROSE = frozenset({"", "plaintext", "text", "txt", "markdown", "mail"})
"""What editors call the languages a letter may be written in."""
_MARKDOWN = (".md", ".markdown")
_NO_LETTER = re.compile(
    r"(?:README|CHANGELOG|CONTRIBUTING|LICEN[CS]E|NOTICE|CODE_OF_CONDUCT|SECURITY|CMakeLists|robots)\b"
    r"|(?:requirements|constraints)[\w.-]*\.txt$|poalint-[a-z]+-[a-z0-9-]+\.md$",
    re.IGNORECASE,
)
"""Files that lie about in every project, and the pages of rules that the server itself shows."""
_META = ("pack.yaml", "pack.yml")
_PROFILES_AND_LEXICONS = frozenset({"profiles", "lexicons"})


class Sort(Enum):
    """What a document is to the server."""

    LETTER = auto()
    RULE = auto()
    PACK = auto()
    CONFIG = auto()
    OTHER = auto()


@dataclass
class Document:
    """One open document. `revision` counts its changes here; `version` is the client's, which may skip or be missing.

    `changed_at` is the event loop's time of the last change; `bursting` tells that it came right after another.
    """

    uri: str
    language: str
    version: int | None
    page: Page
    revision: int = 0
    closed: bool = False
    changed_at: float = float("-inf")
    bursting: bool = False

    @property
    def path(self) -> Path | None:
        """The file, None for a buffer that has none."""
        return path_of(self.uri)

    @property
    def draft_path(self) -> str:
        """What the draft is called: its file, or a name with the ending of its language."""
        if self.path is not None:
            return str(self.path)
        name = PurePosixPath(unquote(urlsplit(self.uri).path)).name or "untitled"
        ending = ".md" if self.language == "markdown" else ".txt"
        return name if name.lower().endswith(tuple(READERS)) else name + ending

    def change(self, event: types.TextDocumentContentChangeEvent, encoding: Encoding) -> None:
        """Take a change in: the whole text, or a stretch from a client that sends these although it was not asked to."""
        text = event.text
        if isinstance(event, types.TextDocumentContentChangePartial):
            start, end = event.range.start, event.range.end
            text = self.page.edited((start.line, start.character), (end.line, end.character), text)
        self.page = Page(text, encoding)


def path_of(uri: str) -> Path | None:
    """The file that a URI names, None where it names none."""
    path = to_fs_path(uri) if urlsplit(uri).scheme == "file" else None
    return Path(path) if path else None


def uri_of(path: Path) -> str:
    """The URI of a file."""
    return from_fs_path(str(path)) or path.absolute().as_uri()


def same_uri(uri: str) -> str:
    """One spelling for URIs that differ in what they write as `%3A`."""
    scheme, _, rest = uri.partition(":")
    return f"{scheme.lower()}:{unquote(rest)}"


def pack_of(path: Path, named: tuple[str, ...] = ()) -> Path | None:
    """The folder of the pack that a YAML file belongs to: with pack.yaml, or one of those named in a configuration."""
    packs = {Path(each).resolve() for each in named}
    for folder in path.parents:
        if any((folder / name).is_file() for name in _META) or folder.resolve() in packs:
            return folder
    return None


def sort_of(document: Document, named: tuple[str, ...] = ()) -> Sort:
    """What a document is; `named` are the packs of its configuration."""
    path = document.path
    if path is None:
        return Sort.LETTER if document.language in _PROSE else Sort.OTHER
    if path.name in NAMES or path.name == "pyproject.toml":
        return Sort.CONFIG
    if path.name.endswith(SIDECAR_ENDING) or _NO_LETTER.match(path.name):
        return Sort.OTHER
    ending = path.suffix.lower()
    if ending in {".yaml", ".yml"}:
        pack = pack_of(path, named)
        if pack is None or path.name == "COVERAGE.yaml":
            return Sort.OTHER
        if path.name in _META:
            return Sort.PACK
        apart = not _PROFILES_AND_LEXICONS.isdisjoint(path.relative_to(pack).parts)
        return Sort.OTHER if apart else Sort.RULE
    if ending in READERS:
        return Sort.LETTER if ending != ".docx" else Sort.OTHER
    return Sort.LETTER if document.language in _PROSE - {""} else Sort.OTHER
