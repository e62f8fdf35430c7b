"""Carriers: found in any spelling, and looked up on Amazon's lists as they stood when the orders were shipped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from poalint.model import Confidence, Span


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that names a carrier (`listed`), or a report that it was not recognised (`not_listed`).

    `kind` is `integrated` where Amazon says it receives the scans, `names` for names it accepts on that marketplace,
    `report` for what a seller says. `as_of` is the date as the source gives it; `since` the first day it is known to
    hold, None where nobody says.
    """

    id: str
    marketplace: str
    kind: str
    status: str
    as_of: str
    since: date | None
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Change:
    """From which day on being on a list decides less: parcels of any carrier count, or the new list is not known.

    `homes` are the countries of the carriers it is about; empty for all.
    """

    since: date
    marketplaces: frozenset[str]
    effect: str
    homes: frozenset[str]
    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """What the lists say of a carrier; `listing` is the one that decides, None where none does."""

    integrated: bool | None
    listing: Listing | None = None


_UNKNOWN = Standing(None)


@dataclass(frozen=True, slots=True)
class Carrier:
    """A carrier and how it is written. `codes` are the spellings Amazon matches; `zh` the Chinese names.

    `home` is the country it is based in, as a marketplace code, or None; `changes` are the days from which its standing
    is another question.
    """

    id: str
    name: str
    type: str
    home: str | None
    codes: tuple[str, ...]
    en: tuple[str, ...]
    zh: tuple[str, ...]
    integration: tuple[Listing, ...]
    feed_code: bool
    changes: tuple[Change, ...] = ()

    def integrated(self, marketplace: str, on: date | None = None) -> bool | None:
        """Whether a list in force on that day names the carrier; None where no list was found to say.

        Without a day every list counts, whenever it stood.
        """
        return self.standing(marketplace, on).integrated

    def standing(self, marketplace: str, on: date | None = None) -> Standing:
        """The same, with the list that decides.

        A list of the marketplace itself goes before that of another, the newest in force before an older one. A list
        that is known only from a later day counts where nothing speaks against it. A report that the carrier was not
        recognised holds until a later list names it or the rule changes.
        """
        if self.id == "other":
            return Standing(False)
        here = [each for each in self.integration if each.marketplace == marketplace]
        refusal = next((each for each in here if each.status == "not_listed"), None)
        if refusal is not None and not self._superseded(refusal, marketplace, on):
            return Standing(False, refusal)
        if self._in_effect("unknown", marketplace, on):
            return _UNKNOWN
        named = [each for each in here if each.status == "listed" and (refusal is None or _after(each, refusal))]
        if not named and refusal is None:
            named = [each for each in self.integration if each.status == "listed" and each.kind == "integrated"]
        return Standing(True, min(named, key=lambda each: _distance(each, on))) if named else _UNKNOWN

    def _superseded(self, refusal: Listing, marketplace: str, on: date | None) -> bool:
        if on is None:
            return False
        later = any(
            each.status == "listed" and _after(each, refusal) and each.since is not None and each.since <= on
            for each in self.integration
        )
        return later or self._in_effect("any_counts", marketplace, on)

    def _in_effect(self, effect: str, marketplace: str, on: date | None) -> bool:
        return on is not None and any(
            change.effect == effect
            and marketplace in change.marketplaces
            and change.since <= on
            and (not change.homes or self.home in change.homes)
            for change in self.changes
        )

    def spelling(self, written: str) -> str:
        """`code` as Amazon writes it, `chinese`, or `alias` for any other spelling."""
        if re.search(r"[\u3400-\u9fff]", written):
            return "chinese"
        if written in self.codes or written == self.name:
            return "code"
        return "alias"


def _after(one: Listing, other: Listing) -> bool:
    return one.since is not None and other.since is not None and one.since > other.since


def _distance(listing: Listing, on: date | None) -> tuple[bool, int]:
    """How far a list is from being the one in force: the newest begun by that day first, then the next to come."""
    day = listing.since or date.min
    if on is None:
        return (False, -day.toordinal())
    return (day > on, abs((on - day).days))


@dataclass(frozen=True, slots=True)
class CarrierMention:
    """A carrier named in the letter.

    `service` is the service named after it (“Signed For”), which `span` does not cover. `disowned` tells that the words
    around say Amazon does not know the carrier. `standing` is what the lists say of it, for the letter's marketplace and
    the day of its orders.
    """

    text: str
    span: Span
    carrier: Carrier
    service: str | None = None
    disowned: bool = False
    standing: Standing = _UNKNOWN

    @property
    def integrated(self) -> bool | None:
        """Whether a list that counts for this letter names the carrier; None where none was found to say."""
        return self.standing.integrated


