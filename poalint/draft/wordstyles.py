"""Paragraph and character styles of a Word file, each resolved along the chain of styles it is based on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from poalint.draft.numbering import child_value, is_on, whole_number

_HEADING_NAME = re.compile(r"(?:heading|标题|標題|見出し)\s*([1-9])|title|标题|標題|表題", re.IGNORECASE)
_LONGEST_STYLE_CHAIN = 30


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says of its paragraphs or words, with what it takes from those it is based on.

    `ids` are its own and theirs, nearest first.
    """

    ids: tuple[str, ...] = ()
    heading: int | None = None
    hidden: bool = False
    num_id: str | None = None
    level: str | None = None


class Styles:
    """The styles of one Word file by id."""

    def __init__(self, root: Any) -> None:
        elements = () if root is None else root.findall(qn("w:style"))
        self._elements: dict[str, Any] = {element.get(qn("w:styleId")): element for element in elements}
        self._default = next((key for key, element in self._elements.items() if _is_default(element)), "")
        self._known: dict[str, Style] = {}

    def of_paragraph(self, style_id: str | None) -> Style:
        """A paragraph's style; the default one where it names none that exists."""
        return self._style(style_id if style_id in self._elements else self._default)

    def of_words(self, style_id: str | None) -> Style:
        """A character style; one that says nothing where none is named."""
        return self._style(style_id)

    def _style(self, style_id: str | None) -> Style:
        if style_id is None or style_id not in self._elements:
            return Style()
        if style_id not in self._known:
            self._known[style_id] = _resolved(dict(self._chain(style_id)))
        return self._known[style_id]

    def _chain(self, style_id: str | None) -> Iterator[tuple[str, Any]]:
        for _ in range(_LONGEST_STYLE_CHAIN):  # a broken file's styles may be based on each other
            if style_id is None or style_id not in self._elements:
                return
            element = self._elements[style_id]
            yield style_id, element
            style_id = child_value(element, "w:basedOn")


def _is_default(style: Any) -> bool:
    return style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true", "on")


def _resolved(chain: dict[str, Any]) -> Style:
    properties = [element.find(qn("w:pPr")) for element in chain.values()]
    lists = [None if one is None else one.find(qn("w:numPr")) for one in properties]
    hidden = (is_on(element.find(qn("w:rPr")), "w:vanish") for element in chain.values())
    return Style(
        ids=tuple(chain),
        heading=next((level for style in chain.values() for level in _heading_levels(style)), None),
        hidden=next((said for said in hidden if said is not None), False),
        num_id=next((said for one in lists if (said := child_value(one, "w:numId"))), None),
        level=next((said for one in lists if (said := child_value(one, "w:ilvl"))), None),
    )


def _heading_levels(style: Any) -> Iterator[int | None]:
    """What a style says by itself of being a heading: its level from 0, None for "it is not", or nothing."""
    outline = whole_number(child_value(style.find(qn("w:pPr")), "w:outlineLvl"))
    if outline is not None:
        yield heading_level(outline)
    elif named := _HEADING_NAME.fullmatch(child_value(style, "w:name") or ""):
        yield int(named[1] or 1) - 1


def heading_level(outline: int) -> int | None:
    """The depth of a heading from its outline level; None for body text, which Word writes as level 9."""
    return outline if outline < 9 else None  # 9 is Word's number for body text
