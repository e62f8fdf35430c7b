"""Stretches that were pasted in and are not the seller's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from poalint.draft import Block, Draft
from poalint.model import Span
from poalint.outline import cues

# Han, kana, hangul, Cyrillic, Arabic, Thai, Hebrew, Devanagari: what an English letter has no use for.
FOREIGN = re.compile(
    r"[\u0400-\u04ff\u0590-\u06ff\u0900-\u097f\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]"
)
LATIN = re.compile(r"[A-Za-z0-9\u00c0-\u024f]")
_FEWEST_STAMPS = 3


class PastedKind(StrEnum):
    """Where a pasted stretch comes from."""

    FOREIGN = "foreign"
    POLICY = "policy"
    TRACKING = "tracking"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Pasted:
    """A stretch of whole blocks that was pasted in, and what it is. `blocks` counts them."""

    kind: PastedKind
    span: Span
    blocks: int


def find_pasted(draft: Draft, blocks: Sequence[Block]) -> list[Pasted]:
    """The pasted stretches in order, none overlapping; neighbours of one kind are one."""
    kinds: list[PastedKind | None] = [_kind(draft[block.span]) for block in blocks]
    _mark_tracking(draft, blocks, kinds)
    _bridge(draft, blocks, kinds)
    found: list[Pasted] = []
    before: PastedKind | None = None
    for block, kind in zip(blocks, kinds, strict=True):
        if kind is not None and kind is before:
            found[-1] = Pasted(kind, Span(found[-1].span.start, block.span.end), found[-1].blocks + 1)
        elif kind is not None:
            found.append(Pasted(kind, block.span, 1))
        before = kind
    return found


def is_foreign(text: str) -> bool:
    """Whether most letters of the text are of a script that English does not use."""
    foreign = len(FOREIGN.findall(text))
    # A Chinese character says as much as half a word.
    return foreign > 0 and foreign * 2 >= len(LATIN.findall(text))


def _kind(text: str) -> PastedKind | None:
    if is_foreign(text):
        return PastedKind.FOREIGN
    if cues.NOTICE.search(text):
        return PastedKind.NOTICE
    if cues.POLICY.search(text) and not cues.FIRST_PERSON.search(text):
        return PastedKind.POLICY
    return None


def _mark_tracking(draft: Draft, blocks: Sequence[Block], kinds: list[PastedKind | None]) -> None:
    """Scan lines copied from a tracking page: at least three time stamps, the lines between them included."""
    stamped = [at for at, block in enumerate(blocks) if _scan_line(draft[block.span])]
    run: list[int] = []
    for at in [*stamped, len(blocks) + 9]:
        if run and at - run[-1] > 2:
            if len(run) >= _FEWEST_STAMPS:
                first = run[0] - 1 if run[0] and _log_title(draft[blocks[run[0] - 1].span]) else run[0]
                kinds[first : run[-1] + 1] = [PastedKind.TRACKING] * (run[-1] + 1 - first)
            run = []
        run.append(at)


def _log_title(text: str) -> bool:
    """A short line over a log: “Tracking information:”."""
    return len(text) < 60 and bool(cues.LOG_TITLE.search(text)) and not cues.FIRST_PERSON.search(text)


def _scan_line(text: str) -> bool:
    return bool(cues.TIMESTAMP.search(text)) and len(text) < 120 and not cues.FIRST_PERSON.search(text)


def _bridge(draft: Draft, blocks: Sequence[Block], kinds: list[PastedKind | None]) -> None:
    """A line or two between two blocks of policy is policy too, unless the seller speaks in it; so are scraps in an advert."""
    for at in range(1, len(blocks) - 1):
        before = kinds[at - 1]
        if (
            kinds[at] is not None
            or before not in {PastedKind.POLICY, PastedKind.FOREIGN}
            or before not in kinds[at + 1 : at + 5]
        ):
            continue
        text = draft[blocks[at].span]
        scrap = len(text) <= 12 and not re.search(r"[a-z]{3}", text)
        policy = before in kinds[at + 1 : at + 3] and not cues.FIRST_PERSON.search(text)
        if scrap if before is PastedKind.FOREIGN else policy:
            kinds[at] = before
