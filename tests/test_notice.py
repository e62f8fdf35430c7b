"""Amazon's notices: what is read from them, and where a letter answers."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from typer.testing import CliRunner

from poalint.api import Linter
from poalint.cli.app import app
from poalint.draft import read_draft
from poalint.facts import Materials
from poalint.facts.coverage import Covered, Letter, cover
from poalint.facts.identifiers import asins, order_ids
from poalint.facts.notice import Notice, parse_notice
from poalint.facts.violation import detect_violation
from poalint.formats.shapes import check_schema
from poalint.model import Confidence, ItemKind, Outcome, PoalintError, Spans, ViolationKind
from poalint.reading import Reading

ROOT = Path(__file__).parent.parent
NOTICES = ROOT / "fixtures" / "notices"
DRAFTS = ROOT / "fixtures" / "drafts"
RULES = [
    "consistency/other-violation-answered",
    "consistency/unanswered-asins",
    "consistency/unanswered-documents",
    "consistency/unanswered-metric",
    "consistency/unanswered-orders",
    "consistency/unanswered-questions",
]
SECTIONS = ["root_cause", "corrective", "preventive"]


def notice(name: str) -> Notice:
    return parse_notice((NOTICES / f"{name}.txt").read_text(encoding="utf-8"), name)


def names(told: Notice, *kinds: ItemKind) -> list[str]:
    return [item.name for item in told.items(*kinds)]


def asking(words: str) -> Notice:
    """A notice that ends in these words."""
    return parse_notice(f"Hello,\n\nWe have removed your listings. Why did this happen?\n\n{words}\n")


# --- what a notice says -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind", "marketplace", "deadline", "rejected"),
    [
        ("vtr-us", ViolationKind.VTR, "US", ("within 7 days", 168), False),
        ("odr-us", ViolationKind.ODR, "US", None, False),
        ("late-shipment-uk", ViolationKind.LATE_SHIPMENT, "UK", ("by 5 May 2026", None), False),
        ("inauthentic-us", ViolationKind.INAUTHENTIC, None, ("within 17 days of receiving this notice", 408), False),
        ("rejection-more-detail", ViolationKind.VTR, "DE", ("within 72 hours", 72), True),
        ("ip-uk", ViolationKind.IP, "UK", None, False),
        ("linked-us", ViolationKind.LINKED, "US", None, False),
        ("early-confirmation-zh", ViolationKind.EARLY_CONFIRMATION, "US", ("72 小时内", 72), False),
        ("vtr-rejection-zh", ViolationKind.VTR, "UK", ("2026年12月5日前", None), True),
    ],
)
def test_a_notice_tells_what_it_is_about(
    name: str, kind: ViolationKind, marketplace: str | None, deadline: tuple[str, int | None] | None, rejected: bool
) -> None:
    told = notice(name)
    assert (told.violation.kind, told.violation.confidence) == (kind, Confidence.HIGH)
    assert (told.marketplace.name if told.marketplace else None) == marketplace
    assert ((told.deadline.text, told.deadline.hours) if told.deadline else None) == deadline
    assert (told.rejection is not None) == rejected
    assert told.problem is not None


@pytest.mark.parametrize(
    ("name", "orders", "products", "sections", "others"),
    [
        ("vtr-us", 5, 0, SECTIONS, []),
        ("late-shipment-uk", 3, 0, SECTIONS, []),
        ("inauthentic-us", 0, 2, SECTIONS, ["supplier-contact", "invoices", "photos"]),
        ("rejection-more-detail", 0, 0, ["root_cause", "preventive"], []),
        ("ip-uk", 0, 2, [], ["authorization"]),
        (
            "linked-us", 0, 0, [],
            ["relation", "shared-information", "other-accounts", "business-license", "utility-bill"],
        ),
        ("early-confirmation-zh", 3, 0, SECTIONS, []),
        ("vtr-rejection-zh", 0, 0, ["root_cause", "preventive"], ["proof-of-shipment", "invoices"]),
    ],
)  # fmt: skip
def test_a_notice_tells_what_it_asks(
    name: str, orders: int, products: int, sections: list[str], others: list[str]
) -> None:
    told = notice(name)
    assert len(told.items(ItemKind.ORDER)) == orders
    assert len(told.items(ItemKind.ASIN)) == products
    assert names(told, ItemKind.SECTION) == sections
    assert names(told, ItemKind.QUESTION, ItemKind.DOCUMENT) == others


def test_every_span_lies_in_the_notice_and_holds_the_words() -> None:
    for path in sorted(NOTICES.glob("*.txt")):
        if path.stem == "not-a-notice":
            continue
        told = notice(path.stem)
        for item in told.asked:
            words = told.text[item.span.start : item.span.end]
            assert words.strip() == words != ""
            assert item.text in {"", words}
        if told.deadline is not None:
            assert told.text[told.deadline.span.start : told.deadline.span.end] == told.deadline.text


def test_a_metric_has_its_own_value_and_its_target() -> None:
    (rate,) = notice("late-shipment-uk").rates
    assert (rate.metric, rate.own, rate.target) == ("lsr", 7.25, 4.0)
    by_name = {rate.metric: (rate.own, rate.target) for rate in notice("odr-us").rates}
    assert by_name == {"odr": (1.9, 1.0), "lsr": (None, 4.0), "cr": (None, 2.5)}
    assert names(notice("odr-us"), ItemKind.METRIC) == ["odr"]
    (chinese,) = notice("vtr-rejection-zh").rates
    assert (chinese.own, chinese.target) == (91.3, 95.0)


@pytest.mark.parametrize(
    ("words", "own", "target"),
    [
        ("Your VTR is 91%.", 91.0, None),
        ("Your Valid Tracking Rate (VTR) has dropped to 71.05%, below our requirement of 95%.", 71.05, 95.0),
        ("Your Late Shipment Rate is 6.0% against a target of 4%.", 6.0, 4.0),
        ("Your Valid Tracking Rate fell below 95%.", None, 95.0),
        ("Your cancellation rate of 6.1% exceeds the 2.5% target.", 6.1, 2.5),
        ("Order Defect Rate\t2.31%\tTarget: under 1%", 2.31, 1.0),
        ("You must keep your Late Shipment Rate at 4% or lower; yours is 9.3%.", 9.3, 4.0),
        ("您的订单缺陷率为 1.82%，高于 1% 的目标。", 1.82, 1.0),
    ],
)
def test_values_and_targets(words: str, own: float | None, target: float | None) -> None:
    (rate,) = asking(words).rates
    assert (rate.own, rate.target) == (own, target)


def test_each_kind_of_defect_is_asked_apart() -> None:
    topics = [(item.name, item.topics) for item in notice("odr-us").items(ItemKind.SECTION)]
    assert topics == [
        ("root_cause", ("not-received",)),
        ("corrective", ("not-received",)),
        ("root_cause", ("defective",)),
        ("corrective", ("defective",)),
        ("preventive", ("defective",)),
        ("root_cause", ("incomplete",)),
    ]


def test_a_rejection_asks_for_more_detail() -> None:
    assert all(item.detail for item in notice("rejection-more-detail").items(ItemKind.SECTION))
    assert not any(item.detail for item in notice("vtr-us").items(ItemKind.SECTION))


def test_one_of_several_documents_is_one_item() -> None:
    (item,) = notice("ip-uk").items(ItemKind.DOCUMENT)
    assert (item.name, *item.alternatives) == ("authorization", "invoices", "court-order", "retraction")
    (item,) = asking("Please send invoices, receipts, contracts or a letter of authorization.").asked
    assert (item.name, *item.alternatives) == ("invoices", "authorization")
    assert names(asking("Please send invoices, photos, and a letter of authorization."), ItemKind.DOCUMENT) == [
        "invoices",
        "photos",
        "authorization",
    ]


@pytest.mark.parametrize(
    ("words", "section"),
    [
        ("The issues that caused the invalid tracking numbers", "root_cause"),
        ("What led to the cancellations", "root_cause"),
        ("How you have stopped it", "corrective"),
        ("The measures you have put in place so that they do not happen again", "preventive"),
        ("您将如何防止此类问题再次发生", "preventive"),
        ("您已采取哪些措施来解决该问题", "corrective"),
    ],
)
def test_the_parts_of_a_plan_by_other_words(words: str, section: str) -> None:
    (item,) = asking(f"Please explain:\n- {words}").asked
    assert (item.name, asking(f"Please explain:\n- {words}").text[item.span.start : item.span.end]) == (section, words)


@pytest.mark.parametrize(
    "words",
    [
        "Do not send invoices.",
        "If you believe this is an error, please provide invoices.",
        "Please include invoices, if available.",
        "We reviewed the invoices you sent.",
        "For more information on how to prevent late shipments, see our help pages. You can send them.",
        "Please provide nothing but your reply. Amazon sellers must ship on time to avoid complaints.",
        "如果您认为这是误判，请提供发票。",
    ],
)
def test_what_is_not_asked_of_everybody(words: str) -> None:
    assert asking(words).asked == ()


def test_a_bare_plan_of_action_has_three_parts() -> None:
    assert names(asking("Please submit a plan of action."), ItemKind.SECTION) == SECTIONS
    assert names(asking("请提交行动计划。"), ItemKind.SECTION) == SECTIONS
    assert names(asking("Please send a plan of action with the root cause."), ItemKind.SECTION) == ["root_cause"]


@pytest.mark.parametrize(
    "words",
    [
        "Please send your appeal. We will review it and respond within 48 hours.",
        "Please provide invoices issued within the last 365 days.",
        "Funds will be held within 90 days after you submit a plan.",
        "Sellers must ship within 2 days. Please send your appeal.",
        "我们会在 48 小时内回复您提交的申诉。",
    ],
)
def test_other_times_are_no_deadline(words: str) -> None:
    assert asking(words).deadline is None


def test_lines_wrapped_by_a_mailer_are_one_sentence() -> None:
    words = "Please submit a plan of action that explains in full the root cause of the\ninvalid tracking numbers."
    (item,) = asking(words).asked
    assert item.name == "root_cause"


# --- what is no notice ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted(DRAFTS.glob("*.*")), ids=lambda path: path.name)
def test_a_letter_is_no_notice(path: Path) -> None:
    with pytest.raises(PoalintError, match=r"^letter: it does not read like a notice of Amazon's; paste the whole"):
        parse_notice(read_draft(path).text, "letter")


@pytest.mark.parametrize("text", ["", "  \n", "Milk, eggs, bread", "订单", "x" * 3000, "Your account."])
def test_other_text_is_no_notice(text: str) -> None:
    with pytest.raises(PoalintError, match=r"^[^\n]+$"):
        parse_notice(text)


@given(st.text(alphabet=st.sampled_from("aB0- \n\t:：。.,?1%请您订单•（）或•'’"), max_size=300))
def test_any_text_after_a_notice_is_read(text: str) -> None:
    told = asking(text)
    assert all(0 <= item.span.start < item.span.end <= len(told.text) for item in told.asked)


def test_of_a_notice_as_long_as_a_book_the_beginning_is_read() -> None:
    words = "Please provide greater detail, the root cause or an invoice for your supplier's account within " * 4000
    told = asking(words)
    assert len(told.text) == 50_000
    assert told.asked


# --- the violation ----------------------------------------------------------------------------------------------------


def test_the_notice_weighs_more_than_the_letter() -> None:
    letter = "Our late shipment rate and our late shipment rate again: late orders, late dispatch."
    assert detect_violation(letter).kind is ViolationKind.LATE_SHIPMENT
    assert detect_violation(letter, "Your Valid Tracking Rate is 88%.").kind is ViolationKind.VTR
    assert detect_violation(letter, "Please reply.").kind is ViolationKind.LATE_SHIPMENT


# --- coverage ---------------------------------------------------------------------------------------------------------


def read(linter: Linter, draft: str, told: Notice) -> Reading:
    return linter.inspect(draft, Materials(notice=told))


def held(linter: Linter, draft: str, told: Notice, *kinds: ItemKind) -> list[Covered]:
    return [covered for covered in read(linter, draft, told).coverage if not kinds or covered.item.kind in kinds]


def test_a_letter_that_answers_all(linter: Linter) -> None:
    draft = read_draft(DRAFTS / "strong-vtr.txt")
    reading = linter.inspect(draft, Materials(notice=notice("vtr-us")))
    assert all(covered.answered for covered in reading.coverage)
    assert [draft[covered.span] for covered in reading.coverage if covered.span][:6] == [
        "111-3664352-6019332",
        "114-7184150-8678424",
        "112-4480286-8894862",
        "113-5403026-9001988",
        "111-5299124-4481800",
        "88.4%",
    ]
    assert (reading.marketplace, reading.violation.kind) == ("US", ViolationKind.VTR)


def test_without_a_notice_nothing_is_covered(linter: Linter) -> None:
    assert linter.inspect("We trained our staff.").coverage == []
    assert linter.check("We trained our staff.").coverage == ()


def test_an_id_in_another_form_is_an_answer_and_a_slip_is_none(linter: Linter) -> None:
    told = asking("Orders: 111-2093371-5540912, 112-8830045-1192847. Please reply.")
    first, second = held(linter, "We refunded 111–2093371–5540912 and 112-8830045-1192874.", told, ItemKind.ORDER)
    assert first.answered
    assert not second.answered
    assert second.near is not None
    assert not second.doubtful


def test_a_list_attached_answers_only_for_the_orders_of_the_notice(linter: Linter) -> None:
    told = asking("Orders: 111-2093371-5540912, 112-8830045-1192847. Please reply.")
    attached = "The full list of the orders is Attachment 1."
    assert all(covered.answered for covered in held(linter, attached, told, ItemKind.ORDER))
    others = f"Order 114-0000001-0000001 was late. {attached}"
    assert not any(covered.answered for covered in held(linter, others, told, ItemKind.ORDER))


def test_all_orders_of_your_notice_may_be_an_answer(linter: Linter) -> None:
    told = asking("Orders: 111-2093371-5540912. Please reply.")
    (covered,) = held(linter, "We refunded the orders named in your notice.", told, ItemKind.ORDER)
    assert (covered.answered, covered.doubtful) == (False, True)


def test_the_notice_pasted_into_the_letter_is_no_answer(linter: Linter) -> None:
    told = asking("Orders: 111-2093371-5540912. Please reply.")
    draft = "We removed your listings over 111-2093371-5540912.\n\nRoot cause: our packer was ill on 3 May."
    (covered,) = held(linter, draft, told, ItemKind.ORDER)
    assert not covered.answered


@pytest.mark.parametrize(
    ("draft", "answered"),
    [
        ("Enclosed are invoices BOS-20417 and BOS-21180.", True),
        ("Attachment 1: invoice of 8 September 2025", True),
        ("Documents:\n\n- Invoice BOS-20417 of 8 September 2025\n- Photo of the box", True),
        ("We asked our supplier for invoices.", False),
        ("We will send the invoices as an attachment next week.", False),
        ("We cannot attach the invoices.", False),
        ("We trained our staff.", False),
    ],
)
def test_a_document_is_answered_where_it_is_handed_over(linter: Linter, draft: str, answered: bool) -> None:
    (covered,) = held(linter, draft, asking("Please provide invoices from your supplier."), ItemKind.DOCUMENT)
    assert covered.answered is answered


def test_an_attached_file_is_an_answer_without_a_place() -> None:
    told = asking("Please provide invoices from your supplier.")
    letter = Letter("We trained our staff.", [], [], [], Spans([]), ("invoice_BOS-20417.pdf",))
    assert [(covered.answered, covered.span) for covered in cover(told, letter)] == [(True, None)]


def test_more_detail_wants_facts(linter: Linter) -> None:
    told = notice("rejection-more-detail")
    thin = "Root cause: our clerk mistyped some tracking numbers.\n\nPreventive measures: the clerk is careful."
    root, prevention = held(linter, thin, told, ItemKind.SECTION)
    assert not root.answered
    assert root.doubtful
    assert not prevention.answered
    full = read_draft(DRAFTS / "strong-vtr.txt").text
    assert all(covered.answered for covered in held(linter, full, told, ItemKind.SECTION))


def test_of_forty_orders_those_named_are_answered() -> None:
    ids = [f"11{at % 5}-{4471902 + at * 37:07d}-{3305817 + at * 91:07d}" for at in range(40)]
    told = asking("Orders:\n" + "\n".join(ids) + "\nPlease submit a plan of action.")
    text = "We refunded these orders.\n" + "\n".join(f"Order {each} left late on 3 May." for each in ids[:30]) * 5
    letter = Letter(text, order_ids(text), asins(text), [], Spans([]))
    covered = cover(parse_notice(told.text), letter)
    assert sum(each.answered for each in covered if each.item.kind is ItemKind.ORDER) == 30


# --- whole runs -------------------------------------------------------------------------------------------------------

LETTER = """\
Root cause: our packer was ill on 3 May and nobody stood in for him, so orders <b>waited</b> & waited.

