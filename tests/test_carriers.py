"""Carriers: found in any spelling, their services kept apart, and judged by marketplace and the date of the orders."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import pytest

from poalint.api import Linter
from poalint.facts.carriers import Carrier, CarrierMention, day_of_orders, weighed
from poalint.kinds.base import Scope
from poalint.kinds.carrier import Flag, Role, Settings, check
from poalint.kinds.where import Where
from poalint.model import PoalintError, SectionKind
from poalint.pack.book import built_in_folder
from poalint.pack.lexicons import load_carriers
from poalint.pack.proof import draft_of
from poalint.reading import Context, Reading

CARRIERS = load_carriers(built_in_folder())
BY_ID = {carrier.id: carrier for carrier in CARRIERS.carriers}


def found(text: str) -> list[CarrierMention]:
    """The carriers of a text, each proven to stand where its span says and none overlapping."""
    mentions = list(CARRIERS.find(text))
    assert [text[each.span.start : each.span.end] for each in mentions] == [each.text for each in mentions]
    assert all(one.span.end <= two.span.start for one, two in zip(mentions, mentions[1:], strict=False))
    return mentions


@pytest.mark.parametrize("carrier", CARRIERS.carriers, ids=lambda carrier: carrier.id)
def test_every_spelling_of_the_list_is_recognised(carrier: Carrier) -> None:
    names = (*carrier.codes, *carrier.en, *carrier.zh)
    for written in names if "(" in carrier.name else (carrier.name, *names):
        mentions = found(f"The carrier: {written}, as the carrier menu has it.")
        assert mentions, written
        assert carrier in sharing(mentions[0].text), written


def sharing(written: str) -> list[Carrier]:
    """The carriers of a spelling, spaces, stops and capitals apart."""

    def folded(name: str) -> str:
        return re.sub(r"[\W_]", "", name).lower()

    return [
        each
        for each in CARRIERS.carriers
        if folded(written) in map(folded, (each.name, *each.codes, *each.en, *each.zh))
    ]


def test_of_carriers_of_one_name_the_one_at_home_is_meant() -> None:
    text = "The carrier Hermes."
    assert [each.carrier.id for each in CARRIERS.find(text, "DE")] == ["hermes_de"]
    assert [each.carrier.id for each in CARRIERS.find(text, "UK")] == ["evri"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("by Royal Mail Signed For.", [("Royal Mail", "Royal Mail", "Signed For")]),
        ("with Royal Mail Tracked 48 since May", [("Royal Mail", "Royal Mail", "Tracked 48")]),
        ("USPS First-Class Mail", [("USPS", "USPS", "First-Class Mail")]),
        ("USPS first class", [("USPS", "USPS", "first class")]),
        ("by DHL Paket", [("DHL", "DHL", "Paket")]),
        ("UPS Ground", [("UPS", "UPS", "Ground")]),
        ("FedEx SmartPost", [("FedEx SmartPost", "FedEx", None)]),
        ("Royal Mail 48 hours late", [("Royal Mail", "Royal Mail", None)]),
        ("the USPS parcel and the UPS ground staff", [("USPS", "USPS", None), ("UPS", "UPS", None)]),
        ("we ship by ups and by usps", [("ups", "UPS", None), ("usps", "USPS", None)]),
        ("a year with ups and downs", []),
        ("用UPS发货，4PX递四方揽收", [("UPS", "UPS", None), ("4PX递四方", "4PX", None)]),
        ("the carrier India Post", [("India Post", "India Post", None)]),
        ("the other parcel, as a professional we target", []),
    ],
)
def test_a_service_belongs_to_its_carrier(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert [(each.text, each.carrier.name, each.service) for each in found(text)] == expected


@pytest.mark.parametrize(
    ("carrier", "marketplace", "on", "integrated"),
    [
        ("sunyou", "US", date(2020, 9, 18), False),
        ("sunyou", "US", date(2021, 7, 1), False),
        ("sunyou", "US", date(2022, 3, 1), None),
        ("sunyou", "US", date(2025, 3, 1), None),
        ("sunyou", "US", None, False),
        ("sunyou", "IT", date(2021, 9, 1), True),
        ("china_post", "US", date(2020, 9, 18), True),
        ("yun_express", "US", date(2020, 9, 18), True),
        ("royal_mail", "UK", date(2021, 5, 1), True),
        ("yodel", "UK", None, True),
        ("hermes_de", "DE", None, True),
        ("winit", "US", None, None),
        ("usps", "US", date(2026, 8, 1), True),
        ("yanwen", "IT", date(2026, 6, 30), True),
        ("yanwen", "IT", date(2026, 7, 1), None),
        ("dpd", "DE", date(2026, 8, 1), True),
        ("other", "US", None, False),
    ],
)
def test_the_lists_are_read_by_marketplace_and_date(
    carrier: str, marketplace: str, on: date | None, integrated: bool | None
) -> None:
    assert BY_ID[carrier].integrated(marketplace, on) is integrated


def test_the_list_in_force_decides() -> None:
    def decides(carrier: str, marketplace: str, on: date | None) -> str:
        listing = BY_ID[carrier].standing(marketplace, on).listing
        assert listing is not None
        return listing.id

    assert decides("usps", "US", date(2017, 1, 1)) == "us_vtr_2016"
    assert decides("dhl", "IN", date(2022, 1, 1)) == "in_notice_2021_05"
    assert decides("dhl", "JP", date(2024, 1, 1)) == "jp_vtr"
    assert decides("royal_mail", "UK", date(2022, 1, 1)) == "uk_vtr"
    assert decides("royal_mail", "UK", date(2025, 2, 1)) == "uk_names_tool"
    assert decides("sunyou", "US", None) == "us_report_2020"


def test_every_listing_says_where_it_was_read_and_how_sure_it_is() -> None:
    for carrier in CARRIERS.carriers:
        for listing in carrier.integration:
            assert all((listing.source, listing.as_of, listing.confidence, listing.marketplace))


def test_the_letters_own_word_counts_where_no_list_of_the_marketplace_speaks() -> None:
    text = "The Yanwen we chose is not integrated with Amazon. USPS is not supported by Amazon. We use Yanwen."
    judged = weighed(found(text), "US", None)
    assert [(each.carrier.id, each.integrated) for each in judged] == [
        ("yanwen", False),
        ("usps", True),
        ("yanwen", False),
    ]
    assert [each.integrated for each in weighed(found("We do not use Yanwen in June."), "US", None)] == [True]


@dataclass(frozen=True)
class Written:
    """A date of a letter."""

    year: int | None
    month: int | None
    day: int | None


def test_the_day_of_the_orders_is_the_earliest_full_date_but_no_history() -> None:
    dates = [
        Written(2014, 2, 1),
        Written(2020, 12, 14),
        Written(2020, 9, 18),
        Written(None, 9, 1),
        Written(2020, 13, 1),
    ]
    assert day_of_orders(dates) == date(2020, 9, 18)
    assert day_of_orders([Written(2020, 9, None), object()]) is None
    assert day_of_orders([]) is None


def test_a_damaged_list_is_told_in_one_line(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("pack")
    (folder / "lexicons").mkdir()
    for damage in ("carriers: [", "carriers: []", "lists: [{id: x}]", "[]", "lists: []\nchanges: [{since: soon}]"):
        (folder / "lexicons" / "carriers.yaml").write_text(damage, encoding="utf-8")
        with pytest.raises(
            PoalintError, match=r"carriers\.yaml: the list of carriers is damaged \(.*\); reinstall"
        ) as told:
            load_carriers.__wrapped__(folder)
        assert "\n" not in str(told.value)


# --- the role in the letter -----------------------------------------------------------------------------------------


def roles(linter: Linter, draft: str, section: SectionKind) -> dict[str, str]:
    """The role of each carrier of a sentence that stands in a section: cause, remedy, or neither."""
    context = Context(linter.pipeline, CARRIERS, linter.pack.patterns, marketplace="US")
    reading = Reading(draft_of(draft, section), context)
    scope = Scope(reading, Where(), "x/y")
    told: dict[str, str] = {}
    for role in (Role.CAUSE, Role.REMEDY):
        flags = (Flag.OTHER, Flag.NOT_INTEGRATED)
        told |= {hit.slots["words"]: role.value for flag in flags for hit in check(scope, Settings(flag, role))}
    return told


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        ("We changed the carrier from “Other” to Sunyou.", {"Other": "cause", "Sunyou": "remedy"}),
        ("We changed the carrier from Sunyou to USPS.", {"Sunyou": "cause"}),
        ("We replaced UPS with Sunyou on 3 May.", {"Sunyou": "remedy"}),
        ("We replaced Sunyou with UPS on 3 May.", {}),
        ("All parcels now ship with Sunyou.", {"Sunyou": "remedy"}),
        ("We now ship with USPS and Sunyou only.", {"Sunyou": "remedy"}),
        ("We no longer ship with Sunyou.", {}),
        ("We have signed a contract with Sunyou.", {"Sunyou": "remedy"}),
        ("The contract with Sunyou was terminated.", {}),
        ("We stopped using Sunyou and now use USPS.", {}),
        ("The order that we shipped with Sunyou was refunded.", {"Sunyou": "cause"}),
        ("Never change the carrier to Sunyou.", {}),
        ("The carrier is always set to “Other”.", {"Other": "remedy"}),
        ("The clerk may not choose the carrier “Other”.", {}),
    ],
)
def test_a_carrier_given_up_is_told_from_one_taken_up(linter: Linter, draft: str, expected: dict[str, str]) -> None:
    assert roles(linter, draft, SectionKind.CORRECTIVE) == expected


def test_where_the_cause_is_told_a_carrier_is_the_cause_unless_used_now(linter: Linter) -> None:
    assert roles(linter, "We chose Sunyou, which is not integrated.", SectionKind.ROOT_CAUSE) == {"Sunyou": "cause"}
    assert roles(linter, "Carrier: Other, tracking SYUS001555288", SectionKind.ROOT_CAUSE) == {"Other": "cause"}
    assert roles(linter, "We changed it to Sunyou.", SectionKind.ROOT_CAUSE) == {"Sunyou": "remedy"}
