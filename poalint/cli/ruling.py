"""`poalint rules` and `explain`: the rules as written. Nothing here loads a language model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from poalint.cli.system import system_language
from poalint.configfile import find_config
from poalint.formats import dump
from poalint.formats.rule_page import as_text
from poalint.formats.words import say
from poalint.model import PoalintError
from poalint.pack.book import Entry, book_of, built_in_book, hint_for


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
    return "\n".join([*lines, f"\n{say(book.lang, 'rules listed', count=len(chosen))}\n"])


def explain(name: str, book: Book) -> str:
    """The page on one rule. Raises PoalintError for a name that is no rule's."""
    if name in book.entries:
        return as_text(book.entries[name], book.lang)
    if any(entry["category"] == name for entry in book.entries.values()):
        raise PoalintError(f"{name!r} is a category; `poalint rules --category {name}` lists its rules")
    raise PoalintError(f"no rule is called {name!r}; {hint_for(name, list(book.entries))}")
