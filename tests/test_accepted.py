"""Findings that the writer accepted: what they are known by, the sidecar, comments in Markdown, and the command."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from poalint.accepted import Entry, Sidecar
from poalint.accepted.sidecar import edited, read_sidecar
from poalint.api import Linter
from poalint.cli import system
from poalint.cli.app import app
from poalint.config import Config
from poalint.draft import Draft, find_comments, find_drafts, read_draft
from poalint.facts import Materials, parse_notice
from poalint.formats.shapes import check_schema
from poalint.model import AcceptedBy, PoalintError, Report

SOME = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
MANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
WEAK = """\
Root cause: our clerk entered the ship date a day too early for nine orders.

Corrective actions: We will train our staff. We beg you to open the account!!

Preventive measures: Mr Li checks each order. We beg you to open the account!!
"""


@pytest.fixture(scope="module")
def tone() -> Linter:
    """A linter with the rules that do not ask in which part a sentence stands."""
    return Linter(Config(select=("tone",)))


def accepted_in(report: Report) -> Sidecar:
    """The sidecar that accepts all that is found."""
    return Sidecar(
        "list", tuple(Entry(each.rule, each.fingerprint, line=at) for at, each in enumerate(report.findings))
    )


def rules(report: Report) -> list[str]:
    return [finding.rule for finding in report.findings]


def lines(report: Report) -> list[tuple[str, int | None]]:
    return [(each.finding.rule, each.finding.range and each.finding.range.start.line) for each in report.accepted]


# --- fingerprints -----------------------------------------------------------------------------------------------------


def test_a_fingerprint_never_changes_from_one_release_to_the_next(linter: Linter) -> None:
    report = linter.check(WEAK)
    found = {each.fingerprint for each in report.findings if each.rule == "tone/begging"}
    assert found == {"f98ce46eb262", "f98ce46eb262-2"}


@pytest.mark.parametrize(
    "changed",
    [
        "Dear team,\n\nthank you.\n\n" + WEAK,
        WEAK.replace("day too early", "day too early, as we see now,"),
        WEAK.replace("We will train our staff.", "We trained our staff on 3 May."),
        WEAK.replace(" We beg", "\nWe\n  beg").replace("account", "ａccount"),
        "\n\n".join(reversed(WEAK.split("\n\n"))),
    ],
    ids=["inserted", "edited", "neighbour", "wrapped", "moved"],
)
def test_an_accepted_finding_survives_what_does_not_touch_its_sentence(tone: Linter, changed: str) -> None:
    before = tone.check(WEAK)
    report = tone.check(changed, accepted=accepted_in(before))
    assert rules(before)
    assert (rules(report), report.unused) == ([], ())
    assert len(report.accepted) == len(before.findings)


@pytest.mark.parametrize("changed", ["We do beg you to open the account!!", "We beg you to open my account!!"])
def test_a_changed_sentence_brings_its_finding_back(tone: Linter, changed: str) -> None:
    before = tone.check(WEAK)
    report = tone.check(WEAK.replace("We beg you to open the account!!", changed, 1), accepted=accepted_in(before))
    assert rules(report) == ["tone/begging", "tone/shouting"]
    # Of two equal places one is left, which is known by the first's name.
    assert [each.fingerprint for each in report.unused] == ["f98ce46eb262-2", "31958be47f02-2"]


def test_items_may_be_renumbered(tone: Linter) -> None:
    before = tone.check("What we did:\n1. We beg you.\n2. We scan each parcel.")
    report = tone.check("What we did:\n1. We scan each parcel.\n2. We beg you.", accepted=accepted_in(before))
    assert (rules(before), rules(report)) == (["tone/begging"], [])


def test_equal_places_are_told_apart_by_their_order(tone: Linter) -> None:
    begging = [each for each in tone.check(WEAK).findings if each.rule == "tone/begging"]
    report = tone.check(WEAK, accepted=Sidecar("list", (Entry("tone/begging", begging[1].fingerprint),)))
    assert lines(report) == [("tone/begging", 5)]
    assert [each.range and each.range.start.line for each in report.findings if each.rule == "tone/begging"] == [3]


def test_the_letter_as_a_whole_is_known_by_what_it_lacks(linter: Linter) -> None:
    before = linter.check("Root cause: our clerk entered a wrong date.")
    accepted = accepted_in(before)
    report = linter.check("Root cause: our packer lost two parcels of one buyer.", accepted=accepted)
    missing = {each.finding.missing for each in report.accepted if each.finding.rule.startswith("structure/missing")}
    assert len(missing) > 1
    assert "structure/too-short" in {each.finding.rule for each in report.accepted}


PARAGRAPHS = st.sampled_from(
    ["We refunded both buyers on 3 May.", "Order 112-1234567-1234567 was sent.", "Attachment 1: the invoice.", "Thank you.",
     "What we did", "1. Our manager counts the stock.", "- Ms Wu scans each parcel", "我们已经退款。", "Dear Amazon,", "---"]
)  # fmt: skip
PLEAS = [
    "We beg you to forgive us and to open the account.",
    "My family depends on this account and my mother is in hospital.",
    "Amazon is the best company in the world!!!",
]


@given(before=st.lists(PARAGRAPHS, max_size=4), after=st.lists(PARAGRAPHS, max_size=6), pleas=st.permutations(PLEAS))
@SOME
def test_other_paragraphs_may_come_and_go(
    tone: Linter, before: Sequence[str], after: Sequence[str], pleas: Sequence[str]
) -> None:
    first = tone.check("\n\n".join([*before, *PLEAS]))
    report = tone.check("\n\n".join([*pleas[:2], *after, *pleas[2:]]), accepted=accepted_in(first))
    assert not {each.fingerprint for each in first.findings} & {each.fingerprint for each in report.findings}
    assert {"tone/begging", "tone/hardship"} <= {each.finding.rule for each in report.accepted}
    assert not {"tone/begging", "tone/hardship"} & set(rules(report))


@given(width=st.integers(45, 100))
@SOME
def test_a_paragraph_may_be_wrapped_at_any_width(tone: Linter, width: int) -> None:
    letter = "We checked all orders of May and of June with Mr Li. " + " ".join(PLEAS) + " Mr Li counts the stock."
    before = tone.check(letter)
    report = tone.check(textwrap.fill(letter, width), accepted=accepted_in(before))
    assert (rules(report), report.unused) == ([], ())


@given(word=st.sampled_from(["today", "humbly", "now", "please"]), at=st.integers(1, 9))
@SOME
def test_a_word_more_in_the_sentence_brings_the_finding_back(tone: Linter, word: str, at: int) -> None:
    words = PLEAS[0].split()
    before = tone.check(f"{PLEAS[0]}\n\n{PLEAS[1]}")
    changed = " ".join([*words[:at], word, *words[at:]])
    report = tone.check(f"{changed}\n\n{PLEAS[1]}", accepted=accepted_in(before))
    assert not [each for each in report.accepted if each.finding.rule == "tone/begging"]
    assert "tone/hardship" in {each.finding.rule for each in report.accepted}


# --- the report -------------------------------------------------------------------------------------------------------


def test_what_is_accepted_costs_nothing_and_the_rest_costs_as_if_it_were_not_there(linter: Linter) -> None:
    before = linter.check(WEAK)
    begging = [each for each in before.findings if each.rule == "tone/begging"]
    report = linter.check(
        WEAK, accepted=Sidecar("list", (Entry("tone/begging", begging[0].fingerprint, because="so"),))
    )
    assert report.score is not None
    assert before.score is not None
    assert report.score > before.score
    # The second place costs less than the first; now it is the first.
    assert [each.points for each in report.findings if each.rule == "tone/begging"] == [begging[0].points]
    assert sum(total.findings for total in report.categories.values()) == len(before.findings) - 1
    told: Any = report.to_dict()
    assert [(each["rule"], each["because"], each["source"]) for each in told["accepted"]] == [
        ("tone/begging", "so", "sidecar")
    ]
    assert linter.check(WEAK, accepted=None).to_dict() == {**before.to_dict()}


def test_all_accepted_leaves_nothing(linter: Linter) -> None:
    report = linter.check(WEAK, accepted=accepted_in(linter.check(WEAK)))
    assert (report.findings, report.score, report.verdict) == ((), 100, "ready")


NOTICE = """\
Hello,
Your account has been deactivated. Buyers told us about your orders.
Please send us a plan of action and invoices for these orders:
111-1234567-1234567
111-7654321-7654321
The Amazon.com team
"""


def test_entries_of_rules_that_did_not_run_are_not_unused(linter: Linter, tone: Linter) -> None:
    entries = [Entry(rule, "0" * 12) for rule in ("tone/begging", "tense/promised-action")]
    assert [each.rule for each in tone.check(WEAK, accepted=Sidecar("l", tuple(entries))).unused] == ["tone/begging"]
    with_notice = Materials(notice=parse_notice(NOTICE, "notice.txt"))
    found = {each.rule: each for each in linter.check(WEAK, with_notice).findings}
    order = found["consistency/unanswered-orders"]
    accepted = Sidecar("l", (Entry(order.rule, order.fingerprint),))
    assert [each.finding.rule for each in linter.check(WEAK, with_notice, accepted).accepted] == [order.rule]
    assert linter.check(WEAK, accepted=accepted).unused == ()
    answered = WEAK + "\nOrders 111-1234567-1234567 and 111-7654321-7654321 are refunded.\n"
    assert [each.rule for each in linter.check(answered, with_notice, accepted).unused] == [order.rule]


def test_an_unknown_rule_is_told_with_the_one_that_was_meant(tone: Linter) -> None:
    report = tone.check(WEAK, accepted=Sidecar("l", (Entry("tone/beging", "0" * 12, line=7),)))
    assert [(each.line, each.trouble) for each in report.unused] == [
        (7, "no rule is called 'tone/beging'; did you mean 'tone/begging'?")
    ]


# --- comments in Markdown ---------------------------------------------------------------------------------------------


def check_md(linter: Linter, text: str) -> Report:
    return linter.check(Draft("draft.md", text))


@pytest.mark.parametrize(
    ("letter", "standing", "accepted"),
    [
        ("<!-- poalint: ignore tone/begging -->\nWe beg you.\n\nWe beg them.", [4], [2]),
        ("We beg you. <!-- poalint: ignore tone/begging -->\n\nWe beg them.", [3], [1]),
        ("We beg you. <!-- poalint: ignore tone -->\nWe beg them.", [2], [1]),
        ("- We beg you.\n- We beg them. <!-- poalint: ignore tone/* -->", [1], [2]),
        ("<!-- poalint: ignore-file tone/begging -->\nWe beg you.\n\nWe beg them.", [], [2, 4]),
        ("<!--\n poalint: ignore\n tone/shouting,\n tone/begging\n-->\n\nWe beg you.\n\nWe beg them.", [9], [7]),
        ("<!-- poalint： IGNORE tone/shouting，tone/begging —— 客户同意 -->\nWe beg you.\n\nWe beg them.", [4], [2]),
        ("<!-- We beg you. -->\n\nWe beg them. <!-- beg, beg -->", [3], []),
        ("<!-- poalint: ignore tone/x\nWe beg you.", [2], []),
        ("We beg you.\n\n<!-- poalint: ignore tone/begging -->", [1], []),
    ],
    ids=["alone", "at the end", "lines", "item", "file", "broken", "chinese", "to people", "never closed", "nothing"],
)
def test_a_comment_covers_its_block(tone: Linter, letter: str, standing: list[int], accepted: list[int]) -> None:
    report = check_md(tone, letter)
    assert [each.range.start.line for each in report.findings if each.range and "beg" in each.rule] == standing
    assert [line for rule, line in lines(report) if "beg" in rule] == accepted
    assert all(each.source is AcceptedBy.COMMENT for each in report.accepted)


def test_a_comment_is_no_part_of_the_letter(linter: Linter) -> None:
    letter = (
        "Root cause: our clerk <!-- 111-12 -->entered a wrong date.\n\n<!--\n\nWe beg you!! 订单\n\n-->\n\nThank you."
    )
    plain = letter.replace("<!-- 111-12 -->", " " * 15).replace("<!--\n\nWe beg you!! 订单\n\n-->", "\n\n\n\n")
    report, without = check_md(linter, letter), check_md(linter, plain)
    assert rules(report) == [rule for rule in rules(without) if rule != "language/doubled-spaces"]
    assert "".join(linter.inspect(Draft("draft.md", letter)).own_text.split()) == "".join(plain.split())
    assert linter.check(Draft("draft.md", "<!-- only this -->")).undecided_because == "the draft is empty"


def test_a_comment_keeps_its_reason() -> None:
    (comment,) = find_comments(Draft("a.markdown", "x <!-- poalint: ignore tone/begging -- the client - wants it -->"))
    assert (comment.names, comment.because, comment.alone) == (("tone/begging",), "the client - wants it", False)


@pytest.mark.parametrize("name", ["draft.txt", "draft", "<text>"])
def test_only_markdown_has_comments(linter: Linter, name: str) -> None:
    draft = Draft(name, "<!-- poalint: ignore tone/begging -->\nWe beg you.")
    report = linter.check(draft)
    assert report.accepted == ()
    assert {"tone/begging", "leftovers/escaped-markup"} <= set(rules(report))


@pytest.mark.parametrize(
    ("comment", "trouble"),
    [
        ("poalint: ignore tone/beging", "no rule is called 'tone/beging'; did you mean 'tone/begging'?"),
        ("poalint: ignroe tone/begging", "'ignroe tone/begging' is not understood; write"),
        ("poalint: ignore -- because", "the comment names no rule; write"),
    ],
)
def test_a_comment_that_cannot_be_followed_is_told(tone: Linter, comment: str, trouble: str) -> None:
    (unused,) = check_md(tone, f"We beg you.\n\n<!-- {comment} -->\nThank you.").unused
    assert (unused.source, unused.line) == (AcceptedBy.COMMENT, 3)
    assert str(unused.trouble).startswith(trouble)


def test_a_comment_without_use_is_told_unless_its_rule_did_not_run(tone: Linter) -> None:
    text = "Thank you. <!-- poalint: ignore tone/begging, tense/promised-action, tense -->"
    assert [(each.rule, each.trouble) for each in check_md(tone, text).unused] == [("tone/begging", None)]


@given(text=st.text(alphabet="<!-> \nponli:tgrea,x", max_size=80))
@MANY
def test_hiding_comments_moves_nothing(linter: Linter, text: str) -> None:
    draft = Draft("draft.md", text)
    hidden = linter.inspect(draft).draft
    assert len(hidden.text) == len(text)
    assert hidden.line_starts == draft.line_starts
    assert all(a == b or b == " " for a, b in zip(text, hidden.text, strict=True))


# --- the sidecar ------------------------------------------------------------------------------------------------------

TEXTS = st.text(st.characters(blacklist_categories=["Cs"]), max_size=40)
ENTRIES = st.builds(
    Entry,
    st.sampled_from(["tone/begging", "orders/asin-form"]),
    st.from_regex(r"[0-9a-f]{12}(-[2-9])?", fullmatch=True),
    TEXTS,
    st.none() | st.just("2026-11-22"),
    st.none() | TEXTS.filter(bool),
)


def plain(sidecar: Sidecar) -> list[Entry]:
    return [replace(entry, line=0) for entry in sidecar.entries]


@given(entries=st.lists(ENTRIES, unique_by=lambda entry: entry.fingerprint, max_size=6), data=st.data())
@MANY
def test_entries_are_added_and_taken_out_one_by_one(
    tmp_path_factory: pytest.TempPathFactory, entries: list[Entry], data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("s") / "draft.txt.accepted.yml"
    text = edited(Sidecar(str(path)), "", [], entries, "head\nmore")
    path.write_text(text, encoding="utf-8", newline="")
    sidecar = read_sidecar(path)
    assert plain(sidecar) == entries
    gone = data.draw(st.sets(st.sampled_from(sidecar.entries))) if entries else set()
    left = edited(sidecar, text, gone, [], "")
    path.write_text(left, encoding="utf-8", newline="")
    assert plain(read_sidecar(path)) == [replace(each, line=0) for each in sidecar.entries if each not in gone]
    assert left.startswith("# head\n# more\n")
    assert edited(read_sidecar(path), left, [], [], "") == left


BY_HAND = """\
# my own words
  - fingerprint: f98ce46eb262  # the client wants it
    because: >
      folded over
      two lines
    # a line within
    rule: tone/begging

  # about the next
  - rule: tone/shouting
    fingerprint: 31958be47f02
    date: 2026-01-02
