"""`poalint rules`, `explain` and `test`: the pack itself. Nothing here but `prove` loads a language model."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from poalint.cli.system import system_language
from poalint.configfile import find_config
from poalint.formats import dump
from poalint.formats.words import say
from poalint.model import PoalintError
from poalint.pack.book import Entry, book_of, built_in_book, hint_for

_WIDTH = 78


@dataclass(frozen=True, slots=True)
class Book:
    """The rules to list or explain, by id, and the language to do it in."""

    entries: Mapping[str, Entry]
    lang: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rules to list; empty for all."""

    categories: Sequence[str]
    severity: str | None
    violation: str | None


def open_book(rules: Sequence[str] | None, config: Path | None, lang: str | None) -> Book:
    """The built-in book, or that of the configuration and the packs given."""
    if not rules and config is None and find_config(Path.cwd()) is None:
        return Book(built_in_book(), lang or system_language())
    from poalint.cli.settings import Given, settle

    settled = settle(config, Given(rules, lang=lang))
    return Book(book_of(settled.pack(deep=False)), settled.lang or "en")


def listing(book: Book, output_format: str, wanted: Wanted) -> str:
    """The rules wanted, one a line, or as JSON. Raises PoalintError for a category without rules."""
    known = sorted({entry["category"] for entry in book.entries.values()})
    for category in wanted.categories:
        if category not in known:
            raise PoalintError(f"no category is called {category!r}; {hint_for(category, known)}")
    chosen = [
        entry
        for entry in book.entries.values()
        if (not wanted.categories or entry["category"] in wanted.categories)
        and wanted.severity in {None, entry["severity"]}
        and (wanted.violation is None or not entry["violations"] or wanted.violation in entry["violations"])
    ]
    if output_format == "json":
        return dump(chosen) + "\n"
    width = max((len(entry["id"]) for entry in chosen), default=0)
    lines = [f"{entry['severity']:<8}{entry['id']:<{width}}  {entry['title'][book.lang]}" for entry in chosen]
    return "\n".join([*lines, f"\n{len(chosen)} rules. `poalint explain RULE` says why, with examples.\n"])


def explain(name: str, book: Book) -> str:
    """The page on one rule. Raises PoalintError for a name that is no rule's."""
    if name in book.entries:
        return "\n".join(_page(book.entries[name], book.lang)) + "\n"
    if any(entry["category"] == name for entry in book.entries.values()):
        raise PoalintError(f"{name!r} is a category; `poalint rules --category {name}` lists its rules")
    raise PoalintError(f"no rule is called {name!r}; {hint_for(name, list(book.entries))}")


def _page(entry: Entry, lang: str) -> Iterator[str]:
    zh = lang == "zh"
    grade = say(lang, entry["severity"]) if zh else f"{entry['severity']}, {entry['confidence']} confidence"
    yield f"{entry['id']}  ({grade})"
    yield ""
    yield from _wrapped(entry["title"][lang], "")
    yield ""
    names = ("为什么：", "提示：", "改法：") if zh else ("Why: ", "Says: ", "Do: ")
    for name, key in zip(names, ("why", "message", "help"), strict=True):
        yield from _wrapped(re.sub(r"\{\w+\}", "…", entry[key][lang]), name)
    if entry["sections"]:
        yield from _wrapped(", ".join(entry["sections"]), "只看：" if zh else "Looks at: ")
    if entry["violations"]:
        yield from _wrapped(", ".join(entry["violations"]), "适用于：" if zh else "For: ")
    yield ""
    for example in entry["flagged"][:2]:
        yield from _quoted(example["draft"], "会提示：" if zh else "Flagged:")
        if example["fixed"]:
            yield from _quoted(example["fixed"], "改为：" if zh else "Mended:")
    for example in entry["passing"][:2]:
        yield from _quoted(example["draft"], "不提示：" if zh else "Passing:")
    yield ""
    yield "来源" if zh else "Sources"
    for source in entry["sources"]:
        yield f"  {source['title']} ({source['read']})"
        yield f"    {source['url']}"


def _wrapped(text: str, name: str) -> list[str]:
    """The text under its name in lines of at most 78 cells; Chinese signs take two."""
    lines, line, cells = [], name, _cells(name)
    for piece in _pieces(text):
        if cells + _cells(piece.rstrip()) > _WIDTH and line.strip():
            lines.append(line.rstrip())
            line, cells = "  ", 2
        line += piece
        cells += _cells(piece)
    return [*lines, line.rstrip()] if line.strip() else lines


def _pieces(text: str) -> Iterator[str]:
    """Where a line may break: after a space, and beside a Chinese sign."""
    piece = ""
    for char in text:
        piece += char
        if char == " " or ord(char) > 0x2E7F:
            yield piece
            piece = ""
    if piece:
        yield piece


def _cells(text: str) -> int:
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)


def _quoted(text: str, name: str) -> list[str]:
    lines = [line for line in text.strip().split("\n") if line.strip()]
    bar = "  │ "
    return [
        name,
        *(out for line in lines for out in textwrap.wrap(line, _WIDTH - 4, initial_indent=bar, subsequent_indent=bar)),
    ]


def prove(folder: Path | None) -> tuple[str, bool]:
    """What running the examples tells, and whether all come out. Raises PackError for a pack that cannot be used."""
    from poalint.api import Linter
    from poalint.config import Config
    from poalint.pack.load import load_pack

    linter = Linter(Config(rules=(str(folder),) if folder else ()))
    if folder is not None:
        beneath = load_pack().rules
        own = [name for name, rule in linter.pack.rules.items() if beneath.get(name) is not rule]
        linter.pack = linter.pack.only(own, []) if own else linter.pack
    failures = [str(each) for each in linter.prove()]
    rules = linter.pack.rules.values()
    flagged = sum(len(rule.examples.flagged) for rule in rules)
    passing = sum(len(rule.examples.passing) for rule in rules)
    thin = [rule.id for rule in rules if len(rule.examples.flagged) < 2 or len(rule.examples.passing) < 3]
    lines = [*failures, f"{len(rules)} rules, {flagged} flagged and {passing} passing examples: {len(failures)} failed"]
    if thin:
        lines.append(f"thinly covered (fewer than 2 flagged and 3 passing examples): {', '.join(thin)}")
    return "\n".join(lines) + "\n", not failures
