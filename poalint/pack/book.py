"""The rule book: every rule as plain data, for listing and explaining.

The built-in book is written beside the rules as index.json, so that `poalint rules` and `poalint explain` need neither
read a hundred files nor import a YAML reader. A test holds it to the rules; `make rules` writes it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import poalint
from poalint.model import PoalintError

if TYPE_CHECKING:
    from poalint.pack.load import Pack
    from poalint.pack.rule import Rule, Text

INDEX = "index.json"

Entry = Mapping[str, Any]
"""One rule: its keys as in the YAML, each text in every language."""


def built_in_folder() -> Path:
    """Where the built-in pack lies: in the wheel beside the package's modules, in a checkout beside the package."""
    package = Path(poalint.__file__).parent
    inside = package / "rules"
    return inside if inside.is_dir() else package.parent / "rules"


def built_in_book() -> dict[str, Entry]:
    """The built-in rules by id. Raises PoalintError where the index is damaged."""
    path = built_in_folder() / INDEX
    try:
        entries: list[Entry] = json.loads(path.read_text(encoding="utf-8"))
        return {entry["id"]: entry for entry in entries}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PoalintError(f"{path}: the index of the rules is damaged ({error}); reinstall poalint") from None


def book_of(pack: Pack) -> dict[str, Entry]:
    """The rules of a pack by id."""
    return {name: entry(rule) for name, rule in pack.rules.items()}


def entry(rule: Rule) -> Entry:
    """One rule as plain data."""
    where = rule.where
    return {
        "id": rule.id,
        "title": _text(rule.title),
        "category": rule.category.value,
        "kind": rule.kind,
        "severity": rule.severity.value,
        "confidence": rule.confidence.value,
        "points": rule.points,
        "off": rule.off,
        "sections": [each.value for each in where.sections],
        "violations": [each.value for each in where.violations],
        "marketplaces": list(where.marketplaces),
        "message": _text(rule.message),
        "help": _text(rule.help),
        "why": _text(rule.why),
        "sources": [{"title": each.title, "url": each.url, "read": each.read} for each in rule.sources],
        "flagged": [{"draft": each.draft, "fixed": each.fixed} for each in rule.examples.flagged],
        "passing": [{"draft": each.draft} for each in rule.examples.passing],
    }


def _text(text: Text) -> dict[str, str]:
    return {"en": text.say("en"), "zh": text.say("zh")}


def hint_for(name: str, known: Sequence[str]) -> str:
    """The hint for a name that is no rule: the one that was meant, or where all are listed."""
    import difflib

    near = difflib.get_close_matches(name, known, n=1)
    return f"did you mean {near[0]!r}?" if near else "`poalint rules` lists them"


def index_text(pack: Pack) -> str:
    """What index.json must hold for a pack, one rule a line."""
    lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in book_of(pack).values())
    return f"[\n{lines}\n]\n"


if __name__ == "__main__":
    from poalint.pack.load import load_pack

    (built_in_folder() / INDEX).write_text(index_text(load_pack(deep=False)), encoding="utf-8")
