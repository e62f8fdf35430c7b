"""Rules by kind of violation: a short strong letter passes all of its kind; without one deed, the right rule says so."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from poalint import engine
from poalint.api import Linter
from poalint.draft import Draft
from poalint.facts import File, Folder, Materials, parse_notice
from poalint.kinds import measure
from poalint.kinds.base import Hit, Regex, Scope
from poalint.kinds.where import Where
from poalint.model import ClauseKind, Confidence, Finding, SectionKind, Severity, Violation, ViolationKind
from poalint.pack.load import load_pack
from poalint.reading import Reading

_V = ViolationKind

LETTERS: dict[ViolationKind, str] = {
    _V.VTR: """\
Our valid tracking rate was 88.4% on 2 May 2026; 25 of 216 parcels had no valid tracking.

Root cause:
Our clerks typed the numbers by hand, and nobody compared them with the label.

Corrective actions taken:
1. On 4 May 2026 we corrected carrier and number of the 25 orders, 111-3664352-6019332 among them (attachment 1).
2. Both clerks were trained by Ms Lindqvist on 5 May 2026 (attachment 2).

Preventive measures:
1. Since 6 May 2026 every parcel is scanned before it leaves; one without a first scan after a day is traced by Ms Lindqvist.
2. The clerks are tested every quarter.

Result:
From 6 to 20 May 2026 we shipped 131 parcels, and all but one had valid tracking.
""",
    _V.ODR: """\
Our order defect rate was 1.9% in the 60 days to 14 May 2026.

Root cause:
Two A-to-z claims, one negative feedback and one chargeback on 318 orders: the cartons were too thin for glass.

Corrective actions taken:
1. Order 112-2690860-1805935 and the other claim were refunded in full on 15 May 2026 (exhibit A).
2. We apologised to the buyer who had left feedback and asked for nothing.
3. The chargeback was settled through the bank on 17 May 2026.

Preventive measures:
1. Every lamp has left in a moulded tray since 20 May 2026; Mr Parrish drops one of each lot.

Result:
Since 20 May 2026 we have shipped 96 orders without a claim.
""",
    _V.LATE_SHIPMENT: """\
Our late shipment rate was 11.3% in May 2026, 27 of 239 orders.

Root cause:
We promised more than one packer could pack, and nobody looked at the list of open orders.

Corrective actions taken:
1. All 27 late orders, 114-5888066-8751162 among them, had left with UPS by 30 May 2026 (appendix 1).
2. On 30 May 2026 the handling time was raised from one to two days on all 40 SKUs.

Preventive measures:
1. Ms Amsel prints the open orders at 8 a.m. and at 1 p.m., and packs by date of despatch.

Result:
From 1 to 21 June 2026 two of 203 orders were late.
""",
    _V.EARLY_CONFIRMATION: """\
You found that we confirm orders before the carrier has them. In May 2026 it was 21 of 64 orders.

Root cause:
Our tool confirmed at the moment a label was printed, and we had never looked at that setting.

Corrective actions taken:
1. On 9 June 2026 auto-confirm was switched off (attachment 1).
2. The seven orders still on the bench, 112-5263194-8960360 among them, were driven to the UPS depot the same day.

Preventive measures:
1. Ms Brandt confirms an order only after the driver has scanned it.
2. Each evening a report lists the parcels without a scan.

Result:
Since 10 June 2026 we have shipped 58 orders; the list is attachment 2.
""",
    _V.CANCELLATION: """\
Our cancel rate was 6.1% from 12 to 18 May 2026, 14 of 229 orders.

Root cause:
We sold in our shop what was still on offer at Amazon; the till and the offers were not joined.

Corrective actions taken:
1. On 19 May 2026 the 11 buyers, 205-4291177-1077819 among them, were offered the goods from our second branch (attachment 1).
2. On 22 May 2026 the till was joined to Linnworks, and the stock of 380 SKUs follows it every five minutes.

Preventive measures:
1. Only the owner can cancel an order, and only if the buyer asks.

Result:
Since 23 May 2026 the rate has been 0.4%, one of 251 orders.
""",
    _V.INAUTHENTIC: """\
A buyer doubted the authenticity of ASIN B0VK1Q7N4G on 11 May 2026.

Root cause:
We mixed 31 returns back into stock without opening them.

Corrective actions taken:
1. On 12 May 2026 the sale was stopped, and both buyers were refunded.
2. The listing now shows the new box.
3. Annex 1 holds the invoices of the last 365 days; phone number and website of Brackwell, our distributor, are on each.

