"""Tracking numbers: every form by its examples, every check digit by what it promises, and the carrier named beside."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from math import sqrt
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from poalint.api import Linter
from poalint.facts import checkdigits
from poalint.facts.tracking import Form, Misfit, Slip, TrackingForms, TrackingId, plain
from poalint.model import Confidence, PoalintError, Spans
from poalint.pack.book import built_in_folder
from poalint.pack.lexicons import load_carriers, load_tracking
from poalint.pack.load import load_pack

FORMS = load_tracking(built_in_folder())
BY_ID = {form.id: form for form in FORMS.forms}
CARRIERS = load_carriers(built_in_folder())
CARRIER = {carrier.id: carrier for carrier in CARRIERS.carriers}
LEXICON: dict[str, Any] = yaml.safe_load((built_in_folder() / "lexicons" / "tracking.yaml").read_text(encoding="utf-8"))
VALID = [(entry["id"], number) for entry in LEXICON["forms"] for number in entry.get("examples_valid", ())]
INVALID = [(entry["id"], number) for entry in LEXICON["forms"] for number in entry.get("examples_invalid", ())]


def find(text: str) -> list[TrackingId]:
    return FORMS.find(text, Spans([]), list(CARRIERS.find(text)))


def one(text: str) -> TrackingId:
    (found,) = find(text)
    assert text[found.span.start : found.span.end] == found.text
    return found


# --- the lexicon ------------------------------------------------------------------------------------------------------


def test_the_lexicon_says_where_each_form_is_known_from() -> None:
    assert len(VALID) > 100
    assert len(INVALID) > 40
    assert "Copyright (c) 2017 Jeff Keen" in (built_in_folder() / "lexicons" / "tracking.yaml").read_text("utf-8")
    for form in FORMS.forms:
        assert form.source, form.id
        assert set(form.source) <= set(LEXICON["sources"]), form.id
        assert form.as_of, form.id


def test_carriers_have_the_names_of_the_list_of_carriers() -> None:
    used = {carrier for form in FORMS.forms for carrier in (*form.issuers, *form.also)}
    used |= {carrier for post in LEXICON["posts"].values() for carrier in post}
    assert used | set(LEXICON["covered"]) <= set(FORMS.names)
    # Not on that list: they are recognised by their numbers only.
    assert set(FORMS.names) - set(CARRIER) == {"gofo", "pos_malaysia"}
    # There with the name of its second service.
    differing = {each for each in set(FORMS.names) & set(CARRIER) if FORMS.names[each] != CARRIER[each].name}
    assert differing <= {"amazon_logistics"}


@pytest.mark.parametrize(("form", "number"), VALID)
def test_a_valid_example_holds(form: str, number: str) -> None:
    assert BY_ID[form].fits(number)
    assert BY_ID[form].holds(number) is not False


@pytest.mark.parametrize(("form", "number"), INVALID)
def test_an_invalid_example_does_not_hold(form: str, number: str) -> None:
    assert BY_ID[form].holds(number) is False


@pytest.mark.parametrize(("form", "number"), VALID)
def test_a_valid_example_is_never_called_wrong_beside_its_carrier(form: str, number: str) -> None:
    for issuer in BY_ID[form].issued_by(number):
        if issuer in CARRIER:
            judged = FORMS.judge(number, CARRIER[issuer])
            assert judged.valid is not False
            assert issuer in judged.carrier_ids
            assert FORMS.misfit(number, CARRIER[issuer]) is None


@pytest.mark.parametrize(("form", "number"), INVALID)
def test_an_invalid_example_is_never_called_right_beside_its_carrier(form: str, number: str) -> None:
    for issuer in BY_ID[form].issued_by(number):
        if issuer in CARRIER:
            assert FORMS.judge(number, CARRIER[issuer]).valid is not True


@pytest.mark.parametrize(
    ("serial", "check"),
    [("47312482", "9"), ("81386119", "5"), ("12345678", "5"), ("00071759", "5"), ("32410104", "1"), ("00000008", "0")],
)
def test_s10(serial: str, check: str) -> None:
    assert checkdigits.s10(serial) == check


# --- what the check digits promise ------------------------------------------------------------------------------------

# A valid number of each checked form; the share of single-digit errors and of adjacent transpositions (of two different
# digits) its algorithm catches; how many digits at the left of the serial are left alone.
#
# mod 10 with 3 and 1: both multipliers are units modulo 10, so every single error changes the sum. Digits swapped change it
#   by 2(a - b), which is 0 where they differ by 5: 10 of 90 pairs. 1 and 8/9.
# mod 10 with 1 and 2, products not added up (UPS, OnTrac): 2d and 2(d ± 5) are the same, so one of nine errors at each
#   doubled place is missed: UPS 7 of 16 places, its waybill 4 of 10, OnTrac 6 of 13. Swapped digits change the sum by a - b,
#   always seen, but for the last pair of UPS (15 pairs) and its waybill (9 pairs), where serial and check digit weigh 1 both.
# Luhn: every single error; 09 and 90 are the same: 2 of 90 pairs missed.
# S10: a weighted sum modulo 11 always changes, but the remainders 0 and 6 both give the digit 5. An error in the serial is
#   missed where it leads from one to the other: 2/11 · 1/10; one of nine places is the check digit, where all is seen.
# FedEx Express: modulo 11 and then 10, so the remainders 0 and 10 give the same digit: 2/11 · 1/10 of the serial's errors.
# mod 7 (DHL Express): digits that differ by 7 are the same, 6 of 90 pairs, but in the check digit.
# ISO 7064 MOD 37,36 (DPD): every single error; of swaps, 18 of 3240 states and pairs of digits are missed.
_3_1 = (1.0, 8 / 9)
_S10 = (1 - 8 / 9 * 2 / 110, 1 - 7 / 8 * 2 / 110)
_FEDEX = (1 - 11 / 12 * 2 / 110, 1 - 10 / 11 * 2 / 110)
_FEDEX_34 = (1 - 13 / 14 * 2 / 110, 1 - 12 / 13 * 2 / 110)
_DPD = (1.0, 1 - 18 / 3240)
PROMISED: list[tuple[str, str, tuple[float, float], int]] = [
    ("jk_canada_post", "7035114477138472", _3_1, 0),
    ("jk_fedex_ground", "568283610012000", _3_1, 0),
    ("jk_fedex_ground_96", "9611020987654312345672", _3_1, 0),
    ("jk_fedex_ground_sscc_18", "000123450000000027", _3_1, 0),
    ("jk_usps_20", "71123456789123456787", _3_1, 0),
    ("jk_usps_impb_n", "9400111206206406260787", _3_1, 2),
    ("jk_usps_impb_c", "4201002334249200190132607600833457", _3_1, 2),
    ("jk_usps_legacy", "9101123456789000000013", _3_1, 2),
    ("jk_ups", "1Z5089390357567125", (1 - 7 / 16 / 9, 14 / 15), 0),
    ("jk_ups_waybill", "K1506235620", (1 - 4 / 10 / 9, 8 / 9), 0),
    ("jk_ontrac_c", "C11031500001879", (1 - 6 / 13 / 9, 1.0), 1),
    ("jk_ontrac_d", "D10011354453707", (1 - 6 / 13 / 9, 1.0), 1),
    ("jk_purolator_numeric", "320595463938", (1.0, 88 / 90), 0),
    ("jk_s10", "RB123456785CV", _S10, 0),
    ("s10_cn", "AQ813861195CN", _S10, 0),
    ("hk_s10", "EA324101041HK", _S10, 0),
    ("sg_s10", "LB270687462SG", _S10, 0),
    ("gb_s10", "TQ071537693GB", _S10, 0),
    ("us_s10", "RB123456785US", _S10, 0),
    ("s10_ems", "EB000717595HK", _S10, 0),
    ("jk_fedex_12", "986578788855", _FEDEX, 0),
    ("jk_fedex_astra_32", "32971514560102447849175802862014", _FEDEX, 0),
    ("jk_fedex_34", "1001921334250001000300779017972697", _FEDEX_34, 0),
    ("jk_fedex_ground_gsn", "9622001900000000000000776632517510", _FEDEX_34, 0),
    ("jk_dhl_express", "3318810025", (1 - 9 / 10 * 6 / 90, 1 - 8 / 9 * 6 / 90), 0),
    ("jk_dpd", "008182709980000020033350276C", _DPD, 0),
    ("jk_dpd_14", "09980000020033F", _DPD, 0),
]
TRIALS = 1000


def places(form: Form, number: str) -> range:
    """Where the serial and its check digit stand."""
    match = form.pattern.fullmatch(number)
    assert match is not None
    return range(match.start("SerialNumber"), match.end("CheckDigit"))


def others(form: Form, number: str, kept: int, chance: random.Random) -> Iterator[str]:
    """Valid numbers of the same form with other serials, for ever."""
    assert form.check is not None
    start, *_, last = places(form, number)
    while True:
        digits = "".join(chance.choice("0123456789") for _ in range(last - start - kept))
        serial = number[start : start + kept] + digits
        made = f"{number[:start]}{serial}{number[last]}{number[last + 1 :]}"
        if form.fits(made):
            right = f"{number[:start]}{serial}{form.check(serial)}{number[last + 1 :]}"
            if form.fits(right) and form.pattern.fullmatch(right)["SerialNumber"] == serial:  # type: ignore[index]
                yield right


def mistyped(form: Form, number: str, kept: int, swap: bool, chance: random.Random) -> str | None:
    """The number with one digit another or two neighbours swapped; None where that leaves the form or changes nothing."""
    at = chance.choice(places(form, number)[kept : -1 if swap else None])
    pair = number[at : at + 1 + swap]
    if not pair.isdigit():
        return None
    made = pair[::-1] if swap else chance.choice("0123456789")
    wrong = number[:at] + made + number[at + 1 + swap :]
    return wrong if made != pair and form.fits(wrong) else None


@pytest.mark.parametrize("swap", [False, True], ids=["digit", "swap"])
@pytest.mark.parametrize(("form_id", "number", "promised", "kept"), PROMISED, ids=[each[0] for each in PROMISED])
def test_errors_are_caught_at_the_rate_the_check_digit_promises(
    form_id: str, number: str, promised: tuple[float, float], kept: int, swap: bool
) -> None:
    form, chance = BY_ID[form_id], random.Random(f"{form_id} {swap}")
    numbers = others(form, number, kept, chance)
    assert form.holds(number) is True
    tried = caught = 0
    while tried < TRIALS:
        right = next(numbers)
        wrong = mistyped(form, right, kept, swap, chance)
        if wrong is not None:
            assert form.holds(right) is True
            tried += 1
            caught += form.holds(wrong) is False
    rate = promised[swap]
    # Four standard deviations of a thousand trials; where all is promised, all must be caught.
    assert abs(caught / TRIALS - rate) <= 4 * sqrt(rate * (1 - rate) / TRIALS)


def test_every_checked_form_is_tried() -> None:
    assert {form.id for form in FORMS.forms if form.check} == {each[0] for each in PROMISED}


def test_the_postal_check_digit_misses_only_what_it_must() -> None:
    weights, chance = (8, 6, 4, 2, 3, 5, 9, 7), random.Random(10)
    for right in (next(others(BY_ID["s10_cn"], "AQ813861195CN", 0, chance)) for _ in range(50)):
        for at in range(2, 10):
            for digit in set("0123456789") - {right[at]}:
                wrong = right[:at] + digit + right[at + 1 :]
                if BY_ID["s10_cn"].holds(wrong):
                    sums = {sum(w * int(d) for w, d in zip(weights, n[2:10], strict=True)) % 11 for n in (right, wrong)}
                    assert sums == {0, 6}


# --- in a text --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "number", "carrier", "valid"),
    [
        ("Sent under AQ813861195CN on 3 May.", "AQ813861195CN", "China Post", True),
        ("Sent under AQ813861194CN on 3 May.", "AQ813861194CN", "China Post", False),
        ("1Z5R89390357567127", "1Z5R89390357567127", "UPS", True),
        ("SYUS006662718", "SYUS006662718", "Sunyou", None),
        ("Now USPS 9400111206206406260787.", "9400111206206406260787", "USPS", True),
        ("Now USPS 9400111206206406260788.", "9400111206206406260788", "USPS", False),
        ("运单号AQ813861195CN已更正。", "AQ813861195CN", "China Post", True),
        ("aq813861195cn", "aq813861195cn", "China Post", True),
        ("It is AQ 813 861 195 CN.", "AQ 813 861 195 CN", "China Post", True),
        ("USPS 9400 1112 0620 6406 2607 87 arrived", "9400 1112 0620 6406 2607 87", "USPS", True),
        ("Look at 1Z 999 AA1 01 2345 678 4.", "1Z 999 AA1 01 2345 678 4", "UPS", True),
        ("FedEx 9865 7878 8855", "9865 7878 8855", "FedEx", True),
        ("FedEx tracking number 986578788855", "986578788855", "FedEx", True),
        ("FedEx tracking number 996578788855", "996578788855", "FedEx", False),
        ("4PX tracking number 302975357166", "302975357166", "4PX", None),
        ("Tracking number 302975357166", "302975357166", None, None),
        ("DHL Express, waybill 3318810025", "3318810025", "DHL", True),
        ("Yamato, tracking 123456789012", "123456789012", None, None),
        ("Track AB123456785XX", "AB123456785XX", None, None),
    ],
)
def test_a_number_is_found_and_judged(text: str, number: str, carrier: str | None, valid: bool | None) -> None:
    found = one(text)
    assert (found.text, found.carrier, found.valid) == (number, carrier, valid)
    assert found.slip is (Slip.CHECK if valid is False else None)


@pytest.mark.parametrize(
    "text",
    [
        "We paid 986578788855 on 3 May.",
        "Card 6222 0210 0112 3456.",
        "SKU TX20230415DE and SKU AB 123456789 CN are closed.",
        "Call the DHL hotline 4008108000.",
        "UPS invoice 771489203356 is attached.",
        "See https://track.example/AQ813861195CN.",
        "FNSKU X00123456Z, ASIN B0D3KQ71TR.",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert find(text) == []


def test_letters_typed_for_digits_are_mended_where_the_check_digit_proves_it() -> None:
    found = one("Number LX8O6968911CN.")
    assert (found.valid, found.slip, found.mended) == (False, Slip.LETTER, "LX806968911CN")
    unproven = one("Number RB47312482OGB.")
    assert (unproven.valid, unproven.slip, unproven.mended) == (False, Slip.LETTER, None)


def test_a_digit_left_out_counts_beside_the_post() -> None:
    found = one("China Post tracking number LX80696891CN")
    assert (found.carrier, found.valid, found.slip) == ("China Post", False, Slip.LENGTH)
    # A private line may number so.
    found = one("Tracking number LX80696891CN")
    assert (found.carrier, found.valid, found.slip) == (None, None, None)
    assert find("Model LX80696891CN") == []


def test_the_carrier_named_chooses_among_forms() -> None:
    beside = {name: one(f"{name} tracking number 350595463938").carrier_ids for name in ("FedEx", "PFC Express")}
    assert beside == {"FedEx": ("fedex",), "PFC Express": ("pfc",)}
    assert set(one("Tracking number 986578788855").carrier_ids) >= {"fedex"}
    assert one("LP00123456789012").carrier_ids == ("cainiao", "4px")
    assert one("4PX: LP00123456789012").carrier == "4PX"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("UPS, 1Z5R89390357567127", ["UPS"]),
        ("1Z5R89390357567127, UPS", ["UPS"]),
        ("Carrier: UPS\nTracking ID: 1Z5R89390357567127", ["UPS"]),
        ("承运人：UPS，运单号：1Z5R89390357567127", ["UPS"]),
        ("运单号：1Z5R89390357567127，承运人：UPS。", ["UPS"]),
        ("1Z5R89390357567127 was sent by UPS.", ["UPS"]),
        ("1Z5R89390357567127, UPS lost it.", [None]),
        ("We no longer use UPS.\n\n1Z5R89390357567127", [None]),
        ("Not FedEx but UPS: 1Z5R89390357567127", ["UPS"]),
        ("We changed the carrier from FedEx to UPS: 1Z5R89390357567127", ["UPS"]),
        ("We entered FedEx by mistake; 1Z5R89390357567127 is right.", [None]),
        ("LX806968911CN (China Post)\n1Z5R89390357567127 (UPS)", ["China Post", "UPS"]),
        ("LX806968911CN, China Post\n1Z5R89390357567127, UPS", ["China Post", "UPS"]),
        ("China Post | LX806968911CN\nUPS | 1Z5R89390357567127", ["China Post", "UPS"]),
        ("UPS 1Z5R89390357567127, China Post LX806968911CN", ["UPS", "China Post"]),
        ("UPS 1Z5R89390357567127 and 1Z879E930346834440", ["UPS", "UPS"]),
        ("UPS 1Z5R89390357567127 and LX806968911CN", ["UPS", None]),
        ("UPS " + "and so on " * 8 + "1Z5R89390357567127", [None]),
    ],
)
def test_the_carrier_named_beside(text: str, named: list[str | None]) -> None:
    assert [each.named.text if each.named else None for each in find(text)] == named


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UPS LX806968911CN", (Misfit.OTHER, Confidence.HIGH)),
        ("FedEx: 1Z5R89390357567127", (Misfit.OTHER, Confidence.HIGH)),
        ("USPS: YT2229521272164446", (Misfit.OTHER, Confidence.MEDIUM)),
        # The post of the country delivers what China Post issued.
        ("USPS LX806968911CN", (Misfit.OTHER, Confidence.LOW)),
        # Consolidators send under many numbers, and under those of posts as a rule.
        ("Sunyou YT2229521272164446", (Misfit.OTHER, Confidence.LOW)),
        ("Yanwen LX806968911CN", None),
        ("4PX 9400111206206406260787", None),
        # No form of Evri's is known, so none can be said not to fit.
        ("Evri 1Z5R89390357567127", (Misfit.OTHER, Confidence.LOW)),
        ("FedEx 9261290113185417468510", None),
        ("EMS EB000717595HK", None),
        ("Other 1Z5R89390357567127", None),
        ("USPS tracking number 940011120620640626", (Misfit.UNKNOWN, Confidence.LOW)),
        ("DHL tracking number 340434161094021501", None),
        # A wrong check digit is told as such.
        ("UPS LX806968912CN", None),
    ],
)
def test_a_number_that_is_not_the_carriers(text: str, expected: tuple[Misfit, Confidence] | None) -> None:
    assert one(text).misfit == expected


def test_numbers_of_a_service_without_scans() -> None:
    assert one("UA123456785CN").untracked
    assert not one("UA123456784CN").untracked
    assert not one("UG336196744YP").untracked
    assert not one("LX806968911CN").untracked


@given(st.text("0123456789ABCUYZ", min_size=9, max_size=34), st.sampled_from(CARRIERS.carriers))
def test_only_a_failed_check_digit_makes_a_number_wrong(number: str, carrier: Any) -> None:
    for named in (None, carrier):
        judged = FORMS.judge(number, named)
        if judged.valid is not None:
            assert judged.form is not None
            assert judged.form.holds(number) is judged.valid
        if judged.valid is False:
            assert judged.form is not None
            assert judged.form.check is not None


PIECES = [
    "UPS", "China Post ", "\n", " | ", ", ", "LX8O6968911CN ", "LX806968911CN", "1Z5R89390357567127", "9865 7878 8855",
    "tracking ", "（", "运单号", "AQ 813 861 195 CN ", "1", "Z",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_numbers_stand_where_they_are_said_to(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = find(text)
    assert [text[each.span.start : each.span.end] for each in found] == [each.text for each in found]
    assert all(one.span.end <= two.span.start for one, two in zip(found, found[1:], strict=False))
    assert all(re.fullmatch(r"[0-9A-Z]+", plain(each.text)) for each in found)


# --- through the linter -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def alone(linter: Linter) -> Iterator[Linter]:
    """The session's linter with the rules on tracking numbers only."""
    whole = linter.pack
    linter.pack = load_pack().only(["tracking"], [])
    yield linter
    linter.pack = whole


