"""Word files → drafts: what stands on the page, one paragraph a line.

Word keeps much beside the text: list numbers in another part, deleted words, field codes, a second copy
of each text box for old versions. All of it is settled here, so that later rooms see what the letter's
reader will.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from poalint.draft.draft import Draft, LineStyle, WordLine
from poalint.draft.numbering import BULLET, Numbering, child_value, is_on, whole_number
from poalint.draft.wordstyles import Style, Styles, heading_level
from poalint.model import PoalintError

MOST_UNPACKED_BYTES = 100_000_000
"""The most that a file may unpack to; a letter with pictures has some megabytes."""

_OLE_MAGIC = bytes.fromhex("D0CF11E0")
_SAVE_AGAIN = "open it in Word and save it as Word document (.docx)"

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PARAGRAPH, _RUN, _TEXT_BOX, _FIELD = qn("w:p"), qn("w:r"), qn("w:txbxContent"), qn("w:fldChar")
_TABLE, _ROW, _CELL = qn("w:tbl"), qn("w:tr"), qn("w:tc")
_FOOTNOTE, _ENDNOTE = qn("w:footnoteReference"), qn("w:endnoteReference")
_TEXTS, _BREAK, _SYMBOL = (qn("w:t"), qn("m:t")), qn("w:br"), qn("w:sym")
_DELETED = ("del", "moveFrom", "delText", "delInstrText")
_PROPERTIES = ("pPr", "rPr", "sdtPr", "sdtEndPr", "sectPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr")
# Field codes and the reading above a Chinese word (the words below it are read).
_BESIDE = ("instrText", "rt")
_LEFT_OUT = frozenset(qn(f"w:{name}") for name in (*_DELETED, *_PROPERTIES, *_BESIDE))
_SIGNS = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "\N{NON-BREAKING HYPHEN}",
    qn("w:softHyphen"): "",
}
# XML can hold no form feed, so that it may stand for a page break until the paragraph is whole.
_PAGE_BREAK = "\f"


def read_docx(data: bytes, path: str) -> Draft:
    """The draft in a Word file: its words as the reader sees them, a line a paragraph or table row.

    Tracked changes are read as if accepted. Comments, headers, footers and hidden text are left out;
    footnotes and endnotes stand at the end. Raises PoalintError, one line that says what to do, where it
    cannot be read.
    """
    parts = _open(data, path)
    try:
        lines = list(_Letter(parts).lines())
    except RecursionError as error:
        raise PoalintError(f"{path}: too deeply nested to be a letter; {_SAVE_AGAIN}") from error
    text = "\n".join(line for line, _ in lines)
    styles = tuple(style for _, style in lines) or (WordLine(LineStyle.PLAIN, 0, 1),)
    return Draft(path, text, word_lines=styles)


@dataclass(frozen=True, slots=True)
class _Parts:
    """The root elements of a Word file's parts; None for those it lacks."""

    body: Any
    styles: Any
    numbering: Any
    footnotes: Any
    endnotes: Any


def _open(data: bytes, path: str) -> _Parts:
    if data.startswith(_OLE_MAGIC):
        raise PoalintError(
            f"{path}: password-protected, or an old .doc file named .docx; take off the password in Word"
            " and save it as Word document (.docx)"
        )
    if not data.startswith(b"PK"):
        raise PoalintError(f"{path}: not a Word file{'' if data else ' (it is empty)'}; {_SAVE_AGAIN}")
    # zipfile, lxml and python-docx fail on a broken file in more ways than can be listed.
    try:
        _check_package(data, path)
        return _read_parts(data)
    except PoalintError:
        raise
    except Exception as error:
        raise PoalintError(f"{path}: broken, or not a Word file; {_SAVE_AGAIN}") from error


def _check_package(data: bytes, path: str) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if sum(part.file_size for part in package.infolist()) > MOST_UNPACKED_BYTES:
            raise PoalintError(
                f"{path}: unpacks to more than {MOST_UNPACKED_BYTES // 1_000_000} MB, too large for a letter;"
                " take out the pictures or check that it is the right file"
            )
        # The sizes are only claims: this unpacks piece by piece and stops where one is false.
        if package.testzip() is not None:
            raise zipfile.BadZipFile
        if b"purl.oclc.org/ooxml" in package.read("_rels/.rels"):
            raise PoalintError(f"{path}: saved as Strict Open XML, which is not read; {_SAVE_AGAIN}")


