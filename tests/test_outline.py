"""Headings in the wild, sections, pasted stretches, and how a page is laid out in blocks."""

from __future__ import annotations

import pytest

from poalint.api import Linter
from poalint.draft import Draft, blocks

HEADINGS = [
    ("-- The root causes of the valid tracking rate problem", "root_cause"),
    ("①. ROOT CAUSE", "root_cause"),
    ("A) What went wrong:", "root_cause"),
    ("## The root cause of the issue:", "root_cause"),
    ("**Root Cause**", "root_cause"),
    ("1. What reasons led to the issue:", "root_cause"),
    ("根本原因：", "root_cause"),
    ("• Actions Taken:", "corrective"),
    ("What we did about it:", "corrective"),
    ("**Corrective Actions Taken:**", "corrective"),
    ("3. Actions we have taken to resolve the issue.", "corrective"),
    ("Greater detail on the steps you have taken to resolve the issue", "corrective"),
    ("已采取的纠正措施：", "corrective"),
    ("STEPS TO PREVENT FUTURE COMPLAINTS", "preventive"),
    ("Greater detail on the steps you have taken to prevent it going forward", "preventive"),
    ("What we have done to prevent it from happening again:", "preventive"),
    ("③. HOW TO AVOID", "preventive"),
    ("## Long-term controls:", "preventive"),
    ("Safeguards in place", "preventive"),
    ("预防措施", "preventive"),
    ("Attachments", "evidence"),
]


@pytest.mark.parametrize(("heading", "kind"), HEADINGS, ids=[heading for heading, _ in HEADINGS])
def test_a_heading_opens_its_part(linter: Linter, heading: str, kind: str) -> None:
    letter = f"Dear team,\n\nWe write about our late orders.\n\n{heading}\n\nTwo parcels were packed on 3 May by Ann.\n"
    reading = linter.inspect(letter)
    section = next(s for s in reading.sections if s.heading)
    assert section.kind == kind
    assert "packed" in reading.draft[section.body]


@pytest.mark.parametrize(
    "line",
    [
        "We found the reasons in two days and refunded both buyers on 3 May.",
        "2. Ended the relationship with the distributor.",
        "3) Provide enough training to all hires:",
        "Order number: 112-3097983-6754638",
    ],
)
def test_a_sentence_or_an_item_opens_no_part(linter: Linter, line: str) -> None:
    reading = linter.inspect(f"Root cause:\nOur packer chose the wrong carrier.\n\n{line}\n\nIt was late.\n")
    assert {section.kind for section in reading.sections} <= {"root_cause", "closing"}


def test_a_lead_in_runs_on_into_its_sentence(linter: Linter) -> None:
    reading = linter.inspect(
        "Root Cause: The list had no field for the carrier.\n\nCorrective actions: We added one on 3 May."
    )
    assert [section.kind for section in reading.sections] == ["root_cause", "corrective"]
    assert reading.draft[reading.sections[0].body] == "The list had no field for the carrier."


def test_a_letter_without_headings_is_cut_where_it_turns(linter: Linter) -> None:
    letter = (
        "Dear Amazon,\n\nOur packer did not scan two parcels because nobody checked the list. We failed to see it.\n\n"
        "On 3 May we refunded both buyers and corrected the numbers. We replaced the scanner.\n\n"
        "In future every parcel is scanned by two people each day. The lead checks the list every evening.\n\nThank you.\n"
    )
    kinds = [section.kind.value for section in linter.inspect(letter).sections]
    assert kinds == ["greeting", "root_cause", "corrective", "preventive", "closing"]


def test_a_lead_in_goes_on_with_its_part(linter: Linter) -> None:
    letter = "Corrective actions taken:\n\nAfter we found the root cause, we took these steps:\n1. We refunded both buyers.\n"
    assert {section.kind.value for section in linter.inspect(letter).sections} == {"corrective"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("运营监控汇总表\n跟踪表\n统计表", "foreign"),
        ("Sellers must maintain a VTR of 95%. A VTR below 95% can restrict your ability to sell.", "policy"),
        (
            "2026-05-22 03:14 Arrived in New York\n2026-05-21 00:43 In transit\n2026-05-20 10:57 Left Shenzhen",
            "tracking",
        ),
    ],
)
def test_pasted_text_is_known(linter: Linter, text: str, kind: str) -> None:
    reading = linter.inspect(f"We refunded both buyers.\n\n{text}\n\nWe checked all orders.")
    assert [(each.kind.value, reading.draft[each.span]) for each in reading.pasted] == [(kind, text)]


def kinds(text: str) -> list[tuple[str, str, str]]:
    draft = Draft("x", text)
    return [(block.kind.value, block.marker, draft[block.body]) for block in blocks(draft)]


@pytest.mark.parametrize(
    ("line", "marker", "body"),
    [
        ("1. We refunded.", "1.", "We refunded."),
        ("1.We refunded.", "1.", "We refunded."),
        ("(2) We refunded.", "(2)", "We refunded."),
        ("3） We refunded.", "3）", "We refunded."),
        ("①We refunded.", "①", "We refunded."),
        ("• We refunded.", "•", "We refunded."),
        ("-Refunded both.", "-", "Refunded both."),
        ("A. We refunded.", "A.", "We refunded."),
        ("一、我们", "一、", "我们"),
        ("\uf0b7 We refunded.", "\uf0b7", "We refunded."),
    ],
)
def test_list_markers(line: str, marker: str, body: str) -> None:
    assert kinds(line) == [("item", marker, body)]


@pytest.mark.parametrize("line", ["1.72% were late.", "3 May was a Sunday.", "I. am here", "We - both - agree."])
def test_what_only_looks_like_a_marker(line: str) -> None:
    assert all(marker in {"", "I."} for _, marker, _ in kinds(line))


def test_hard_wrapped_lines_are_one_block() -> None:
    text = (
        "Our packer chose the wrong carrier because the list had no field for\n"
        "it and nobody looked at the confirmation page before the van came.\n"
        "- first item, which goes on\n  on the next line\n- second item\n"
    )
    assert [body.replace("\n", "⏎") for _, _, body in kinds(text)] == [
        text.split("\n- ")[0].replace("\n", "⏎"),
        "first item, which goes on⏎  on the next line",
        "second item",
    ]


def test_only_a_line_feed_ends_a_line() -> None:
    draft = Draft("x", "a\x0cb\x0bc\u2028d\x85e\nf")
    assert len(draft.line_starts) == 2
    assert draft.position(draft.text.index("f")).line == 2
