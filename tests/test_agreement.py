"""What contradicts itself in a letter: cases beside the examples of the rules."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poalint.api import Linter
from poalint.model import Finding


def findings(linter: Linter, rule: str, text: str) -> list[Finding]:
    return [finding for finding in linter.check(text).findings if finding.rule == f"consistency/{rule}"]


@settings(max_examples=25, deadline=None)
@given(announced=st.integers(2, 9), listed=st.integers(1, 9))
def test_a_count_agrees_with_its_list_or_is_found(linter: Linter, announced: int, listed: int) -> None:
    ids = "\n".join(f"- 111-1234567-123456{at}" for at in range(listed))
    found = findings(linter, "order-count", f"Root cause:\n\nThe following {announced} orders were late:\n{ids}\n")
    assert bool(found) is (announced != listed)


def test_the_same_order_twice_counts_once(linter: Linter) -> None:
    text = (
        "Root cause:\nThe following 2 orders were late: 111-1234567-1234561, 111-1234567-1234562, 111-1234567-1234561."
    )
    assert findings(linter, "order-count", text) == []


def test_both_places_are_shown(linter: Linter) -> None:
    text = 'Store name: Fenmu Home\n\nRoot cause:\nOur store "Kelan" shipped late.'
    (found,) = findings(linter, "two-shop-names", text)
    assert found.excerpt == "Kelan"
    assert [text[note.range.start.offset : note.range.end.offset] for note in found.related] == ["Fenmu Home"]


@pytest.mark.parametrize(
    "remedy",
    [
        "We stopped shipping with Sunyou on 3 May.",
        "On 3 May we moved from Sunyou to USPS.",
        "We ended the contract with Sunyou.",
        "Instead of Sunyou we use USPS.",
    ],
)
def test_leaving_the_carrier_that_failed_is_no_repetition(linter: Linter, remedy: str) -> None:
    letter = f"Root cause:\nSunyou is not integrated with Amazon.\n\nCorrective actions taken:\n{remedy}"
    assert findings(linter, "repeated-remedy", letter) == []


def test_a_letter_without_ids_contradicts_nothing(linter: Linter) -> None:
    letter = "Root cause:\nFive orders were late.\n\nCorrective actions taken:\nWe refunded all five."
    assert [f.rule for f in linter.check(letter).findings if f.category == "consistency"] == []


@pytest.mark.parametrize(
    "text",
    [
        "On 29 October 2026 we refunded orders 111-1234567-1234561 and 111-1234567-1234562 in full.",
        "Since 12 October order 111-1234567-1234561 and order 111-1234567-1234562 were late.",
        "In 2026 orders 111-1234567-1234561 and 111-1234567-1234562 were late.",
        "2 claims: 111-1234567-1234561 (item not received) and 111-1234567-1234562 (item broken).",
        "The two USPS orders: 111-1234567-1234561 (USPS 940) and 111-1234567-1234562 (USPS 941).",
        "We refunded 3 orders: 111-1234567-1234561\n- 111-1234567-1234562\n- 111-1234567-1234563",
        "One order had two parcels: 111-1234567-1234561.",
    ],
)
def test_days_years_and_annotated_lists_announce_nothing_wrong(linter: Linter, text: str) -> None:
    assert findings(linter, "order-count", f"Root cause:\n{text}") == []
