"""What is recognised as a fact, and what only looks like one."""

from __future__ import annotations

import pytest

from poalint import facts
from poalint.api import Linter
from poalint.facts.violation import detect_marketplace, detect_violation
from poalint.model import Spans
from poalint.pack.book import built_in_folder
from poalint.pack.lexicons import load_carriers

CARRIERS = load_carriers(built_in_folder())


@pytest.mark.parametrize(
    ("text", "found", "valid", "mended"),
    [
        ("Order 112-3097983-6754638 is refunded.", "112-3097983-6754638", True, None),
        ("The e-book D01-1234567-7654321.", "D01-1234567-7654321", True, None),
        ("Order 112-3097983-675463 is late.", "112-3097983-675463", False, None),
        ("112–3097983–6754638", "112–3097983–6754638", False, "112-3097983-6754638"),
        ("１１２-3097983-6754638", "１１２-3097983-6754638", False, "112-3097983-6754638"),
        ("112-3097983-67546O8", "112-3097983-67546O8", False, "112-3097983-6754608"),
        ("order 11230979836754638", "11230979836754638", False, "112-3097983-6754638"),
    ],
)
def test_order_ids(text: str, found: str, valid: bool, mended: str | None) -> None:
    (identifier,) = facts.order_ids(text)
    assert (identifier.text, identifier.valid, identifier.mended) == (found, valid, mended)
    assert text[identifier.span.start : identifier.span.end] == found
    assert (identifier.reason is None) == valid


@pytest.mark.parametrize(
    "text", ["Call 86-0755-83981234.", "Card 6222-0210-0112-3456", "2024-0001-0012", "17 May 2026", "SKU 12-345-678"]
)
def test_other_numbers_are_no_order_ids(text: str) -> None:
    assert facts.order_ids(text) == []


def test_two_order_ids_run_together_are_two() -> None:
    found = facts.order_ids("114-1930836-5943015-113-3117263-1239393.")
    assert [each.text for each in found] == ["114-1930836-5943015", "113-3117263-1239393"]


def test_asins_are_meant_where_asins_are_spoken_of() -> None:
    assert [(a.text, a.valid) for a in facts.asins("ASIN B0D3KQ71TR, ASIN B0D3KQ71")] == [
        ("B0D3KQ71TR", True),
        ("B0D3KQ71", False),
    ]
    assert facts.asins("Lot B041823 and SKU B01234 were destroyed.") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("We ship with Yun Express and UPS.", ["Yun Express", "UPS"]),
        ("We ship with YunExpress.", ["Yun Express"]),
        ("by Hong Kong Post", ["Hongkong Post"]),
        ("承运人：云途", ["Yun Express"]),
        ('The carrier was "other".', ["Other"]),
        ("Carrier: Other", ["Other"]),
        ("Royal Mail Signed For", ["Royal Mail"]),
        ("There were ups and downs the other day.", []),
        ("See https://www.ups.com/track", []),
        ("Some other sellers use a target box.", []),
    ],
)
def test_carriers(text: str, names: list[str]) -> None:
    assert [mention.carrier.name for mention in CARRIERS.find(text)] == names


def test_a_carrier_is_integrated_where_a_list_says_so() -> None:
    by_name = {carrier.name: carrier for carrier in CARRIERS.carriers}
    assert by_name["USPS"].integrated("US") is True
    assert by_name["Sunyou"].integrated("US") is False
    assert by_name["Other"].integrated("DE") is False
    assert any(carrier.integrated("US") is None for carrier in CARRIERS.carriers)


def tracking(text: str) -> list[tuple[str, str | None, bool | None]]:
    found = facts.tracking_ids(text, Spans([]), Spans(mention.span for mention in CARRIERS.find(text)))
    return [(each.text, each.carrier, each.valid) for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RB123456785GB", [("RB123456785GB", "Royal Mail", True)]),
        ("RB123456786GB", [("RB123456786GB", "Royal Mail", False)]),
        ("GV36I919546GB", [("GV36I919546GB", "Royal Mail", False)]),
        ("1Z5R89390357567127", [("1Z5R89390357567127", "UPS", True)]),
        ("UF928114507YP", [("UF928114507YP", "Yanwen", None)]),
        ("Tracking ID: 771489203356", [("771489203356", None, None)]),
        ("Invoice 771489203356", []),
    ],
)
def test_tracking_numbers(text: str, expected: list[tuple[str, str | None, bool | None]]) -> None:
    assert tracking(text) == expected


def test_every_wrong_digit_of_a_postal_number_is_caught() -> None:
    number = "RR473124829GB"
    assert tracking(number) == [(number, "Royal Mail", True)]
    for place in range(2, 11):
        for digit in set("0123456789") - {number[place]}:
            wrong = number[:place] + digit + number[place + 1 :]
            assert tracking(wrong) == [(wrong, "Royal Mail", False)]


def test_rates_dates_counts_and_attachments() -> None:
    text = "Our VTR is 91.2% since 3 May 2026. 5 orders, see attachment 3."
    assert [(m.metric, m.value) for m in facts.metrics(text)] == [("vtr", 91.2)]
    assert [d.text for d in facts.dates(text)] == ["3 May 2026"]
    assert [(c.number, c.noun) for c in facts.counts(text)] == [(5, "order")]
    assert [a.number for a in facts.attachments(text)] == ["3"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Our valid tracking rate fell to 91%.", "vtr"),
        ("Two A-to-z claims raised our order defect rate.", "odr"),
        ("We answer the notice on our late shipment rate.", "late-shipment"),
        ("We answer the drop shipping notice of 3 May.", "dropship"),
        ("Complaints about the authenticity of ASIN B0D3KQ71TR.", "inauthentic"),
        ("Our account was linked to another account.", "linked"),
        ("We like the sea.", "other"),
    ],
)
def test_the_violation_answered(text: str, kind: str) -> None:
    assert detect_violation(text).kind == kind


def test_the_marketplace_is_the_site_named_most() -> None:
    assert detect_marketplace("sold on amazon.de and amazon.de, not on amazon.fr") == "DE"
    assert detect_marketplace("no site named") == "US"
    assert detect_marketplace("we refunded £31.80") == "UK"
    assert detect_marketplace("₹ 499 was refunded") == "IN"
    assert detect_marketplace("£31 is about $40") == "US"


def test_facts_in_a_letter_have_their_places(linter: Linter) -> None:
    reading = linter.inspect("Order 112-3097983-6754638 went by USPS.")
    text = reading.draft.text
    assert text[reading.order_ids[0].span.start : reading.order_ids[0].span.end] == "112-3097983-6754638"
    assert text[reading.carriers[0].span.start : reading.carriers[0].span.end] == "USPS"
