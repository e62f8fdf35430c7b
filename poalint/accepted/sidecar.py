"""The sidecar: the file beside a draft that lists the findings accepted in it, `draft.txt.accepted.yml`.

It is edited entry by entry, as text, so that what people write into it stays as they wrote it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from io import StringIO
from pathlib import Path

import yaml

from poalint.accepted.matching import Entry, Sidecar
from poalint.draft.read import SIDECAR_ENDING
from poalint.model import PoalintError
from poalint.pack.faults import Faults
from poalint.pack.shape import compose_text, read


@dataclass(frozen=True, slots=True)
class _Row:
    """One entry as the file has it."""

    rule: str = field(metadata={"doc": "the rule's id"})
    fingerprint: str = field(metadata={"doc": "as `poalint check --format json` tells it"})
    words: str = field(default="", metadata={"doc": "the words it is about, for people"})
    date: str | None = field(default=None, metadata={"doc": "when it was accepted"})
    because: str | None = field(default=None, metadata={"doc": "why it was accepted"})


@dataclass(frozen=True, slots=True)
class _List:
    """The whole file, as the reader of shapes takes it."""

    entries: tuple[_Row, ...] = field(metadata={"key": "entry"})


def sidecar_path(draft: str) -> Path:
    """Where the findings accepted in a draft are listed."""
    return Path(draft + SIDECAR_ENDING)


def read_sidecar(path: Path) -> Sidecar:
    """The findings that a file lists. Raises PoalintError, with file, line and column, where it cannot be read."""
    text = read_sidecar_text(path)
    return Sidecar(str(path), _entries(text, str(path)))


def read_sidecar_text(path: Path) -> str:
    """The file's text as it stands, byte-order mark and line ends too. Raises PoalintError as `read_sidecar` does."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise PoalintError(f"{path}: the file is not UTF-8; save it as UTF-8", str(path)) from None
    except OSError as error:
        raise PoalintError(f"{path}: cannot be read ({error.strerror}); check that it may be read", str(path)) from None


def edited(sidecar: Sidecar, text: str, drop: Collection[Entry], add: Sequence[Entry], head: str) -> str:
    """The text of a sidecar without the entries `drop` and with those of `add` at its end; an empty one begins with `head`.

    Comments on lines of their own stay. Raises PoalintError for a file laid out so that an entry cannot be taken out.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = StringIO(text, newline="").readlines() if text else [f"# {line}{newline}" for line in head.splitlines()]
    places = list(_places(text))
    gone = {
        line for entry, place in zip(sidecar.entries, places, strict=False) if entry in drop for line in place.lines
    }
    kept = [line for at, line in enumerate(lines) if at not in gone or line.lstrip().startswith("#")]
    if kept and add and not kept[-1].endswith(("\n", "\r")):
        kept.append(newline)
    indent = " " * (places[0].column if places else 0)
    kept += [f"{indent}{line}{newline}" for entry in add for line in _written(entry)]
    told = "".join(kept)
    _prove(sidecar, told, [*(entry for entry in sidecar.entries if entry not in drop), *add])
    return told


def _prove(sidecar: Sidecar, text: str, entries: Sequence[Entry]) -> None:
    """Raises PoalintError where a text does not list just these entries."""
    hint = "write its entries one under another, each key on a line of its own"
    try:
        found = _entries(text, sidecar.path)
    except PoalintError:
        found = ()
    if [replace(entry, line=0) for entry in found] != [replace(entry, line=0) for entry in entries]:
        raise PoalintError(f"{sidecar.path}: cannot be edited as it is laid out; {hint}")


def _entries(text: str, path: str) -> tuple[Entry, ...]:
    faults = Faults(path)
    node = compose_text(text.removeprefix("\ufeff"), faults)
    if node is None and faults.found[0].message == "the file is empty":
        return ()
    if node is not None:
        key = yaml.ScalarNode("tag:yaml.org,2002:str", "entry", node.start_mark, node.start_mark)
        whole = yaml.MappingNode("tag:yaml.org,2002:map", [(key, node)], node.start_mark, node.end_mark)
        rows = read(whole, _List, faults, "the list")
        if rows is not None and not faults.found:
            return tuple(_entry(row, item) for row, item in zip(rows.entries, _items(node), strict=True))
    raise PoalintError(str(min(faults.found)), path)


def _items(node: yaml.Node) -> list[yaml.Node]:
    return list(node.value) if isinstance(node, yaml.SequenceNode) else [node]


def _entry(row: _Row, node: yaml.Node) -> Entry:
    return Entry(row.rule, row.fingerprint, row.words, row.date, row.because, node.start_mark.line + 1)


def _written(entry: Entry) -> Iterator[str]:
    """An entry as lines of YAML; texts in quotation marks, so that no sign in them means anything."""
    yield f"- rule: {entry.rule}"
    yield f"  words: {_quoted(entry.words)}"
    yield f"  fingerprint: {_quoted(entry.fingerprint)}"
    if entry.date:
        yield f"  date: {entry.date}"
    if entry.because:
        yield f"  because: {_quoted(entry.because)}"


def _quoted(text: str) -> str:
    return yaml.safe_dump(text, default_style='"', allow_unicode=True, width=10**6).strip()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an entry stands: the column of its dash and its lines, both from 0."""

    column: int
    lines: range


def _places(text: str) -> Iterator[_Place]:
    """The places of the entries in a text that has been read without a fault."""
    column, first, last = -1, 0, 0
    for token in yaml.scan(text.removeprefix("\ufeff"), Loader=yaml.SafeLoader):
        start, end = token.start_mark, token.end_mark
        if isinstance(token, yaml.BlockEntryToken) and column in {-1, start.column}:
            if column >= 0:
                yield _Place(column, range(first, last + 1))
            column, first, last = start.column, start.line, start.line
        elif isinstance(token, yaml.ScalarToken):
            # What is written under a “|” ends where the next line begins.
            last = max(last, end.line - (end.column == 0))
    if column >= 0:
        yield _Place(column, range(first, last + 1))
