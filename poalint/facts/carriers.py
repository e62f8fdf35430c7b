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
    "other", "others", "target", "professional", "go!", "go", "interno", "best", "sprint", "smart", "prime", "post", "sda",
    "dx", "toll", "hermes", "target express", "standard", "express", "speedy", "ups mi", "sf", "pfc", "best ex", "n/a", "not listed",
    "own delivery", "own van", "city", "dhl-paket", "interlink", "city link", "streamlite", "smartmail", "osm", "ubi", "cne", "brt",
    "sfc", "ydh", "first mile", "correos", "landmark", "whistl", "fastway", "other carrier", "self delivery", "ctt", "mrw", "mail",
})  # fmt: skip
_BEFORE = re.compile(
    r"(carriers?|couriers?|logistics?(?: method| carrier)?|service|forwarders?|shipp(?:ed|ing)(?: with| by| via)|with|via|as|by|to|is"
    r"|using|use|in:?|filled(?: in)?|chose|selected|entered|be|承运人|物流商?)\s*[:：,]?\s*[\"“'‘(]?$",
    re.IGNORECASE,
)
_CARRIER_WORD = re.compile(r"carriers?|courier|logistic|shipping service|承运|物流", re.IGNORECASE)


@dataclass(frozen=True)
class CarrierList:
    """All carriers known, ready to be found in text."""

    carriers: tuple[Carrier, ...]

    @cached_property
    def _by_spelling(self) -> Mapping[str, Carrier]:
        table: dict[str, Carrier] = {}
        for carrier in self.carriers:
            for written in (carrier.name, *carrier.codes, *carrier.en, *carrier.zh):
                table.setdefault(_folded(written), carrier)
        return table

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        spellings = {w for c in self.carriers for w in (c.name, *c.codes, *c.en, *c.zh) if len(_folded(w)) > 1}
        ordered = sorted(spellings, key=len, reverse=True)
        return re.compile("|".join(map(_spelled, ordered)))

    def find(self, text: str, taken: Sequence[Span] = ()) -> Iterator[CarrierMention]:
        """The carriers named in the text, in order of place.

        “Other” and names that are everyday words count in quotation marks, after a word for carriers, or between an
        order ID and a tracking number; “ups and downs” and “the other day” do not.
        """
        for match in self._pattern.finditer(text):
            carrier = self._by_spelling.get(_folded(match[0]))
            span = Span(*match.span())
            if carrier is None or not _meant(text, match, carrier) or any(span.overlaps(other) for other in taken):
                continue
            yield CarrierMention(match[0], span, carrier)


def _folded(written: str) -> str:
    return re.sub(r"[\s.\-]", "", written).lower()


def _spelled(name: str) -> str:
    """The pattern of one spelling: spaces optional between words, capitals as written where the name is short."""
    if re.search(r"[\u3400-\u9fff]", name):
        return re.escape(name)
    words = [re.escape(word) for word in name.split()]
    body = r"[ \u00a0-]?".join(words)
    tail = r"(?!\w|-?\.?com\b)" if name[-1].isalnum() else ""
    if len(_folded(name)) <= 4 and name.isupper():
        return rf"(?<![\w/.@-]){body}{tail}"
    return rf"(?<![\w/.@-])(?i:{body}){tail}"


def _meant(text: str, match: re.Match[str], carrier: Carrier) -> bool:
    word = match[0]
    if word.lower() not in _EVERYDAY:
        return not _place_or_person(text, match)
    if carrier.type == "placeholder":
        return _other_as_carrier(text, match)
    if word.isupper() and len(word) > 1:
        return True
    line_start = text.rfind("\n", 0, match.start()) + 1
    around = text[max(line_start, match.start() - 50) : match.end() + 30]
    return word[0].isupper() and bool(_CARRIER_WORD.search(around))


def _place_or_person(text: str, match: re.Match[str]) -> bool:
    """“Target box”, “best way”: a name in lower case that is an ordinary word."""
    return match[0].islower() and match[0] in {"ups", "express", "toll", "best"} and "carrier" not in text[max(0, match.start() - 40) : match.start()]


def _other_as_carrier(text: str, match: re.Match[str]) -> bool:
    before, after = text[max(0, match.start() - 40) : match.start()], text[match.end() : match.end() + 40]
    if before[-1:] in "\"“'‘" and before and after[:1] in "\"”'’,.":
        line = text[max(0, match.start() - 160) : match.end() + 160]
        return bool(_CARRIER_WORD.search(line) or re.search(r"(?i)ship|confirm|track", line))
    if re.search(r"(?i)(carriers?|service|courier|承运人)\b[^.\n]{0,30}[:：]\s*$|(carrier|courier|service)s?\s+(as|is|was|to|with|name)\s+$", before):
        return not re.match(r"\s+[a-z]+", after) or bool(re.match(r"(?i)\s*(,|it should|\()", after))
    # A row of a table: an order ID before, a tracking number after.
    return match[0][0].isupper() and bool(re.search(r"\d{7}[\s,|]+$", before)) and bool(re.match(r"[\s,|]+\w*\d{6}", after))
