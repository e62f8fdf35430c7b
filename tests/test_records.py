"""The seller's own records: every sort of report read alike, and the letter held against them."""

from __future__ import annotations

import atexit
import csv
import io
import pickle
import shutil
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from poalint.api import Linter
from poalint.cli.app import app
from poalint.config import Config
from poalint.draft import Draft
from poalint.facts import Materials, Records, parse_records, read_records
from poalint.facts.records_days import possible_days
from poalint.facts.reports import NAMES, Column, folded, read_header
from poalint.model import Confidence, Finding, PoalintError

ORDERS = Path(__file__).parent.parent / "fixtures" / "orders"
ONE, TWO, THREE = "113-4471902-3305817", "114-2098831-7764520", "112-5530187-9042266"
RULES = tuple(
    f"consistency/record-{name}"
    for name in (
        "unknown-order",
        "mistyped-order",
        "other-orders",
        "other-carrier",
        "other-tracking",
        "other-date",
        "left-out-order",
    )
)


# --- reading ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind", "ids"),
    [
        ("all-orders.txt", "All Orders report", [ONE, TWO, THREE, "111-8830012-7741120"]),
        ("fulfilled-shipments.txt", "Amazon Fulfilled Shipments report", [ONE, TWO]),
        ("shipping-confirmation.txt", "Shipping Confirmation file", [ONE, TWO, THREE]),
        ("shipping-confirmation.xlsx", "Shipping Confirmation file", [ONE, TWO, THREE]),
        ("utf-16.txt", "Shipping Confirmation file", [ONE, TWO, THREE]),
        ("unshipped.txt", "Unshipped Orders report", ["111-8830012-7741120"]),
        ("vtr-report.csv", "Valid Tracking Rate report", [ONE, THREE]),
        ("german.csv", "order list", [ONE, TWO]),
        ("chinese.txt", "order list", [ONE, TWO]),
        ("japanese.csv", "order list", [ONE, TWO]),
    ],
)
def test_every_report_is_known_and_read(name: str, kind: str, ids: Sequence[str]) -> None:
    records = read_records([ORDERS / name])
    assert (records.kind, list(records.orders)) == (kind, ids)
    assert records.sources[0].name == name


def test_the_lines_of_an_order_are_one_record() -> None:
    record = read_records([ORDERS / "all-orders.txt"]).orders[ONE]
    assert (record.purchase_date, record.status, record.quantity) == (date(2026, 9, 1), "Shipped", 3)
    assert record.asins == ("B0EXAMPLE1", "B0EXAMPLE2")
    assert (record.asin, record.sku, record.line, record.source) == ("B0EXAMPLE1", "OAK-12", 2, "all-orders.txt")
    assert record.parcels == ()


def test_the_parcels_of_an_order_are_kept_apart() -> None:
    record = read_records([ORDERS / "fulfilled-shipments.txt"]).orders[ONE]
    assert [(p.carrier, p.tracking, p.ship_date) for p in record.parcels] == [
        ("UPS", "1Z7K42W80392856900", date(2026, 9, 2)),
        ("USPS", "9400111206213344507718", date(2026, 9, 3)),
    ]
    assert record.ship_date == date(2026, 9, 2)
    assert record.parcels[0].timed
    # An estimated day of arrival is no delivery.
    assert record.delivery_date is None


@pytest.mark.parametrize(
    "names", [["all-orders.txt"], ["shipping-confirmation.txt", "all-orders.txt"], ["german.csv"], ["vtr-report.csv"]]
)
def test_the_day_of_an_order_is_found_without_its_record(names: Sequence[str]) -> None:
    records = read_records([ORDERS / name for name in names])
    made = Records(dict(records.orders))
    days = [record.day for record in records.orders.values() if record.day]
    assert records.period == made.period == ((min(days), max(days)) if days else None)
    first, last = date(2026, 9, 2), date(2026, 9, 4)
    between = [record for record in records.orders.values() if record.day and first <= record.day <= last]
    assert list(records.between(first, last)) == list(made.between(first, last)) == between


