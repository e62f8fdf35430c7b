"""Tracking numbers: known by form and context, judged by check digit where the form has one.

The forms stand in a lexicon (`rules/lexicons/tracking.yaml`). A form that tells itself from all others is known anywhere;
twelve plain digits, which many carriers use, only where a tracking number is spoken of, and then by the carrier named beside.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import poalint
from poalint.facts.carriers import Carrier, CarrierMention
from poalint.facts.checkdigits import ALGORITHMS
from poalint.model import Confidence, PoalintError, Span, Spans


class Misfit(StrEnum):
    """What is odd about a number beside the carrier named: `other` has issued it; `unknown`: no form of the carrier's."""

    OTHER = "other"
    UNKNOWN = "unknown"


class Slip(StrEnum):
    """What is wrong with a number that cannot be: its check digit, a letter typed for a digit, too many or too few digits."""

    CHECK = "check"
    LETTER = "letter"
    LENGTH = "length"


@dataclass(frozen=True, slots=True)
class TrackingId:
    """A tracking number as written. `carrier` and `valid` are None where the form tells neither.

    `carrier_ids` are the carriers that may have issued it; `form` the id of its form. `certain`: the form tells the carrier
    without a word beside it. `named` is the carrier named beside it and `misfit` how the two disagree, with how surely.
    `mended` is the number as it was meant, where only a letter stands for a digit and the check digit then holds.
    """

    text: str
    span: Span
    carrier: str | None
    valid: bool | None
    carrier_ids: tuple[str, ...] = ()
    form: str | None = None
    named: CarrierMention | None = None
    certain: bool = False
    misfit: tuple[Misfit, Confidence] | None = None
    slip: Slip | None = None
    mended: str | None = None

    @property
    def number(self) -> str:
        """The number without spaces and in capitals, to compare it with others."""
        return plain(self.text)

    @property
    def untracked(self) -> bool:
        """Whether it is a postal number (UPU S10) beginning with U: letter post that nobody scans."""
        return self.valid is True and _UNTRACKED.fullmatch(self.number) is not None


_UNTRACKED = re.compile(r"U[A-Z][0-9]{9}[A-Z]{2}")


def plain(text: str) -> str:
    """A number as it is matched and compared: no spaces, hyphens or dashes, letters in capitals."""
    return re.sub(r"[\s\-\u2010-\u2015]", "", text).upper()


@dataclass(frozen=True, slots=True)
class Form:
    """One way of writing tracking numbers.

    `issuers` are the carriers that number so, `also` those that hand parcels over under such numbers. `alone` matches the
    numbers that are told from all others without a word beside them. A `postal` form is issued by a post.
    """

    id: str
    name: str
    issuers: tuple[str, ...]
    also: tuple[str, ...]
    pattern: re.Pattern[str]
    alone: re.Pattern[str] | None
    loose: re.Pattern[str] | None
    check: Callable[[str], str] | None
    postal: bool
    judges: bool
    posts: Mapping[str, tuple[str, ...]]
    confidence: Confidence
    source: tuple[str, ...]
    as_of: str

    def fits(self, number: str) -> bool:
        """Whether a plain number has this form, its check digit left aside."""
        return self.pattern.fullmatch(number) is not None

    def holds(self, number: str) -> bool | None:
        """Whether the check digit of a number of this form is right; None where the form has none. False for other forms."""
        match = self.pattern.fullmatch(number)
        if match is None or self.check is None:
            return None if match else False
        return self.check(match["SerialNumber"]) == match["CheckDigit"]

    def tells(self, number: str) -> bool:
        """Whether a number that fits is told from all other forms by itself."""
        return self.alone is not None and self.alone.fullmatch(number) is not None

    def issued_by(self, number: str) -> tuple[str, ...]:
        """The ids of the carriers that issue a number of this form; of a postal number, by its country."""
        return self.issuers or self.posts.get(number[-2:], ())

    def serves(self, carrier: str, number: str) -> bool:
        """Whether a carrier sends parcels under a number of this form."""
        return carrier in self.also or carrier in self.issued_by(number)