Preventive measures:
1. Ms Okafor compares the seal of ten percent of each delivery with a photo card.
2. A removal order takes returns out of FBA every week.
""",
    _V.USED_AS_NEW: """\
This letter answers the complaints “used sold as new” on ASIN B0L5808MZ9 of May 2026.

Root cause:
We judged returns by the look of the box, and seven used ones went back to FBA.

Corrective actions taken:
1. On 4 June 2026 the offer was closed, and 143 units were called back from FBA.
2. The three buyers were refunded on 4 June 2026 (attachment A).
3. Attachment B holds the purchase invoices of our supplier.

Preventive measures:
1. Every return is opened by Ms Maurer; none goes on sale as new.
2. Each carton carries a seal.
""",
    _V.NOT_AS_DESCRIBED: """\
Three buyers of ASIN B03PNH4JGT received curtains not as described in April 2026.

Root cause:
We changed the cloth and did not tell the colleague who looks after the offer.

Corrective actions taken:
1. On 13 April 2026 the title and the photo of the page were changed; the cloth is now given as polyester (attachment 1).
2. The three buyers were refunded on 10 April 2026.

Preventive measures:
1. Ms Haddad signs a change sheet before a purchase order goes to the supplier.
2. One piece of each carton that comes to the warehouse is laid beside it.
""",
    _V.IP: """\
This letter answers trademark complaint 10982214571 of 6 May 2026 about ASIN B0CBWBKTWS.

Root cause:
I wrote the title myself and did not search the register before it went up.

Corrective actions taken:
1. On 6 May 2026 the listing was deleted.
2. On 14 May 2026 the rights owner sent the withdrawal of the complaint to Amazon (exhibit 1).

Preventive measures:
1. Mr Bell searches each new word in the register and saves the result.
""",
    _V.SAFETY: """\
A buyer reported on 28 May 2026 that the charger of ASIN B0TFF4FJHW had become hot; this is a product safety matter.

Root cause:
I signed the purchase order for a cheaper charger without asking for papers.

Corrective actions taken:
1. The listing was closed on 28 May 2026, and 118 units are held in our warehouse in Reno.
2. The charger was examined by Northgate Labs; their test report is attachment 1.

Preventive measures:
1. Ms Solano signs each order for electrical goods after she has read the file.
""",
    _V.LINKED: """\
You say that our account is related to another account, “PineDeals24”.

Root cause:
It belongs to Ms Ahlgren, who worked for us until October 2025 and used our laptop for both. We had not forbidden it.

Corrective actions taken:
1. On 22 May 2026 her permissions were revoked, and the laptop was wiped (attachment 1).

Preventive measures:
1. Mr Sandoval reviews the users of the account on the first of each month.
""",
    _V.REVIEWS: """\
This letter answers your notice on review manipulation of 2 June 2026.

Root cause:
I had an insert card printed that offered a free toy for five stars, which your policy forbids. 38 customers took it.

Corrective actions taken:
1. The remaining cards were shredded on 3 June 2026 (attachment 1).
2. The contract with Brightleaf, the agency that had drawn the card, was ended on 5 June 2026.

Preventive measures:
1. Nothing goes into a parcel but the product and its manual; Mr Wendt takes a photo of each.
""",
    _V.DROPSHIP: """\
This letter answers your notice on the drop shipping policy of 12 June 2026.

Root cause:
We bought 34 scales from a retailer and let that store send them in its own box.

Corrective actions taken:
1. On 22 June 2026 the account with the retailer was closed (attachment 1).
2. Invoice DI-88213 of the manufacturer is attachment 3.