Corrective actions: we refunded order 206-1184402-7719301 on 5 May and told the buyer.
"""


def run(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, [str(each) for each in arguments], catch_exceptions=False)
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("letters") / "appeal <1> & co.txt"
    path.write_text(LETTER, encoding="utf-8")
    return path


def test_the_json_has_the_coverage(letter: Path) -> None:
    code, out, _ = run("check", letter, "--notice", NOTICES / "late-shipment-uk.txt", "--format", "json")
    document = json.loads(out)
    jsonschema.validate(document, check_schema())
    (result,) = document["results"]
    assert code == 1
    assert (result["marketplace"], result["violation"]["kind"]) == ("UK", "late-shipment")
    told = [(each["kind"], each["label"], each["answered"]) for each in result["coverage"]]
    assert told == [
        ("order", "206-1184402-7719301", True),
        ("order", "026-5530187-9042266", False),
        ("order", "204-8830021-3391145", False),
        ("metric", "Late Shipment Rate 7.25%", False),
        ("section", "root cause", True),
        ("section", "actions taken", True),
        ("section", "steps to prevent it", False),
    ]
    assert result["coverage"][0]["range"]["start"]["line"] == 3
    found = {finding["rule"]: finding["message"] for finding in result["findings"]}
    orders = "Orders of the notice that the letter does not name (2 of 3): 026-5530187-9042266, 204-8830021-3391145."
    assert found["consistency/unanswered-orders"] == orders
    assert {"consistency/unanswered-metric", "consistency/unanswered-questions"} <= found.keys()
    assert "consistency/other-violation-answered" not in found


def test_a_run_without_a_notice_has_an_empty_coverage(letter: Path) -> None:
    _, out, _ = run("check", letter, "--format", "json")
    assert json.loads(out)["results"][0]["coverage"] == []


def test_the_rules_do_not_apply_without_a_notice(linter: Linter) -> None:
    outcomes = {each.rule: each.outcome for each in linter.check(LETTER).outcomes}
    assert [outcomes[rule] for rule in RULES] == [Outcome.NOT_APPLICABLE] * len(RULES)


@pytest.mark.parametrize(
    ("lang", "title", "place", "missing"),
    [
        ("en", "What the notice asks: 3 of 7 answered", "line 3", "missing"),
        ("zh", "通知要求的 7 项，已回应 3 项", "第 3 行", "缺失"),
    ],
)
def test_the_text_has_a_table_of_eighty_columns(
    letter: Path, monkeypatch: pytest.MonkeyPatch, lang: str, title: str, place: str, missing: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    _, out, _ = run("check", letter, "--notice", NOTICES / "late-shipment-uk.txt", "--lang", lang)
    table = out[out.index(title) :].partition("\n\n")[0].splitlines()
    assert len(table) == 8
    assert all(cell_len(line) <= 80 for line in table)
    (first,) = [line for line in table if "206-1184402-7719301" in line]
    (second,) = [line for line in table if "026-5530187-9042266" in line]
    assert first.endswith(place)
    assert second.endswith(missing)


def test_many_answered_orders_share_a_row(tmp_path: Path) -> None:
    ids = [f"111-{2000000 + at}-5540912" for at in range(9)]
    (tmp_path / "notice.txt").write_text(
        "Your late shipment rate is 7%. Please submit a plan of action.\n" + "\n".join(ids), encoding="utf-8"
    )
    (tmp_path / "draft.txt").write_text("Root cause: our packer was ill.\n" + "\n".join(ids[:8]), encoding="utf-8")
    _, out, _ = run("check", tmp_path / "draft.txt", "--notice", tmp_path / "notice.txt")
    rows = [line.split() for line in out.splitlines() if line.strip().startswith("order ")]
    assert rows == [["order", "8", "answered", "line", "2-9"], ["order", ids[8], "missing"]]


class Page(HTMLParser):
    """What a page is made of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize(("lang", "code"), [("en", "en"), ("zh", "zh-Hans")])
