"""Word files are read as their reader sees them; each test builds the file it needs."""

from __future__ import annotations

import contextlib
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st

from poalint.draft.docx import MOST_UNPACKED_BYTES, read_docx
from poalint.draft.draft import Draft, LineStyle
from poalint.draft.numbering import formatted
from poalint.draft.read import read_draft
from poalint.model import PoalintError

PLAIN, HEADING, ITEM, TABLE, NOTE = (
    LineStyle.PLAIN,
    LineStyle.HEADING,
    LineStyle.ITEM,
    LineStyle.TABLE,
    LineStyle.NOTE,
)
NAMESPACES = (
    nsdecls("w", "r", "wp", "a", "m")
    + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    + ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    + ' xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex"'
    + ' xmlns:v="urn:schemas-microsoft-com:vml"'
)


def xml(source: str) -> Any:
    """Elements of the usual namespaces."""
    return parse_xml(re.sub(r"^<([\w:]+)", rf"<\1 {NAMESPACES}", source.strip(), count=1))


def document(*blocks: str, styles: str = "", numbering: str = "", footnotes: str = "", endnotes: str = "") -> Any:
    """A document whose body holds these blocks, with styles and lists of its own beside python-docx's."""
    made = docx.Document()
    body = made.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    for block in blocks:
        body.insert(len(body) - 1, xml(block))
    for style in xml(f"<w:styles>{styles}</w:styles>"):
        made.styles.element.append(style)
    lists = made.part.numbering_part.element
    for child in list(lists):
        lists.remove(child)
    for child in xml(f"<w:numbering>{numbering}</w:numbering>"):
        lists.append(child)
    for name, notes in (("footnote", footnotes), ("endnote", endnotes)):
        if notes:
            add_notes(made, name, notes)
    return made