def test_several_files_are_joined_by_order_id() -> None:
    records = read_records([ORDERS / "all-orders.txt", ORDERS / "shipping-confirmation.xlsx"])
    record = records.orders[ONE]
    assert (record.purchase_date, record.ship_date, record.carrier) == (date(2026, 9, 1), date(2026, 9, 2), "USPS")
    assert (record.source, record.parcels[0].source, record.parcels[0].line) == (
        "all-orders.txt",
        "shipping-confirmation.xlsx",
        3,
    )
    assert records.kind == "All Orders report, Shipping Confirmation file"
    assert records.every_order
    assert records.period == (date(2026, 9, 1), date(2026, 9, 7))


@pytest.mark.parametrize(
    ("name", "carrier", "tracking"),
    [
        ("german.csv", "Österreichische Post", "RR123456785AT"),
        ("chinese.txt", "燕文", "UG441907263YP"),
        ("japanese.csv", "日本郵便", "987654321098"),
        ("shipping-confirmation.txt", "Feida Express", "FD00291847CN"),
        ("shipping-confirmation.xlsx", "Feida Express", "123456789012"),
    ],
)
def test_encodings_and_cells_are_read_right(name: str, carrier: str, tracking: str) -> None:
    record = read_records([ORDERS / name]).orders[TWO]
    assert (record.carrier, record.tracking, record.ship_date) == (carrier, tracking, date(2026, 9, 4))


def test_what_excel_made_of_a_number_is_no_number() -> None:
    records = parse_records(f'order-id,tracking-number,ship-method\n{ONE},9.40011E+21,Ground\n{TWO},="00123",Ground\n')
    assert [record.tracking for record in records.orders.values()] == [None, "00123"]


PEOPLE = ("Avery Quill", "quill@example.com", "+1 555 0100", "9 Nowhere Lane")


def test_buyers_are_kept_nowhere(tmp_path: Path) -> None:
    header = ["order-id", "purchase-date", "buyer-name", "buyer-email", "buyer-phone-number", "ship-address-1", "sku"]
    path = tmp_path / "orders.txt"
    path.write_text("\n".join(["\t".join(header), "\t".join([ONE, "2026-09-01", *PEOPLE, "A-1"])]), encoding="utf-8")
    records = read_records([path])
    kept = pickle.dumps(records)
    assert b"A-1" in kept
    assert not any(word.encode() in kept for word in PEOPLE)
    assert records.orders[ONE].sku == "A-1"
    # A sheet without a header opens with a buyer: the error does not repeat it.
    path.write_text("\t".join([ONE, *PEOPLE]), encoding="utf-8")
    with pytest.raises(PoalintError) as caught:
        read_records([path])
    assert not any(word in str(caught.value) for word in PEOPLE)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf\r\n\r\n", "the file is empty"),
        (b"%PDF-1.7\n", "this is a PDF"),
        (b"PK\x03\x04 nothing", "this is no workbook that can be read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 nothing", "this is no workbook that can be read"),
        (b"sku\tasin\tprice\nA-1\tB0EXAMPLE1\t9.99\n", "no column with order IDs"),
        (b"order-id\tsku\n", "below the column for order IDs stands none"),
        (b"order-id\tsku\n12345\tA-1\n", "below the column for order IDs stands none"),
        (b"<html><body>Sign in</body></html>", "this is a web page"),
        (b'order-id,sku\n"' + b"x" * 140_000, "a quotation mark"),
    ],
)
def test_a_file_that_is_no_report_is_told_in_one_line(data: bytes, told: str, tmp_path: Path) -> None:
    path = tmp_path / "orders.txt"
    path.write_bytes(data)
    with pytest.raises(PoalintError) as caught:
        read_records([path])
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert told in message
    assert "; " in message
    assert "\n" not in message


