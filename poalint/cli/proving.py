"""`poalint test`: the rules' examples run, and which rules no letter of a folder ever breaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from poalint.api import Linter
from poalint.config import Config
from poalint.draft import find_drafts, read_draft
from poalint.model import Outcome, PoalintError
from poalint.pack.book import built_in_folder
from poalint.pack.load import load_pack
from poalint.pack.rule import Rule


@dataclass(frozen=True, slots=True)
class Proof:
    """What running the examples tells, and whether all come out as their rules say."""

    told: str
    passed: bool


def prove(folder: Path | None, letters: Sequence[Path] | None) -> Proof:
    """The examples of a pack, the built-in one where `folder` is None, and its coverage where `letters` are given.

    Raises PackError for a pack that cannot be used, PoalintError for letters that cannot be read.
    """
    linter = Linter(Config(rules=(str(folder),) if folder else ()))
    # All of them, also those that are off by default.
    linter.pack = load_pack((folder,) if folder else ())
    if folder is not None:
        beneath = load_pack().rules
        own = [name for name, rule in linter.pack.rules.items() if beneath.get(name) is not rule]
        linter.pack = linter.pack.only(own, []) if own else linter.pack
    failures = [str(each) for each in linter.prove()]
    rules = list(linter.pack.rules.values())
    flagged = sum(len(rule.examples.flagged) for rule in rules)
    passing = sum(len(rule.examples.passing) for rule in rules)
    thin = [rule.id for rule in rules if len(rule.examples.flagged) < 2 or len(rule.examples.passing) < 3]
    lines = [*failures, f"{len(rules)} rules, {flagged} flagged and {passing} passing examples: {len(failures)} failed"]
    if thin:
        lines.append(f"thinly covered (fewer than 2 flagged and 3 passing examples): {', '.join(thin)}")
    if letters is not None:
        lines += _coverage(linter, letters or _own_letters(folder))
    return Proof("\n".join(lines) + "\n", not failures)


def _own_letters(folder: Path | None) -> list[Path]:
    """The letters kept beside a pack. Raises PoalintError where there are none."""
    beside = (folder or built_in_folder()).resolve().parent / "fixtures"
    if not beside.is_dir():
        raise PoalintError(f"{beside}: no letters are kept here; name a folder with --letters")
    return [path for name in ("drafts", "labelled") if (path := beside / name).is_dir()] or [beside]


def _coverage(linter: Linter, letters: Sequence[Path]) -> Iterator[str]:
    """The rules that none of the letters breaks, those that lacked what they are held against by themselves."""
    outcomes: dict[str, set[Outcome]] = {name: set() for name in linter.pack.rules}
    count = 0
    for found in find_drafts([str(path) for path in letters]):
        if isinstance(found, PoalintError):
            raise found
        count += 1
        for told in linter.check(read_draft(found)).outcomes:
            outcomes[told.rule].add(told.outcome)
    silent = [rule for rule in linter.pack.rules.values() if Outcome.FAILED not in outcomes[rule.id]]
    yield f"{len(outcomes) - len(silent)} of {len(outcomes)} rules are broken by at least one of {count} letters"
    if never := [rule.id for rule in silent if _needs(rule) is None]:
        yield f"broken by none: {', '.join(never)}"
    for needed in ("notice", "records", "folder", "past"):
        if lacking := [rule.id for rule in silent if _needs(rule) == needed]:
            yield f"not tried, for want of {_NEEDED[needed]}: {', '.join(lacking)}"


_NEEDED = {
    "notice": "Amazon's notice",
    "records": "an order report",
    "folder": "a folder of attachments",
    "past": "earlier letters",
}


def _needs(rule: Rule) -> str | None:
    """The material that the rule's kind cannot do without, or finds more by."""
    needed: str | None = getattr(rule.check, "NEEDS", None) or getattr(rule.check, "USES", None)
    return needed
