"""Attachments: references, the folder, what proves which claim, and `--attachments` on the command line."""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from typer.testing import CliRunner

from poalint import facts
from poalint.api import Linter
from poalint.cli.app import app
from poalint.config import Config
from poalint.draft import Draft
from poalint.facts.attachments import same_form, spelt_out
from poalint.facts.evidence import CLAIMS, Holdings, claim_of
from poalint.facts.folder import File, Folder, read_folder
from poalint.facts.materials import Materials
from poalint.formats.shapes import check_schema
from poalint.kinds import folder as kind
from poalint.kinds.base import Hit, Scope
from poalint.kinds.where import Where
from poalint.model import PoalintError, Report

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "fixtures" / "attachments" / "vtr"
VTR = ROOT / "fixtures" / "drafts" / "strong-vtr.txt"


# --- references ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("see attachment 3", "3"),
        ("see attachments 1-3", "1 2 3"),
        ("see attachment 1,2,3.", "1 2 3"),
        ("Exhibits A and B show it", "A B"),
        ("Exhibit A-C", "A B C"),
        ("see file 2 to 5", "2 3 4 5"),
        ("Annexes II, III and IV", "2 3 4"),
        ("Annex IV has it", "4"),
        ("Appendices 2, 3 and 5–7", "2 3 5 6 7"),
        ("Attachment No. 4", "4"),
        ("Attachment #4", "4"),
        ("attachment(1)", "1"),
        ("Enclosure 3a", "3A"),
        ("见附件3", "3"),
        ("附件1-3、5", "1 2 3 5"),
        ("附件一、二", "1 2"),
        ("附件十二", "12"),
        ("attached 2.", "2"),
    ],
)
def test_references_spell_out_ranges_and_lists(text: str, numbers: str) -> None:
    [found] = facts.attachments(text)
    assert found.numbers == tuple(numbers.split())
    assert text[found.span.start : found.span.end] == found.text


@pytest.mark.parametrize(
    "text",
    [
        "We attach importance to it; great, attached importance to training",
        "we file 3 claims a day",
        "we document 5 cases a week",
        "the label is attached to the box",
        "see https://shop.example/a/report.pdf and www.example.org/list.csv",
        "write to a@b.pdf or to the evidence we have",
    ],
)
def test_what_is_no_reference(text: str) -> None:
    assert list(facts.attachments(text)) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("(Attachment 2, 14 photos)", ("2",)),
        ("attachment 2 and 5 parcels were lost", ("2",)),
        ("We attached a copy", ()),
        ("attached 3 photos", ()),
        ("Attachment A copy of the licence", ()),
        ("Attachment - 20 photos", ()),
        ("Attachments (3 files)", ()),
        ("(attachment [number]: [what it shows])", ()),
    ],
)
def test_a_number_beside_the_word_may_count_something_else(text: str, numbers: tuple[str, ...]) -> None:
    [found] = facts.attachments(text)
    assert found.numbers == numbers


def test_a_lone_letter_is_a_numeral_among_numerals() -> None:
    assert [each.numbers for each in facts.attachments("Annex IV and Annex V")] == [("4",), ("5",)]
    assert [each.numbers for each in facts.attachments("Annex U and Annex V")] == [("U",), ("V",)]


def test_file_names_are_read_as_written() -> None:
    text = "The refunds are in refunds-may.pdf, “scan of the lease.jpg” is the lease, 退款记录.xlsx the table."
    assert [each.name for each in facts.attachments(text)] == [
        "refunds-may.pdf",
        "scan of the lease.jpg",
        "退款记录.xlsx",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Attachments:\n1) screenshot of the template\n2) record of refund\n",
        "Attachments: 1) screenshot of the template 2) record of refund",
        "Attachment 1: screenshot of the template\nAttachment 2: record of refund",
        "Attachments\n\n1 – screenshot of the template\n2 – record of refund",
        "Exhibit 1: screenshot of the template. Exhibit 2: record of refund",
        "We list all the attachments for your check:\n(1) screenshot of the template\n(2) record of refund",
        "Attachments: 1 screenshot of the template, 2 record of refund.",
        "附件清单：\n附件1：screenshot of the template\n附件2：record of refund",
    ],
)
def test_lists_say_what_each_attachment_is(text: str) -> None:
    entries = [each for each in facts.attachments(text) if each.listed]
    assert [(each.numbers, each.what) for each in entries] == [
        (("1",), "screenshot of the template"),
        (("2",), "record of refund"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The attachments prove that these orders are right:\n1. 111-3664352-6019332\n2. 112-4394508-8973861\n",
        "Evidence:\n1. We shipped 131 parcels in October.\n2. All of them were delivered.\n",
        "In attachment 1 we list the buyers:\n1. Smith\n2. Jones\n",
    ],
)
def test_other_lists_are_no_lists_of_attachments(text: str) -> None:
    assert not [each for each in facts.attachments(text) if each.listed]