def test_a_path_that_is_none_is_told(tmp_path: Path) -> None:
    for path, told in ((tmp_path / "none.txt", "no such file"), (tmp_path, "this is a folder")):
        with pytest.raises(PoalintError, match=told):
            read_records([path])


# --- columns and dates ------------------------------------------------------------------------------------------------


def test_no_name_means_two_columns() -> None:
    meaning: dict[str, Column] = {}
    for language in NAMES.values():
        for column, names in language.items():
            for name in names:
                assert meaning.setdefault(folded(name), column) is column, name


def test_the_surer_of_two_columns_is_read() -> None:
    header = read_header(["merchant-order-id", "order-id", "carrier", "carrier-name"])
    assert header is not None
    assert (header.places[Column.ORDER_ID], header.places[Column.CARRIER]) == (1, 3)
    assert read_header(["buyer-name", "sku"]) is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2026-03-04T08:12:00+00:00", [(2026, 3, 4)]),
        ("2026年3月4日", [(2026, 3, 4)]),
        ("04.03.2026", [(2026, 4, 3), (2026, 3, 4)]),
        ("13/04/2026", [(2026, 4, 13)]),
        ("Sun, Dec 13, 2026", [(2026, 12, 13)]),
        ("4th of March 2026", [(2026, 3, 4)]),
        ("1er août 2026", [(2026, 8, 1)]),
        ("4 de marzo de 2026", [(2026, 3, 4)]),
        ("31/02/2026", []),
        ("March 2026", []),
    ],
)
def test_days_a_date_may_mean(text: str, days: Sequence[tuple[int, int, int]]) -> None:
    assert list(possible_days(text)) == [date(*day) for day in days]


@pytest.mark.parametrize(
    ("header", "cells", "day"),
    [
        ("ship-date", ["03/04/2026", "03/17/2026"], date(2026, 3, 4)),
        ("ship-date", ["03/04/2026", "17/04/2026"], date(2026, 4, 3)),
        ("ship-date", ["03/04/2026", "05/06/2026"], None),
        ("Versanddatum", ["03/04/2026", "05/06/2026"], date(2026, 4, 3)),
        ("ship-date", ["03.04.2026", "05.06.2026"], date(2026, 4, 3)),
    ],
)
def test_the_whole_column_tells_which_comes_first(header: str, cells: Sequence[str], day: date | None) -> None:
    rows = "".join(f"{order_id}\t{cell}\n" for order_id, cell in zip((ONE, TWO), cells, strict=True))
    assert parse_records(f"order-id\t{header}\n{rows}").orders[ONE].ship_date == day


# --- properties -------------------------------------------------------------------------------------------------------

# One folder for all examples: a fixture of pytest's would be made once and shared by them anyway.
_FOLDER = Path(tempfile.mkdtemp())
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)
ORDER_IDS = st.integers(0, 10**17 - 1).map(lambda n: f"{n // 10**14:03}-{n // 10**7 % 10**7:07}-{n % 10**7:07}")
TITLES = {
    "utf-8": "Étagère 12 cm 桌旗 鍋つかみ",
    "utf-8-sig": "Oven gloves",
    "utf-16": "桌旗与隔热手套",
    "utf-16-le": "Table runner",
    "gb18030": "桌旗与隔热手套，两件装",
    "cp932": "テーブルランナーと鍋つかみ",
    "cp1252": "Küchenregal für Gewürze",
}
CARRIERS = {"gb18030": "顺丰速运", "utf-16": "中国邮政", "cp932": "ヤマト運輸", "cp1252": "Österreichische Post"}


