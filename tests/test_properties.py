"""What holds for any text."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from poalint import score
from poalint.api import Linter
from poalint.draft import Draft, blocks
from poalint.draft.decode import decode
from poalint.language.cleaning import clean
from poalint.model import Confidence, Span, Spans, merge
from poalint.pack.load import load_pack
from poalint.reading import Utf8

SOME = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
MANY = settings(max_examples=200, deadline=None)
PIECES = st.sampled_from(
    ["We will train staff.", "Root cause:", "1. ", "- ", "\n", "\n\n", " ", "订单", "①", "“", "”", '"', "\u200b", "　", "\x0c",
     "111-1234567-1234567", "Other", "carrier", "we", "have", ",the", ".To", "[date]", "Dear Amazon", "é", "👍", "n't", "!",
     "If you reinstate us, we will ship.", "The buyer lied.", "\t", "**", "http://x.y/z", "\u2028", "\x0b"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join))


@given(text=TEXTS)
@SOME
def test_no_text_makes_check_raise_and_every_place_lies_in_the_draft(linter: Linter, text: str) -> None:
    draft = Draft("any", text)
    report = linter.check(draft)
    assert report.to_dict() == linter.check(draft).to_dict()
    assert report.score is None or 0 <= report.score <= 100
    for finding in report.findings:
        if finding.range is not None:
            start, end = finding.range.start, finding.range.end
            assert 0 <= start.offset <= end.offset <= len(text)
            assert text[start.offset : end.offset].split()[:1] == finding.excerpt.split()[:1]
            assert draft.line_starts[start.line - 1] + start.column - 1 == start.offset


@given(text=TEXTS)
@SOME
def test_sections_cover_the_draft_without_gaps(linter: Linter, text: str) -> None:
    sections = linter.inspect(Draft("any", text)).sections
    if sections:
        assert sections[0].span.start == 0
        assert sections[-1].span.end == len(text)
    assert all(a.span.end == b.span.start for a, b in zip(sections, sections[1:], strict=False))


@given(lines=st.integers(1, 5))
@SOME
def test_a_plain_paragraph_before_the_draft_moves_every_place_by_its_length(linter: Linter, lines: int) -> None:
    letter = (
        "Corrective actions taken:\n1. We will train staff.\n2. Carrier: other\n\nOrder 112-123456-7654321 is refunded."
    )
    before = "Dear team,\n" * lines + "\n"
    plain = linter.check(Draft("a", letter))
    moved = linter.check(Draft("b", before + letter))
    places = {(f.rule, f.range.start.offset + len(before)) for f in plain.findings if f.range}
    assert places <= {(f.rule, f.range.start.offset) for f in moved.findings if f.range}
    assert places


@given(text=TEXTS)
@MANY
def test_blocks_are_in_order_and_leave_out_no_word(text: str) -> None:
    found = blocks(Draft("any", text))
    assert all(a.span.end <= b.span.start for a, b in zip(found, found[1:], strict=False))
    outside = list(text)
    for block in found:
        outside[block.span.start : block.span.end] = " " * len(block.span)
    assert not any(char.isalnum() for char in outside)


@given(text=TEXTS)
@MANY
def test_every_character_of_the_clean_text_leads_back(text: str) -> None:
    cleaned = clean(text, Span(0, len(text)))
    places = [cleaned.offset(at) for at in range(len(cleaned.text))]
    assert places == sorted(places)
    for at, char in enumerate(cleaned.text):
        if char.isalpha() and char.isascii():
            original = text[places[at]]
            assert original == char or ord(original) - 0xFEE0 == ord(char)


@given(text=st.text(max_size=200))
@MANY
def test_byte_offsets_lead_back_to_code_points(text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    utf8 = Utf8(text)
    at = 0
    for index, char in enumerate(text):
        assert utf8.offset(at) == index
        at += len(char.encode())
    assert utf8.offset(at) == len(text)


SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)).map(lambda p: Span(p[0], p[0] + p[1])), max_size=12)


@given(spans=SPANS, at=st.integers(0, 70), length=st.integers(1, 9))
@MANY
def test_spans_answer_as_a_plain_search_does(spans: list[Span], at: int, length: int) -> None:
    index, other = Spans(spans), Span(at, at + length)
    assert index.covers(at) == any(span.covers(at) for span in spans)
    assert index.overlaps(other) == any(span.overlaps(other) for span in spans)
    assert index.holds(other) == any(s.start <= at and s.end >= other.end for s in merge(spans))


@given(text=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=200))
@MANY
def test_utf8_is_read_as_written_with_and_without_a_mark(text: str) -> None:
    text = text.lstrip("\ufeff")
    assert decode(text.encode("utf-8-sig"), "x").text == text
    if "\x00" not in text and text:
        assert decode(text.encode("utf-8"), "x").text == text


CONFIDENCES = st.lists(st.sampled_from(list(Confidence)), max_size=30)


@given(rules=st.lists(st.tuples(st.integers(0, 92), CONFIDENCES), max_size=12), data=st.data())
@MANY
def test_mending_any_finding_never_lowers_the_score(
    rules: list[tuple[int, list[Confidence]]], data: st.DataObject
) -> None:
    pack = load_pack(deep=False)
    names = list(pack.rules)
    found = {names[number % len(names)]: confidences for number, confidences in rules if confidences}

    def total(given: dict[str, list[Confidence]]) -> float:
        return sum(sum(score.points(pack.rules[name], each, pack.scoring)) for name, each in given.items())

    value = score.score(total(found), pack.scoring)
    assert 0 <= value <= 100
    assert (value == 100) == (total(found) == 0)
    if found:
        name = data.draw(st.sampled_from(sorted(found)))
        at = data.draw(st.integers(0, len(found[name]) - 1))
        mended = {**found, name: found[name][:at] + found[name][at + 1 :]}
        assert total(mended) <= total(found) + 1e-9
        assert score.score(total(mended), pack.scoring) >= value


def test_a_hundred_places_of_one_rule_cost_no_more_than_a_few() -> None:
    pack = load_pack(deep=False)
    rule = pack.rules["tense/promised-action"]
    once = sum(score.points(rule, [Confidence.HIGH], pack.scoring))
    often = sum(score.points(rule, [Confidence.HIGH] * 100, pack.scoring))
    assert once < often < once / (1 - pack.scoring.fade) + 0.2