def _read_parts(data: bytes) -> _Parts:
    try:
        part = docx.Document(io.BytesIO(data)).part
    except KeyError:
        part = docx.Document(_without_dangling_links(data)).part
    roots: dict[str, Any] = {}
    for link in part.rels.values():
        if not link.is_external and link.reltype not in roots and link.reltype in _PART_TYPES:
            target: Any = link.target_part
            # python-docx parses the parts it knows; its parser takes in no entities from within or without.
            roots[link.reltype] = target.element if hasattr(target, "element") else parse_xml(target.blob)
    root: Any = part.element
    body = root.find(qn("w:body"))
    if body is None or any(tree.getroottree().docinfo.doctype for tree in (root, *roots.values())):
        raise ValueError("no body, or a document type declaration, which Word refuses")
    return _Parts(body, *(roots.get(part_type) for part_type in _PART_TYPES))


_PART_TYPES = (
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.NUMBERING,
    RELATIONSHIP_TYPE.FOOTNOTES,
    RELATIONSHIP_TYPE.ENDNOTES,
)


def _without_dangling_links(data: bytes) -> io.BytesIO:
    """The file without links to parts it lacks, which Word passes over and python-docx refuses."""
    mended = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(mended, "w") as copy:
        names = set(package.namelist())
        for name in names:
            part = package.read(name)
            if name.endswith(".rels"):
                links: Any = parse_xml(part)
                source = PackURI(f"/{name.rpartition('_rels/')[0]}").baseURI
                for link in list(links):
                    target = PackURI.from_rel_ref(source, link.get("Target", ""))
                    if link.get("TargetMode") != "External" and target.membername not in names:
                        links.remove(link)
                part = serialize_part_xml(links)
            copy.writestr(name, part)
    mended.seek(0)
    return mended


@dataclass(slots=True)
class _Words:
    """A paragraph while it is read. `fields` tells of each open field whether its code is being read."""

    number: int
    pieces: list[str] = field(default_factory=list)
    boxes: list[tuple[int, Any]] = field(default_factory=list)
    fields: list[bool] = field(default_factory=list)

    def text(self) -> str:
        """The words so far; a page break ends a line only where words stand on both its sides."""
        return re.sub(r"\n?\f+\n?", "\n", "".join(self.pieces).strip(_PAGE_BREAK))


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph or a table row, with the text boxes anchored in it and the paragraphs that anchor them."""

    line: WordLine
    marker: str
    text: str
    boxes: list[tuple[int, Any]]

    def lines(self) -> Iterator[tuple[str, WordLine]]:
        """The block's lines; what follows a line break is plain. Empty ones do not show their number."""
        first, *others = self.text.split("\n")
        yield (_marked(self.marker, first) if self.text.strip() else first), self.line
        depth = self.line.depth if self.line.style is LineStyle.ITEM else 0
        yield from ((line, WordLine(LineStyle.PLAIN, depth, self.line.paragraph)) for line in others)

    def in_cell(self) -> str:
        """The block on one line, without the tabs that part cells; an empty one shows its number."""
        return re.sub(r"[\t\n]+", " ", _marked(self.marker, self.text)).strip(" ")


def _marked(marker: str, text: str) -> str:
    return f"{marker} {text}" if marker and text else marker or text


class _Letter:
    """One Word file: what its body, text boxes and notes share."""

    def __init__(self, parts: _Parts) -> None:
        self._parts = parts
        self.styles = Styles(parts.styles)
        self.numbering = Numbering(parts.numbering)
        # By kind of reference and id: the paragraph that refers first.
        self.notes: dict[tuple[str, str], int] = {}

    def lines(self) -> Iterator[tuple[str, WordLine]]:
        """All lines of the letter: the body, then the footnotes, then the endnotes, as they are met."""
        yield from self._story(self._parts.body)
        for kind, root in ((_FOOTNOTE, self._parts.footnotes), (_ENDNOTE, self._parts.endnotes)):
            notes = () if root is None else root.iterchildren("*")
            # Notes of other types are the lines that part notes from the page.
            real = (note for note in notes if note.get(qn("w:type"), "normal") == "normal")
            by_id = {note.get(qn("w:id")): note for note in real}
            for (referred, note_id), paragraph in list(self.notes.items()):
                if referred == kind and note_id in by_id:
                    yield from self._note(by_id[note_id], paragraph)

    def _story(self, container: Any, anchor: int | None = None) -> Iterator[tuple[str, WordLine]]:
        for block in _Story(self, anchor).blocks(container):
            yield from block.lines()
            for paragraph, box in block.boxes:
                yield from self._story(box, paragraph)

    def _note(self, note: Any, paragraph: int) -> Iterator[tuple[str, WordLine]]:
        for number, (text, line) in enumerate(self._story(note, paragraph)):
            # The space that parts a note from its number, which is left out.
            yield text if number else text.lstrip(" "), WordLine(LineStyle.NOTE, line.depth, paragraph)


