"""The score ranks the labelled letters as a reviewer does who has seen no score."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
import yaml

from poalint.api import Linter
from poalint.draft import read_draft

FOLDER = Path(__file__).parent.parent / "fixtures" / "labelled" / "first"
TIERS: list[list[str]] = [
    tier["letters"] for tier in yaml.safe_load((FOLDER / "ranking.yml").read_text(encoding="utf-8"))
]


@pytest.fixture(scope="module")
def scores(linter: Linter) -> dict[str, int]:
    names = [name for tier in TIERS for name in tier]
    return {name: linter.check(read_draft(FOLDER / "drafts" / f"{name}.txt")).score or 0 for name in names}


def test_every_letter_is_ranked_once() -> None:
    names = [name for tier in TIERS for name in tier]
    assert sorted(names) == sorted(path.stem for path in (FOLDER / "drafts").iterdir())


def test_no_letter_passes_one_that_is_two_tiers_better(scores: dict[str, int]) -> None:
    wrong = [
        (better, worse)
        for (at, one), (beyond, other) in combinations(enumerate(TIERS), 2)
        if beyond - at >= 2
        for better in one
        for worse in other
        if scores[worse] >= scores[better]
    ]
    assert wrong == []


def test_two_letters_of_different_tiers_stand_mostly_in_their_order(scores: dict[str, int]) -> None:
    pairs = [(a, b) for one, other in combinations(TIERS, 2) for a in one for b in other]
    right = sum(scores[a] > scores[b] for a, b in pairs)
    assert right >= 0.85 * len(pairs), f"{right} of {len(pairs)}"