@settings(max_examples=60)
@given(
    st.lists(ORDER_IDS, min_size=1, max_size=12, unique=True),
    st.sampled_from(sorted(TITLES)),
    st.sampled_from("\t,;|"),
    st.sampled_from(["\n", "\r\n"]),
)
def test_one_table_in_any_encoding_and_delimiter(ids: list[str], encoding: str, mark: str, newline: str) -> None:
    """What is read does not hang on how a sheet was saved; a title that holds the delimiter is quoted."""
    carrier = CARRIERS.get(encoding, "USPS")
    title = TITLES[encoding] if mark == "\t" else f'{TITLES[encoding]} {mark} 12" wide'
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, delimiter=mark, lineterminator=newline)
    writer.writerow(["order-id", "product-name", "ship-date", "carrier", "tracking-number"])
    writer.writerows([order_id, title, "2026-09-02", carrier, "LX207331841CN"] for order_id in ids)
    path = _FOLDER / "orders.txt"
    path.write_bytes(sheet.getvalue().encode(encoding))
    records = read_records([path])
    assert list(records.orders) == ids
    assert {(r.carrier, r.tracking, r.ship_date, r.line - 2 == at) for at, r in enumerate(records.orders.values())} == {
        (carrier, "LX207331841CN", date(2026, 9, 2), True)
    }


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_told(data: bytes) -> None:
    path = _FOLDER / "bytes"
    for head in (b"", b"order-id\t", b"PK\x03\x04"):
        path.write_bytes(head + data)
        told = ""
        try:
            read_records([path])
        except PoalintError as error:
            told = str(error)
        assert "\n" not in told