class _Story:
    """A stretch of paragraphs and tables: the body, which counts them, or a box or note, anchored at one."""

    def __init__(self, letter: _Letter, anchor: int | None) -> None:
        self._letter = letter
        self._anchor = anchor
        self._counted = 0

    def blocks(self, container: Any) -> Iterator[_Block]:
        """The paragraphs and rows in an element. Where a paragraph's end is gone the next joins it."""
        open_words: _Words | None = None
        properties = None
        for element in _nearest(container, (_PARAGRAPH, _TABLE)):
            if element.tag == _TABLE:
                yield from self._left_open(open_words, properties)
                open_words = None
                yield from self._rows(element)
                continue
            properties = element.find(qn("w:pPr"))
            style = self._letter.styles.of_paragraph(child_value(properties, "w:pStyle"))
            self._count()
            if open_words is None or not open_words.pieces:
                open_words = _Words(self._number(), boxes=open_words.boxes if open_words else [])
            self._read(element, open_words, style)
            if not _end_is_gone(properties, style):
                yield self._block(open_words, properties)
                open_words = None
        yield from self._left_open(open_words, properties)

    def _count(self, paragraphs: int = 1) -> None:
        self._counted += paragraphs

    def _number(self) -> int:
        return self._counted if self._anchor is None else self._anchor

    def _left_open(self, words: _Words | None, properties: Any) -> Iterator[_Block]:
        """A paragraph without an end before a table or the end of all; nothing where all of it is gone."""
        if words is not None and (words.pieces or words.boxes):
            yield self._block(words, properties)

    def _block(self, words: _Words, properties: Any) -> _Block:
        style = self._letter.styles.of_paragraph(child_value(properties, "w:pStyle"))
        marker, depth = self._marker(properties, style)
        outline = whole_number(child_value(properties, "w:outlineLvl"))
        heading = style.heading if outline is None else heading_level(outline)
        kind = LineStyle.ITEM if marker else LineStyle.PLAIN
        if heading is not None:
            kind, depth = LineStyle.HEADING, heading
        text = words.text()
        if not text.strip():
            kind, depth = LineStyle.PLAIN, 0
        return _Block(WordLine(kind, depth, words.number), marker, text, words.boxes)

    def _marker(self, properties: Any, style: Style) -> tuple[str, int]:
        """The number or bullet before a paragraph and the depth of its list; "" and 0 outside lists."""
        own = None if properties is None else properties.find(qn("w:numPr"))
        num_id = child_value(own, "w:numId") or style.num_id
        if num_id is None or num_id == "0":
            return "", 0
        level = whole_number(child_value(own, "w:ilvl"))
        if level is None:
            level = self._letter.numbering.level_of(num_id, style.ids)
        if level is None:
            level = whole_number(style.level) or 0
        marker = self._letter.numbering.count(num_id, level)
        return marker, level if marker else 0

    def _rows(self, table: Any) -> Iterator[_Block]:
        for row in _nearest(table, (_ROW,)):
            first = self._counted + 1 if self._anchor is None else self._anchor
            properties = row.find(qn("w:trPr"))
            if _has(properties, "w:del") or is_on(properties, "w:hidden"):
                self._count(_paragraphs_in(row))
                continue
            texts: list[str] = []
            boxes: list[tuple[int, Any]] = []
            for cell in _nearest(row, (_CELL,)):
                properties = cell.find(qn("w:tcPr"))
                if _has(properties, "w:cellDel"):
                    self._count(_paragraphs_in(cell))
                elif _has(properties, "w:vMerge") and child_value(properties, "w:vMerge") != "restart":
                    self._count(_paragraphs_in(cell))
                    texts.append("")
                else:
                    blocks = list(self.blocks(cell))
                    texts.append(" ".join(filter(None, (block.in_cell() for block in blocks))))
                    boxes += (box for block in blocks for box in block.boxes)
            yield _Block(WordLine(LineStyle.TABLE, 0, first), "", "\t".join(texts), boxes)

    def _read(self, element: Any, words: _Words, style: Style) -> None:
        """Put the words shown in an element to those read before it."""
        for child in _shown(element):
            if child.tag == _RUN and self._is_hidden(child, style):
                for mark in child.iter(_FIELD):  # a hidden field's code must still be known from its result
                    _follow_field(mark, words.fields)
            elif child.tag == _FIELD:
                _follow_field(child, words.fields)
            elif (sign := _sign(child)) is not None:
                if sign and not any(words.fields):
                    words.pieces.append(sign)
            elif child.tag == _TEXT_BOX:
                if not any(words.fields):
                    words.boxes.append((self._number(), child))
            elif child.tag in (_FOOTNOTE, _ENDNOTE):
                if not any(words.fields):
                    self._letter.notes.setdefault((child.tag, child.get(qn("w:id"))), self._number())
            else:
                self._read(child, words, style)

    def _is_hidden(self, run: Any, style: Style) -> bool:
        """Whether a run is hidden text. Word lets two styles that both hide undo each other."""
        properties = run.find(qn("w:rPr"))
        said = is_on(properties, "w:vanish")
        if said is not None:
            return said
        return style.hidden != self._letter.styles.of_words(child_value(properties, "w:rStyle")).hidden


