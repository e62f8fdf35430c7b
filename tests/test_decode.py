"""Bytes as sellers have them, and the ways of naming drafts."""

from __future__ import annotations

from pathlib import Path

import pytest

from poalint.draft import find_drafts, read_draft
from poalint.draft.decode import decode
from poalint.model import PoalintError

ENGLISH = "We’ve refunded the buyer – £12.50 – and don’t use that carrier.\nThank you.\n"
CHINESE = "根本原因：包装员选错了承运人。\nWe refunded the buyer.\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "utf-8-sig"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (ENGLISH, "cp1252"),
        (CHINESE, "utf-8"),
        (CHINESE, "gb18030"),
        (CHINESE, "gbk"),
        (CHINESE, "utf-16"),
    ],
)
def test_encodings(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "x.txt").text == text


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\n"])
def test_line_ends_are_one(newline: str) -> None:
    decoded = decode("one\ntwo\n".replace("\n", newline).encode(), "x.txt")
    assert (decoded.text, decoded.newline) == ("one\ntwo\n", newline)


def test_form_feeds_and_odd_spaces_stay() -> None:
    text = "a\x0cb\u00a0c\u3000d\u200be\u2028f"
    assert decode(text.encode(), "x").text == text


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01", bytes(range(256)) * 4, b"MZ\x90\x00\x03"]
)
def test_what_is_no_text_is_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(PoalintError, match=r"^photo\.txt: this is not text; ") as told:
        decode(data, "photo.txt")
    assert "\n" not in str(told.value)


def test_folders_globs_and_doublets(tmp_path: Path) -> None:
    for name in ("a.txt", "b.md", "c.docx", "~$c.docx", ".hidden.txt", "d.csv", "sub/e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    found = list(find_drafts([str(tmp_path), str(tmp_path / "a.txt"), str(tmp_path / "*.md")]))
    assert [Path(str(each)).name for each in found] == ["a.txt", "b.md", "c.docx", "e.txt"]


def test_what_names_nothing_is_given_back_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    found = [str(each) for each in find_drafts([str(tmp_path / "empty"), str(tmp_path / "*.txt")])]
    assert "no drafts in this folder" in found[0]
    assert "no file matches" in found[1]


def test_a_name_with_brackets_is_a_file_before_it_is_a_pattern(tmp_path: Path) -> None:
    file = tmp_path / "letter [1].txt"
    file.write_text("x", encoding="utf-8")
    assert list(find_drafts([str(file)])) == [str(file)]


@pytest.mark.parametrize("name", ["a.doc", "a.pdf", "a.rtf", "a.odt"])
def test_formats_not_read_say_what_to_do(tmp_path: Path, name: str) -> None:
    with pytest.raises(PoalintError, match="are not read; "):
        read_draft(tmp_path / name)