def add_notes(made: Any, name: str, notes: str) -> None:
    """Give a document the part that holds its footnotes or endnotes."""
    separators = "".join(
        f'<w:{name} w:type="{kind}" w:id="{note_id}"><w:p><w:r><w:t>SEPARATOR</w:t></w:r></w:p></w:{name}>'
        for note_id, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    blob = f"<w:{name}s {NAMESPACES}>{separators}{notes}</w:{name}s>".encode()
    content_type = {"footnote": CONTENT_TYPE.WML_FOOTNOTES, "endnote": CONTENT_TYPE.WML_ENDNOTES}[name]
    reltype = {"footnote": RELATIONSHIP_TYPE.FOOTNOTES, "endnote": RELATIONSHIP_TYPE.ENDNOTES}[name]
    part = Part(PackURI(f"/word/{name}s.xml"), content_type, blob, made.part.package)
    made.part.relate_to(part, reltype)


def saved(made: Any) -> bytes:
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def read(made: Any) -> Draft:
    """The draft in a document, which has as many word lines as lines."""
    draft = read_docx(saved(made), "letter.docx")
    assert len(draft.word_lines) == draft.text.count("\n") + 1
    return draft


def lines(*blocks: str, **parts: str) -> list[str]:
    return read(document(*blocks, **parts)).text.split("\n")


def shapes(draft: Draft) -> list[tuple[str, LineStyle, int, int]]:
    """Every line with its style, depth and paragraph."""
    return [
        (text, line.style, line.depth, line.paragraph)
        for text, line in zip(draft.text.split("\n"), draft.word_lines, strict=True)
    ]


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*content: str, properties: str = "") -> str:
    """A paragraph of runs; plain words are made a run."""
    inside = "".join(piece if piece.startswith("<") else run(piece) for piece in content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def styled(style: str, *content: str) -> str:
    return paragraph(*content, properties=f'<w:pStyle w:val="{style}"/>')


def item(num_id: int, level: int, text: str) -> str:
    return paragraph(text, properties=in_list(num_id, level))


def in_list(num_id: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr>'


def style(style_id: str, name: str, content: str = "", based_on: str = "", kind: str = "paragraph") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="{kind}" w:styleId="{style_id}"><w:name w:val="{name}"/>{base}{content}</w:style>'


def level(at: int, number_format: str, text: str, extra: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>{extra}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(abstract_id: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{abstract_id}">{"".join(levels)}</w:abstractNum>'


def numbered(num_id: int, abstract_id: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{num_id}"><w:abstractNumId w:val="{abstract_id}"/>{overrides}</w:num>'


def one_list(*levels: str) -> str:
    return abstract(0, *levels) + numbered(1, 0)


def row(*cells: str, properties: str = "") -> str:
    """A table row of whole `w:tc` elements or of words."""
    made = "".join(one if one.startswith("<w:tc>") else cell(paragraph(one)) for one in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{made}</w:tr>"


def cell(*blocks: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(blocks)}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def text_box(*blocks: str) -> str:
    """A text box as Word writes it: the drawing, and a copy for versions that do not know it."""
    content = f"<w:txbxContent>{''.join(blocks)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


def field_mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def deleted(text: str) -> str:
    return f'<w:del w:id="1" w:author="A"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


GONE_BY_DELETION = '<w:rPr><w:del w:id="2" w:author="A"/></w:rPr>'


class TestParagraphs:
    def test_one_line_each_and_empty_ones_empty_lines(self) -> None:
        made = docx.Document()
        for text in ("Dear Amazon,", "", "We\u00a0sold　counterfeits. "):
            made.add_paragraph(text)
        draft = read(made)
        assert shapes(draft) == [
            ("Dear Amazon,", PLAIN, 0, 1),
            ("", PLAIN, 0, 2),
            ("We\u00a0sold　counterfeits. ", PLAIN, 0, 3),
        ]
        assert (draft.path, draft.encoding, draft.newline) == ("letter.docx", "utf-8", "\n")

    def test_empty_document_has_one_empty_line(self) -> None:
        assert shapes(read(document())) == [("", PLAIN, 0, 1)]

    def test_headers_and_footers_are_left_out(self) -> None:
        made = document(paragraph("Body"))
        made.sections[0].header.paragraphs[0].text = "CONFIDENTIAL"
        made.sections[0].footer.paragraphs[0].text = "Page 1"
        assert read(made).text == "Body"

    def test_comments_are_left_out(self) -> None:
        made = document(paragraph("Body"))
        made.add_comment(made.paragraphs[0].runs, text="Is this true?", author="Boss")
        assert read(made).text == "Body"

    def test_spaces_at_the_ends_of_a_text_count_only_where_kept(self) -> None:
        assert lines("<w:p><w:r><w:t> not kept </w:t></w:r><w:r><w:t>so.</w:t></w:r></w:p>") == ["not keptso."]
        assert lines('<w:p xml:space="preserve"><w:r><w:t>kept </w:t><w:t>so.</w:t></w:r></w:p>') == ["kept so."]

    def test_a_line_end_within_a_text_is_a_space(self) -> None:
        assert lines(paragraph("one\ntwo")) == ["one two"]


class TestHeadings:
    def test_english_styles(self) -> None:
        made = docx.Document()
        made.add_heading("Plan of Action", level=0)
        made.add_heading("Root cause", level=1)
        made.add_heading("Shipping", level=2)
        made.add_paragraph("We shipped late.")
        assert [(style, depth) for _, style, depth, _ in shapes(read(made))] == [
            (HEADING, 0),
            (HEADING, 0),
            (HEADING, 1),
            (PLAIN, 0),
        ]

    def test_chinese_word_names_its_styles_by_number(self) -> None:
        styles = (
            style("a", "Normal")
            + style("1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>', "a")
            + style("20", "标题 2", "", "a")
            + style("a3", "标题", "", "a")
            + style("11", "我的标题", "", "1")
        )
        made = document(*(styled(style_id, "根本原因") for style_id in ("1", "20", "a3", "11", "a")), styles=styles)
        assert [(style, depth) for _, style, depth, _ in shapes(read(made))] == [
            (HEADING, 0),
            (HEADING, 1),
            (HEADING, 0),
            (HEADING, 0),
            (PLAIN, 0),
        ]

    def test_outline_level_through_the_chain_makes_a_heading(self) -> None:
        styles = style("x", "Part", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>') + style("y", "My part", "", "x")
        assert shapes(read(document(styled("y", "Cause"), styles=styles))) == [("Cause", HEADING, 2, 1)]

    def test_body_text_outline_level_takes_back_a_heading(self) -> None:
        styles = style("toc", "TOC Heading", '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>', "Heading1")
        assert shapes(read(document(styled("toc", "Contents"), styles=styles))) == [("Contents", PLAIN, 0, 1)]

    def test_outline_level_of_the_paragraph_itself(self) -> None:
        made = document(paragraph("Cause", properties='<w:outlineLvl w:val="1"/>'))
        assert shapes(read(made)) == [("Cause", HEADING, 1, 1)]

    def test_styles_based_on_each_other_end(self) -> None:
        styles = style("x", "X", "", "y") + style("y", "Y", "", "x")
        assert shapes(read(document(styled("x", "Words"), styles=styles))) == [("Words", PLAIN, 0, 1)]

    def test_empty_heading_is_an_empty_line(self) -> None:
        assert shapes(read(document(styled("Heading1")))) == [("", PLAIN, 0, 1)]

    def test_default_paragraph_style_holds_where_none_is_named(self) -> None:
        made = document(paragraph("Hidden"), styled("other", "Shown"), styles=style("other", "Other"))
        made.styles["Normal"].element.append(xml("<w:rPr><w:vanish/></w:rPr>"))
        assert read(made).text == "Shown"


class TestLists:
    def test_decimal_with_its_dot_and_one_space(self) -> None:
        made = document(
            item(1, 0, "Refunded all orders"),
            item(1, 0, "Removed the listing"),
            paragraph("Then:"),
            item(1, 0, "Left"),
            numbering=one_list(level(0, "decimal", "%1.")),
        )
        assert shapes(read(made)) == [
            ("1. Refunded all orders", ITEM, 0, 1),
            ("2. Removed the listing", ITEM, 0, 2),
            ("Then:", PLAIN, 0, 3),
            ("3. Left", ITEM, 0, 4),
        ]

    def test_nested_numbers_restart_under_each_parent(self) -> None:
        numbering = one_list(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2)"), level(2, "lowerLetter", "(%3)"))
        blocks = [item(1, at, "x") for at in (0, 1, 1, 2, 2, 1, 2, 0, 1)]
        draft = read(document(*blocks, numbering=numbering))
        assert [text for text, *_ in shapes(draft)] == [
            "1. x",
            "1.1) x",
            "1.2) x",
            "(a) x",
            "(b) x",
            "1.3) x",
            "(a) x",
            "2. x",
            "2.1) x",
        ]
        assert [depth for _, _, depth, _ in shapes(draft)] == [0, 1, 1, 2, 2, 1, 2, 0, 1]

    def test_level_that_never_restarts(self) -> None:
        numbering = one_list(level(0, "decimal", "%1."), level(1, "decimal", "%2)", extra='<w:lvlRestart w:val="0"/>'))
        blocks = [item(1, at, "x") for at in (0, 1, 0, 1)]
        assert lines(*blocks, numbering=numbering) == ["1. x", "1) x", "2. x", "2) x"]

    def test_level_that_restarts_only_after_the_outermost(self) -> None:
        numbering = one_list(
            level(0, "decimal", "%1."),
            level(1, "decimal", "%2)"),
            level(2, "decimal", "(%3)", extra='<w:lvlRestart w:val="1"/>'),
        )
        blocks = [item(1, at, "x") for at in (0, 1, 2, 1, 2, 0, 2)]
        shown = lines(*blocks, numbering=numbering)
        assert shown == ["1. x", "1) x", "(1) x", "2) x", "(2) x", "2. x", "(1) x"]

    def test_deeper_level_first_shows_where_the_outer_starts(self) -> None:
        numbering = one_list(level(0, "decimal", "%1.", start=3), level(1, "decimal", "%1.%2"))
        assert lines(item(1, 1, "x"), numbering=numbering) == ["3.1 x"]

    @pytest.mark.parametrize(
        ("number_format", "numbers"),
        [
            ("decimal", {1: "1", 12: "12", 0: "0"}),
            ("decimalZero", {1: "01", 12: "12"}),
            ("lowerLetter", {0: "0", 1: "a", 26: "z", 27: "aa", 28: "bb", 53: "aaa"}),
            ("upperLetter", {2: "B", 27: "AA"}),
            ("lowerRoman", {1: "i", 4: "iv", 9: "ix", 14: "xiv", 1994: "mcmxciv"}),
            ("upperRoman", {3: "III", 40: "XL"}),
            ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
            ("decimalEnclosedParen", {2: "⑵"}),
            ("decimalFullWidth", {12: "１２"}),
            ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 23: "二十三"}),
            (
                "chineseCountingThousand",
                {
                    100: "一百",
                    105: "一百零五",
                    110: "一百一十",
                    1001: "一千零一",
                    9999: "九千九百九十九",
                    10000: "10000",
                },
            ),
            ("japaneseCounting", {3: "三", 10: "十", 100: "百", 105: "百五", 234: "二百三十四"}),
            ("none", {1: "", 0: ""}),
            ("hebrew1", {7: "7"}),
        ],
    )
    def test_number_formats(self, number_format: str, numbers: dict[int, str]) -> None:
        assert {number: formatted(number, number_format) for number in numbers} == numbers

    def test_chinese_list(self) -> None:
        numbering = one_list(level(0, "chineseCountingThousand", "%1、"), level(1, "decimalEnclosedCircle", "%2"))
        blocks = (item(1, 0, "根本原因"), item(1, 1, "未检查"), item(1, 0, "纠正措施"))
        assert lines(*blocks, numbering=numbering) == ["一、 根本原因", "① 未检查", "二、 纠正措施"]

    @pytest.mark.parametrize("sign", ["\uf0b7", "\uf0a7", "o", "•", "-", "Ø"])
    def test_every_bullet_is_one_sign(self, sign: str) -> None:
        draft = read(document(item(1, 0, "Refunded"), numbering=one_list(level(0, "bullet", sign))))
        assert shapes(draft) == [("• Refunded", ITEM, 0, 1)]

    def test_a_bullet_that_is_a_picture(self) -> None:
        numbering = one_list(level(0, "bullet", "", extra='<w:lvlPicBulletId w:val="0"/>'))
        assert lines(item(1, 0, "Refunded"), numbering=numbering) == ["• Refunded"]

    def test_symbol_font_sign_among_numbers(self) -> None:
        assert lines(item(1, 0, "x"), numbering=one_list(level(0, "decimal", "\uf0a8%1"))) == ["•1 x"]

    def test_list_that_shows_no_marker_is_plain(self) -> None:
        draft = read(document(item(1, 0, "Words"), numbering=one_list(level(0, "none", ""))))
        assert shapes(draft) == [("Words", PLAIN, 0, 1)]

    def test_words_for_a_marker(self) -> None:
        numbering = one_list(level(0, "decimal", "Step %1:"), level(1, "none", "Note%2"))
        assert lines(item(1, 0, "x"), item(1, 1, "y"), numbering=numbering) == ["Step 1: x", "Note y"]

    def test_legal_numbering_is_all_digits(self) -> None:
        numbering = one_list(level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2", extra="<w:isLgl/>"))
        assert lines(item(1, 0, "x"), item(1, 1, "y"), numbering=numbering) == ["I. x", "1.1 y"]

    def test_lists_of_one_definition_count_on(self) -> None:
        numbering = abstract(0, level(0, "decimal", "%1.")) + numbered(1, 0) + numbered(2, 0)
        assert lines(item(1, 0, "x"), item(2, 0, "y"), numbering=numbering) == ["1. x", "2. y"]

    def test_start_override_restarts_once(self) -> None:
        override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
        numbering = abstract(0, level(0, "decimal", "%1.")) + numbered(1, 0) + numbered(2, 0, override)
        blocks = [item(num_id, 0, "x") for num_id in (1, 1, 2, 2, 1)]
        assert lines(*blocks, numbering=numbering) == ["1. x", "2. x", "5. x", "6. x", "7. x"]

    def test_level_override_changes_the_format(self) -> None:
        override = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)", start=3)}</w:lvlOverride>'
        numbering = abstract(0, level(0, "decimal", "%1.")) + numbered(2, 0, override)
        assert lines(item(2, 0, "x"), numbering=numbering) == ["C) x"]

    def test_start_value(self) -> None:
        numbering = one_list(level(0, "decimal", "%1.", start=4))
        assert lines(item(1, 0, "x"), item(1, 0, "y"), numbering=numbering) == ["4. x", "5. y"]

    def test_custom_format_falls_back(self) -> None:
        formats = (
            '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001"/>'
            '</mc:Choice><mc:Fallback><w:numFmt w:val="decimalZero"/></mc:Fallback></mc:AlternateContent>'
        )
        levels = f'<w:lvl w:ilvl="0"><w:start w:val="1"/>{formats}<w:lvlText w:val="%1."/></w:lvl>'
        assert lines(item(1, 0, "x"), numbering=one_list(levels)) == ["01. x"]

    def test_list_style_holds_the_levels(self) -> None:
        numbering = (
            '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="Mine"/></w:abstractNum>'
            + abstract(1, '<w:styleLink w:val="Mine"/>', level(0, "decimal", "%1)"))
            + numbered(1, 0)
            + numbered(2, 1)
        )
        assert lines(item(1, 0, "x"), numbering=numbering) == ["1) x"]

    def test_numbers_through_the_style_chain(self) -> None:
        styles = style("L", "My list", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>') + style(
            "L2", "My list 2", '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr>', "L"
        )
        numbering = one_list(level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)"))
        draft = read(document(styled("L", "x"), styled("L2", "y"), styles=styles, numbering=numbering))
        assert shapes(draft) == [("1. x", ITEM, 0, 1), ("a) y", ITEM, 1, 2)]

    def test_a_level_tied_to_a_style(self) -> None:
        styles = style("H", "Cause", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
        numbering = one_list(level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)", extra='<w:pStyle w:val="H"/>'))
        draft = read(document(styled("H", "x"), styles=styles, numbering=numbering))
        assert shapes(draft) == [("a) x", ITEM, 1, 1)]

    def test_numbered_heading_stays_a_heading(self) -> None:
        properties = '<w:pStyle w:val="Heading2"/>' + in_list(1, 0)
        numbering = one_list(level(0, "upperRoman", "%1."))
        draft = read(document(paragraph("Cause", properties=properties), numbering=numbering))
        assert shapes(draft) == [("I. Cause", HEADING, 1, 1)]

    def test_list_id_zero_takes_a_paragraph_out_of_its_list(self) -> None:
        styles = style("L", "My list", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
        out = paragraph("x", properties='<w:pStyle w:val="L"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        numbering = one_list(level(0, "decimal", "%1."))
        assert shapes(read(document(out, styles=styles, numbering=numbering))) == [("x", PLAIN, 0, 1)]

    def test_missing_list_or_level_is_no_list(self) -> None:
        numbering = one_list(level(0, "decimal", "%1."))
        draft = read(document(item(9, 0, "x"), item(1, 5, "y"), numbering=numbering))
        assert shapes(draft) == [("x", PLAIN, 0, 1), ("y", PLAIN, 0, 2)]

    def test_empty_item_is_an_empty_line_but_counts(self) -> None:
        made = document(
            item(1, 0, "x"), paragraph(properties=in_list(1, 0)), item(1, 0, "y"),
            numbering=one_list(level(0, "decimal", "%1.")),
        )  # fmt: skip
        assert shapes(read(made)) == [("1. x", ITEM, 0, 1), ("", PLAIN, 0, 2), ("3. y", ITEM, 0, 3)]

    def test_outsize_numbers_and_texts_stay_small(self) -> None:
        numbering = one_list(level(0, "upperRoman", "%1" * 1000, start=10**9))
        assert len(lines(item(1, 0, "x"), numbering=numbering)[0]) < 2000

    def test_python_docx_own_list_styles(self) -> None:
        made = docx.Document()
        for text, style_name in (("one", "List Number"), ("two", "List Number"), ("dot", "List Bullet")):
            made.add_paragraph(text, style=style_name)
        assert read(made).text == "1. one\n2. two\n• dot"


class TestTables:
    def test_rows_are_lines_and_cells_are_parted_by_tabs(self) -> None:
        made = document(
            paragraph("Orders"),
            table(row("Order", "Refund"), row(cell(paragraph("112-1"), paragraph("112-2")), "$5")),
            paragraph("End"),
        )
        assert shapes(read(made)) == [
            ("Orders", PLAIN, 0, 1),
            ("Order\tRefund", TABLE, 0, 2),
            ("112-1 112-2\t$5", TABLE, 0, 4),
            ("End", PLAIN, 0, 7),
        ]

    def test_tabs_and_line_breaks_in_a_cell_are_spaces(self) -> None:
        inside = cell(paragraph("a", "<w:r><w:tab/></w:r>", "b", "<w:r><w:br/></w:r>", "c"))
        assert lines(table(row(inside, "d"))) == ["a b c\td"]

    def test_merged_cells(self) -> None:
        begins = cell(paragraph("Both"), properties='<w:vMerge w:val="restart"/>')
        goes_on = cell(paragraph(), properties="<w:vMerge/>")
        wide = cell(paragraph("Wide"), properties='<w:gridSpan w:val="2"/>')
        made = document(table(row(begins, "1"), row(goes_on, "2"), row(wide)), paragraph("End"))
        assert shapes(read(made)) == [
            ("Both\t1", TABLE, 0, 1),
            ("\t2", TABLE, 0, 3),
            ("Wide", TABLE, 0, 5),
            ("End", PLAIN, 0, 6),
        ]

    def test_nested_table_is_flattened(self) -> None:
        inner = table(row("in 1", "in 2"), row("in 3", "in 4"))
        outer = table(row(cell(paragraph("out"), inner, paragraph()), "right"))
        made = document(outer, paragraph("End"))
        assert shapes(read(made)) == [("out in 1 in 2 in 3 in 4\tright", TABLE, 0, 1), ("End", PLAIN, 0, 8)]

    def test_list_in_a_cell_keeps_its_number_even_without_words(self) -> None:
        number = cell(paragraph(properties=in_list(1, 0)))
        numbering = one_list(level(0, "decimal", "%1."))
        rows = (row(number, "first"), row(number, cell(item(1, 0, "second"))))
        assert lines(table(*rows), numbering=numbering) == ["1.\tfirst", "2.\t3. second"]

    def test_deleted_and_hidden_rows_and_cells(self) -> None:
        made = document(
            table(
                row("gone", properties='<w:del w:id="1"/>'),
                row("hidden", properties="<w:hidden/>"),
                row("new", cell(paragraph("gone"), properties='<w:cellDel w:id="2"/>'), "kept"),
            ),
            paragraph("End"),
        )
        assert shapes(read(made)) == [("new\tkept", TABLE, 0, 3), ("End", PLAIN, 0, 6)]

    def test_rows_and_cells_in_content_controls(self) -> None:
        cells = f"<w:sdt><w:sdtPr/><w:sdtContent>{cell(paragraph('b'))}</w:sdtContent></w:sdt>"
        rows = f"<w:sdt><w:sdtContent><w:tr>{cell(paragraph('a'))}{cells}</w:tr></w:sdtContent></w:sdt>"
        assert lines(table(rows)) == ["a\tb"]

    def test_python_docx_table(self) -> None:
        made = docx.Document()
        made_table = made.add_table(rows=2, cols=2)
        made_table.cell(0, 0).merge(made_table.cell(0, 1)).text = "Wide"
        made_table.cell(1, 1).text = "x"
        assert read(made).text == "Wide\n\tx"


class TestTextBoxes:
    def test_once_after_the_paragraph_that_anchors_it(self) -> None:
        box = text_box(paragraph("In the box"), styled("Heading1", "Box title"))
        made = document(paragraph("Before"), paragraph("Anchor", box, " goes on"), paragraph("After"))
        assert shapes(read(made)) == [
            ("Before", PLAIN, 0, 1),
            ("Anchor goes on", PLAIN, 0, 2),
            ("In the box", PLAIN, 0, 2),
            ("Box title", HEADING, 0, 2),
            ("After", PLAIN, 0, 3),
        ]

    def test_of_old_word_versions(self) -> None:
        content = f"<w:txbxContent>{paragraph('Old box')}</w:txbxContent>"
        box = f"<w:r><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></w:r>"
        assert lines(paragraph("Anchor", box)) == ["Anchor", "Old box"]

    def test_fallback_where_there_is_no_choice(self) -> None:
        fallback = "<mc:AlternateContent><mc:Fallback><w:t>plain</w:t></mc:Fallback></mc:AlternateContent>"
        assert lines(paragraph(f"<w:r>{fallback}</w:r>")) == ["plain"]

    def test_table_in_a_box_and_box_in_a_table(self) -> None:
        made = document(
            table(row(cell(paragraph("a"), paragraph("b", text_box(table(row("c", "d"))))))), paragraph("End")
        )
        assert shapes(read(made)) == [("a b", TABLE, 0, 1), ("c\td", TABLE, 0, 2), ("End", PLAIN, 0, 3)]

    def test_box_in_hidden_or_deleted_words_is_left_out(self) -> None:
        box = text_box(paragraph("In the box"))
        hidden = box.replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>", 1)
        gone = f'<w:del w:id="1">{box}</w:del>'
        assert lines(paragraph("Anchor", hidden, gone)) == ["Anchor"]

    def test_box_of_a_joined_paragraph_is_not_lost(self) -> None:
        box = text_box(paragraph("In the box"))
        gone = paragraph(box, properties=GONE_BY_DELETION)
        assert lines(gone, paragraph("Next")) == ["Next", "In the box"]
        assert lines(paragraph("First"), gone) == ["First", "", "In the box"]


class TestNotes:
    @staticmethod
    def note(name: str, note_id: int, *texts: str) -> str:
        own = "".join(paragraph(f"<w:r><w:{name}Ref/></w:r>", f" {text}") for text in texts)
        return f'<w:{name} w:id="{note_id}">{own}</w:{name}>'

    @staticmethod
    def reference(name: str, note_id: int) -> str:
        return f'<w:r><w:{name}Reference w:id="{note_id}"/></w:r>'

    def test_at_the_end_in_the_order_they_are_met(self) -> None:
        made = document(
            paragraph("First", self.reference("endnote", 1), self.reference("footnote", 2)),
            paragraph("Second", self.reference("footnote", 1)),
            footnotes=self.note("footnote", 1, "one") + self.note("footnote", 2, "two"),
            endnotes=self.note("endnote", 1, "end", "more"),
        )
        assert shapes(read(made)) == [
            ("First", PLAIN, 0, 1),
            ("Second", PLAIN, 0, 2),
            ("two", NOTE, 0, 1),
            ("one", NOTE, 0, 2),
            ("end", NOTE, 0, 1),
            (" more", NOTE, 0, 1),
        ]

    def test_separators_and_notes_without_a_reference_are_left_out(self) -> None:
        notes = self.note("footnote", 1, "kept") + self.note("footnote", 2, "nobody refers to this")
        references = self.reference("footnote", 0) + self.reference("footnote", 1) + self.reference("footnote", 7)
        assert lines(paragraph(references), footnotes=notes) == ["", "kept"]

    def test_deleted_and_hidden_references_are_left_out(self) -> None:
        reference = self.reference("footnote", 1)
        hidden = reference.replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")
        gone = f'<w:del w:id="1">{reference}</w:del>'
        assert lines(paragraph("x", hidden, gone), footnotes=self.note("footnote", 1, "one")) == ["x"]

    def test_a_note_referred_to_twice_stands_once(self) -> None:
        reference = self.reference("footnote", 1)
        notes = self.note("footnote", 1, "one")
        assert lines(paragraph("x", reference), paragraph("y", reference), footnotes=notes) == [
            "x",
            "y",
            "one",
        ]

    def test_reference_in_a_table(self) -> None:
        made = document(
            table(row("a", cell(paragraph("b", self.reference("footnote", 1))))),
            footnotes=self.note("footnote", 1, "one"),
        )
        assert shapes(read(made)) == [("a\tb", TABLE, 0, 1), ("one", NOTE, 0, 2)]


class TestTrackedChanges:
    def test_insertions_stay_and_deletions_go(self) -> None:
        inserted = f'<w:ins w:id="1">{run("refunded")}{deleted("gone")}</w:ins>'
        assert lines(paragraph("We ", deleted("will refund"), inserted, " them.")) == ["We refunded them."]

    def test_moved_words_stand_where_they_went(self) -> None:
        source = paragraph(f'<w:moveFrom w:id="1">{run("moved")}</w:moveFrom>', "stays")
        target = paragraph(f'<w:moveTo w:id="2">{run("moved")}</w:moveTo>', " here")
        assert lines(source, target) == ["stays", "moved here"]

    def test_deleted_paragraph_end_joins_the_next(self) -> None:
        made = document(
            paragraph("One ", properties='<w:pStyle w:val="Heading1"/>' + GONE_BY_DELETION),
            paragraph("two"),
            paragraph("three"),
        )
        assert shapes(read(made)) == [("One two", PLAIN, 0, 1), ("three", PLAIN, 0, 3)]

    def test_paragraph_deleted_whole_is_no_line_and_does_not_count_in_its_list(self) -> None:
        gone = paragraph(deleted("gone"), properties=in_list(1, 0) + GONE_BY_DELETION)
        made = document(item(1, 0, "x"), gone, item(1, 0, "y"), gone, numbering=one_list(level(0, "decimal", "%1.")))
        assert shapes(read(made)) == [("1. x", ITEM, 0, 1), ("2. y", ITEM, 0, 3)]

    def test_paragraph_moved_away_whole(self) -> None:
        mark = '<w:rPr><w:moveFrom w:id="3"/></w:rPr>'
        source = paragraph(f'<w:moveFrom w:id="1">{run("moved")}</w:moveFrom>', properties=mark)
        assert shapes(read(document(source, paragraph("stays")))) == [("stays", PLAIN, 0, 2)]

    def test_deleted_end_before_a_table_keeps_its_words(self) -> None:
        made = document(paragraph("Words", properties=GONE_BY_DELETION), table(row("a")), paragraph("End"))
        assert [text for text, *_ in shapes(read(made))] == ["Words", "a", "End"]

    def test_former_formatting_is_not_read(self) -> None:
        former = f'<w:pPrChange w:id="1"><w:pPr><w:pStyle w:val="Heading1"/>{in_list(1, 0)}</w:pPr></w:pPrChange>'
        hidden_once = '<w:rPrChange w:id="2"><w:rPr><w:vanish/></w:rPr></w:rPrChange>'
        made = document(
            paragraph(run("x", hidden_once), properties=former),
            numbering=one_list(level(0, "decimal", "%1.")),
        )
        assert shapes(read(made)) == [("x", PLAIN, 0, 1)]


class TestHiddenText:
    STYLES = (
        style("Secret", "Secret", "<w:rPr><w:vanish/></w:rPr>", kind="character")
        + style("Secret2", "Secret 2", "", "Secret", kind="character")
        + style("Quiet", "Quiet", "<w:rPr><w:vanish/></w:rPr>")
        + style("Loud", "Loud", '<w:rPr><w:vanish w:val="0"/></w:rPr>', "Quiet")
    )

    @pytest.mark.parametrize("value", ["", ' w:val="1"', ' w:val="true"', ' w:val="on"'])
    def test_hidden_run(self, value: str) -> None:
        assert lines(paragraph("a", run("hidden", f"<w:vanish{value}/>"), "b")) == ["ab"]

    @pytest.mark.parametrize("value", ["0", "false", "off"])
    def test_shown_again(self, value: str) -> None:
        assert lines(paragraph("a", run("shown", f'<w:vanish w:val="{value}"/>'))) == ["ashown"]

    @pytest.mark.parametrize("name", ["Secret", "Secret2"])
    def test_by_character_style(self, name: str) -> None:
        made = paragraph("a", run("hidden", f'<w:rStyle w:val="{name}"/>'))
        assert lines(made, styles=self.STYLES) == ["a"]

    def test_by_paragraph_style(self) -> None:
        made = document(styled("Quiet", "hidden"), styled("Loud", "shown"), styles=self.STYLES)
        assert shapes(read(made)) == [("shown", PLAIN, 0, 2)]

    def test_run_shown_in_a_hidden_paragraph_style(self) -> None:
        block = styled("Quiet", "hidden", run("shown", '<w:vanish w:val="0"/>'))
        assert lines(block, paragraph(" next"), styles=self.STYLES) == ["shown next"]

    def test_two_styles_that_hide_undo_each_other(self) -> None:
        block = styled("Quiet", run("shown", '<w:rStyle w:val="Secret"/>'))
        assert lines(block, styles=self.STYLES) == ["shown"]

    def test_hidden_paragraph_end(self) -> None:
        hidden = paragraph(run("x", "<w:vanish/>"), properties="<w:rPr><w:vanish/></w:rPr>")
        assert shapes(read(document(hidden, paragraph("y")))) == [("y", PLAIN, 0, 2)]


class TestFields:
    def test_result_is_read_and_code_is_not(self) -> None:
        field = (field_mark("begin"), code(" DATE \\@ "), field_mark("separate"), "1 May", field_mark("end"))
        assert lines(paragraph("On ", *field, " we")) == ["On 1 May we"]

    def test_nested_in_a_code(self) -> None:
        inner = (field_mark("begin"), code("PAGE"), field_mark("separate"), "7", field_mark("end"))
        outer = (field_mark("begin"), code("IF "), *inner, code(" = 7"), field_mark("separate"), "yes")
        assert lines(paragraph(*outer, field_mark("end"), "!")) == ["yes!"]

    def test_nested_in_a_result(self) -> None:
        inner = (field_mark("begin"), code("PAGEREF"), field_mark("separate"), "7", field_mark("end"))
        outer = (field_mark("begin"), code("HYPERLINK"), field_mark("separate"), "see ", *inner, "th")
        assert lines(paragraph(*outer, field_mark("end"), "!")) == ["see 7th!"]

    def test_field_without_result(self) -> None:
        assert lines(paragraph("a", field_mark("begin"), code("XE x"), field_mark("end"), "b")) == ["ab"]

    def test_field_over_several_paragraphs(self) -> None:
        first = paragraph(field_mark("begin"), code("TOC"), field_mark("separate"), "one")
        assert lines(first, paragraph("two", field_mark("end")), paragraph("x")) == ["one", "two", "x"]

    def test_field_that_never_ends_hides_no_other_paragraph(self) -> None:
        assert lines(paragraph(field_mark("begin"), code("X")), paragraph("letter")) == ["", "letter"]

    def test_field_with_hidden_marks(self) -> None:
        marks = [
            field_mark(kind).replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")
            for kind in ("begin", "separate", "end")
        ]
        assert lines(paragraph(marks[0], run("nested"), marks[1], "shown", marks[2])) == ["shown"]

    def test_simple_field(self) -> None:
        assert lines(paragraph(f'<w:fldSimple w:instr="AUTHOR">{run("Li Wei")}</w:fldSimple>')) == ["Li Wei"]


class TestInline:
    def test_links_tags_and_content_controls(self) -> None:
        assert lines(
            paragraph(
                f'<w:hyperlink w:anchor="x">{run("link ")}</w:hyperlink>',
                f'<w:smartTag w:element="place">{run("tag ")}</w:smartTag>',
                f"<w:sdt><w:sdtPr><w:rPr/></w:sdtPr><w:sdtContent>{run('control')}</w:sdtContent></w:sdt>",
            )
        ) == ["link tag control"]

    def test_content_control_around_paragraphs(self) -> None:
        inside = f"<w:sdt><w:sdtContent>{paragraph('b')}</w:sdtContent></w:sdt>"
        block = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('a')}{inside}</w:sdtContent></w:sdt>"
        assert shapes(read(document(block, paragraph("c")))) == [
            ("a", PLAIN, 0, 1),
            ("b", PLAIN, 0, 2),
            ("c", PLAIN, 0, 3),
        ]

    def test_tabs_and_hyphens(self) -> None:
        stops = '<w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs>'
        assert lines(paragraph("a", "<w:r><w:tab/></w:r>", "b", properties=stops)) == ["a\tb"]
        content = ("a", "<w:r><w:noBreakHyphen/></w:r>", "b", "<w:r><w:softHyphen/></w:r>", "c")
        assert lines(paragraph(*content)) == ["a\u2011bc"]

    @pytest.mark.parametrize(
        ("symbol", "shown"),
        [
            ('<w:sym w:font="Wingdings" w:char="F0FC"/>', "•"),
            ('<w:sym w:font="Symbol" w:char="00B7"/>', "•"),
            ('<w:sym w:font="Calibri" w:char="2122"/>', "™"),
            ('<w:sym w:font="Calibri" w:char="D800"/>', "•"),
            ('<w:sym w:font="Wingdings" w:char="nonsense"/>', ""),
            ('<w:sym w:font="Wingdings"/>', ""),
            ('<w16se:symEx w16se:font="Segoe UI Emoji" w16se:char="1F60A"/>', "😊"),
        ],
    )
    def test_symbols(self, symbol: str, shown: str) -> None:
        assert lines(paragraph("a", f"<w:r>{symbol}</w:r>")) == [f"a{shown}"]

    def test_pinyin_above_the_words_is_left_out(self) -> None:
        ruby = f"<w:ruby><w:rubyPr/><w:rt>{run('han')}</w:rt><w:rubyBase>{run('汉')}</w:rubyBase></w:ruby>"
        assert lines(paragraph(f"<w:r>{ruby}</w:r>")) == ["汉"]

    def test_formula(self) -> None:
        assert lines(paragraph("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>")) == ["x=1"]

    @pytest.mark.parametrize("line_break", ["<w:br/>", "<w:cr/>", '<w:br w:type="textWrapping"/>'])
    def test_line_break_in_an_item(self, line_break: str) -> None:
        block = paragraph("one", f"<w:r>{line_break}</w:r>", "two", properties=in_list(1, 1))
        numbering = one_list(level(0, "decimal", "%1."), level(1, "lowerLetter", "%2."))
        draft = read(document(block, paragraph("three"), numbering=numbering))
        assert shapes(draft) == [("a. one", ITEM, 1, 1), ("two", PLAIN, 1, 1), ("three", PLAIN, 0, 2)]

    def test_line_break_in_a_heading_and_a_plain_paragraph(self) -> None:
        content = ("one", "<w:r><w:br/></w:r>", "two")
        made = document(styled("Heading2", *content), paragraph(*content))
        assert shapes(read(made)) == [
            ("one", HEADING, 1, 1),
            ("two", PLAIN, 0, 1),
            ("one", PLAIN, 0, 2),
            ("two", PLAIN, 0, 2),
        ]

    def test_page_breaks(self) -> None:
        page = '<w:r><w:lastRenderedPageBreak/><w:br w:type="page"/></w:r>'
        assert lines(paragraph("a", page), paragraph(page), paragraph(page, "b")) == ["a", "", "b"]
        assert lines(paragraph("a.", page, "b")) == ["a.", "b"]


def archive(change: Callable[[str, bytes], bytes | None], made: Any = None) -> bytes:
    """A document's file with each part changed; a part made None is left out."""
    data = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(saved(made or document(paragraph("Words")))))
    with source, zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = change(name, source.read(name))
            if part is not None:
                target.writestr(name, part)
    return data.getvalue()


def replaced(part: str, old: bytes, new: bytes) -> bytes:
    return archive(lambda name, content: content.replace(old, new) if name == part else content)


def without(part: str) -> bytes:
    return archive(lambda name, content: None if name == part else content)


def complaint(data: bytes) -> str:
    """What is said of a file that cannot be read, always one line that begins with its name."""
    with pytest.raises(PoalintError) as caught:
        read_docx(data, "my letter.docx")
    message = str(caught.value)
    assert message.startswith("my letter.docx: ")
    assert "\n" not in message
    assert ";" in message
    return message


def bomb() -> bytes:
    data = io.BytesIO(archive(lambda name, content: content))
    with (
        zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as target,
        target.open("word/media/x.bin", "w") as part,
    ):
        for _ in range(MOST_UNPACKED_BYTES // 1_000_000 + 1):
            part.write(bytes(1_000_000))
    return data.getvalue()


def liar() -> bytes:
    """A file whose document part says it is smaller than it is."""
    good = archive(lambda name, content: content)
    with zipfile.ZipFile(io.BytesIO(good)) as package:
        size = package.getinfo("word/document.xml").file_size.to_bytes(4, "little")
    assert good.count(size) == 2
    return good.replace(size, (10).to_bytes(4, "little"))


class TestErrors:
    def test_password_or_old_word(self) -> None:
        assert "password" in complaint(bytes.fromhex("D0CF11E0A1B11AE1") + bytes(512))

    @pytest.mark.parametrize("data", [b"", b"Dear Amazon,", b"\xff\xfe\x00", b"{\\rtf1 }"])
    def test_no_word_file(self, data: bytes) -> None:
        assert "not a Word file" in complaint(data)

    def test_bomb(self) -> None:
        data = bomb()
        assert len(data) < 1_000_000
        assert "more than 100 MB" in complaint(data)

    def test_false_sizes(self) -> None:
        assert "broken" in complaint(liar())

    @pytest.mark.parametrize("part", ["word/document.xml", "[Content_Types].xml", "_rels/.rels"])
    def test_missing_part(self, part: str) -> None:
        assert "broken" in complaint(without(part))

    @pytest.mark.parametrize(
        "part",
        ["word/document.xml", "word/styles.xml", "word/numbering.xml", "_rels/.rels", "[Content_Types].xml"],
    )
    def test_broken_xml(self, part: str) -> None:
        assert "broken" in complaint(replaced(part, b"<", b"<<"))

    def test_another_office_file(self) -> None:
        old = b"wordprocessingml.document.main+xml"
        assert "broken" in complaint(replaced("[Content_Types].xml", old, b"spreadsheetml.sheet.main+xml"))

    def test_document_without_a_body(self) -> None:
        assert "broken" in complaint(archive(lambda name, content: b"<x/>" if name == "word/document.xml" else content))

    def test_strict_open_xml(self) -> None:
        old = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
        new = b"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
        assert "Strict" in complaint(replaced("_rels/.rels", old, new))

    def test_broken_footnotes(self) -> None:
        made = document(paragraph("x"), footnotes="<w:footnote/>")
        data = archive(lambda name, part: b"<broken" if name == "word/footnotes.xml" else part, made)
        assert "broken" in complaint(data)

    def test_cut_short(self) -> None:
        data = archive(lambda name, content: content)
        for size in range(2, len(data), len(data) // 40):
            assert "broken" in complaint(data[:size])

    def test_too_deeply_nested(self) -> None:
        deep = b"<w:smartTag>" * 240 + b"<w:r><w:t>x</w:t></w:r>" + b"</w:smartTag>" * 240
        data = replaced("word/document.xml", b"</w:p>", deep + b"</w:p>")
        assert read_docx(data, "x.docx").text == "Wordsx"
        deeper = replaced("word/document.xml", b"</w:p>", b"<w:smartTag>" * 9999 + b"</w:p>")
        complaint(deeper)

    def test_entities_from_outside_are_not_read(self, tmp_path: Path) -> None:
        secret = tmp_path / "secret"
        secret.write_text("SECRET", encoding="utf-8")
        doctype = f'<!DOCTYPE w:document [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'.encode()

        def attack(name: str, content: bytes) -> bytes:
            if name != "word/document.xml":
                return content
            return content.replace(b"<w:document", doctype + b"<w:document", 1).replace(b"Words", b"&x;", 1)

        assert "SECRET" not in complaint(archive(attack))

    def test_links_to_parts_that_are_not_there_are_passed_over(self) -> None:
        dangling = (
            b'<Relationship Id="rId98" Target="../NULL" Type="http://schemas.openxmlformats.org/officeDocument'
            b'/2006/relationships/image"/><Relationship Id="rId99" Target="#top" Type="x"/></Relationships>'
        )
        data = replaced("word/_rels/document.xml.rels", b"</Relationships>", dangling)
        assert read_docx(data, "x.docx").text == "Words"

    @pytest.mark.parametrize("part", ["styles", "numbering"])
    def test_styles_and_lists_may_be_missing(self, part: str) -> None:
        made = document(item(1, 0, "Words"), numbering=one_list(level(0, "decimal", "%1.")))
        for key, link in list(made.part.rels.items()):
            if link.reltype.endswith(f"/{part}"):
                del made.part.rels[key]
        assert read(made).text == ("Words" if part == "numbering" else "1. Words")

    def test_through_the_reader_of_files(self, tmp_path: Path) -> None:
        file = tmp_path / "Letter.DOCX"
        file.write_bytes(saved(document(paragraph("Words"))))
        assert read_draft(file).text == "Words"


RICH = saved(
    document(
        styled("Heading1", "Cause"),
        item(1, 0, "x"),
        paragraph("a", text_box(paragraph("b")), deleted("c"), TestNotes.reference("footnote", 1)),
        table(row("d", "e")),
        paragraph(field_mark("begin"), code("f"), field_mark("separate"), "g", field_mark("end")),
        numbering=one_list(level(0, "decimal", "%1.")),
        footnotes=TestNotes.note("footnote", 1, "note"),
    )
)
PARTS = ("word/document.xml", "word/numbering.xml", "word/footnotes.xml", "word/styles.xml")


@settings(max_examples=200, deadline=None)
@given(part=st.sampled_from(PARTS), at=st.floats(0, 1), new=st.binary(max_size=4), dropped=st.integers(0, 40))
def test_no_file_raises_anything_else(part: str, at: float, new: bytes, dropped: int) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(RICH)) as source, zipfile.ZipFile(data, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            place = int(at * len(content))
            target.writestr(name, content[:place] + new + content[place + dropped :] if name == part else content)
    with contextlib.suppress(PoalintError):
        draft = read_docx(data.getvalue(), "x.docx")
        assert len(draft.word_lines) == draft.text.count("\n") + 1


@settings(max_examples=50, deadline=None)
@given(attribute=st.integers(0, 10_000), value=st.text(st.characters(exclude_categories=["C"]), max_size=8))
def test_no_attribute_raises_anything(attribute: int, value: str) -> None:
    made = docx.Document(io.BytesIO(RICH))
    root: Any = made.element
    lists: Any = made.part.numbering_part.element
    places = [(element, name) for tree in (root, lists) for element in tree.iter("*") for name in element.attrib]
    element, name = places[attribute % len(places)]
    element.set(name, value)
    assert read(made).word_lines
