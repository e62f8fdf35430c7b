"""Attachments: what the letter refers to against what is there, and the claims that nothing proves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from poalint.facts import Claimed
from poalint.facts.folder import File
from poalint.kinds.base import Hit, Scope, shorten
from poalint.model import Confidence, Span

USES = "folder"
SLOTS = ("words", "number", "count", "file", "type", "type_zh", "claim", "evidence", "evidence_zh")


class Flag(StrEnum):
    """What is flagged; all but `unlisted` and `unproved` need the folder."""

    MISSING = "missing"
    UNLISTED = "unlisted"
    UNMENTIONED = "unmentioned"
    TYPE = "type"
    EMPTY = "empty"
    UNPROVED = "unproved"


@dataclass(frozen=True, slots=True)
class Settings:
    """What is wrong with the attachments."""

    flag: Flag = field(
        metadata={
            "doc": "missing: a reference without a file; unlisted: a number the letter's own list has not; unmentioned: a file"
            " the letter never names; type: a file type not among `types`; empty: a file of no bytes; unproved: a deed done"
            " without evidence"
        }
    )
    types: tuple[str, ...] = field(default=(), metadata={"doc": "type: the endings taken, without the stop"})
    unsure: tuple[str, ...] = field(
        default=(), metadata={"doc": "type: endings of which nothing is known; flagged with low confidence"}
    )


def fault(settings: Settings) -> str | None:
    """What is wrong with the settings: a check of types needs a list of them."""
    return "`flag: type` without `types`" if settings.flag is Flag.TYPE and not settings.types else None


def check(scope: Scope, settings: Settings) -> Iterator[Hit]:
    """The places, or the files, where letter and attachments do not agree."""
    yield from _CHECKS[settings.flag](scope, settings)


def _missing(scope: Scope, _: Settings) -> Iterator[Hit]:
    draft = scope.reading.draft
    for reference, number, sure in scope.reading.holdings.missing():
        if not scope.covers(reference.span):
            continue
        others = [
            each
            for each in scope.reading.attachments
            if each is not reference and (number in each.numbers or (number and each.name == number))
        ]
        yield Hit(
            reference.span,
            {
                "words": draft[reference.span],
                "number": number or reference.text,
                "count": str(len(scope.reading.holdings.files)),
            },
            related=tuple((each.span, "in the list" if each.listed else "named here too") for each in others[:2]),
            confidence=None if sure else Confidence.LOW,
        )


def _unlisted(scope: Scope, _: Settings) -> Iterator[Hit]:
    holdings = scope.reading.holdings
    gone = {number for _, number, _ in holdings.missing()}
    for reference, number in holdings.unlisted():
        if scope.covers(reference.span) and number not in gone:
            first, last = holdings.entries[0], holdings.entries[-1]
            listed = {each for entry in holdings.entries for each in entry.numbers}
            yield Hit(
                reference.span,
                {"words": reference.text, "number": number, "count": str(len(listed))},
                related=((first.span, "the list begins here"), (last.span, "and ends here")),
            )


def _unmentioned(scope: Scope, _: Settings) -> Iterator[Hit]:
    for file in scope.reading.holdings.unmentioned():
        yield Hit(None, {"words": shorten(file.name), "file": file.name})


def _type(scope: Scope, settings: Settings) -> Iterator[Hit]:
    for file in scope.reading.holdings.files:
        if file.ending in settings.types:
            continue
        slots = {
            "words": shorten(file.name),
            "file": file.name,
            "type": f".{file.ending}" if file.ending else "no file type",
            "type_zh": f".{file.ending}" if file.ending else "无扩展名",
        }
        sure = file.ending not in settings.unsure
        yield Hit(_place(scope, file), slots, confidence=None if sure else Confidence.LOW)


def _empty(scope: Scope, _: Settings) -> Iterator[Hit]:
    for file in scope.reading.holdings.files:
        if file.size == 0:
            yield Hit(_place(scope, file), {"words": shorten(file.name), "file": file.name})


def _place(scope: Scope, file: File) -> Span | None:
    """Where the letter refers to a file, by number or by name; None where it does not."""
    for reference in scope.reading.attachments:
        named = bool(file.numbers) or reference.name is not None
        if named and scope.reading.holdings.file_of(reference) is file:
            return reference.span
    return None


def _unproved(scope: Scope, _: Settings) -> Iterator[Hit]:
    reading = scope.reading
    if reading.materials.folder is None and not reading.attachments:
        # A letter that names no attachment at all has a fault of its own.
        return
    for claimed in reading.checklist:
        if not claimed.mentioned and claimed.file is None and scope.covers(claimed.span):
            yield _lacking(scope, claimed)


def _lacking(scope: Scope, claimed: Claimed) -> Hit:
    evidence, evidence_zh = claimed.claim.wanted
    return Hit(
        claimed.span,
        {
            "words": shorten(scope.reading.draft[claimed.span], 60),
            "claim": claimed.claim.kind,
            "evidence": evidence,
            "evidence_zh": evidence_zh,
            "count": str(len(claimed.again) + 1),
        },
        related=tuple((span, "claimed here too") for span in claimed.again[:2]),
        confidence=Confidence.LOW if claimed.claim.seen else None,
    )


_CHECKS: Mapping[Flag, Callable[[Scope, Settings], Iterator[Hit]]] = {
    Flag.MISSING: _missing,
    Flag.UNLISTED: _unlisted,
    Flag.UNMENTIONED: _unmentioned,
    Flag.TYPE: _type,
    Flag.EMPTY: _empty,
    Flag.UNPROVED: _unproved,
}