def weighed(found: Iterable[CarrierMention], marketplace: str, on: date | None) -> list[CarrierMention]:
    """The mentions with their standing on a marketplace for orders of that day.

    Where no list of the marketplace itself names a carrier, the letter's own word that Amazon does not know it counts.
    """
    mentions = list(found)
    disowned = {mention.carrier.id for mention in mentions if mention.disowned}
    weighed_once: dict[str, Standing] = {}
    for mention in mentions:
        carrier = mention.carrier
        if carrier.id not in weighed_once:
            standing = carrier.standing(marketplace, on)
            at_home = standing.listing is not None and standing.listing.marketplace == marketplace
            weighed_once[carrier.id] = standing if at_home or carrier.id not in disowned else Standing(False)
    return [replace(mention, standing=weighed_once[mention.carrier.id]) for mention in mentions]


# A letter speaks of orders of some months; an older day is the firm's founding or a licence.
_HISTORY_DAYS = 550


def day_of_orders(dates: Iterable[object]) -> date | None:
    """The day by which the lists are judged: the earliest full date of the letter, older history left out.

    Takes dates with `year`, `month` and `day`, None where one is not written; other dates are passed over.
    """
    days = sorted(day for day in map(_day, dates) if day is not None)
    return next((day for day in days if (days[-1] - day).days <= _HISTORY_DAYS), None)


def _day(written: object) -> date | None:
    year, month, day = (getattr(written, name, None) for name in ("year", "month", "day"))
    if year is None or month is None or day is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


# Names that are everyday words: they count only where a carrier is spoken of.
_EVERYDAY = frozenset({
    "other", "others", "target", "professional", "go!", "go", "interno", "best", "sprint", "smart", "prime",
    "post", "sda", "dx", "toll", "hermes", "target express", "standard", "express", "speedy", "ups mi", "sf",
    "pfc", "best ex", "n/a", "not listed", "own delivery", "own van", "city", "dhl-paket", "interlink",
    "city link", "streamlite", "smartmail", "osm", "ubi", "cne", "brt", "sfc", "ydh", "first mile", "correos",
    "landmark", "whistl", "fastway", "other carrier", "self delivery", "ctt", "mrw", "panther", "posten",
    "gfs", "bjs", "jt", "xdp", "xpo", "first flight", "ship global", "ship economy", "digital delivery", "trackon",
    "the delivery group", "die post", "jd", "sto", "ats", "apc", "spoton", "ship delight",
})  # fmt: skip
# Short names in small letters (“by ups”) count after such a word, and not in “ups and downs”.
_CARRIED_BY = re.compile(
    r"\b(?:by|via|with|through|use[sd]?|using|(?:carrier|courier)s?\s*[:：]?)\s*[\"“'‘]?$", re.IGNORECASE
)
_UPS_AND_DOWNS = re.compile(r"\s+(?:and|&)\s+downs?\b", re.IGNORECASE)
_NAMED_SO = re.compile(
    r"(carriers?|service|courier|承运人)\b[^.\n]{0,30}[:：]\s*$|(carrier|courier|service)s?\s+(as|is|was|to|with|name)\s+$",
    re.IGNORECASE,
)
_CARRIER_WORD = re.compile(r"carriers?|courier|logistic|shipping service|承运|物流", re.IGNORECASE)
# “Sunyou is not integrated with Amazon”, “not one of the carriers supported by Amazon”, “not on Amazon's list”.
_DISOWNED = re.compile(
    r"^[\"”'’]?[^.!?\n;，。]{0,60}?(?:\b(?:not|no|never)\b|n['’]t\b)[^.!?\n;，。]{0,40}?"
    r"(?:\b(?:integrat\w+|partner\w*|support\w*|recogni[sz]\w+)\b[^.!?\n;，。]{0,40}?\bAmazon"
    r"|\bAmazon['’]?s?\b[^.!?\n;，。]{0,30}?\b(?:list|partners?|integrat\w+|support\w*|recogni[sz]\w+)\b"
    r"|\bintegrated\b)",
    re.IGNORECASE,
)
_DISOWNED_BEFORE = re.compile(
    r"\b(?:non|not|un)[- ]?integrated\s+(?:carrier|courier|company)s?\s*,?\s*[\"“'‘]?$", re.IGNORECASE
)