def test_the_page_stands_alone(letter: Path, lang: str, code: str) -> None:
    notice_file = NOTICES / "late-shipment-uk.txt"
    _, out, _ = run(
        "check", letter, DRAFTS / "strong-vtr.txt", "--notice", notice_file, "--format", "html", "--lang", lang
    )
    page = Page(out)
    assert page.open == []
    assert page.tags[0] == ("html", {"lang": code})
    assert {tag for tag, _ in page.tags}.isdisjoint({"script", "img", "link", "iframe", "b"})
    assert not any({"src", "href", "style", "onclick"} & set(attributes) for _, attributes in page.tags)
    assert re.search(r"url\(|@import|https?:", out) is None
    assert "prefers-color-scheme: dark" in out
    assert [tag for tag, _ in page.tags].count("article") == 2
    assert [tag for tag, _ in page.tags].count("table") == 2
    assert letter.name in page.words
    assert "206-1184402-7719301" in page.words
    assert "consistency/unanswered-orders" in page.words
    assert ("missing" if lang == "en" else "缺失") in page.words


def test_the_page_tells_of_a_draft_that_cannot_be_checked(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    code, out, err = run("check", tmp_path / "empty.txt", tmp_path / "gone.txt", "--format", "html")
    assert code == 2
    assert "the draft is empty" in Page(out).words
    assert [tag for tag, _ in Page(out).tags].count("article") == 2
    assert "gone.txt" in err


def test_a_page_goes_to_a_file(letter: Path, tmp_path: Path) -> None:
    run("check", letter, "--format", "html", "--output", tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "<table>" not in page


def test_a_file_that_is_no_notice_is_told_in_one_line(letter: Path) -> None:
    code, out, err = run("check", letter, "--notice", NOTICES / "not-a-notice.txt")
    assert (code, out) == (2, "")
    (line,) = err.splitlines()
    assert line.endswith("does not read like a notice of Amazon's; paste the whole message")