Preventive measures:
1. Each parcel carries our packing slip; Ms Oake takes a photo of it.
2. Returns come to our own address in Tulsa.
""",
}

# What is taken out of the letter of a kind, what is put in its place, and the rule that then speaks.
BREAKS: tuple[tuple[ViolationKind, str, str, str], ...] = (
    (
        _V.VTR,
        "we corrected carrier and number of the 25 orders, 111-3664352-6019332 among them",
        "we wrote to the buyer of 111-3664352-6019332",
        "tracking/uncorrected-numbers",
    ),
    (
        _V.VTR,
        "every parcel is scanned before it leaves; one without a first scan after a day is traced by Ms Lindqvist",
        "everybody works with great care",
        "tracking/no-scan-control",
    ),
    (
        _V.VTR,
        "From 6 to 20 May 2026 we shipped 131 parcels, and all but one had valid tracking.",
        "Everything is normal.",
        "metrics/no-current-figure",
    ),
    (_V.VTR, "1. Since 6 May 2026", "1. Carrier: Priority Mail. Since 6 May 2026", "carriers/service-as-carrier"),
    (
        _V.ODR,
        "We apologised to the buyer who had left feedback and asked for nothing",
        "The cartons are thicker",
        "specificity/unanswered-defect-component",
    ),
    (
        _V.ODR,
        "The chargeback was settled through the bank",
        "The cartons were changed",
        "specificity/unanswered-defect-component",
    ),
    (_V.ODR, "was 1.9% in", "was too high in", "metrics/no-rate"),
    (_V.ODR, "112-2690860-1805935", "one", "orders/no-order-ids"),
    (
        _V.LATE_SHIPMENT,
        "the handling time was raised from one to two days on all 40 SKUs",
        "a packer was hired",
        "specificity/handling-time-untouched",
    ),
    (
        _V.LATE_SHIPMENT,
        "All 27 late orders, 114-5888066-8751162 among them, had left with UPS by 30 May 2026",
        "A second packer was trained for 114-5888066-8751162 on 30 May 2026",
        "specificity/open-orders-untold",
    ),
    (
        _V.LATE_SHIPMENT,
        "We promised more than one packer could pack, and nobody looked at the list of open orders.",
        "The number of sales rose in May.",
        "tone/no-acknowledgement",
    ),
    (
        _V.EARLY_CONFIRMATION,
        "confirms an order only after the driver has scanned it",
        "trains the packers once a month",
        "specificity/ungated-confirmation",
    ),
    (
        _V.EARLY_CONFIRMATION,
        "The seven orders still on the bench, 112-5263194-8960360 among them, were driven to the UPS depot the same day",
        "Both packers (112-5263194-8960360) have read the policy",
        "specificity/open-orders-untold",
    ),
    (
        _V.CANCELLATION,
        "the till was joined to Linnworks, and the stock of 380 SKUs follows it every five minutes",
        "the clerk was trained",
        "specificity/no-stock-control",
    ),
    (
        _V.INAUTHENTIC,
        "Annex 1 holds the invoices of the last 365 days; phone number and website of Brackwell, our distributor, are on each",
        "Our goods come from Brackwell, a distributor",
        "evidence/no-invoices",
    ),
    (_V.INAUTHENTIC, "of the last 365 days", "", "evidence/unspecified-invoices"),
    (
        _V.INAUTHENTIC,
        "phone number and website of Brackwell, our distributor, are on each",
        "Brackwell is our distributor",
        "evidence/unspecified-invoices",
    ),
    (_V.INAUTHENTIC, "B0VK1Q7N4G", "of the bottle", "specificity/no-asins"),
    (
        _V.USED_AS_NEW,
        "Attachment B holds the purchase invoices of our supplier",
        "We buy from one supplier",
        "evidence/condition-without-invoices",
    ),
    (
        _V.NOT_AS_DESCRIBED,
        "the title and the photo of the page were changed; the cloth is now given as polyester",
        "the supplier was warned",
        "specificity/listing-uncorrected",
    ),
    (
        _V.IP,
        "the rights owner sent the withdrawal of the complaint to Amazon",
        "two more titles were shortened",
        "evidence/no-rights-document",
    ),
    (
        _V.IP,
        "the rights owner sent the withdrawal of the complaint to Amazon (exhibit 1)",
        "the brand was kind; its retraction is attached as exhibit 1",
        "evidence/forwarded-retraction",
    ),
    (_V.IP, "complaint 10982214571", "complaint", "specificity/no-complaint-id"),
    (
        _V.SAFETY,
        "by Northgate Labs; their test report is attachment 1",
        "by our supplier, and it is safe",
        "evidence/no-safety-test",
    ),
    (
        _V.SAFETY,
        "The listing was closed on 28 May 2026, and 118 units are held in our warehouse in Reno.",
        "The buyer had his money on 28 May 2026.",
        "specificity/unsafe-stock-untold",
    ),
    (_V.LINKED, ", “PineDeals24”", "", "specificity/linked-account-untold"),
    (
        _V.LINKED,
        "her permissions were revoked, and the laptop was wiped",
        "we talked with her",
        "specificity/linked-account-untold",
    ),
    (_V.REVIEWS, "38 customers took it.", "Some took it.", "specificity/review-campaign-untold"),
    (
        _V.DROPSHIP,
        "Each parcel carries our packing slip; Ms Oake takes a photo of it.",
        "Ms Oake works with care.",
        "evidence/seller-of-record-unproven",
    ),
    (
        _V.DROPSHIP,
        "Returns come to our own address in Tulsa.",
        "The policy hangs on the wall.",
        "evidence/seller-of-record-unproven",
    ),
    (
        _V.DROPSHIP,
        "Invoice DI-88213 of the manufacturer is attachment 3",
        "Good partners work with us",
        "evidence/seller-of-record-unproven",
    ),
)

# Letters that miss more than one sentence can tell.
BARE: tuple[tuple[ViolationKind, str, str], ...] = (
    (
        _V.ODR,
        "Root cause:\nTwo claims came from thin cartons.\n\nCorrective actions taken:\n1. We have thanked the buyers for "
        "telling us.\n2. The cartons have been double-wall ones since 4 May, and the packer was trained.",
        "specificity/buyers-not-made-whole",
    ),
    (
        _V.USED_AS_NEW,
        "Corrective actions taken:\n1. The three buyers were refunded on 4 May.\n\nPreventive measures:\n1. Our staff has "
        "read the condition guidelines and signed them; the manager talks with the team each Monday.",
        "specificity/returns-ungraded",
    ),
    (
        _V.NOT_AS_DESCRIBED,
        "Corrective actions taken:\n1. The page now gives the cloth as polyester, and the photo is new since 4 May.\n\n"
        "Preventive measures:\n1. Our manager talks with the team each Monday about it.",
        "specificity/condition-topics-untold",
    ),
    (
        _V.VTR,
        "Root cause:\nOur two clerks typed the numbers by hand.\n\nCorrective actions taken:\n1. Twelve ASINs were moved "
        "to FBA on 4 May.\n\nPreventive measures:\n1. We will send all the other goods to FBA by June.",
        "carriers/fba-as-only-remedy",
    ),
    (
        _V.OTHER,
        "Our account was paused for identity verification on 4 May.\n\nRoot cause:\nOur utility bill was older than 90 days.",
        "structure/plan-for-verification",
    ),
)


def read(linter: Linter, text: str, violation: ViolationKind | None, materials: Materials | None = None) -> Reading:
    """The draft as understood, the violation given."""
    return linter._read(Draft("letter", text), linter.pack.patterns, violation, None, materials or Materials())


def found(linter: Linter, reading: Reading, rules: Iterable[str]) -> dict[str, Finding]:
    """The first finding of each of these rules."""
    pack = linter.pack
    outcomes = [engine.judge(reading, pack.rules[name], pack.scoring) for name in rules]
    return {outcome.rule: outcome.findings[0] for outcome in outcomes if outcome.findings}


def of_kind(linter: Linter, violation: ViolationKind) -> list[str]:
    """The rules that ask only letters on some kinds of violation, this one among them; and those of this file's kind."""
    rules = linter.pack.rules.values()
    return [r.id for r in rules if violation in r.where.violations or (r.kind == "measure" and not r.where.violations)]