# the end"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_people_write_stays_as_they_wrote_it(tmp_path: Path, newline: str) -> None:
    path = tmp_path / "draft.txt.accepted.yml"
    text = BY_HAND.replace("\n", newline)
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    sidecar = read_sidecar(path)
    assert [(each.line, each.because and each.because.strip(), each.date) for each in sidecar.entries] == [
        (2, "folded over two lines", None),
        (10, None, "2026-01-02"),
    ]
    new = Entry("tone/begging", "0" * 12, "a “word”")
    left = edited(sidecar, "\ufeff" + text, sidecar.entries[:1], [new], "unused")
    assert left.splitlines() == [
        "\ufeff# my own words",
        "    # a line within",
        "",
        "  # about the next",
        "  - rule: tone/shouting",
        "    fingerprint: 31958be47f02",
        "    date: 2026-01-02",
        "# the end",
        "  - rule: tone/begging",
        '    words: "a “word”"',
        '    fingerprint: "000000000000"',
    ]
    assert left.count(newline) == 11 == left.count("\n")


def test_a_layout_that_cannot_be_edited_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "l.yml"
    text = "[{rule: tone/begging, fingerprint: abc}, {rule: tone/begging, fingerprint: abd}]\n"
    path.write_text(text, encoding="utf-8")
    sidecar = read_sidecar(path)
    with pytest.raises(PoalintError, match="cannot be edited as it is laid out; write its entries one under another"):
        edited(sidecar, text, sidecar.entries[:1], [], "")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"- rule: tone/begging\n  words: x\n", "1:3: entry has no 'fingerprint'; write `fingerprint:`"),
        (
            b"- rule: x\n  fingerprint: y\n  becuase: z\n",
            "3:3: unknown key 'becuase' in entry; did you mean 'because'?",
        ),
        (b"- rule: [x\n", ":2:1: this is not YAML"),
        (b"just words\n", "1:1: entry must be a mapping"),
        (b"\xff\xfe", "l.yml: the file is not UTF-8; save it as UTF-8"),
    ],
)
def test_a_broken_sidecar_is_one_line(tmp_path: Path, text: bytes, told: str) -> None:
    (tmp_path / "l.yml").write_bytes(text)
    with pytest.raises(PoalintError) as raised:
        read_sidecar(tmp_path / "l.yml")
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_sidecar_is_no_draft(tmp_path: Path) -> None:
    for name in ("draft.txt", "draft.txt.accepted.yml", "draft.md.accepted.yml"):
        (tmp_path / name).write_text("We beg you.", encoding="utf-8")
    assert [Path(str(found)).name for found in find_drafts([str(tmp_path), f"{tmp_path}/draft*"])] == ["draft.txt"]
    with pytest.raises(
        PoalintError, match=r"draft\.txt\.accepted\.yml: this lists what was accepted in .*draft\.txt; check"
    ):
        read_draft(tmp_path / "draft.txt.accepted.yml")