@given(st.integers(1, 30), st.integers(1, 9))
def test_a_range_is_as_long_as_it_says(first: int, more: int) -> None:
    spelt = spelt_out(str(first), str(first + more))
    assert spelt[0] == str(first)
    assert len(spelt) == more + 1
    assert spelt_out(str(first + more), str(first)) == ()


@given(st.integers(1, 99))
def test_a_label_in_its_one_form_keeps_it(number: int) -> None:
    assert same_form(f"{number:02}") == same_form(same_form(str(number))) == str(number)


@given(st.text(alphabet="attachmentsexhibit 0123ABIV-–,.;:()附件一二\n", max_size=80))
def test_any_text_is_read_in_order_and_in_place(text: str) -> None:
    found = list(facts.attachments(text))
    assert [each.span for each in found] == sorted(each.span for each in found)
    assert all(text[each.span.start : each.span.end] == each.text for each in found)


# --- the folder ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("2-invoice.pdf", "2"),
        ("02 invoice.pdf", "2"),
        ("(2) invoice.pdf", "2"),
        ("2.pdf", "2"),
        ("Attachment 2 invoices.pdf", "2"),
        ("attachment_3.png", "3"),
        ("附件2 发票.pdf", "2"),
        ("附件二 合同.pdf", "2"),
        ("2发票.pdf", "2"),
        ("①退款.pdf", "1"),
        ("Exhibit B - LOA.pdf", "B"),
        ("Annex IV.pdf", "4"),
        ("Exhibits A-C.pdf", "A B C"),
        ("1-3 invoices.pdf", "1 2 3"),
        ("2-5-2026 refund.pdf", ""),
        ("4-May refunds.pdf", ""),
        ("5月退款.pdf", ""),
        ("invoice (2).pdf", ""),
        ("IMG_2034.jpg", ""),
        ("A-to-Z claim.pdf", ""),
        ("114-1234567-1234567.pdf", ""),
        ("2nd invoice.pdf", ""),
    ],
)
def test_the_number_a_file_name_carries(name: str, numbers: str) -> None:
    assert File(name).numbers == tuple(numbers.split())


def test_hidden_and_system_files_are_left_out_and_folders_within_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "申诉附件 2026"
    (folder / "photos").mkdir(parents=True)
    (folder / "__MACOSX").mkdir()
    for name in ("10-b.pdf", "2-a.pdf", ".DS_Store", "Thumbs.db", "~$plan.docx", "photos/bench.jpg", "__MACOSX/x.pdf"):
        (folder / name).write_bytes(b"x" * 3)
    assert [(file.name, file.size) for file in read_folder(folder).files] == [
        ("2-a.pdf", 3),
        ("10-b.pdf", 3),
        ("photos/bench.jpg", 3),
    ]
    assert File("photos/bench.jpg").base == "bench.jpg"


def test_names_are_composed_as_the_letter_writes_them() -> None:
    apart = unicodedata.normalize("NFD", "facture-été.pdf")
    assert File(apart).base == "facture-été.pdf"
    assert list(_holdings("See facture-été.pdf and lease.pdf.", [apart, "lease.pdf"]).missing()) == []


def test_a_folder_that_is_none_is_told_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"x")
    with pytest.raises(PoalintError, match=r"a\.pdf: is a file, not a folder; give the folder"):
        read_folder(file)
    with pytest.raises(PoalintError, match=r"gone: no such folder; give the folder"):
        read_folder(tmp_path / "gone")