def test_a_number_for_two_orders_points_at_the_first(alone: Linter) -> None:
    draft = "Corrective actions\n\n" + "\n".join(
        f"{order} | China Post | AQ813861195CN" for order in ("113-4471902-3305817", "114-2098831-7764520")
    )
    (finding,) = alone.check(draft).findings
    assert finding.rule == "tracking/repeated-number"
    assert (finding.range.start.line, [each.range.start.line for each in finding.related]) == (4, [3])  # type: ignore[union-attr]


def test_what_the_form_alone_does_not_tell_counts_less(alone: Linter) -> None:
    sure, less = (
        alone.check(f"Corrective actions\n\nOn 3 May we entered {words}.").findings[0]
        for words in ("the tracking number AQ813861194CN", "FedEx, tracking number 996578788855")
    )
    assert (sure.rule, sure.confidence) == ("tracking/check-digit", Confidence.HIGH)
    assert (less.rule, less.confidence) == ("tracking/check-digit", Confidence.MEDIUM)


def test_a_letter_for_a_digit_has_a_fix_but_in_the_cause(alone: Linter) -> None:
    (mended,) = alone.check("Corrective actions\n\nOn 3 May we entered LX8O6968911CN.").findings
    assert [edit.text for fix in mended.fixes for edit in fix.edits] == ["LX806968911CN"]
    (told,) = alone.check("Root cause\n\nOn 3 May we entered LX8O6968911CN by mistake.").findings
    assert (told.rule, told.fixes) == ("tracking/check-digit-in-cause", ())


def test_a_damaged_lexicon_is_told_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "tracking.yaml"
    for text in (
        "forms: [",
        "names: {}\n",
        "[]",
        f"{yaml.safe_dump({**LEXICON, 'forms': [{'id': 'x', 'pattern': '('}]})}",
    ):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(PoalintError) as told:
            TrackingForms(path).judge("1Z5R89390357567127")
        assert str(told.value).startswith(f"{path}: ")
        assert "\n" not in str(told.value)


def test_the_lexicon_is_read_at_the_first_number(tmp_path: Path) -> None:
    forms = TrackingForms(tmp_path / "none.yaml")
    assert forms.find("No number here.", Spans([]), []) == []


def test_the_default_forms_are_the_packs(linter: Linter) -> None:
    from poalint.draft import Draft
    from poalint.language.patterns import PatternSet
    from poalint.reading import Context, Reading

    context = Context(linter.pipeline, linter.pack.carriers, PatternSet())
    draft = Draft("<text>", "UPS, LX806968911CN")
    for given_forms in (context, replace(context, tracking=load_pack().tracking)):
        (found,) = Reading(draft, given_forms).tracking_ids
        assert (found.form, found.misfit) == ("s10_cn", (Misfit.OTHER, Confidence.HIGH))