# --- the command ------------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, its path in Chinese, with a weak letter."""
    folder = tmp_path / "申诉 信"
    folder.mkdir()
    (folder / "信.txt").write_text(WEAK, encoding="utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    return folder


def run(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(each) for each in arguments], input=stdin, catch_exceptions=False)


def checked(*arguments: str | Path, stdin: str | None = None) -> dict[str, Any]:
    """The one result of `check`, held against the schema."""
    output = json.loads(run("check", *arguments, "--format", "json", stdin=stdin).stdout)
    jsonschema.validate(output, check_schema())
    result: dict[str, Any] = output["results"][0]
    return result


def test_a_baseline_leaves_nothing_and_the_letter_alone(folder: Path) -> None:
    accept = run("accept", "信.txt", "--all", "--because", "旧信")
    assert accept.exit_code == 0
    assert accept.stdout.startswith("accepted in 信.txt.accepted.yml:\n")
    assert (folder / "信.txt").read_text(encoding="utf-8") == WEAK
    check = run("check", "信.txt")
    assert check.exit_code == 0
    assert "findings accepted (信.txt.accepted.yml)" in check.stdout
    result = checked("信.txt")
    assert (result["findings"], result["score"], result["sidecar"]) == ([], 100, "信.txt.accepted.yml")
    assert {each["because"] for each in result["accepted"]} == {"旧信"}
    assert run("accept", "信.txt", "--all").stdout == "nothing to accept\n"
    shown = checked("信.txt", "--no-accepted")
    assert (len(shown["findings"]), shown["accepted"], shown["unused"]) == (len(result["accepted"]), [], [])


