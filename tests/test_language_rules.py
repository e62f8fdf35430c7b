"""Kinds that look at characters and at private numbers: what they find, and that their repairs are safe."""

import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poalint.api import Linter
from poalint.config import Config
from poalint.draft import Draft
from poalint.kinds.identity import _FINDERS as PRIVATE
from poalint.kinds.identity import Sort as Private
from poalint.model import Finding

RULES = ("zero-width-characters", "doubled-spaces", "full-width-characters", "markdown-marks")


@pytest.fixture(scope="module")
def linters() -> dict[str, Linter]:
    return {name: Linter(Config(select=(f"language/{name}",))) for name in RULES}


def findings(linter: Linter, text: str, path: str = "draft.txt") -> tuple[Finding, ...]:
    return linter.check(Draft(path, text)).findings


def mended(text: str, found: Sequence[Finding]) -> str:
    """The text with every repair of the findings made."""
    edits = [edit for finding in found for fix in finding.fixes for edit in fix.edits]
    for edit in sorted(edits, key=lambda each: -each.range.start.offset):
        text = text[: edit.range.start.offset] + edit.text + text[edit.range.end.offset :]
    return text


@pytest.mark.parametrize(
    ("rule", "text", "right"),
    [
        ("zero-width-characters", "Both buy\u200bers\u00ad were\ufeff refunded.", "Both buyers were refunded."),
        (
            "doubled-spaces",
            "We gave both  buyers a \u00a0refund of the price and postage.",
            "We gave both buyers a refund of the price and postage.",
        ),
        ("full-width-characters", "At 18：00，we scan（all） ４ parcels。", "At 18:00, we scan (all) 4 parcels."),
        ("full-width-characters", "1、Scan each parcel.", "1. Scan each parcel."),
        ("full-width-characters", "2）Scan　each parcel！", "2) Scan each parcel!"),
        ("markdown-marks", "## Cause ##\n**Two** parcels, `a.csv`.", "Cause\nTwo parcels, a.csv."),
    ],
)
def test_one_finding_mends_every_place(linters: dict[str, Linter], rule: str, text: str, right: str) -> None:
    found = findings(linters[rule], text)
    assert len(found) == 1
    assert {fix.applicability.value for fix in found[0].fixes} == {"safe"}
    assert mended(text, found) == right
    assert not findings(linters[rule], right)


_TEXT = st.text(alphabet=" \nab,.1２，：（）。\u200b\u00ad\ufeff*#`A\u3000、宁", max_size=60)


@pytest.mark.parametrize("rule", RULES)
@given(text=_TEXT)
def test_a_repair_changes_no_letter_and_no_digit(linters: dict[str, Linter], rule: str, text: str) -> None:
    text = f"We scan it. {text}"
    after = mended(text, findings(linters[rule], text))
    plain = ["".join(each for each in unicodedata.normalize("NFKC", t) if each.isalnum()) for t in (text, after)]
    assert plain[0] == plain[1]


def test_numbers_with_full_width_digits_are_left_to_their_own_rules(linters: dict[str, Linter]) -> None:
    assert not findings(linters["full-width-characters"], "Order １１３-4471902-3305817 was refunded.")


def test_markdown_is_the_form_of_a_markdown_file(linters: dict[str, Linter]) -> None:
    assert not findings(linters["markdown-marks"], "## Cause\n**Two** parcels.", "letter.md")


@pytest.mark.parametrize(
    ("sort", "right"),
    [
        (Private.CHINESE_ID, "11010519491231002X"),
        (Private.IBAN, "GB82 WEST 1234 5698 7654 32"),
        (Private.IBAN, "DE89370400440532013000"),
        (Private.CARD, "4111 1111 1111 1111"),
        (Private.CARD, "card 378282246310005"),
        (Private.CARD, "卡号 6212345678901232"),
    ],
)
def test_a_private_number_is_proven_by_its_check_digits(sort: Private, right: str) -> None:
    assert len(list(PRIVATE[sort](f"It is {right}, as shown."))) == 1
    digits = [at for at, each in enumerate(right) if each.isdigit()]
    for at in digits[-6:]:
        wrong = right[:at] + str((int(right[at]) + 1) % 10) + right[at + 1 :]
        assert not list(PRIVATE[sort](f"It is {wrong}, as shown."))


@pytest.mark.parametrize(
    "text", ["Tracking 4111111111111111 was scanned.", "ID 110105199902311234", "Lot AB12 CDEF 3456"]
)
def test_other_numbers_are_not_private(text: str) -> None:
    assert not [found for find in PRIVATE.values() for found in find(text)]


def test_no_report_repeats_a_private_number() -> None:
    linter = Linter(Config(select=("leftovers/identity-number",)))
    (found,) = findings(linter, "The card is 4111 1111 1111 1111.")
    assert "1111 1111" not in str(found.to_dict())
