"""Which blocks are headings, and what part each opens."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from poalint.draft import Block, BlockKind, Draft
from poalint.model import SectionKind, Span
from poalint.outline import cues

_EMPHASIS = re.compile(r"[*_`#]+")
_LEAD_IN = re.compile(r"(?P<label>[^.:：;!?\n]{2,90}?)\s*[:：](?P<gap>\**\s*)(?=\S)")
_WORD = re.compile(r"[\w'’-]+")
_MOST_WORDS = 14
_MOST_WORDS_OPENED = 32
_MOST_CHARACTERS = 400


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: the block it is in, its words, and the part it opens (None for one inside a part).

    `inline` tells a lead-in that runs on into its sentence: “Root cause: our packer chose …”.
    """

    block: Block
    span: Span
    text: str
    kind: SectionKind | None
    inline: bool = False

    @property
    def told(self) -> bool:
        """Whether it is a sentence of the seller's rather than a title: “After we found the cause, we did this:”."""
        return bool(re.search(r"(?i)\b(we|i)\b", self.text)) and not cues.OPENER.match(self.text)


def heading_kind(text: str) -> SectionKind | None:
    """The part that a heading with these words opens; None where no cue is in it."""
    places = {kind: found.start() for kind, pattern in cues.HEADING_CUES if (found := pattern.search(text))}
    if SectionKind.PREVENTIVE in places:
        places.pop(SectionKind.CORRECTIVE, None)
        if places.get(SectionKind.ROOT_CAUSE, -1) > places[SectionKind.PREVENTIVE]:
            places.pop(SectionKind.ROOT_CAUSE)
    if places.keys() & {SectionKind.CORRECTIVE, SectionKind.PREVENTIVE, SectionKind.ROOT_CAUSE}:
        places.pop(SectionKind.OTHER, None)
    return min(places, key=lambda kind: places[kind], default=None)


def find_headings(draft: Draft, blocks: Sequence[Block]) -> list[Heading]:
    """The headings among the blocks, in order; at most one a block."""
    found: list[Heading] = []
    # The number that the next part would bear, where the parts are numbered and no list bears such numbers.
    due: tuple[str, int] | None = None
    for at, block in enumerate(blocks):
        following = blocks[at + 1] if at + 1 < len(blocks) else None
        heading = _whole(draft, block, following) or _inline(draft, block)
        style, number = _number(block)
        if (heading is None or heading.kind is None) and due == (style, number) and _title_like(draft, block):
            # “3. What else you should know” after “1. Root cause” and “2. Actions”.
            text = _plain(draft[block.body]).rstrip(":： ")
            heading = Heading(block, block.span, text, heading_kind(text) or SectionKind.OTHER)
        if heading is not None:
            found.append(heading)
        if style and heading is not None and heading.kind is not None:
            due = (style, number + 1)
        elif style and due is not None and style == due[0]:
            due = None
    return found


def _number(block: Block) -> tuple[str, int]:
    """How a block is numbered and with what: “B.” → (“a.”, 2); ("", 0) where it is not."""
    marker = block.marker.strip()
    if not marker or not marker[0].isalnum():
        return "", 0
    if marker[0].isdigit():
        digits = re.match(r"\d+", marker)
        return "1" + marker[-1], int(digits[0]) if digits else 0
    return ("a" + marker[-1], ord(marker[0].lower()) - 96) if marker[0].isascii() and len(marker) <= 2 else ("", 0)


def _title_like(draft: Draft, block: Block) -> bool:
    text = _plain(draft[block.body])
    return len(_WORD.findall(text)) <= 8 and not text.endswith((".", "。", ",", ";"))


def _plain(text: str) -> str:
    return _EMPHASIS.sub("", text).replace("\n", " ").strip()


