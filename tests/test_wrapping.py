"""Lines for the terminal, in English and Chinese."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from poalint.formats.wrapping import cells, line_starts, wrapped

TEXTS = st.text(alphabet="ab cd，。、“”（）亚马逊订单 [date]-", max_size=80)


def test_chinese_breaks_within_a_sentence_but_not_before_a_stop() -> None:
    lines = wrapped("订单号不是有效的，请核对。", 12)
    assert lines == ["订单号不是有", "效的，请核", "对。"]


def test_english_breaks_at_spaces_and_hangs_under_its_name() -> None:
    assert wrapped("Leave it out here.", 14, lead="Mend: ", indent="  ") == ["Mend: Leave it", "  out here."]


@given(TEXTS, st.integers(min_value=8, max_value=40))
def test_no_line_is_wider_and_nothing_is_lost(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        # What stays together may be wider than a line: a word, a run of stops.
        assert cells(line) <= width or line_starts(line, width) == []


@given(TEXTS, st.integers(min_value=8, max_value=40))
def test_no_line_begins_with_a_stop(text: str, width: int) -> None:
    for at in line_starts(text, width):
        assert text[at] not in "，。、”）" or text[at - 1] == " "