@pytest.mark.parametrize("closed", [".", "photos"])
def test_a_folder_that_may_not_be_read(closed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "photos").mkdir()
    scandir = os.scandir

    def refused(path: Path) -> object:
        # The superuser, as whom tests may run, is refused nothing: the system's answer is given here.
        if Path(path) == tmp_path / closed:
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refused)
    with pytest.raises(PoalintError, match=r"cannot be read \(Permission denied\); check who may read it"):
        read_folder(tmp_path)


# --- letter against folder ----------------------------------------------------------------------------------------


def _holdings(text: str, names: Sequence[str], path: str = "letter.txt") -> Holdings:
    return Holdings(Draft(path, text), list(facts.attachments(text)), Folder(tuple(File(name) for name in names)))


@pytest.mark.parametrize(
    ("text", "names", "missing"),
    [
        ("Attachments 1-4", ["1-a.pdf", "2-b.pdf", "4-d.pdf"], {"3": True}),
        ("Attachments 1-4", ["1-a.pdf", "2-b.pdf", "4-d.pdf", "lease.pdf"], {"3": False}),
        ("Attachments 1-4", ["Attachments 1-4.pdf"], {}),
        ("Attachments 1-4", ["all attachments.pdf", "photo.jpg"], {}),
        ("Attachments 1-4", ["所有附件.pdf", "photo.jpg"], {}),
        ("Attachments 1-4", ["everything.pdf"], {}),
        ("Attachments 1-4", ["photos.zip", "1-a.pdf"], {}),
        ("Attachments 1-4", ["a.pdf", "b.pdf", "c.pdf", "d.pdf"], {}),
        ("Attachments 1-4", ["a.pdf", "b.pdf"], {"3": False, "4": False}),
        ("Attachments 1-2", [], {"1": True, "2": True}),
        ("The receipt is attached.", [], {"": False}),
        ("Attachment 2 (training record)", ["1-a.pdf", "training.pdf"], {}),
        ("Attachment 2b and attachment 3.1", ["2.pdf", "3.pdf"], {}),
        ("See report.pdf", ["refund report.pdf", "x.pdf"], {}),
        ("See report.pdf", ["xreport.pdf", "x.pdf"], {"report.pdf": True}),
        ("See picture 7.", ["1-a.pdf", "2-b.pdf"], {"7": False}),
    ],
)
def test_what_is_missing_and_how_surely(text: str, names: list[str], missing: dict[str, bool]) -> None:
    assert {number: sure for _, number, sure in _holdings(text, names).missing()} == missing


def test_nothing_is_missing_where_no_folder_was_given() -> None:
    text = "See attachment 9."
    assert list(Holdings(Draft("x", text), list(facts.attachments(text)), None).missing()) == []


def test_the_letter_itself_is_no_attachment() -> None:
    names = ["1-refunds.pdf", "my letter.txt", "POA v2.docx", "申诉信.docx"]
    held = _holdings("See attachment 1.", names, "/home/x/my letter.txt")
    assert [file.name for file in held.files] == ["1-refunds.pdf"]
    assert list(held.unmentioned()) == []


def test_every_claim_has_evidence_in_both_languages_and_knows_it_by_name() -> None:
    names = {
        "removal": "移除订单.png", "refund": "2_refund_report.pdf", "training": "培训签到表.jpg", "letter": "LOA.pdf",
        "purchase": "采购发票.pdf", "report": "检测报告.pdf", "termination": "notice of termination.pdf",
        "contract": "合同.pdf", "procedure": "SOP_v2.pdf", "message": "站内信.png", "photo": "IMG_2034.jpg",
        "correction": "corrected orders.png",
    }  # fmt: skip
    assert {claim.kind for claim in CLAIMS} == set(names)
    for claim in CLAIMS:
        assert claim.proof.search(File(names[claim.kind]).words), claim.kind
        assert all(claim.wanted)


CLAIMED = """\
Corrective actions taken:

1. On 4 May we refunded both buyers in full.
2. Our two clerks were trained on 5 May (attachment 1: signed record).
3. On 6 May we wrote an SOP for packing.
4. On 7 May we signed a contract with Royal Mail.
5. We ended the cooperation with the agency on 8 May.
6. We bought a scanner on 9 May.
7. We obtained a letter from the manufacturer on 10 May.
8. The charger was tested by a laboratory in Leeds on 11 May.
9. On 12 May we created a removal order for 40 units.
10. All 40 units were destroyed on 13 May.
11. We e-mailed the three buyers on 14 May.
12. On 15 May we corrected the tracking numbers of all nine orders.
13. We will train a third clerk and refund the next buyer.
14. We did not sign the agreement with the courier.
"""


