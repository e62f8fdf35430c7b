"""Carriers: found in any spelling, and looked up on Amazon's lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from poalint.model import Span


@dataclass(frozen=True, slots=True)
class Listing:
    """One list of Amazon's that names a carrier (`listed`), or a report that it does not count (`not_listed`)."""

    marketplace: str
    status: str
    as_of: str
    source: str


@dataclass(frozen=True, slots=True)
class Carrier:
    """A carrier and how it is written. `codes` are the spellings Amazon matches; `zh` the Chinese names."""

    id: str
    name: str
    type: str
    codes: tuple[str, ...]
    en: tuple[str, ...]
    zh: tuple[str, ...]
    integration: tuple[Listing, ...]
    feed_code: bool

    def integrated(self, marketplace: str) -> bool | None:
        """Whether a list of this marketplace names the carrier; None where no list was found to say.

        A carrier that stands on the list of another marketplace and on none that refuses it here counts as known.
        """
        if self.id == "other":
            return False
        here = {listing.status for listing in self.integration if listing.marketplace == marketplace}
        if "not_listed" in here:
            return False
        return True if "listed" in {listing.status for listing in self.integration} else None

    def spelling(self, written: str) -> str:
        """`code` as Amazon writes it, `chinese`, or `alias` for any other spelling."""
        if re.search(r"[\u3400-\u9fff]", written):
            return "chinese"
        if written in self.codes or written == self.name:
            return "code"
        return "alias"


@dataclass(frozen=True, slots=True)
class CarrierMention:
    """A carrier named in the letter."""

    text: str
    span: Span
    carrier: Carrier


# Names that are everyday words: they count only where a carrier is spoken of.
_EVERYDAY = frozenset({
    "other", "others", "target", "professional", "go!", "go", "interno", "best", "sprint", "smart", "prime",
    "post", "sda", "dx", "toll", "hermes", "target express", "standard", "express", "speedy", "ups mi", "sf",
    "pfc", "best ex", "n/a", "not listed", "own delivery", "own van", "city", "dhl-paket", "interlink",
    "city link", "streamlite", "smartmail", "osm", "ubi", "cne", "brt", "sfc", "ydh", "first mile", "correos",
    "landmark", "whistl", "fastway", "other carrier", "self delivery", "ctt", "mrw",
})  # fmt: skip
_NAMED_SO = re.compile(
    r"(carriers?|service|courier|承运人)\b[^.\n]{0,30}[:：]\s*$|(carrier|courier|service)s?\s+(as|is|was|to|with|name)\s+$",
    re.IGNORECASE,
)
_CARRIER_WORD = re.compile(r"carriers?|courier|logistic|shipping service|承运|物流", re.IGNORECASE)


