"""Dates in every order, what only looks like one, and what is flagged of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poalint import engine
from poalint.api import Linter
from poalint.draft import Draft
from poalint.facts import Materials
from poalint.facts.dates import Date, dates
from poalint.model import Finding, ViolationKind
from poalint.pack.load import load_pack

TODAY = date(2026, 11, 22)
DAYS = st.dates(date(2016, 1, 1), date(2029, 12, 31))


def one(text: str, marketplace: str = "US") -> Date:
    (found,) = dates(text, marketplace)
    assert text[found.span.start : found.span.end] == found.text
    return found


@pytest.mark.parametrize(
    ("text", "year", "month", "day"),
    [
        ("on 2025-11-03。Now", 2025, 11, 3),
        ("2025/11/3", 2025, 11, 3),
        ("2026-08-10T13:32", 2026, 8, 10),
        ("05/13/2025", 2025, 5, 13),
        ("13/05/2025", 2025, 5, 13),
        ("13.05.25", 2025, 5, 13),
        ("3 May 2025", 2025, 5, 3),
        ("3rd of May, 2025", 2025, 5, 3),
        ("May 3rd", None, 5, 3),
        ("May 3,2025", 2025, 5, 3),
        ("Nov.12", None, 11, 12),
        ("Jan.18 we", None, 1, 18),
        ("dated 3rd march our", None, 3, 3),
        ("3-May-25", 2025, 5, 3),
        ("2025 May 3", 2025, 5, 3),
        ("in Sept 2025.", 2025, 9, None),
        ("11\nNovember", None, 11, 11),
        ("October 6-8, 2025", 2025, 10, 6),
        ("2025年11月3日", 2025, 11, 3),
        ("１１月３日发货", None, 11, 3),
        ("2025年11月", 2025, 11, None),
        ("25/11/03", 2025, 11, 3),
        ("3. März 2025", 2025, 3, 3),
        ("3 de mayo de 2025", 2025, 5, 3),
        ("le 3 mai 2025", 2025, 5, 3),
    ],
)
def test_dates_in_every_order(text: str, year: int | None, month: int, day: int | None) -> None:
    found = one(text)
    assert (found.year, found.month, found.day) == (year, month, day)
    assert found.possible
    assert not found.ambiguous


@pytest.mark.parametrize(
    "text",
    [
        "113-4471902-3305817",
        "112-10-2024567-1",
        "2024-0001-0012",
        "INV-2025-05-03",
        "version 1.2.3 and 1.2.34, v03.05.25",
        "version 03.05.25",
        "12/60 and 3/5",
        "24/7/365",
        "86-0755-83981234, 555-12-2024",
        "10.11.20.25",
        "sizes 8/10/12",
        "8/10/12 inch",
        "45/67/2025",
        "2025-45-01",
        "In May 36 orders came late.",
        "In May 12 orders came late.",
        "order 30 may have; we may 3 times; march 5 boxes",
        "LX806968911CN, 1Z999AA10123456784",
        "since April.\n\n9. We refunded",
        "in May.\n6. We refunded",
        "5. May I ask",
        "3个月, 5-7 days",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert list(dates(text)) == []


@pytest.mark.parametrize(
    "text", ["31 June", "30 Feb 2025", "29 February 2025", "2025-13-01", "2025-02-30", "31/06/2025", "June 31st"]
)
def test_days_that_are_not_in_the_calendar(text: str) -> None:
    found = one(text)
    assert not found.possible
    assert found.earliest is None


@pytest.mark.parametrize(("text", "possible"), [("29 February", True), ("29 Feb 2024", True), ("31 May", True)])
def test_days_that_are(text: str, possible: bool) -> None:
    assert one(text).possible is possible


@pytest.mark.parametrize(
    ("text", "marketplace", "read", "ambiguous"),
    [
        ("03/04/2025", "US", date(2025, 3, 4), True),
        ("03/04/2025", "CA", date(2025, 3, 4), True),
        ("03/04/2025", "UK", date(2025, 4, 3), True),
        ("03.04.2025", "US", date(2025, 4, 3), False),
        ("04/04/2025", "US", date(2025, 4, 4), False),
        ("13/04/2025", "US", date(2025, 4, 13), False),
        ("04/13/2025", "UK", date(2025, 4, 13), False),
    ],
)
def test_the_marketplace_reads_what_fits_both_ways(text: str, marketplace: str, read: date, ambiguous: bool) -> None:
    found = one(text, marketplace)
    assert (found.year, found.month, found.day) == (read.year, read.month, read.day)
    assert found.ambiguous is ambiguous
    if ambiguous:
        assert (found.earliest, found.latest) == (date(2025, 3, 4), date(2025, 4, 3))


def test_another_date_shows_the_order() -> None:
    first, _ = dates("03/04/2025 and 25/04/2025", "US")
    assert (first.day, first.month, first.ambiguous) == (3, 4, False)
    first, _, _ = dates("03/04/2025, 25/04/2025 and 04/26/2025", "US")
    assert first.ambiguous


def test_a_month_lasts_from_its_first_to_its_last_day() -> None:
    found = one("February 2024")
    assert (found.earliest, found.latest) == (date(2024, 2, 1), date(2024, 2, 29))
    assert one("3 May").earliest is None


FORMS = (
    "{0:%Y-%m-%d}", "{0:%Y/%m/%d}", "{0.day} {0:%B} {0.year}", "{0:%B} {0.day}, {0.year}", "{0:%b}.{0.day},{0.year}",
    "{0.day}-{0:%b}-{0:%y}", "{0.year}年{0.month}月{0.day}日", "{0:%d.%m.%Y}",
)  # fmt: skip


@given(DAYS, st.sampled_from(FORMS))
def test_every_day_is_read_in_every_form(day: date, form: str) -> None:
    found = one(f"We did it on {form.format(day)} in full.")
    assert found.earliest == found.latest == day


@given(DAYS, st.sampled_from(["US", "UK", "DE"]))
def test_either_order_holds_the_day(day: date, marketplace: str) -> None:
    form = "{0.month}/{0.day}/{0.year}" if marketplace == "US" else "{0.day}/{0.month}/{0.year}"
    found = one(form.format(day), marketplace)
    assert (found.month, found.day) == (day.month, day.day)
    assert found.ambiguous == (day.day <= 12 and day.day != day.month)


@given(st.text(alphabet="0123456789/-. MayNov,\n年月日th３", max_size=60))
def test_places_hold_for_any_text(text: str) -> None:
    end = 0
    for found in dates(text):
        assert text[found.span.start : found.span.end] == found.text
        assert found.span.start >= end
        end = found.span.end
        assert (found.earliest is None) == (found.year is None or not found.possible)


# --- what is flagged ----------------------------------------------------------------------------------------------


def findings(
    linter: Linter, rule: str, text: str, *, today: date | None = TODAY, violation: ViolationKind = ViolationKind.VTR
) -> list[Finding]:
    reading = linter._read(Draft("t", text), load_pack().patterns, violation, "US", Materials(today=today))
    return list(engine.judge(reading, load_pack().rules[rule], load_pack().scoring).findings)


DONE = "Corrective actions taken:\n1. On {} we refunded both buyers in full.\n"


def test_the_future_begins_tomorrow(linter: Linter) -> None:
    tomorrow = TODAY + timedelta(days=1)
    assert findings(linter, "consistency/future-date", DONE.format(TODAY.isoformat())) == []
    (found,) = findings(linter, "consistency/future-date", DONE.format(tomorrow.isoformat()))
    assert found.excerpt == tomorrow.isoformat()
    assert TODAY.isoformat() in found.message
    assert findings(linter, "consistency/future-date", DONE.format(tomorrow.isoformat()), today=None) == []


@pytest.mark.parametrize(
    "when", ["3 December", "December 2026", "11/12/2026"], ids=["no year", "no day", "one of two days is past"]
)
def test_only_a_day_that_is_surely_ahead_is_flagged(linter: Linter, when: str) -> None:
    assert findings(linter, "consistency/future-date", DONE.format(when)) == []


ORDER = "Order 113-4471902-3305817 was shipped on {} and delivered on {}."


@given(DAYS, st.integers(-60, 60))
def test_delivery_before_shipment_is_flagged(linter: Linter, shipped: date, later: int) -> None:
    text = ORDER.format(shipped.isoformat(), (shipped + timedelta(days=later)).isoformat())
    assert bool(findings(linter, "consistency/shipped-after-delivery", text)) == (later < 0)


@pytest.mark.parametrize(
    ("shipped", "delivered", "flagged"),
    [
        ("12 May", "9 May", True),
        ("28 December", "3 January", False),
        ("28 December 2025", "3 January", False),
        ("12 May 2026", "9 May", True),
        ("05/12/2026", "9 July 2026", False),
    ],
)
def test_days_without_a_year_or_with_two_readings(linter: Linter, shipped: str, delivered: str, flagged: bool) -> None:
    found = findings(linter, "consistency/shipped-after-delivery", ORDER.format(shipped, delivered))
    assert bool(found) is flagged
    assert all(finding.related for finding in found)


@pytest.mark.parametrize(
    "text",
    [
        "Order 113-4471902-3305817 was shipped on 12 May, order 114-2098831-7764520 was delivered on 9 May.",
        "It was shipped on 12 May and should have been delivered on 9 May.",
        "The replacement was shipped on 12 May, the parcel delivered on 9 May.",
        "It was shipped on 12 May. Delivered on 9 May was the other.",
        "It was shipped on 12 May and was expected to be delivered by 9 May.",
        "Shipped between 9 and 12 May, delivered on 9 May.",
    ],
)
def test_two_parcels_or_a_plan_are_no_contradiction(linter: Linter, text: str) -> None:
    assert findings(linter, "consistency/shipped-after-delivery", text) == []