def test_every_kind_has_its_letter_and_every_rule_its_break() -> None:
    assert {*LETTERS, _V.OTHER} == set(ViolationKind)
    asked = {rule for *_, rule in (*BREAKS, *BARE)}
    measures = {rule.id for rule in load_pack().rules.values() if rule.kind == "measure" and rule.where.violations}
    assert measures - asked == set()


@pytest.mark.parametrize("violation", LETTERS, ids=str)
def test_a_strong_letter_passes_all_rules_of_its_kind(linter: Linter, violation: ViolationKind) -> None:
    told = found(linter, read(linter, LETTERS[violation], violation), of_kind(linter, violation))
    assert {name: finding.message for name, finding in told.items()} == {}


@pytest.mark.parametrize("violation", LETTERS, ids=str)
def test_the_letter_tells_its_kind_by_itself(linter: Linter, violation: ViolationKind) -> None:
    detected = read(linter, LETTERS[violation], None).violation
    assert detected.kind is violation
    assert detected.confidence is not Confidence.LOW


@pytest.mark.parametrize(("violation", "old", "new", "rule"), BREAKS, ids=[each[-1] for each in BREAKS])
def test_the_letter_without_the_deed_is_flagged(
    linter: Linter, violation: ViolationKind, old: str, new: str, rule: str
) -> None:
    assert old in LETTERS[violation]
    told = found(linter, read(linter, LETTERS[violation].replace(old, new), violation), of_kind(linter, violation))
    assert rule in told
    # One thing was taken out: no second alarm but an info beside it.
    assert [name for name, each in told.items() if name != rule and each.severity is not Severity.INFO] == []