def _shown(element: Any) -> Iterator[Any]:
    """The child elements that are not left out; of what is written for several versions of Word the first."""
    for child in element.iterchildren("*"):
        if child.tag == f"{_COMPATIBILITY}AlternateContent":
            chosen = child.find(f"{_COMPATIBILITY}Choice")
            if chosen is None:
                chosen = child.find(f"{_COMPATIBILITY}Fallback")
            if chosen is not None:
                yield from _shown(chosen)
        elif child.tag not in _LEFT_OUT:
            yield child


def _nearest(element: Any, tags: Iterable[str]) -> Iterator[Any]:
    """The shown elements of these tags, through content controls and the like but not within each other."""
    for child in _shown(element):
        if child.tag in tags:
            yield child
        else:
            yield from _nearest(child, tags)


def _paragraphs_in(element: Any) -> int:
    return sum(1 for _ in _nearest(element, (_PARAGRAPH,)))


def _has(properties: Any, tag: str) -> bool:
    return properties is not None and properties.find(qn(tag)) is not None


def _end_is_gone(properties: Any, style: Style) -> bool:
    """Whether a paragraph's end is deleted, moved away or hidden, so that the next follows on its line."""
    mark = None if properties is None else properties.find(qn("w:rPr"))
    if _has(mark, "w:del") or _has(mark, "w:moveFrom"):
        return True
    hidden = is_on(mark, "w:vanish")
    return style.hidden if hidden is None else hidden


def _follow_field(mark: Any, fields: list[bool]) -> None:
    kind = mark.get(qn("w:fldCharType"))
    if kind == "begin":
        fields.append(True)
    elif fields and kind == "separate":
        fields[-1] = False
    elif fields and kind == "end":
        fields.pop()


def _sign(element: Any) -> str | None:
    """The characters that an element within a run stands for; None for one that only holds others."""
    if element.tag in _TEXTS:
        return _text(element)
    if element.tag == _BREAK:
        return _PAGE_BREAK if element.get(qn("w:type")) in ("page", "column") else "\n"
    if element.tag == _SYMBOL:
        return _symbol(element.get(qn("w:char")), element.get(qn("w:font"), ""))
    if element.tag.endswith("}symEx"):  # an emoji
        namespace = element.tag.removesuffix("symEx")
        return _symbol(element.get(f"{namespace}char"), "")
    return _SIGNS.get(element.tag)


def _text(element: Any) -> str:
    text = re.sub(r"[\r\n]", " ", element.text or "")
    if text.strip(" \t") == text:
        return text
    space = "{http://www.w3.org/XML/1998/namespace}space"
    said = (one.get(space) for one in (element, *element.iterancestors()))
    # Word drops the white space at the ends of a text that is not said to keep it.
    return text if next(filter(None, said), "") == "preserve" else text.strip(" \t")


def _symbol(code: str | None, font: str) -> str:
    """A character given by number; a bullet for one that only its symbol font can show."""
    try:
        character = chr(int(code or "", 16))
    except (ValueError, OverflowError):
        return ""
    only_there = font.startswith(("Symbol", "Wingdings", "Webdings")) or not character.isprintable()
    return BULLET if only_there else character
