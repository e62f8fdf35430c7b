"""The rule book as a whole: what it covers, its pages, its wrong and right wordings, and that no rule shouts."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from poalint.api import Linter
from poalint.draft import Draft, read_draft
from poalint.formats.rule_docs import PAGES, pages, stale
from poalint.model import ViolationKind
from poalint.pack.book import built_in_book, built_in_folder
from poalint.pack.load import load_pack
from poalint.pack.rule import Flagged

ROOT = Path(__file__).parent.parent
COVERAGE: dict[str, list[str] | str] = yaml.safe_load((built_in_folder() / "COVERAGE.yaml").read_text("utf-8"))
LABELLED = sorted((ROOT / "fixtures" / "labelled").glob("*/drafts/*.txt"))
FACT = re.compile(
    r"\d+|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b(?! not| be)"
)
OURS = {
    "metrics/misquoted-target": "the figure is Amazon's own",
    "language/odd-markers": "plain numbers in place of circled ones",
}
"""Rules whose right wording holds a number that the wrong one does not, and why it is no invented fact."""


def test_every_candidate_has_its_rules_or_a_reason() -> None:
    known = set(load_pack(deep=False).rules)
    assert len(COVERAGE) == 128
    for candidate, held in COVERAGE.items():
        if isinstance(held, str):
            assert len(held.split()) > 3, candidate
        else:
            assert held, candidate
            assert set(held) <= known, (candidate, set(held) - known)


def test_every_violation_has_rules_of_its_own() -> None:
    entries = built_in_book().values()
    for kind in ViolationKind:
        assert [entry["id"] for entry in entries if kind in entry["violations"]], kind


def test_the_pages_are_current() -> None:
    for name, text in pages().items():
        assert (ROOT / name).read_text(encoding="utf-8") == text, f"{name}: run `make rules`"
    assert list(stale(ROOT)) == []


def test_every_link_of_the_index_leads_to_a_page() -> None:
    readme = ROOT / "rules" / "README.md"
    links = re.findall(r"\]\((\.\./docs/rules/[^)]+)\)", readme.read_text(encoding="utf-8"))
    assert len(set(links)) == len(built_in_book())
    assert [link for link in links if not (readme.parent / link).is_file()] == []


def test_a_page_says_it_all_in_both_languages() -> None:
    entry = built_in_book()["tense/promised-action"]
    page = (ROOT / PAGES / "tense" / "promised-action.md").read_text(encoding="utf-8")
    for lang in ("en", "zh"):
        assert entry["title"][lang] in page
        assert entry["why"][lang] in page
        assert entry["help"][lang] in page
    for words in (entry["flagged"][0]["draft"], entry["flagged"][0]["fixed"], entry["passing"][0]["draft"]):
        assert page.count(words) == 2
    assert all(source["url"] in page for source in entry["sources"])


def wording(name: str) -> Flagged:
    return load_pack(deep=False).rules[name].examples.flagged[0]


@pytest.mark.parametrize("name", sorted(built_in_book()))
def test_the_first_example_shows_a_right_wording_that_invents_nothing(name: str) -> None:
    wrong = wording(name)
    assert wrong.fixed, "the first flagged example needs `fixed`, the right wording"
    assert wrong.fixed != wrong.draft
    beside = " ".join((wrong.draft, wrong.notice, wrong.orders, *wrong.attachments))
    invented = set(FACT.findall(wrong.fixed)) - set(FACT.findall(beside))
    assert not invented or name in OURS, f"{invented}: leave a gap such as [date] or [number]"


def test_the_exceptions_are_needed() -> None:
    for name in OURS:
        wrong = wording(name)
        assert set(FACT.findall(wrong.fixed or "")) - set(FACT.findall(wrong.draft)), name


@pytest.mark.parametrize("letter", LABELLED, ids=lambda path: path.stem)
def test_no_rule_fires_on_more_than_a_third_of_the_lines(letter: Path, linter: Linter) -> None:
    draft = read_draft(letter)
    lines = len(draft.text.rstrip().split("\n"))
    places = {(f.rule, f.range.start.line) for f in linter.check(draft).findings if f.range}
    fired = Counter(rule for rule, _ in places)
    loud = {rule: count for rule, count in fired.items() if count > max(1, lines / 3)}
    assert loud == {}, lines


def test_a_letter_of_one_rule_is_told_by_that_rule_alone(linter: Linter) -> None:
    """No place carries two findings that say the same: the rules on one word are told apart by where they look."""
    draft = Draft("letter.txt", "Corrective actions taken:\n\nWe will train our packers on the new list.\n")
    here = [f.rule for f in linter.check(draft).findings if f.excerpt == "will train"]
    assert here == ["tense/promised-action"]