@settings(max_examples=30, deadline=None)
@given(ORDER_IDS, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_told_with_the_order_meant(order_id: str, at: int, add: int) -> None:
    digits = order_id.replace("-", "")
    wrong = digits[:at] + str((int(digits[at]) + add) % 10) + digits[at + 1 :]
    written = f"{wrong[:3]}-{wrong[3:10]}-{wrong[10:]}"
    found = findings(f"Order {written} was refunded.", f"order-id\tsku\n{order_id}\tA-1\n", "mistyped-order")
    assert [order_id in finding.message for finding in found] == [True]


# --- the letter -------------------------------------------------------------------------------------------------------

_LINTERS: dict[str, Linter] = {}


def findings(text: str, orders: str | Records, rule: str) -> Sequence[Finding]:
    if rule not in _LINTERS:
        _LINTERS[rule] = Linter(Config(select=(f"consistency/record-{rule}",)))
    records = orders if isinstance(orders, Records) else parse_records(orders, "orders.txt")
    return _LINTERS[rule].check(Draft("letter", text), Materials(records=records)).findings


def confirmed(*rows: str) -> str:
    return "\n".join(["order-id\tship-date\tcarrier-code\ttracking-number", *rows])


def test_an_unknown_order_is_sure_only_where_the_report_lists_every_order() -> None:
    letter = f"We refunded orders {ONE}, {TWO} and 701-9917203-4455012."
    every = "amazon-order-id\tlast-updated-date\n" + "".join(f"{each}\t2026-09-01\n" for each in (ONE, TWO))
    some = "order-id\tcarrier-code\n" + "".join(f"{each}\tUSPS\n" for each in (ONE, TWO))
    assert [f.confidence for f in findings(letter, every, "unknown-order")] == [Confidence.HIGH]
    assert [f.confidence for f in findings(letter, some, "unknown-order")] == [Confidence.LOW]


@pytest.mark.parametrize(
    ("heads", "wrong"),
    [
        ("Ship date | Delivered", []),
        ("Delivered | Ship date", ["2026-09-02", "2026-09-09"]),
        ("Ship by | Promised", []),
        ("Ship date | Estimated arrival", []),
    ],
)
def test_a_table_says_by_its_head_what_a_day_is(heads: str, wrong: Sequence[str]) -> None:
    letter = f"| Order ID | {heads} |\n|---|---|---|\n| {ONE} | 2026-09-02 | 2026-09-09 |\n"
    records = f"order-id\tship-date\tactual-delivery-date\n{ONE}\t2026-09-02\t2026-09-09\n"
    found = findings(letter, records, "other-date")
    assert [letter[f.range.start.offset : f.range.end.offset] for f in found if f.range] == wrong


@pytest.mark.parametrize(
    "sentence",
    [
        f"Order {ONE} was confirmed with Yanwen, although USPS took the parcel.",
        f"Order {ONE} was refunded. We now ship with Yanwen.",
        f"Orders {ONE} and {TWO} were refunded, and we now ship with Yanwen.",
        f"Orders {ONE} and {TWO} were shipped, the latter with Yanwen.",
        f"Order {TWO}, unlike order {ONE}, was shipped with Yanwen.",
        f"With USPS we shipped order {ONE}, and with Yanwen order {TWO}.",
        f"Orders {ONE}, {TWO} and {THREE} were shipped with Yanwen and DHL.",
        f"For order {ONE} the carrier was corrected from USPS to Yanwen.",
        f"We will change the carrier of order {ONE} from UPS to Yanwen.",
        f"After order {ONE} was late, we changed our carrier from UPS to Yanwen.",
        f"Order {ONE} was late and we changed the carrier from UPS to Yanwen.",
    ],
)
def test_a_carrier_is_left_alone_where_it_need_not_be_the_orders(sentence: str) -> None:
    assert findings(sentence, confirmed(f"{ONE}\t2026-09-02\tUSPS\t9400111206213344507718"), "other-carrier") == ()


SEVERAL = confirmed(
    f"{ONE}\t2026-09-02\tUSPS\t9400111206213344507718",
    f"{TWO}\t2026-09-03\tFedEx\t771489203356",
    f"{THREE}\t2026-09-03\tUSPS\t9400111206213344507725",
)


@pytest.mark.parametrize(
    ("rule", "sentence", "told"),
    [
        ("other-carrier", f"Orders {ONE} and {TWO} were shipped with FedEx on 3 May.", [("FedEx", ONE)]),
        ("other-carrier", f"We shipped orders {ONE}, {TWO} and {THREE} with FedEx.", [("FedEx", f"{ONE}, {THREE}")]),
        ("other-carrier", f"Orders {ONE} and {TWO} were shipped with FedEx and USPS.", []),
        (
            "other-carrier",
            f"Orders {ONE} and {TWO} were shipped with FedEx and USPS respectively.",
            [("FedEx", ONE), ("USPS", TWO)],
        ),
        ("other-carrier", f"Order {ONE} was shipped with USPS and order {TWO} with UPS.", [("UPS", TWO)]),
        ("other-carrier", f"Orders {ONE} and 701-9917203-4455012 were shipped with UPS.", [("UPS", ONE)]),
        ("other-date", f"Orders {ONE} and {TWO} were shipped on 3 September.", [("3 September", ONE)]),
        ("other-date", f"On 3 September 2026 we shipped orders {ONE} and {TWO}.", [("3 September 2026", ONE)]),
        ("other-date", f"Orders {ONE} and {TWO} were re-shipped on 9 September 2026.", []),
        (
            "other-date",
            f"Order {ONE} was shipped on 2 September 2026, and order {TWO} on 5 September 2026.",
            [("5 September 2026", TWO)],
        ),
        (
            "other-tracking",
            f"Orders {ONE} and {TWO} left under tracking numbers 9400111206213344507718 and LX207331841CN.",
            [("LX207331841CN", TWO)],
        ),
    ],
)
def test_what_is_told_of_several_orders_is_held_against_each(
    rule: str, sentence: str, told: Sequence[tuple[str, str]]
) -> None:
    found = findings(sentence, SEVERAL, rule)
    assert [f.excerpt for f in found] == [words for words, _ in told]
    assert all(
        f"order {orders} " in f"{f.message} " or f"order {orders};" in f.message
        for f, (_, orders) in zip(found, told, strict=True)
    )


@pytest.mark.parametrize(
    ("rule", "sentence", "words", "confidence"),
    [
        ("other-carrier", f"We changed the carrier of order {ONE} from Other to FedEx.", "FedEx", Confidence.MEDIUM),
        ("other-carrier", f"The carrier of order {ONE} was changed from UPS to FedEx.", "FedEx", Confidence.MEDIUM),
        ("other-carrier", f"We changed the carrier from UPS to FedEx for order {ONE}.", "FedEx", Confidence.MEDIUM),
        # The records may be older than the change: nothing tells that what they have is what was changed.
        ("other-carrier", f"For order {ONE} the carrier was corrected to FedEx.", "FedEx", Confidence.LOW),
        (
            "other-tracking",
            f"We corrected the number of order {ONE} to LX207331841CN.",
            "LX207331841CN",
            Confidence.LOW,
        ),
        (
            "other-tracking",
            f"We replaced LX207331841CN of order {ONE} with 9400111206213344507701.",
            "9400111206213344507701",
            Confidence.HIGH,
        ),
    ],
)
def test_of_a_change_the_new_value_is_held_against_the_records(
    rule: str, sentence: str, words: str, confidence: Confidence
) -> None:
    assert [(f.excerpt, f.confidence) for f in findings(sentence, SEVERAL, rule)] == [(words, confidence)]


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("other-carrier", f"We changed the carrier of order {ONE} from FedEx to USPS."),
        ("other-carrier", f"We changed the carrier of orders {ONE} and {THREE} from Other to USPS."),
        ("other-tracking", f"We corrected the number of order {ONE} to 9400111206213344507718."),
        ("other-tracking", f"The number LX207331841CN of order {ONE} was changed to 9400111206213344507718."),
        ("other-tracking", f"Order {ONE}: 9400111206213344507718 was mistakenly changed to LX207331841CN."),
    ],
)
def test_a_change_to_what_the_records_have_is_right(rule: str, sentence: str) -> None:
    assert findings(sentence, SEVERAL, rule) == ()