def test_each_kind_of_deed_done_is_on_the_checklist_once(linter: Linter) -> None:
    reading = linter.inspect(CLAIMED, Materials(folder=Folder((File("refunds.pdf", 10), File("SOP.pdf", 0)))))
    found = {each.claim.kind: each for each in reading.checklist}
    assert set(found) == {claim.kind for claim in CLAIMS}
    assert len(reading.checklist) == len(found)
    assert found["training"].mentioned
    refund = found["refund"]
    assert (refund.mentioned, refund.file and refund.file.name) == (False, "refunds.pdf")
    assert found["procedure"].file is None, "an empty file proves nothing"
    assert reading.draft[refund.span] == "On 4 May we refunded both buyers in full"


def test_deeds_told_elsewhere_or_not_done_ask_for_no_proof(linter: Linter) -> None:
    text = "Root cause:\n\nWe bought the lamps at a market (attachment 1).\n\nPreventive measures:\n\nWe will sign a contract."
    assert linter.inspect(text).checklist == []


def test_claims_go_by_the_verb_and_its_words(linter: Linter) -> None:
    text = "Corrective actions taken:\n\nWe reviewed the refund policy on 4 May. We refunded the buyer on 5 May."
    reading = linter.inspect(text)
    kinds = [claim_of(each, reading.draft[each.span]) for each in reading.ledger]
    assert [claim and claim.kind for claim in kinds] == [None, "refund"]


# --- the kind -----------------------------------------------------------------------------------------------------


def _hits(linter: Linter, text: str, flag: kind.Flag, files: Sequence[File] | None = None) -> list[Hit]:
    reading = linter.inspect(text, Materials(folder=Folder(tuple(files)) if files is not None else None))
    return list(kind.check(Scope(reading, Where(), "evidence/x"), kind.Settings(flag, types=("pdf",))))


def test_an_empty_file_is_shown_where_the_letter_names_it(linter: Linter) -> None:
    text = "The refunds are in attachment 2."
    [hit] = _hits(linter, text, kind.Flag.EMPTY, [File("1.pdf", 5), File("2-refunds.pdf", 0)])
    assert hit.span is not None
    assert text[hit.span.start : hit.span.end] == "attachment 2"
    assert hit.slots["file"] == "2-refunds.pdf"


def test_an_unlisted_number_points_at_the_list(linter: Linter) -> None:
    text = "See attachment 3.\n\nAttachments:\n1. refund report\n2. training record\n"
    [hit] = _hits(linter, text, kind.Flag.UNLISTED)
    assert [text[span.start : span.end] for span, _ in hit.related] == ["1. refund report", "2. training record"]
    # With the folder, a file that is not there is told once, as missing.
    files = [File("1-refund.pdf"), File("2-training.pdf")]
    assert _hits(linter, text, kind.Flag.UNLISTED, files) == []
    [hit] = _hits(linter, text, kind.Flag.MISSING, files)
    assert hit.slots["number"] == "3"


def test_a_missing_file_points_at_every_mention(linter: Linter) -> None:
    text = "See attachment 2.\n\nAttachments:\n1. refund report\n2. training record\n"
    [hit] = _hits(linter, text, kind.Flag.MISSING, [File("1-refund.pdf"), File("3-lease.pdf")])
    assert hit.span is not None
    assert text[hit.span.start : hit.span.end] == "attachment 2"
    assert [(text[span.start : span.end], words) for span, words in hit.related] == [
        ("2. training record", "in the list")
    ]


@pytest.mark.parametrize("flag", [f for f in kind.Flag if f not in {kind.Flag.UNLISTED, kind.Flag.UNPROVED}])
def test_without_a_folder_nothing_is_said_of_files(linter: Linter, flag: kind.Flag) -> None:
    assert _hits(linter, "See attachment 3 and report.zip.", flag) == []


def test_a_letter_without_any_attachment_is_not_told_so_again_for_each_claim(linter: Linter) -> None:
    text = "Corrective actions taken:\n\nWe refunded the buyer on 5 May."
    assert _hits(linter, text, kind.Flag.UNPROVED) == []
    [hit] = _hits(linter, text, kind.Flag.UNPROVED, [])
    assert hit.slots["claim"] == "refund"