def _whole(draft: Draft, block: Block, following: Block | None) -> Heading | None:
    """The block as a heading, or None."""
    if len(block.body) > _MOST_CHARACTERS:
        return None
    raw = draft[block.body]
    text = _plain(raw)
    words = len(_WORD.findall(text))
    if words == 0 or words > _MOST_WORDS_OPENED or cues.GREETING.match(text):
        return None
    styled = block.kind is BlockKind.HEADING
    if not styled and not block.marker and text.endswith((".", "。", ",", ";")):
        return None
    kind = heading_kind(text)
    if styled or _looks_like_heading(raw, text, words, block, following, kind):
        return Heading(block, block.span, text.rstrip(":： "), kind)
    return None


def _looks_like_heading(
    raw: str, text: str, words: int, block: Block, following: Block | None, kind: SectionKind | None
) -> bool:
    if text.endswith(("?", "？")) and re.search(r"(?i)\b(you|your|amazon|other sellers?|can)\b", text):
        # “Why did you close us?” asks Amazon; “What went wrong?” heads a part.
        return False
    dashed = block.marker in {"--", "---"}
    opened = bool(cues.OPENER.match(text)) or dashed
    if text.endswith((":", "：")):
        if kind is None:
            return words <= 8 and block.kind is not BlockKind.ITEM
        return (
            words <= _MOST_WORDS
            or opened
            or not _sentence_like(text)
            or (following is not None and following.kind is BlockKind.ITEM)
        )
    if following is None or kind is None:
        return False
    if text.endswith((".", "?", "!", "。", "？")):
        question = text.endswith("?") and opened
        return (
            question or dashed or (opened and words <= _MOST_WORDS and bool(block.marker) and not _sentence_like(text))
        )
    if text.endswith((",", ";", "，", "；")):
        return False
    caps = text.upper() == text and any(letter.isalpha() for letter in text)
    bold = raw.startswith(("**", "__")) and raw.endswith(("**", "__"))
    titled = words <= _MOST_WORDS and _title_case(text)
    return (
        caps
        or bold
        or dashed
        or (titled and not block.marker)
        or (
            opened
            and (block.gap or bool(block.marker))
            and (words <= _MOST_WORDS or bool(re.match(r"(?i)what|how|why|greater|the root", text)))
        )
    )


def _sentence_like(text: str) -> bool:
    """A first person with a verb after it: a sentence, though it may open a list."""
    return bool(re.match(r"(?i)\W*(we|i|our team|they|it)\s+\w+", text))


def _title_case(text: str) -> bool:
    words = [word for word in re.findall(r"[A-Za-z][\w'’-]*", text) if len(word) > 3]
    return (bool(words) and sum(word[0].isupper() for word in words) * 3 >= len(words) * 2) or len(words) <= 2


def _inline(draft: Draft, block: Block) -> Heading | None:
    """A lead-in that names a part and runs on: “Root Cause: The factory …”."""
    text = draft.text[block.body.start : min(block.body.end, block.body.start + 120)]
    found = _LEAD_IN.match(text)
    if found is None:
        return None
    label = _plain(found["label"])
    bare = cues.ORDINAL.sub("", label)
    ordinal, label = bare != label, bare
    kind = heading_kind(label)
    words = len(_WORD.findall(label))
    if (
        kind is None
        or kind in {SectionKind.OTHER, SectionKind.CLOSING}
        or words > (10 if ordinal else 6)
        or _sentence_like(label)
    ):
        return None
    if not (ordinal or cues.OPENER.match(label)) or (
        block.kind is BlockKind.ITEM and block.marker[:1].isalnum() and words > 3
    ):
        return None
    end = block.body.start + found.end("label") + 1
    return Heading(block, Span(block.span.start, end), label, kind, inline=True)


def label_of(draft: Draft, block: Block) -> Span | None:
    """The lead-in of an item before its colon, at most six words: “Lab Test: …”; None where there is none."""
    if block.kind is not BlockKind.ITEM:
        return None
    text = draft.text[block.body.start : min(block.body.end, block.body.start + 120)]
    found = _LEAD_IN.match(text)
    if found is None or len(_WORD.findall(found["label"])) > 9 or "http" in found["label"]:
        return None
    return Span(block.body.start, block.body.start + found.end())