@dataclass(frozen=True)
class CarrierList:
    """All carriers known, ready to be found in text. `services` are words that may follow a name and belong to it."""

    carriers: tuple[Carrier, ...]
    services: tuple[str, ...] = ()

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
        names = {
            name: carrier
            for carrier in reversed(self.carriers)
            for name in (*carrier.en, *carrier.zh)
            if name in carrier.zh or _HAN.search(name)
        }
        ordered = sorted(names, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, ordered)) or r"(?!)"), names

    @cached_property
    def _service(self) -> re.Pattern[str]:
        """A service right after a name, the longest first; a single word only with a capital: “UPS Ground”."""
        ordered = sorted(self.services, key=len, reverse=True)
        words = (r"[ -]".join(map(re.escape, re.split(r"[ -]", service))) for service in ordered)
        return re.compile(rf"[ \u00a0-](?P<service>{'|'.join(words) or '(?!)'})(?![\w-])", re.IGNORECASE)

    @cached_property
    def _shared(self) -> Mapping[str, Sequence[Carrier]]:
        """The carriers of each spelling that several have, folded: “Hermes” in the UK and in Germany."""
        table: dict[str, dict[str, Carrier]] = {}
        for carrier in self.carriers:
            for written in (*carrier.codes, *carrier.en):
                table.setdefault(_folded(written), {})[carrier.id] = carrier
        return {folded: tuple(carriers.values()) for folded, carriers in table.items() if len(carriers) > 1}

    def find(self, text: str, marketplace: str | None = None) -> Iterator[CarrierMention]:
        """The carriers named in the text, in order of place; none overlaps another.

        Of several of one name the one at home on the marketplace is meant.

        “Other” and names that are everyday words count in quotation marks, after a word for carriers, or between an
        order ID and a tracking number; “ups and downs” and “the other day” do not.
        """
        found = sorted((*self._latin(text), *self._han(text)), key=lambda m: (m.span.start, -m.span.end))
        kept: list[CarrierMention] = []
        for mention in found:
            if not kept or mention.span.start >= kept[-1].span.end:
                kept.append(mention)
        ends = [*(mention.span.start for mention in kept[1:]), len(text)]
        for mention, next_name in zip(kept, ends, strict=False):
            end = min(next_name, mention.span.end + 160)
            disowned = bool(
                _DISOWNED.search(text[mention.span.end : end])
                or _DISOWNED_BEFORE.search(text[max(0, mention.span.start - 40) : mention.span.start])
            )
            shared = self._shared.get(_folded(mention.text), ())
            carrier = next((each for each in shared if each.home == marketplace), mention.carrier)
            service = self._service_after(text, mention.span.end)
            yield replace(mention, carrier=carrier, service=service, disowned=disowned)

    def _service_after(self, text: str, end: int) -> str | None:
        match = self._service.match(text, end)
        if match is None:
            return None
        service = match["service"]
        single = re.fullmatch(r"\w+", service) is not None
        if single and not (service[0].isupper() or service[0].isdigit()):
            return None
        # “Royal Mail 48 hours late” names no service.
        bare = service.isdigit() and re.match(r"\s+[a-z]|[.,]\d", text[match.end() : match.end() + 8])
        return None if bare else service

    def _han(self, text: str) -> Iterator[CarrierMention]:
        pattern, names = self._chinese
        for match in pattern.finditer(text):
            span = Span(*match.span())
            if names[match[0]].type != "placeholder" or _other_as_carrier(text, span):
                yield CarrierMention(match[0], span, names[match[0]])

    def _latin(self, text: str) -> Iterator[CarrierMention]:
        words = list(_WORD.finditer(text))
        free = 0
        for at in [at for at, word in enumerate(words) if word[0].lower() in self._beginnings]:
            if at < free:
                continue
            mention, used = self._named(text, words, at)
            if mention is not None:
                yield mention
            free = at + used

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
            listed = written in {carrier.name, *carrier.codes, *carrier.en}
            if not listed and self._is_service(text, words[at : at + count], carrier):
                continue
            if _as_written(text, Span(first, last), name) and _meant(text, Span(first, last), carrier):
                return CarrierMention(written, Span(first, last), carrier), count
        return None, 1

    def _is_service(self, text: str, words: Sequence[re.Match[str]], carrier: Carrier) -> bool:
        """Whether the last words are a service of the carrier that the words before name: “DHL Paket” for DHL-Paket."""
        for count in range(1, len(words)):
            end = words[count - 1].end()
            shorter = self._spellings.get(_folded(text[words[0].start() : end]))
            service = self._service.match(text, end)
            if shorter and shorter[1] is carrier and service and service.end() >= words[-1].end():
                return True
        return False


# A word ends where another script begins: “用UPS发货” names UPS. Chinese and Japanese names are found without words.
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_WORD = re.compile(r"[^\W_\u3040-\u30ff\u3400-\u9fff]+")


def _folded(written: str) -> str:
    return re.sub(r"[\W_]", "", written).lower()


def _adjoining(text: str, words: Sequence[re.Match[str]]) -> bool:
    """Whether nothing but a space, a hyphen, a stop or the like parts the words."""
    gaps = (text[one.end() : two.start()] for one, two in zip(words, words[1:], strict=False))
    return all(gap in {" ", "-", "_", "\u00a0", ".", "&", " & ", "/"} for gap in gaps)


def _stands_alone(text: str, first: int, last: int) -> bool:
    """Whether the name is no part of an address (“express.4px.com”, “ups.com”) or of another word."""
    before, after = text[max(0, first - 1) : first], text[last : last + 5].lower()
    return before not in {"/", "@", ".", "_"} and not re.match(r"\.(com|net|cn|co)\b|_", after)


def _as_written(text: str, span: Span, name: str) -> bool:
    """Short names in capitals are names only so, or where something goes by them: “by ups”, not “ups and downs”."""
    written = text[span.start : span.end]
    if len(_folded(name)) > 4 or not name.isupper() or written.isupper():
        return True
    carried = _CARRIED_BY.search(text[max(0, span.start - 14) : span.start]) is not None
    return carried and _UPS_AND_DOWNS.match(text, span.end) is None


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