@dataclass(frozen=True, slots=True)
class Judged:
    """What a number's form and check digit say. `certain`: told by the form itself and not by the carrier named."""

    form: Form | None = None
    carrier: str | None = None
    carrier_ids: tuple[str, ...] = ()
    valid: bool | None = None
    certain: bool = False


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """The forms in order of trust, names of carriers by id, and the carriers whose forms are all known (`covered`)."""

    forms: tuple[Form, ...]
    names: Mapping[str, str]
    countries: frozenset[str]
    covered: frozenset[str]
    posts: frozenset[str]
    known: frozenset[str]


_RANK = {True: 2, None: 1, False: 0}
# Who lets others carry: their parcels may bear anybody's numbers.
_HANDS_ON = frozenset({"consolidator", "marketplace"})
_NOBODY = frozenset({"placeholder", "group"})


class TrackingForms:
    """The forms of a lexicon; its file is read when the first number is judged. Safe to share.

    Raises PoalintError, then, where the file is damaged.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path

    @property
    def forms(self) -> tuple[Form, ...]:
        """All forms, in order of trust."""
        return self._lexicon.forms

    @property
    def names(self) -> Mapping[str, str]:
        """The carriers that issue them, by id, as they are named to the reader."""
        return self._lexicon.names

    @cached_property
    def _lexicon(self) -> _Lexicon:
        return _read(self._path or _built_in())

    @cached_property
    def _fitting(self) -> Callable[[str], Sequence[Form]]:
        """The forms a plain number fits, in order; remembered, since a letter gives each number several times."""
        return lru_cache(maxsize=2048)(self._fit)

    def _fit(self, number: str) -> Sequence[Form]:
        return tuple(form for form in self.forms if form.judges and form.fits(number))

    # --- one number -----------------------------------------------------------------------------------------------

    def judge(self, number: str, named: Carrier | None = None) -> Judged:
        """What a plain number is, by its form and check digit; the carrier named beside it decides among several forms.

        A number that fits forms of that carrier is judged by these; else by those that tell themselves from others. One
        that fits none is never called wrong.
        """
        fitting = self._fitting(number)
        own = [form for form in fitting if named is not None and form.serves(named.id, number)]
        alone = [form for form in fitting if form.tells(number)]
        if own and named is not None:
            best = _best(own, number)
            ids = dict.fromkeys((named.id, *best.issued_by(number)))
            return Judged(best, named.name, tuple(ids), best.holds(number), best.tells(number))
        if alone:
            best = _best(alone, number)
            ids = dict.fromkeys(
                issuer
                for form in alone
                if form.holds(number) is best.holds(number)
                for issuer in form.issued_by(number)
            )
            return Judged(best, self._name(best.issued_by(number)), tuple(ids), best.holds(number), certain=True)
        loose = [form for form in self.forms if form.loose is not None and form.loose.fullmatch(number)]
        if loose:
            best = next((form for form in loose if named and named.id in form.issuers), loose[0])
            return Judged(best, self._name(best.issuers), best.issuers)
        possible = [form for form in fitting if form.holds(number) is not False]
        ids = dict.fromkeys(issuer for form in possible for issuer in form.issued_by(number))
        return Judged(possible[0] if len(possible) == 1 else None, None, tuple(ids))

    def misfit(self, number: str, carrier: Carrier) -> tuple[Misfit, Confidence] | None:
        """How a plain number disagrees with the carrier named beside it, and how surely; None where it need not.

        Sure only where a check digit proves the form and the carrier named has known forms that do not fit. Consolidators
        send under numbers of posts and of others; a post delivers what other posts issue.
        """
        judged = self.judge(number, carrier)
        if carrier.type in _NOBODY or judged.valid is False or self.may_carry(number, carrier):
            return None
        form = judged.form
        if judged.certain and form is not None and judged.carrier_ids and form.confidence is not Confidence.LOW:
            return Misfit.OTHER, self._how_sure(form, judged, carrier)
        return (Misfit.UNKNOWN, Confidence.LOW) if carrier.id in self._lexicon.covered else None

    def may_carry(self, number: str, carrier: Carrier) -> bool:
        """Whether a plain number has a form under which the carrier sends parcels, its check digit left aside."""
        if any(form.serves(carrier.id, number) or _hands_to_posts(form, carrier) for form in self._fitting(number)):
            return True
        own = (form.loose for form in self.forms if form.loose is not None and carrier.id in form.issuers)
        return any(loose.fullmatch(number) for loose in own)

    def _how_sure(self, form: Form, judged: Judged, carrier: Carrier) -> Confidence:
        delivered = form.postal and carrier.id in self._lexicon.posts
        if delivered or carrier.type in _HANDS_ON or carrier.id not in self._lexicon.known:
            return Confidence.LOW
        return Confidence.HIGH if judged.valid else Confidence.MEDIUM

    def _name(self, carriers: Sequence[str]) -> str | None:
        return self.names.get(carriers[0]) if carriers else None

    # --- a text ---------------------------------------------------------------------------------------------------

    def find(
        self, text: str, taken: Spans, mentions: Sequence[CarrierMention], context: Spans | None = None
    ) -> list[TrackingId]:
        """The tracking numbers in the text, in order of place, outside the spans already `taken`.

        Forms that tell themselves from others are found anywhere; other numbers of 12 and more characters only beside a
        word for tracking, at most 60 characters before, or after a carrier's name (`context`, those of `mentions` by
        default).
        """
        candidates = [each for each in _candidates(text) if not taken.overlaps(each.span)]
        beside = _Beside(text, candidates, mentions, self)
        places = context if context is not None else Spans(mention.span for mention in mentions)
        found = []
        for candidate in candidates:
            named = beside.of(candidate)
            judged = self._found(text, candidate, named, places)
            if judged is not None:
                found.append(judged)
                beside.claim(named, candidate)
        return found

    def _found(
        self, text: str, candidate: _Candidate, named: CarrierMention | None, places: Spans
    ) -> TrackingId | None:
        number = candidate.number
        spoken_of = _spoken_of(text, candidate.span, number, places)
        if candidate.writing is _Writing.MEANT and (meant := self._meant(candidate, named, spoken_of)) is not None:
            return meant
        carrier = named.carrier if named else None
        judged = self.judge(number, carrier)
        own = bool(carrier and judged.form and judged.form.serves(carrier.id, number))
        if candidate.writing in {_Writing.PLAIN, _Writing.MEANT}:
            known = self._tells(number, judged) or spoken_of or (own and _called_so(text, candidate.span))
        else:
            known = judged.certain and judged.valid is True
            known = known or (spoken_of and (judged.certain or own))
        if not known:
            return None
        return TrackingId(
            candidate.text, candidate.span, judged.carrier, judged.valid, judged.carrier_ids,
            judged.form.id if judged.form else None, named, judged.certain,
            self.misfit(number, carrier) if carrier else None, Slip.CHECK if judged.valid is False else None,
        )  # fmt: skip

    def _tells(self, number: str, judged: Judged) -> bool:
        form = judged.form
        return judged.certain or (form is not None and form.loose is not None and bool(form.loose.fullmatch(number)))

    def _meant(self, candidate: _Candidate, named: CarrierMention | None, spoken_of: bool) -> TrackingId | None:
        """What is meant as a postal number: letters typed for digits; beside its post, a digit too many or too few.

        Without the post's name other lengths may be of a private line.
        """
        number = candidate.number
        digits = number[2:-2].translate(_LOOK_ALIKES)
        form = next(form for form in self.forms if form.id == "jk_s10")
        posts = form.issued_by(number)
        whole = len(digits) == 9
        if number[-2:] not in self._lexicon.countries or not (
            whole or (spoken_of and named is not None and named.carrier.id in posts)
        ):
            return None
        judged = (
            self.judge(f"{number[:2]}{digits}{number[-2:]}", named.carrier if named else None) if whole else Judged()
        )
        name = named.carrier.name if named and named.carrier.id in posts else judged.carrier or self._name(posts)
        mended = f"{candidate.text[:2]}{digits}{candidate.text[-2:]}" if judged.valid else None
        return TrackingId(
            candidate.text, candidate.span, name, False, judged.carrier_ids or posts, (judged.form or form).id, named,
            certain=True, slip=Slip.LETTER if whole else Slip.LENGTH, mended=mended,
        )  # fmt: skip


def _best(forms: Sequence[Form], number: str) -> Form:
    """The form whose check digit holds; else one without; else the first."""
    return max(forms, key=lambda form: _RANK[form.holds(number)])


def _hands_to_posts(form: Form, carrier: Carrier) -> bool:
    return form.postal and carrier.type == "consolidator"


# --- numbers in a text ------------------------------------------------------------------------------------------------


class _Writing(StrEnum):
    """How a number is written; PLAIN is together and in capitals, MEANT is a postal number with a slip."""

    PLAIN = "plain"
    MEANT = "meant"
    SPACED = "spaced"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class _Candidate:
    """What may be a tracking number, with the number as the forms see it."""

    text: str
    span: Span
    number: str
    writing: _Writing


# Chinese characters stand against a number without a space: the edges are of ASCII.
_LEFT, _RIGHT = r"(?<![A-Za-z0-9_/.-])", r"(?![A-Za-z0-9_-])"
_LOOK_ALIKES = str.maketrans("OIL", "011")
_WRITTEN: tuple[tuple[_Writing, re.Pattern[str]], ...] = (
    # As printed on labels: USPS in fours, postal numbers in threes, UPS by its parts, FedEx in fours.
    (
        _Writing.SPACED,
        re.compile(
            rf"{_LEFT}(?:(?:420 ?\d{{5}} )?9\d{{3}}(?: \d{{4}}){{4}} \d{{2}}"
            r"|[A-Z]{2} (?:\d{9}|\d{3} \d{3} \d{3}|\d{4} \d{4} \d|\d{8} \d) ?[A-Z]{2}"
            r"|[A-Z]{2}(?:\d{9}|\d{3} \d{3} \d{3}) [A-Z]{2}"
            rf"|1Z (?:[0-9A-Z]{{3}} ){{2}}[0-9A-Z]{{2}} \d{{4}} \d{{3}} ?\d|(?<!\d )\d{{4}} \d{{4}} \d{{4}})(?! ?\d){_RIGHT}"
        ),
    ),
    (_Writing.PLAIN, re.compile(rf"{_LEFT}(?=[A-Z0-9]*\d{{5}})[A-Z0-9]{{9,39}}{_RIGHT}")),
    # Letters typed for digits in the postal form: “GV36I919546GB”.
    (_Writing.MEANT, re.compile(rf"{_LEFT}(?=[A-Za-z0-9]*\d{{4}})[A-Z]{{2}}[0-9OIl]{{7,11}}[A-Z]{{2}}{_RIGHT}")),
    (_Writing.LOWER, re.compile(rf"{_LEFT}(?=[A-Za-z0-9]*\d{{5}})[A-Za-z0-9]{{9,39}}{_RIGHT}")),
)
_POSTAL = re.compile(r"[A-Z]{2}[0-9]{9}[A-Z]{2}")


def _candidates(text: str) -> list[_Candidate]:
    """Everything that may be a tracking number, in order of place; none overlaps another."""
    found: dict[int, _Candidate] = {}
    taken: list[Span] = []
    for writing, pattern in _WRITTEN:
        known = Spans(taken)
        for match in pattern.finditer(text):
            span = Span(*match.span())
            right = _POSTAL.fullmatch(match[0])
            if known.overlaps(span) or (writing is _Writing.MEANT and right):
                continue
            if writing is _Writing.PLAIN and not right and _WRITTEN[2][1].fullmatch(match[0]):
                continue
            found[span.start] = _Candidate(match[0], span, plain(match[0]), writing)
            taken.append(span)
    return [found[start] for start in sorted(found)]


_CONTEXT = re.compile(r"track|waybill|parcel (?:id|no|number)|consignment|\bvia\b|单号|运单", re.IGNORECASE)
_CALLED_SO = re.compile(
    r"(?:track\w*|waybill|awb|consignment)(?:\s+(?:ids?|nos?\.?|numbers?|codes?))?\s*(?:is|was|[:：#])?\s*$|[单運]号\s*[:：是为]?\s*$",
    re.IGNORECASE,
)
# What the number is said to be, if no tracking number: “UPS invoice 771489203356”.
_CALLED_OTHERWISE = re.compile(
    r"(?:\b(?:invoice|account|case|claim|phone|tel|hotline|fax|SKU|ticket|PO|EAN|UPC|barcode)|发票|电话|账号)"
    r"(?:\s+(?:ids?|nos?\.?|numbers?))?\s*(?:is|was|[:：#])?\s*$",
    re.IGNORECASE,
)


def _spoken_of(text: str, span: Span, number: str, carriers: Spans) -> bool:
    """Whether a number without a form of its own is called a tracking number by what stands before it."""
    if not 10 <= len(number) <= 34 or (number.isdigit() and len(number) < 12):
        return False
    before = text[max(0, span.start - 60) : span.start].rsplit("\n", 1)[-1]
    if _CALLED_OTHERWISE.search(before):
        return False
    return bool(_CONTEXT.search(before)) or carriers.ends_within(span.start - 11, span.start)


def _called_so(text: str, span: Span) -> bool:
    """Whether the words right before a number call it a tracking number."""
    return _CALLED_SO.search(text[max(0, span.start - 40) : span.start]) is not None


# --- the carrier named beside a number --------------------------------------------------------------------------------

_NEAR = 60
# Told as what it is not, or was before: “not UPS”, “changed the carrier from UPS”, “UPS by mistake”.
_DENIED_BEFORE = re.compile(
    r"(?:\bnot|\binstead of|\brather than|\bno longer|\bwrong(?:ly)?(?: as| carrier)?|\bmistakenly(?: as)?|\breplac\w+"
    r"|(?:chang|switch|correct|edit|updat|mov)\w*[^.\n]{0,40}\bfrom|不是|而非|并非|误填为?|误选为?|错填为?|错选为?)[\s\"“”'‘]*$",
    re.IGNORECASE,
)
_DENIED_AFTER = re.compile(r"[\"”']?\s*(?:by mistake|in error|wrongly|mistakenly)", re.IGNORECASE)
_SAID_AFTER = re.compile(
    r"[\s,，;；]*(?:[（(\[]|(?:(?:was|is|were)\s+)?(?:shipped|sent|carried|issued)?\s*(?:by|via|with|through)|carrier\s*[:：]|由|承运人[:：]?)\s*",
    re.IGNORECASE,
)
_CELL = re.compile(r"[ \t]*[,，;；|\t][ \t|]*")
_CELL_END = re.compile(r"[ \t]*(?:[,，;；|\t\n)）]|$|[.。](?:\s|$))")
_GAP_END = re.compile(r"\n[ \t]*\n")


class _Beside:
    """Which carrier is named beside each number: asked in order of place, since a carrier belongs to its first number."""

    def __init__(
        self, text: str, candidates: Sequence[_Candidate], mentions: Sequence[CarrierMention], forms: TrackingForms
    ) -> None:
        self._text = text
        self._starts = {candidate.span.start for candidate in candidates}
        self._mentions = [mention for mention in mentions if not self._denied(mention)]
        self._forms = forms
        self._claimed: set[int] = set()

    def _denied(self, mention: CarrierMention) -> bool:
        before = self._text[max(0, mention.span.start - 70) : mention.span.start]
        return bool(_DENIED_BEFORE.search(before) or _DENIED_AFTER.match(self._text, mention.span.end))

    def claim(self, mention: CarrierMention | None, candidate: _Candidate) -> None:
        """Remember whose number a carrier stands beside."""
        if mention is not None:
            self._claimed.add(mention.span.start)

    def of(self, candidate: _Candidate) -> CarrierMention | None:
        """The carrier named beside a number: said of it right after; before it in its line; in the next cell; or near before."""
        text, span = self._text, candidate.span
        end = text.find("\n", span.end)
        line = Span(text.rfind("\n", 0, span.start) + 1, end if end >= 0 else len(text))
        at = bisect_left(self._mentions, span.end, key=lambda mention: mention.span.start)
        after = self._mentions[at] if at < len(self._mentions) and self._mentions[at].span.start < line.end else None
        gap = text[span.end : after.span.start] if after else ""
        if after is not None and _SAID_AFTER.fullmatch(gap):
            return after
        near = self._before(candidate)
        if near is not None and near.span.start >= line.start:
            return near
        if after is not None and _CELL.fullmatch(gap) and self._ends_cell(after):
            return after
        return near

    def _before(self, candidate: _Candidate) -> CarrierMention | None:
        """The nearest mention before; one that stands beside another number counts only where it fits this one too."""
        at = bisect_right(self._mentions, candidate.span.start, key=lambda mention: mention.span.end) - 1
        if at < 0:
            return None
        mention = self._mentions[at]
        gap = self._text[mention.span.end : candidate.span.start]
        row = "\n" not in gap and ("\t" in gap or "|" in gap)
        if not row and (len(gap) > _NEAR or _GAP_END.search(gap)):
            return None
        free = mention.span.start not in self._claimed
        return mention if free or self._forms.may_carry(candidate.number, mention.carrier) else None

    def _ends_cell(self, mention: CarrierMention) -> bool:
        """Whether nothing but the carrier stands in its cell and the next is no number that it may belong to."""
        text, end = self._text, mention.span.end
        if not _CELL_END.match(text, end):
            return False
        follows = _CELL.match(text, end)
        return follows is None or follows.end() not in self._starts


# --- the lexicon ------------------------------------------------------------------------------------------------------


def _built_in() -> Path:
    """The lexicon that is shipped: beside the modules in a wheel, beside the package in a checkout."""
    package = Path(poalint.__file__).parent
    folder = next((each for each in (package / "rules", package.parent / "rules") if each.is_dir()), package)
    return folder / "lexicons" / "tracking.yaml"


def _read(path: Path) -> _Lexicon:
    """The lexicon in a file. Raises PoalintError, in one line, where it is damaged."""
    import yaml

    try:
        data: Any = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        return _lexicon(data)
    except (OSError, yaml.YAMLError, LookupError, TypeError, ValueError, AttributeError, re.error) as error:
        told = " ".join(str(error).split())
        raise PoalintError(f"{path}: the forms of tracking numbers are damaged ({told}); reinstall poalint") from None


def _lexicon(data: Mapping[str, Any]) -> _Lexicon:
    countries = str(data["countries"]).split()
    # By first letter, which compiles faster than 248 alternatives.
    seconds = {code[0]: "".join(each[1] for each in countries if each[0] == code[0]) for code in countries}
    country = "|".join(f"{first}[{second}]" for first, second in seconds.items())
    posts = {country: tuple(ids) for country, ids in data["posts"].items()}
    forms = tuple(_form(entry, posts, country) for entry in data["forms"])
    at_posts = frozenset(each for ids in posts.values() for each in ids)
    known = at_posts.union(*(form.issuers for form in forms))
    return _Lexicon(forms, data["names"], frozenset(countries), frozenset(data["covered"]), at_posts, known)


def _form(entry: Mapping[str, Any], posts: Mapping[str, tuple[str, ...]], country: str) -> Form:
    def compiled(source: str | None) -> re.Pattern[str] | None:
        return re.compile(source.replace("<COUNTRY>", country)) if source else None

    pattern = re.compile(entry["pattern"].replace("<COUNTRY>", country))
    alone = entry.get("alone")
    return Form(
        id=entry["id"],
        name=entry["name"],
        issuers=tuple(entry["carriers"]),
        also=tuple(entry.get("also", ())),
        pattern=pattern,
        alone=pattern if alone is True else compiled(alone),
        loose=compiled(entry.get("loose")),
        check=_check(entry.get("checksum"), str(entry.get("prepend", ""))),
        postal=bool(entry.get("postal")),
        judges=not entry.get("names_service"),
        posts=posts if entry.get("postal") and not entry["carriers"] else {},
        confidence=Confidence(entry["confidence"]),
        source=tuple(entry["source"]),
        as_of=str(entry["as_of"]),
    )


def _check(checksum: Mapping[str, Any] | None, prepend: str) -> Callable[[str], str] | None:
    """The check character after a serial, as a form computes it; `prepend` stands before a serial that does not begin so."""
    if checksum is None:
        return None
    algorithm = ALGORITHMS[checksum["name"]]
    parameters = {name: value for name, value in checksum.items() if name != "name"}
    return lambda serial: algorithm(serial if serial.startswith(prepend) else prepend + serial, **parameters)


_DEFAULT = TrackingForms()


def tracking_ids(text: str, taken: Spans, carriers: Spans) -> list[TrackingId]:
    """The tracking numbers in the text by the built-in forms, where only the places of carriers are known."""
    return _DEFAULT.find(text, taken, (), carriers)