def test_types_need_a_list() -> None:
    assert kind.fault(kind.Settings(kind.Flag.TYPE))
    assert kind.fault(kind.Settings(kind.Flag.TYPE, types=("pdf",))) is None


# --- reports ------------------------------------------------------------------------------------------------------


def test_the_report_has_a_checklist_only_with_a_folder(linter: Linter) -> None:
    assert linter.check(CLAIMED).checklist == ()
    report: Report = linter.check(CLAIMED, Materials(folder=Folder((File("refunds.pdf", 10),))))
    first = report.to_dict()["checklist"]
    assert isinstance(first, list)
    assert {key: first[0][key] for key in ("claim", "file", "mentioned", "words")} == {
        "claim": "refund",
        "file": "refunds.pdf",
        "mentioned": False,
        "words": "On 4 May we refunded both buyers in full",
    }
    assert first[0]["range"]["start"]["line"] == 3


def test_the_checklist_speaks_the_language_of_the_report() -> None:
    report = Linter(Config(lang="zh", select=("evidence",))).check(CLAIMED, Materials(folder=Folder()))
    assert report.checklist[0].wanted == "退款记录或报告（含订单号）"


def _run(*words: str | Path) -> tuple[int, str, str]:
    ran = CliRunner().invoke(app, ["check", *map(str, words)], env={"COLUMNS": "80", "NO_COLOR": "1"})
    return ran.exit_code, ran.stdout, ran.stderr


def test_check_holds_the_letter_against_the_folder() -> None:
    code, out, _ = _run(VTR, "--attachments", FOLDER, "--select", "evidence", "--format", "json")
    told = json.loads(out)
    jsonschema.validate(told, check_schema())
    found = {(each["rule"], each["excerpt"]) for each in told["results"][0]["findings"]}
    # The empty file is an error.
    assert code == 1
    assert {
        ("evidence/empty-file", ""),
        ("evidence/missing-file", "Attachment 7"),
        ("evidence/unaccepted-file-type", "Attachment 6"),
        ("evidence/unmentioned-file", ""),
    } <= found
    proofs = {each["claim"]: each["file"] for each in told["results"][0]["checklist"]}
    assert proofs["correction"] == "附件2 改正后的订单截图.png"
    assert proofs["training"] == "Attachment 5 - training record.pdf"


@pytest.mark.parametrize(
    ("lang", "title"), [("en", "Evidence for what the letter says is done"), ("zh", "信里说已经做了的事")]
)
def test_the_checklist_is_printed_in_80_columns(lang: str, title: str) -> None:
    _, out, _ = _run(VTR, "--attachments", FOLDER, "--lang", lang)
    assert title in out
    lines = out[out.index(title) :].splitlines()
    assert any(line.strip().startswith("[x]") for line in lines)
    assert max(cell_len(line) for line in lines) <= 80
    _, without, _ = _run(VTR, "--lang", lang)
    assert title not in without


def test_a_chinese_folder_name(tmp_path: Path) -> None:
    folder = tmp_path / "附件（最终版）"
    folder.mkdir()
    (folder / "附件1 退款记录.pdf").write_bytes(b"x")
    letter = tmp_path / "letter.txt"
    letter.write_text("Corrective actions taken:\n\nBoth buyers were refunded on 4 May (attachment 1).\n", "utf-8")
    _, out, err = _run(letter, "--attachments", folder, "--select", "evidence", "--format", "json")
    assert err == ""
    [result] = json.loads(out)["results"]
    assert result["findings"] == []
    assert [(each["file"], each["mentioned"]) for each in result["checklist"]] == [("附件1 退款记录.pdf", True)]


@pytest.mark.parametrize(("name", "told"), [("letter.txt", "is a file, not a folder"), ("gone", "no such folder")])
def test_a_folder_that_is_none_ends_the_run_with_one_line(tmp_path: Path, name: str, told: str) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("See attachment 1.", "utf-8")
    code, out, err = _run(letter, "--attachments", tmp_path / name)
    assert (code, out) == (2, "")
    assert told in err
    assert len(err.strip().splitlines()) == 1