@pytest.mark.parametrize(("violation", "text", "rule"), BARE, ids=[each[-1] for each in BARE])
def test_a_bare_letter_is_flagged(linter: Linter, violation: ViolationKind, text: str, rule: str) -> None:
    assert rule in found(linter, read(linter, text, violation), [rule])
    others = [kind for kind in LETTERS if kind not in linter.pack.rules[rule].where.violations]
    for other in others:
        assert found(linter, read(linter, text, other), [rule]) == {}


# --- how surely the violation is known -------------------------------------------------------------------------------


def test_a_violation_hardly_told_switches_no_rule_on(linter: Linter) -> None:
    reading = read(linter, "Corrective actions taken:\nOur staff was trained, and the item is out of stock.", None)
    assert reading.violation.confidence is Confidence.LOW
    only = Where(violations=tuple(kind for kind in ViolationKind if kind is not _V.OTHER))
    assert not Scope(reading, only, "a/rule").applies()
    assert Scope(reading, Where(), "a/rule").applies()
    assert Scope(reading, Where(violations=tuple(ViolationKind)), "a/rule").applies()


def test_a_violation_given_is_sure(linter: Linter) -> None:
    reading = read(linter, "Our staff was trained.", _V.SAFETY)
    assert Scope(reading, Where(violations=(_V.SAFETY,)), "a/rule").applies()
    assert not Scope(reading, Where(violations=(_V.IP, _V.OTHER)), "a/rule").applies()


@pytest.mark.parametrize(
    ("confidence", "expected"), [(Confidence.HIGH, Confidence.MEDIUM), (Confidence.MEDIUM, Confidence.LOW)]
)
def test_a_finding_is_no_surer_than_the_violation(linter: Linter, confidence: Confidence, expected: Confidence) -> None:
    reading = read(linter, LETTERS[_V.SAFETY].replace("test report", "note").replace("Labs", ""), None)
    reading.violation = Violation(_V.SAFETY, "detected", confidence)
    rule = "evidence/no-safety-test"
    assert found(linter, reading, [rule])[rule].confidence is expected


# --- the kind --------------------------------------------------------------------------------------------------------


def hits(
    linter: Linter, text: str, asked: measure.Settings, where: Where, materials: Materials | None = None
) -> list[Hit]:
    """What the kind says of a draft by these settings."""
    return list(measure.check(Scope(read(linter, text, _V.VTR, materials), where, "a/rule"), asked))


PREVENTIVE = Where(sections=(SectionKind.PREVENTIVE,))
SCAN = measure.Settings(any=(Regex(r"\bscan\w*"),))
LETTER = """\
Root cause:
{cause}

Corrective actions taken:
1. On 4 May we wrote to the nine buyers and refunded the postage.

Preventive measures:
1. {measure}
2. The policy hangs on the wall, and new people read it on the first day.
"""


@pytest.mark.parametrize(
    "told",
    [
        "Every parcel is scanned at the gate.",
        "We will scan every parcel from May on.",
        "If there is no scan in 36 hours, ERP remind us.",
        "No scan, no confirm.",
        "Handheld scanner at each bench.",
        "Scan control: Ms Amsel, every evening.",
        "The driver scans each parcel at our door.",
    ],
)
def test_a_measure_is_told_in_any_form(linter: Linter, told: str) -> None:
    text = LETTER.format(cause="Our clerk typed the number.", measure=told)
    assert hits(linter, text, SCAN, PREVENTIVE) == []


@pytest.mark.parametrize(
    ("cause", "told"),
    [
        ("Nobody scanned the parcels at the gate.", "Our clerk works with care."),
        ("Our clerk typed the number.", "Amazon scans every parcel it gets."),
    ],
)
def test_neither_a_fault_nor_a_deed_of_amazon_is_a_measure(linter: Linter, cause: str, told: str) -> None:
    (hit,) = hits(linter, LETTER.format(cause=cause, measure=told), SCAN, PREVENTIVE)
    assert hit.slots["words"] == "Preventive measures:"
    assert hit.span is not None


def test_a_measure_under_another_heading_is_told(linter: Linter) -> None:
    text = LETTER.format(cause="Our clerk typed the number.", measure="Our clerk works with care.")
    assert hits(linter, text, SCAN, PREVENTIVE)
    assert hits(linter, text.replace("refunded the postage", "scan each parcel now"), SCAN, PREVENTIVE) == []