@dataclass(frozen=True)
class CarrierList:
    """All carriers known, ready to be found in text."""

    carriers: tuple[Carrier, ...]

    @cached_property
    def _spellings(self) -> Mapping[str, tuple[str, Carrier]]:
        """Each spelling, folded, with itself as written and its carrier; the first carrier keeps a shared one."""
        table: dict[str, tuple[str, Carrier]] = {}
        for carrier in self.carriers:
            for written in (carrier.name, *carrier.codes, *carrier.en):
                table.setdefault(_folded(written), (written, carrier))
        return {folded: found for folded, found in table.items() if len(folded) > 1}

    @cached_property
    def _beginnings(self) -> Mapping[str, int]:
        """The first words of the spellings, folded, with how many words the longest such spelling has.

        “YunExpress” is found by “yunexpress”, “Yun Express” by “yun”.
        """
        most: dict[str, int] = {}
        for carrier in self.carriers:
            for written in (carrier.name, *carrier.codes, *carrier.en):
                words = [_folded(word.group()) for word in _WORD.finditer(written)]
                for begin, count in ((words[0], len(words)), (_folded(written), 1)) if words else ():
                    most[begin] = max(most.get(begin, 1), count)
        return most

    @cached_property
    def _chinese(self) -> tuple[re.Pattern[str], Mapping[str, Carrier]]:
        names = {name: carrier for carrier in reversed(self.carriers) for name in carrier.zh}
        ordered = sorted(names, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, ordered)) or r"(?!)"), names

    def find(self, text: str) -> Iterator[CarrierMention]:
        """The carriers named in the text, in order of place.

        “Other” and names that are everyday words count in quotation marks, after a word for carriers, or between an
        order ID and a tracking number; “ups and downs” and “the other day” do not.
        """
        found = [*self._latin(text), *self._han(text)]
        yield from sorted(found, key=lambda mention: mention.span)

    def _han(self, text: str) -> Iterator[CarrierMention]:
        pattern, names = self._chinese
        for match in pattern.finditer(text):
            span = Span(*match.span())
            if names[match[0]].type != "placeholder" or _other_as_carrier(text, span):
                yield CarrierMention(match[0], span, names[match[0]])

    def _latin(self, text: str) -> Iterator[CarrierMention]:
        words = list(_WORD.finditer(text))
        at = 0
        while at < len(words):
            mention, used = self._named(text, words, at)
            if mention is not None:
                yield mention
            at += used

    def _named(self, text: str, words: Sequence[re.Match[str]], at: int) -> tuple[CarrierMention | None, int]:
        """The carrier whose name begins at a word, the longest name first, and how many words to go on."""
        most = self._beginnings.get(words[at][0].lower(), 0)
        for count in range(min(most, len(words) - at), 0, -1):
            first, last = words[at].start(), words[at + count - 1].end()
            written = text[first:last]
            known = self._spellings.get(_folded(written))
            if known is None or not _adjoining(text, words[at : at + count]) or not _stands_alone(text, first, last):
                continue
            name, carrier = known
            if _as_written(written, name) and _meant(text, Span(first, last), carrier):
                return CarrierMention(written, Span(first, last), carrier), count
        return None, 1


_WORD = re.compile(r"[^\W_]+")


def _folded(written: str) -> str:
    return re.sub(r"[\W_]", "", written).lower()


def _adjoining(text: str, words: Sequence[re.Match[str]]) -> bool:
    """Whether nothing but a space, a hyphen, a stop or an ampersand parts the words."""
    gaps = (text[one.end() : two.start()] for one, two in zip(words, words[1:], strict=False))
    return all(gap in {" ", "-", "\u00a0", ".", "&", " & ", "/"} for gap in gaps)


def _stands_alone(text: str, first: int, last: int) -> bool:
    """Whether the name is no part of an address (“express.4px.com”, “ups.com”) or of another word."""
    before, after = text[max(0, first - 1) : first], text[last : last + 5].lower()
    return before not in {"/", "@", ".", "_"} and not re.match(r"\.(com|net|cn|co)\b|_", after)


def _as_written(written: str, name: str) -> bool:
    """Short names in capitals are names only so: “UPS”, not “ups”."""
    return not (len(_folded(name)) <= 4 and name.isupper()) or written.isupper()


def _meant(text: str, span: Span, carrier: Carrier) -> bool:
    """Whether a name that may be an everyday word is a carrier's here."""
    word = text[span.start : span.end]
    if word.lower() not in _EVERYDAY:
        return True
    if carrier.type == "placeholder":
        return _other_as_carrier(text, span)
    if word.isupper() and len(word) > 2:
        return True
    line_start = text.rfind("\n", 0, span.start) + 1
    around = text[max(line_start, span.start - 50) : span.end + 30]
    return word[0].isupper() and bool(_CARRIER_WORD.search(around))


def _other_as_carrier(text: str, span: Span) -> bool:
    before, after = text[max(0, span.start - 40) : span.start], text[span.end : span.end + 40]
    if before[-1:] in {'"', "“", "'", "‘"} and after[:1] in {'"', "”", "'", "’", ",", "."}:
        around = text[max(0, span.start - 160) : span.end + 160]
        return bool(_CARRIER_WORD.search(around) or re.search(r"(?i)ship|confirm|track", around))
    if _NAMED_SO.search(before):
        return not re.match(r"\s+[a-z]+", after) or bool(re.match(r"(?i)\s*(,|it should|\()", after))
    # A row of a table: an order ID before, a tracking number after.
    row = re.search(r"\d{4}[\s,|]+$", before) and re.match(r"[\s,|]+\w*\d{6}", after)
    return text[span.start].isupper() and bool(row)