@given(st.lists(st.sampled_from(["USPS", "FedEx", "UPS"]), min_size=1, max_size=3))
@settings(max_examples=20, deadline=None)
def test_of_orders_named_together_those_with_another_carrier_are_told(carriers: list[str]) -> None:
    ids = [f"113-447190{at}-3305817" for at in range(len(carriers))]
    rows = (f"{each}\t2026-09-02\t{carrier}\t" for each, carrier in zip(ids, carriers, strict=True))
    named = " and ".join(filter(None, [", ".join(ids[:-1]), ids[-1]]))
    found = findings(f"Orders {named} were shipped with UPS.", confirmed(*rows), "other-carrier")
    wrong = {each for each, carrier in zip(ids, carriers, strict=True) if carrier != "UPS"}
    assert {each for each in ids for f in found if each in f.message} == wrong


@pytest.mark.parametrize(
    ("written", "recorded"),
    [
        ("USPS", "USPS"),
        ("China Post", "ChinaPost"),
        ("China Post", "中国邮政"),
        ("DHL", "DHL eCommerce"),
        ("UPS", "UPS Mail Innovations"),
        ("Yun Express", "YUNEXPRESS"),
        ("Yanwen", "Other"),
    ],
)
def test_a_carrier_in_another_spelling_is_the_same(written: str, recorded: str) -> None:
    letter = f"Order {ONE} was shipped with {written}."
    assert findings(letter, confirmed(f"{ONE}\t2026-09-02\t{recorded}\t"), "other-carrier") == ()


def test_without_records_nothing_is_said() -> None:
    linter = Linter(Config(select=RULES))
    assert linter.check(Draft("letter", f"Order {ONE} was shipped with UPS."), Materials()).findings == ()


# --- the command line -------------------------------------------------------------------------------------------------


def run(*arguments: str | Path) -> tuple[int, str, str]:
    selected = [word for rule in RULES for word in ("--select", rule)]
    result = CliRunner().invoke(app, ["check", *map(str, arguments), *selected], catch_exceptions=False)
    return result.exit_code, " ".join(result.stdout.split()), result.stderr


