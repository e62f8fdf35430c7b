"""Rates with what they are said to be, money, Amazon's targets, and what is flagged of them."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poalint import engine
from poalint.api import Linter
from poalint.draft import Draft
from poalint.facts import Materials
from poalint.facts.figures import Metric, Role, metrics, money
from poalint.facts.policy import Policy
from poalint.model import Confidence, Finding, PoalintError, ViolationKind
from poalint.pack.book import built_in_folder
from poalint.pack.lexicons import load_policy
from poalint.pack.load import load_pack

OWN, TARGET = Role.OWN, Role.TARGET
TODAY = date(2026, 11, 22)


def told(text: str) -> list[tuple[str, float, Role | None]]:
    return [(each.metric, each.value, each.role) for each in metrics(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Our VTR is 91.2% since 3 May.", [("vtr", 91.2, OWN)]),
        ("Our VTR is 91%, below the required 95%.", [("vtr", 91, OWN), ("vtr", 95, TARGET)]),
        ("The ODR dropped to 1.9%.", [("odr", 1.9, OWN)]),
        ("The ODR of the last 60 days, which stood at 2.4% on 3 May,", [("odr", 2.4, OWN)]),
        ("Amazon requires a VTR of 95% or more.", [("vtr", 95, TARGET)]),
        ("Amazon wants the late shipment rate under 4%, our target is 1%.", [("lsr", 4, TARGET), ("lsr", 1, None)]),
        ("Our cancellation rate is 6.3% in 7 days（the limit is 2.5%）.", [("cr", 6.3, OWN), ("cr", 2.5, TARGET)]),
        ("VTR is 88.2% from Oct 3 to Nov 2,lower than 95%,and", [("vtr", 88.2, OWN), ("vtr", 95, TARGET)]),
        ("ODR of 2.4% , the same must be below 1% as per Amazon policy", [("odr", 2.4, OWN), ("odr", 1, TARGET)]),
        ("The root cause of the 0% Valid Tracking Rate (VTR)", [("vtr", 0, OWN)]),
        ("We missed the 95% VTR target.", [("vtr", 95, TARGET)]),
        (
            "ODR, LSR and CR must be below 1%, 4% and 2.5%.",
            [("odr", 1, TARGET), ("lsr", 4, TARGET), ("cr", 2.5, TARGET)],
        ),
        (
            "Our ODR and LSR were 0.5% and 3%, below the targets of 1% and 4%.",
            [("odr", 0.5, OWN), ("lsr", 3, OWN), ("odr", 1, TARGET), ("lsr", 4, TARGET)],
        ),
        ("VTR 88.1% (target 95%), LSR 2.3%", [("vtr", 88.1, OWN), ("vtr", 95, TARGET), ("lsr", 2.3, OWN)]),
        ("the ODR fell below the 1% target to 0.8%", [("odr", 1, TARGET), ("odr", 0.8, OWN)]),
        ("According to Amazon our late shipment rate was 8.3%.", [("lsr", 8.3, OWN)]),
        ("The on-time delivery rate dropped from 98% to 85%.", [("otdr", 98, OWN), ("otdr", 85, OWN)]),
        ("the valid tracking rate was ninety-one percent", [("vtr", 91, OWN)]),
        ("ODR two and a half per cent", [("odr", 2.5, OWN)]),
        ("the cancellation rate 6,1% in our account", [("cr", 6.1, OWN)]),
        ("VTR was 48/60 = 80%.", [("vtr", 80, OWN)]),
        ("VTR was 48/60.", [("vtr", 80, OWN)]),
        ("我们的有效追踪率为91.2%，低于95%的要求。", [("vtr", 91.2, OWN), ("vtr", 95, TARGET)]),
        ("亚马逊要求迟发率低于４％。", [("lsr", 4, TARGET)]),
    ],
)
def test_rates_are_own_or_targets(text: str, expected: list[tuple[str, float, Role | None]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "If the VTR is lower than 97%, the manager traces each order.",
        "The team gets a bonus in a month when the VTR is 100%.",
        "We will keep the VTR above 98%.",
        "We strive to keep our ODR below 0.5%.",
        "Our internal limit for the VTR is 98%.",
        "Our VTR target is 98%.",
        "Our staff must keep the LSR under 1%.",
        "The manager requires a VTR of 98%.",
        "A VTR below 95% leads to a suspension.",
        "lower our late shipment rate to 0%.We are",
        "The average ODR of the industry is 0.5%.",
    ],
)
def test_aims_and_alarm_lines_are_neither(text: str) -> None:
    assert [role for _, _, role in told(text)] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "The VTR fell because 12% of the parcels had no scan.",
        "The ODR fell by 5%.",
        "We gave 15% off. The ODR is fine.",
        "Our VTR is 11% below the target",
        "We spoke of the VTR on 10/12.",
        "The VTR report came. We sample 10%.",
        "The credit is 5%.",
    ],
)
def test_shares_and_changes_are_no_rates(text: str) -> None:
    assert told(text) == []


def test_places_and_words() -> None:
    text = "On 3 May our VTR is 91%, below the required 95%."
    for each in metrics(text):
        assert text[each.span.start : each.span.end] == each.text
    assert [each.text for each in metrics(text)] == ["VTR is 91%", "below the required 95%"]


@given(st.text(alphabet="VTRODLSC 0123456789.,%/\n()由为是below target must is 率取消", max_size=120))
def test_places_hold_for_any_text(text: str) -> None:
    for each in metrics(text):
        assert text[each.span.start : each.span.end] == each.text
        assert each.value >= 0
    for amount in money(text + " $5"):
        assert (text + " $5")[amount.span.start : amount.span.end] == amount.text


@given(st.integers(0, 1000))
def test_every_value_is_read_as_written(tenths: int) -> None:
    (found,) = metrics(f"Our VTR was {tenths / 10}% then.")
    assert found.value == tenths / 10


@pytest.mark.parametrize(
    ("text", "currency", "amount"),
    [
        ("paid $1,200", "USD", 1200),
        ("US$ 20.50", "USD", 20.5),
        ("£10", "GBP", 10),
        ("500 RMB", "CNY", 500),
        ("35,50 EUR", "EUR", 35.5),
        ("€1.200,50", "EUR", 1200.5),
        ("300元", "CNY", 300),
        ("$5k", "USD", 5000),
        ("20 dollars", "USD", 20),
    ],
)
def test_money(text: str, currency: str, amount: float) -> None:
    (found,) = money(text)
    assert (found.currency, found.amount) == (currency, amount)


def test_signs_are_the_marketplaces() -> None:
    assert [each.currency for each in money("$5 and ¥500", "CA")] == ["CAD", "CNY"]
    assert [each.currency for each in money("¥500", "JP")] == ["JPY"]
    assert money("5 pounds of tea, 24 parcels") == []


# --- Amazon's figures ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("metric", "marketplace", "day", "expected"),
    [
        ("vtr", "US", date(2026, 5, 1), [95]),
        ("vtr", "US", date(2015, 5, 1), []),
        ("vtr", "UK", date(2021, 4, 18), []),
        ("vtr", "UK", date(2021, 4, 19), [95]),
        ("vtr", "MX", date(2026, 5, 1), []),
        ("odr", "MX", date(2026, 5, 1), [1]),
        ("lsr", "DE", date(2026, 5, 1), [4]),
        ("cr", "US", date(2026, 5, 1), [2.5]),
        ("otdr", "US", date(2024, 9, 24), [97]),
        ("otdr", "US", date(2024, 9, 25), [90]),
        ("idr", "FR", date(2022, 1, 1), [5]),
        ("ncx", "US", date(2026, 5, 1), []),
    ],
)
def test_targets_by_marketplace_and_day(metric: str, marketplace: str, day: date, expected: list[float]) -> None:
    found = load_pack().policy.targets(metric, marketplace, day, day)
    assert [target.target for target in found] == expected


def test_every_figure_says_where_it_was_read() -> None:
    policy = load_pack().policy
    assert policy.compiled == date(2026, 11, 22)
    for metric in policy.metrics.values():
        assert metric.better in {"higher", "lower"}
        for target in metric.targets:
            assert target.sources
            assert target.op[0] == (">" if metric.better == "higher" else "<")
            assert (target.since is None) == bool(target.since_told)
    entries = [each.sources for each in policy.deadlines]
    entries += [target.sources for metric in policy.metrics.values() for target in metric.targets]
    for sources in entries:
        assert all(source.url.startswith("http") and source.title and source.as_of for source in sources)


@pytest.mark.parametrize(
    "broken", ["metrics: [", "compiled: '2026-11-22'\n", "[]", "compiled: x\nmetrics: []\ndeadlines: []\nsources: {}\n"]
)
def test_a_damaged_list_is_told_in_one_line(broken: str, tmp_path: Path) -> None:
    (tmp_path / "lexicons").mkdir()
    (tmp_path / "lexicons" / "policy.yaml").write_text(broken, encoding="utf-8")
    with pytest.raises(PoalintError, match=r"policy\.yaml: .*; reinstall poalint") as told_of:
        load_policy(tmp_path)
    assert "\n" not in str(told_of.value)


def test_the_list_is_read_from_the_folder_given(tmp_path: Path) -> None:
    shutil.copytree(built_in_folder() / "lexicons", tmp_path / "lexicons")
    assert load_policy(tmp_path) == load_policy(built_in_folder())


# --- what is flagged ----------------------------------------------------------------------------------------------


def findings(
    linter: Linter,
    rule: str,
    text: str,
    *,
    violation: ViolationKind = ViolationKind.VTR,
    marketplace: str = "US",
    today: date | None = TODAY,
) -> list[Finding]:
    reading = linter._read(Draft("t", text), load_pack().patterns, violation, marketplace, Materials(today=today))
    return list(engine.judge(reading, load_pack().rules[rule], load_pack().scoring).findings)


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("Amazon requires a VTR of 90%.", Confidence.HIGH),
        ("Our VTR was 84%, below the target of 90%.", Confidence.LOW),
    ],
)
def test_a_misquoted_target_is_as_sure_as_amazon_is_named(linter: Linter, text: str, confidence: Confidence) -> None:
    (found,) = findings(linter, "metrics/misquoted-target", text)
    assert found.confidence is confidence
    assert "95%" in found.message


@pytest.mark.parametrize(
    "text",
    [
        "Amazon requires a VTR of over 95%.",
        "Amazon requires a VTR of at least 95%.",
        "Corrective actions taken:\n1. The VTR must be over 98% each Monday.",
        "In 2023-05-04 Amazon's target for the OTDR was 97%.",
    ],
)
def test_a_target_quoted_rightly_or_of_the_house_is_left_alone(linter: Linter, text: str) -> None:
    assert findings(linter, "metrics/misquoted-target", text) == []


def test_without_figures_nothing_is_flagged(linter: Linter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(vars(linter.pack), "policy", Policy())
    assert findings(linter, "metrics/misquoted-target", "Amazon requires a VTR of 90%.") == []
    assert findings(linter, "metrics/unbreached-target", "Our VTR is 99%.") == []


def test_a_rate_that_breaches_nothing_is_flagged_once(linter: Linter) -> None:
    (found,) = findings(linter, "metrics/unbreached-target", "Our VTR was 97%. The VTR was 97%.")
    assert found.range is not None
    assert found.range.start.offset == 4


def test_a_differing_rate_points_at_the_first(linter: Linter) -> None:
    text = "Our VTR is 82.35%.\n\nRoot cause:\nThe VTR of 83.25% came from two clerks."
    (found,) = findings(linter, "metrics/differing-rates", text)
    assert text[found.related[0].range.start.offset : found.related[0].range.end.offset] == "VTR is 82.35%"


def test_inspect_tells_the_role(linter: Linter) -> None:
    reading = linter.inspect("Our VTR is 91%, below the required 95%. We paid $5.")
    assert [each.role for each in reading.metrics] == [OWN, TARGET]
    assert [each.amount for each in reading.money] == [5]
    assert isinstance(reading.metrics[0], Metric)