def test_findings_are_chosen_by_rule_and_line(folder: Path) -> None:
    assert run("accept", "信.txt", "--rule", "tone", "--line", "5", "--lang", "zh").stdout.startswith("已接受")
    assert sorted((each["rule"], each["range"]["start"]["line"]) for each in checked("信.txt")["accepted"]) == [
        ("tone/begging", 5),
        ("tone/shouting", 5),
    ]
    nothing = run("accept", "信.txt", "--rule", "tone/begging", "--line", "1")
    assert (nothing.exit_code, nothing.stdout) == (2, "")
    assert nothing.stderr == (
        "poalint: 信.txt: no finding fits tone/begging line 1; `poalint check` shows each rule and line\n"
    )
    assert "did you mean 'tone/begging'?" in run("accept", "信.txt", "--rule", "tone/beging").stderr


def test_without_a_choice_the_usage_is_told(folder: Path) -> None:
    for arguments in ([], ["--because", "x"], ["--list", "--all"], ["--all", "--line", "3"]):
        result = run("accept", "信.txt", *arguments)
        assert result.exit_code == 2
        assert "accept [OPTIONS]" in result.stderr
    assert not (folder / "信.txt.accepted.yml").exists()


def test_what_is_no_longer_found_is_told_and_pruned(folder: Path) -> None:
    run("accept", "信.txt", "--rule", "tone")
    path = folder / "信.txt.accepted.yml"
    path.write_text(path.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    (folder / "信.txt").write_text(WEAK.replace("We beg you", "We ask you", 1), encoding="utf-8")
    check = run("check", "信.txt")
    assert check.exit_code == 1
    assert "信.txt.accepted.yml:11: tone/begging “beg” is accepted but no longer found" in check.stdout
    listed = run("accept", "信.txt", "--list").stdout
    assert "  line 5  tone/begging  “beg”" in listed
    assert "  no longer found  tone/begging  “beg”" in listed
    pruned = run("accept", "信.txt", "--prune")
    assert pruned.stdout.startswith("no longer found, so dropped from 信.txt.accepted.yml:\n  tone/begging  “beg”")
    once = path.read_bytes()
    assert once.decode().endswith("# mine\n")
    assert run("accept", "信.txt", "--prune").stdout == "nothing to drop\n"
    assert path.read_bytes() == once
    assert checked("信.txt")["unused"] == []


def test_entries_that_cannot_be_used_are_told_on_standard_error_and_kept(folder: Path) -> None:
    path = folder / "信.txt.accepted.yml"
    path.write_text("- {rule: tone/beging, fingerprint: x}\n", encoding="utf-8")
    check = run("check", "信.txt")
    assert (
        check.stderr
        == "poalint: 信.txt.accepted.yml:1: no rule is called 'tone/beging'; did you mean 'tone/begging'?\n"
    )
    assert run("accept", "信.txt", "--prune").stdout == "nothing to drop\n"
    assert path.exists()


def test_a_broken_sidecar_stops_its_draft_and_no_other(folder: Path) -> None:
    (folder / "信.txt.accepted.yml").write_text("- rule: tone/begging\n", encoding="utf-8")
    (folder / "b.txt").write_text(WEAK, encoding="utf-8")
    check = run("check", "信.txt", "b.txt", "--format", "json")
    assert check.exit_code == 2
    told = json.loads(check.stdout)
    assert [each["path"] for each in told["results"]] == ["b.txt"]
    assert [each["path"] for each in told["errors"]] == ["信.txt.accepted.yml"]
    assert check.stderr.startswith("poalint: 信.txt.accepted.yml:1:3: entry has no 'fingerprint'; write")
    assert check.stderr.count("\n") == 1
    accept = run("accept", "信.txt", "--all")
    assert (accept.exit_code, accept.stderr) == (2, check.stderr)


def test_standard_input_has_a_list_of_its_own(folder: Path) -> None:
    run("accept", "信.txt", "--all")
    arguments = ("-", "--stdin-filename", "信.txt")
    assert checked(*arguments, stdin=WEAK)["accepted"] == []
    assert checked(*arguments, "--accepted", "信.txt.accepted.yml", stdin=WEAK)["findings"] == []
    assert "name the list of what is accepted with --accepted" in run("accept", "-", "--all", stdin=WEAK).stderr
    assert run("accept", "-", "--all", "--accepted", "other.yml", stdin=WEAK).exit_code == 0
    assert checked(*arguments, "--accepted", "other.yml", stdin=WEAK)["findings"] == []
    several = run("check", "信.txt", "信.txt", ".", "--accepted", "other.yml")
    assert several.exit_code == 0
    (folder / "b.txt").write_text(WEAK, encoding="utf-8")
    assert "check one draft at a time" in run("check", ".", "--accepted", "other.yml").stderr
    assert "gone.yml: cannot be read" in run("check", "信.txt", "--accepted", "gone.yml").stderr


def test_word_files_and_line_ends_of_windows(folder: Path) -> None:
    word = docx.Document()
    for paragraph in WEAK.strip().split("\n\n"):
        word.add_paragraph(paragraph)
    word.save(str(folder / "信.docx"))
    (folder / "crlf.txt").write_bytes(WEAK.replace("\n", "\r\n").encode())
    assert "  paragraph 3  tone/begging" in run("accept", "信.docx", "--rule", "tone/begging", "--line", "3").stdout
    run("accept", "crlf.txt", "--all")
    assert checked("crlf.txt")["findings"] == []
    # The same words in another file are known by the same name.
    assert checked("信.docx", "--accepted", "crlf.txt.accepted.yml")["accepted"]


def test_comments_are_counted_beside_the_list(folder: Path) -> None:
    (folder / "a.md").write_text("<!-- poalint: ignore-file evidence, tone/hardship -->\n\n" + WEAK, encoding="utf-8")
    run("accept", "a.md", "--rule", "tone/begging")
    check = run("check", "a.md").stdout
    assert "3 findings accepted (a.md.accepted.yml, comments)" in check
    assert "a.md:1: the comment has nothing to ignore for tone/hardship; take it out" in check
    page = run("check", "a.md", "--format", "html").stdout
    assert "3 findings accepted (a.md.accepted.yml, comments)" in page


def test_a_list_that_cannot_be_written_leaves_what_was_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("accept", "信.txt", "--rule", "tone/begging")
    path = folder / "信.txt.accepted.yml"
    before = path.read_bytes()

    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(system.Path, "replace", refuse)
    result = run("accept", "信.txt", "--all")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "poalint: 信.txt.accepted.yml: cannot be written (Permission denied); is the folder protected or the file open"
        " elsewhere?\n"
    )
    assert path.read_bytes() == before
    assert sorted(each.name for each in folder.iterdir()) == ["信.txt", "信.txt.accepted.yml"]


def test_a_replaced_file_keeps_its_permissions_and_its_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.yml", tmp_path / "link.yml"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link.symlink_to(real)
    system.replace_file(link, b"new")
    assert (real.read_bytes(), real.stat().st_mode & 0o777, link.is_symlink()) == (b"new", 0o640, True)