@pytest.mark.parametrize(
    "text", ["", "Preventive measures:\nWe work with care.", LETTER.split("Preventive")[0] + " x" * 40]
)
def test_it_is_silent_where_nothing_can_be_asked(linter: Linter, text: str) -> None:
    assert hits(linter, text, SCAN, PREVENTIVE) == []


def test_what_is_needed_may_stand_in_the_letter_or_the_notice(linter: Linter) -> None:
    asked = measure.Settings(any=(Regex("bank"),), needs=(Regex(r"charge-?backs?"),))
    text = LETTER.format(cause="Our clerk typed the number.", measure="Our clerk works with care.")
    assert hits(linter, text, asked, Where()) == []
    notice = parse_notice("Your order defect rate counts one chargeback. Send a plan of action.")
    assert len(hits(linter, text, asked, Where(), Materials(notice=notice))) == 1
    (hit,) = hits(linter, text.replace("the number.", "the number; a chargeback followed."), asked, Where())
    assert hit.slots["words"] == "chargeback"


def test_a_file_beside_the_letter_is_told(linter: Linter) -> None:
    asked = measure.Settings(any=(Regex("invoice"),), of=())
    text = LETTER.format(cause="Our clerk typed the number.", measure="Our clerk works with care.")
    assert hits(linter, text, asked, Where())
    beside = Materials(folder=Folder((File("2_supplier-invoice.pdf", None),)))
    assert hits(linter, text, asked, Where(), beside) == []


def test_excuses_asides_and_the_opening(linter: Linter) -> None:
    text = LETTER.format(cause="Our clerk typed the number.", measure="We scan parcels for FBA.")
    any_ = SCAN.any
    assert hits(linter, text, SCAN, Where()) == []
    assert hits(linter, text, measure.Settings(any=any_, aside=(Regex("FBA"),)), Where())
    assert hits(linter, text, measure.Settings(any=any_, of=(), opening=20), Where())
    assert hits(linter, text, measure.Settings(any=any_, of=(), opening=200), Where()) == []
    assert hits(linter, text, measure.Settings(any=any_, aside=(Regex("FBA"),), unless=(Regex("wall"),)), Where()) == []
    assert hits(linter, text, measure.Settings(any=any_, of=(ClauseKind.FAULT,)), Where())


@pytest.mark.parametrize("topics", [{}, {"one": measure.Topic("one", "一", (Regex("x"),))}])
def test_it_is_told_by_expressions_or_by_topics(topics: dict[str, measure.Topic]) -> None:
    with pytest.raises(ValueError, match="write either `any:` or `topics:`"):
        measure.Settings(any=(Regex("x"),) if topics else (), topics=topics)


WORDS = {
    "sourcing": "We buy from two suppliers.",
    "listing": "There are better photos.",
    "packaging": "Each box has a seal.",
}


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=st.sets(st.sampled_from(sorted(WORDS))))
def test_one_finding_names_just_the_topics_not_told(linter: Linter, told: set[str]) -> None:
    tops = {name: measure.Topic(name, name, (Regex(words.split()[-1].strip(".")),)) for name, words in WORDS.items()}
    lines = "\n".join(f"- {WORDS[name]}" for name in sorted(told))
    text = LETTER.format(cause="Our clerk typed the number.", measure="Our clerk works with care.") + lines
    found_hits = hits(linter, text, measure.Settings(topics=tops), Where())
    missing = [name for name in WORDS if name not in told]
    assert len(found_hits) == bool(missing)
    for hit in found_hits:
        assert hit.slots["missing"].replace(" and ", ", ").split(", ") == missing
        assert (hit.slots["count"], hit.slots["total"]) == (str(len(missing)), "3")


def test_every_expression_of_the_pack_compiles() -> None:
    # The built-in pack compiles each on first use.
    for rule in load_pack().rules.values():
        if rule.kind != "measure":
            continue
        asked: measure.Settings = rule.settings
        for topic in asked.asked():
            for each in (*topic.any, *topic.needs, *asked.needs, *asked.unless, *asked.aside):
                each.prove()
        # What passes must be long enough to be judged, or it proves nothing.
        for example in rule.examples.passing[:3]:
            words = len(measure._WORD.findall(example.draft))
            assert words >= measure._FEWEST_WORDS, (rule.id, words, example.draft)