def test_the_command_line_holds_the_letter_against_two_files() -> None:
    code, out, _ = run(
        ORDERS / "letter.txt", "--orders", ORDERS / "all-orders.txt", "--orders", ORDERS / "shipping-confirmation.xlsx"
    )
    assert code == 1
    for told in (
        "The letter gives “UPS” for order 113-4471902-3305817; your records say USPS (line 3 of shipping-confirmation.xlsx).",
        "was shipped on “5 September 2026”; your records say 2026-09-02",
        "your records have 9400111206213344507718",
        "112-5530187-9042266 is (line 5 of all-orders.txt) and looks nearly the same",
        "Order “701-9917203-4455012” was not found in your records (all-orders.txt, shipping-confirmation.xlsx)",
    ):
        assert told in out


def test_the_command_line_tells_a_wrong_file_in_one_line() -> None:
    code, _, err = run(ORDERS / "letter.txt", "--orders", ORDERS / "inventory.txt")
    assert code == 2
    assert "inventory.txt: no column with order IDs (such as amazon-order-id) was found; export the All Orders" in err
    assert "Traceback" not in err


# --- many orders ------------------------------------------------------------------------------------------------------------


def test_a_report_of_twenty_thousand_orders_is_held_against_each_line() -> None:
    header = ["amazon-order-id", "purchase-date", "last-updated-date", "order-status", "carrier", "tracking-number"]
    ids = [f"11{at % 5}-{at * 7919 % 10**7:07}-{at * 104729 % 10**7:07}" for at in range(20_000)]
    row = "2026-09-01T08:12:00+00:00\t2026-09-02T08:12:00+00:00\tShipped\tUSPS\t9400111206213344507718"
    text = "\n".join(["\t".join(header), *(f"{order_id}\t{row}" for order_id in ids)])
    records = parse_records(text, "orders.txt")
    assert len(records.orders) == 20_000
    letter = "\n".join(f"{at}. Order {ids[at * 400]} was shipped with UPS on 3 September 2026." for at in range(40))
    found = Linter(Config(select=RULES)).check(Draft("letter", letter), Materials(records=records)).findings
    assert sum(finding.rule == "consistency/record-other-carrier" for finding in found) == 40


@pytest.mark.parametrize("name", ["line", "line_of"])
def test_the_work_grows_with_the_rows_and_no_faster(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted, not timed: how often a table is asked for its lines."""
    asked = 0
    plainly = getattr(Draft, name)

    def counted(draft: Draft, place: int) -> object:
        nonlocal asked
        asked += 1
        return plainly(draft, place)

    monkeypatch.setattr(Draft, name, counted)
    work = []
    for rows in (50, 100):
        ids = [f"113-4471902-{at:07}" for at in range(rows)]
        table = "\n".join(f"| {each} | USPS | 2026-09-02 |" for each in ids)
        asked = 0
        letter = f"| Order ID | Carrier | Ship date |\n|---|---|---|\n{table}\n"
        assert findings(letter, confirmed(*(f"{each}\t2026-09-02\tUSPS\t" for each in ids)), "other-carrier") == ()
        work.append(asked)
    assert work[1] < 2.5 * work[0]


def test_a_paragraph_on_several_orders_is_read_sentence_by_sentence(linter: Linter) -> None:
    report = "amazon-order-id\tcarrier-name\n114-3358820-7716634\tUPS\n111-3358820-7716634\tUPS\n"
    letter = (
        "Root cause:\nOrder 114-3358820-7716634 was shipped with FedEx. Order 111-3358820-7716634 was shipped with UPS,"
        " one day late."
    )
    found = linter.check(letter, Materials(records=parse_records(report))).findings
    assert [f.excerpt for f in found if f.rule == "consistency/record-other-carrier"] == ["FedEx"]
