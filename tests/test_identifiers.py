"""Order IDs, ASINs and the other IDs: what is one, what is meant as one, what is wrong with it, and its exact place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poalint.facts.identifiers import Identifier, IdKind, asins, order_ids, other_ids, run_together

DIGITS = "0123456789"
ORDER = st.builds("-".join, st.tuples(*(st.text(DIGITS, min_size=n, max_size=n) for n in (3, 7, 7))))


def placed(text: str, found: list[Identifier]) -> list[str]:
    """The texts found, each proven to stand where its span says."""
    assert [text[each.span.start : each.span.end] for each in found] == [each.text for each in found]
    assert [each.span.start for each in found] == sorted(each.span.start for each in found)
    return [each.text for each in found]


@given(
    ORDER,
    st.sampled_from(
        ["{}", "Order No.{}", "订单号{}已退款", "({}), ", "1) {} refunded", "{}-InvalidId", "id:{}China Post"]
    ),
)
def test_every_id_of_the_form_is_found_and_valid(order: str, around: str) -> None:
    text = around.format(order)
    (found,) = order_ids(text)
    assert placed(text, [found]) == [order]
    assert (found.valid, found.reason, found.mended, found.plain) == (True, None, None, order)


@given(st.lists(ORDER, min_size=2, max_size=4), st.sampled_from(["", "-", "/", ",", ", ", "\n"]))
def test_ids_side_by_side_are_each_found(orders: list[str], gap: str) -> None:
    text = f"Orders {gap.join(orders)}."
    found = order_ids(text)
    assert placed(text, found) == orders
    assert all(each.valid for each in found)
    assert len(list(run_together(text, found))) == (len(orders) - 1 if gap in {"", "-"} else 0)


@given(ORDER, st.integers(0, 18), st.sampled_from(["drop", "double"]))
@settings(max_examples=60)
def test_a_digit_too_few_or_too_many_is_never_valid(order: str, place: int, how: str) -> None:
    if order[place] == "-":
        place += 1
    wrong = order[:place] + (order[place] * 2 if how == "double" else "") + order[place + 1 :]
    text = f"Order {wrong} was late."
    (found,) = order_ids(text)
    assert placed(text, [found]) == [wrong]
    assert (found.valid, found.mended) == (False, None)
    assert (found.reason or "").endswith("not 3, 7 and 7")
    assert (found.reason_zh or "").endswith("应为 3、7、7 位")


WRONG_FORMS = [
    ("112–3097983–6754638", "another dash than the hyphen", "连接号不是半角连字符“-”"),
    ("112 3097983 6754638", "spaces", "中间有空格"),
    ("112.3097983.6754638", "dots for hyphens", "用点号代替了连字符"),
    ("１１２-3097983-6754638", "full-width digits", "用了全角数字"),
    ("112-3O97983-6754638", "the letter O for the digit 0", "把数字 0 写成了字母 O"),
    ("l12-3097983-6754638", "the letter l for the digit 1", "把数字 1 写成了小写字母 l"),
    ("11230979836754638", "no hyphens where they belong", "缺少连字符"),
    ("1123097983-6754638", "no hyphens where they belong", "缺少连字符"),
    (
        "１１２－３０９７９８３－６７５４６３８",
        "full-width digits and another dash than the hyphen",
        "用了全角数字，连接号不是半角连字符“-”",
    ),
]


@pytest.mark.parametrize(("written", "reason", "reason_zh"), WRONG_FORMS, ids=[reason for _, reason, _ in WRONG_FORMS])
def test_where_only_the_form_is_wrong_the_id_is_mended(written: str, reason: str, reason_zh: str) -> None:
    text = f"We refunded the order {written} at once."
    (found,) = order_ids(text)
    assert placed(text, [found]) == [written]
    assert (found.valid, found.mended, found.plain) == (False, "112-3097983-6754638", "112-3097983-6754638")
    assert (found.reason, found.reason_zh) == (f"it has {reason}", reason_zh)


def test_a_line_may_end_after_a_hyphen() -> None:
    (found,) = order_ids("the order 113-4471902-\n3305817 was late")
    assert (found.valid, found.plain) == (True, "113-4471902-3305817")


def test_digital_orders_and_a_letter_o_in_them() -> None:
    found = order_ids("D01-3340916-8820147 and DO1-3340916-8820147")
    assert [(each.valid, each.plain) for each in found] == [
        (True, "D01-3340916-8820147"),
        (False, "D01-3340916-8820147"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Tel. 123-1234567-123456",
        "The invoice 2024-0012345-0012345",
        "call 400-8205512-7764",
        "Order 113-4471902-3305817 has the waybill 30441882091755477.",
        "The parcels of the order left. The number is 30441882091755477.",
        "from 2025-05-04 - 2025-06-04",
        "001-12345-67890",
        "I'll look: Ooo-lIlIlIl-oOoOoOo",
    ],
)
def test_other_numbers_are_no_order_ids(text: str) -> None:
    assert [each.text for each in order_ids(text) if not each.valid] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ASIN: B07XJ8C8F5", [("B07XJ8C8F5", True, None)]),
        ("商品B07XJ8C8F5的投诉", [("B07XJ8C8F5", True, None)]),
        ("asin b07xj8c8f5", [("b07xj8c8f5", True, "B07XJ8C8F5")]),
        ("ASIN 0306406152 is a book", [("0306406152", True, None)]),
        ("ASINs B07XJ8C8F5 and BO7XJ8C8F6", [("B07XJ8C8F5", True, None), ("BO7XJ8C8F6", False, "B07XJ8C8F6")]),
        ("ASIN B07XJ8C8", [("B07XJ8C8", False, None)]),
        ("the board BO7XJ8C8F6", []),
        ("our ASIN Books2024 list", []),
    ],
)
def test_asins(text: str, expected: list[tuple[str, bool, str | None]]) -> None:
    found = asins(text)
    placed(text, found)
    assert [(each.text, each.valid, each.mended) for each in found] == expected
    assert all(each.kind is IdKind.ASIN for each in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("FNSKU X001ABCDEF", [("X001ABCDEF", "fnsku")]),
        ("case ID: 7788990011, case 15577889900", [("7788990011", "case_id"), ("15577889900", "case_id")]),
        ("A-to-z claim number 1234567890", [("1234567890", "claim_id")]),
        ("shipment FBA15DJ8K0MC", [("FBA15DJ8K0MC", "shipment_id")]),
        ("our merchant token is A2L77EE7U53NWQ", [("A2L77EE7U53NWQ", "seller_id")]),
        ("the seller account on A13V1IB3VIYZZH", []),
        ("seller parcel AA123456785CN", []),
        ("call 13812345678 in that case", []),
        ("the model A2L77EE7U53NWQ", []),
    ],
)
def test_other_ids(text: str, expected: list[tuple[str, str]]) -> None:
    found = other_ids(text)
    placed(text, found)
    assert [(each.text, each.kind.value) for each in found] == expected
