"""Carriers: spelled as Amazon matches them, on its lists, not “Other”; as what went wrong or as what is used now."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from poalint.facts import CarrierMention
from poalint.kinds.base import Hit, Repair, Scope
from poalint.model import Applicability, SectionKind, Span

SLOTS = ("words", "name", "code", "service", "marketplace", "date", "date_zh", "count")


class Flag(StrEnum):
    """What is flagged."""

    OTHER = "other"
    NOT_INTEGRATED = "not_integrated"
    UNKNOWN = "unknown"
    CHINESE = "chinese"
    SPELLING = "spelling"
    ABSENT = "absent"


class Role(StrEnum):
    """What the letter says of the carrier: it is what went wrong or was given up, or it is what is used from now on."""

    ANY = "any"
    CAUSE = "cause"
    REMEDY = "remedy"


@dataclass(frozen=True, slots=True)
class Settings:
    """What of the carriers named is flagged."""

    flag: Flag = field(metadata={"doc": "other, not_integrated, unknown, chinese, spelling or absent"})
    role: Role = field(
        default=Role.ANY, metadata={"doc": "any, cause (what went wrong, or was given up) or remedy (what is used now)"}
    )


def check(scope: Scope, settings: Settings) -> Iterator[Hit]:
    """Each carrier named that has the fault asked for in the role asked for; each name once a line."""
    reading = scope.reading
    found = [mention for mention in reading.carriers if scope.covers(mention.span)]
    if settings.flag is Flag.ABSENT:
        if not found and not scope.empty:
            yield Hit(scope.start(), {"count": "0"})
        return
    seen: set[tuple[str, int]] = set()
    for mention in found:
        key = (mention.carrier.id, reading.draft.line_of(mention.span.start))
        if key in seen or not _faulty(mention, settings.flag):
            continue
        if settings.role is Role.ANY or _role(scope, mention) is settings.role:
            seen.add(key)
            yield _hit(scope, mention, settings.flag)


def _faulty(mention: CarrierMention, flag: Flag) -> bool:
    carrier = mention.carrier
    if flag is Flag.OTHER:
        return carrier.id == "other"
    if carrier.type == "placeholder":
        return False
    spelling = carrier.spelling(mention.text)
    if flag is Flag.CHINESE:
        return spelling == "chinese"
    if flag is Flag.SPELLING:
        # Capitals apart, what is written is a name Amazon knows otherwise: “Hong Kong Post” for “Hongkong Post”.
        # The name it bears now is right, whatever Amazon's lists called it: “Evri (Hermes UK)”.
        known = {each.lower() for each in (*carrier.codes, carrier.name.partition(" (")[0])}
        return spelling == "alias" and bool(known) and mention.text.lower() not in known
    if flag is Flag.UNKNOWN:
        return mention.integrated is None
    # The letter's own word is no list.
    return mention.integrated is False and mention.standing.listing is not None


def _hit(scope: Scope, mention: CarrierMention, flag: Flag) -> Hit:
    carrier, listing = mention.carrier, mention.standing.listing
    code = _code(mention)
    # What stands in quotation marks is what was typed: to mend it would change the facts.
    plain = flag is Flag.SPELLING and not scope.reading.quoted.covers(mention.span.start)
    # One carrier may have several codes, of which the account shows which is meant.
    certain = len(carrier.codes) == 1 or _folded(mention.text) == _folded(code)
    applicability = Applicability.SAFE if certain else Applicability.UNSAFE
    repairs = (Repair(applicability, ((mention.span, code),)),) if plain else ()
    date = listing.as_of if listing else ""
    slots = {
        "words": mention.text,
        "name": carrier.name,
        "code": code,
        "service": mention.service or "",
        "marketplace": scope.reading.marketplace,
        "date": date,
        "date_zh": _in_chinese(date),
    }
    return Hit(mention.span, slots, repairs=repairs)


def _code(mention: CarrierMention) -> str:
    """The spelling of Amazon's to write: one that is the name but for spaces and capitals, else the first."""
    codes, name = mention.carrier.codes, _folded(mention.carrier.name)
    return next((code for code in codes if _folded(code) == name), codes[0] if codes else mention.carrier.name)


def _folded(name: str) -> str:
    return re.sub(r"[\W_]", "", name).lower()


_DATES_ZH = (
    (r"^undated,?\s*", ""),
    (r"^before (\S+)$", r"\1 之前"),
    (r"^about (\S+)$", r"约 \1"),
    (r"^(\S+) or later$", r"\1 或之后"),
)


def _in_chinese(date: str) -> str:
    for pattern, words in _DATES_ZH:
        date = re.sub(pattern, words, date)
    return date


# --- the role -------------------------------------------------------------------------------------------------------

_IN = r"[^.!?\n;。；]"  # within a sentence
_OPEN = r"[\"“‘']?$"  # the name begins here
_LIST = r"(?:[A-Z0-9][\w&-]*(?: [A-Z][\w&-]*)*(?:, (?:and |or )?| and | or |/))*"
_CHANGED = r"\b(?:chang|switch|mov|turn|transfer|updat|correct|migrat|replac|amend)\w*\b"
_CARRIER_NAME = r"\b(?:carrier|courier|logistics? company)s?(?: name| field)?"
_NEGATED = (
    r"\b(?:not|never|no longer|no one|nobody|nothing|cannot|stop\w*|avoid\w*|instead of|rather than|without|forbid\w*|"
    r"forbidden|ban\w*|block\w*|refus\w*|reject\w*|disabl\w*|remov\w*|end|ends|ended|ending|terminat\w*|cancel\w*|quit|"
    r"expired|left|leaving|away from|if|previously|before|had|used to|wrong\w*|mistak\w*)\b|n['’]t\b"
)
_PAST = r"|\b(?:from|was|were|replac\w*|went)\b"
_GIVEN_UP = (
    rf"^[\"”’']?{_IN}{{0,60}}\b(?:should (?:be|have)|instead|blocked|refused|forbidden|not allowed|no longer|rejected|stopped|"
    rf"ended|terminated|removed|disabled|replaced|cancell?ed|corrected|changed)\b|^[\"”’']?(?:\s\w+)? to [\"“‘']?[A-Z]"
)
_ENDS_HERE = r"^[\"”’']?\s*(?:[,.;|()，。；]|\s(?:for|in|on|when|because|until|and|if)\b|$)"


@dataclass(frozen=True, slots=True)
class _Way:
    """How a sentence says that a carrier is used from now on: what stands before and after it, and what must not.

    `placeholder` ways hold only for “Other”, and not where the cause is told: a row that names a carrier is a fact, one
    that names none is a habit.
    """

    before: re.Pattern[str]
    unless_before: re.Pattern[str]
    after: re.Pattern[str] = re.compile("")
    unless_after: re.Pattern[str] = re.compile(r"(?!)")
    placeholder: bool = False


def _way(
    before: str, unless: str, after: str = "", unless_after: str = _GIVEN_UP, *, placeholder: bool = False
) -> _Way:
    first, second, third, fourth = (
        re.compile(each, re.IGNORECASE) for each in (before, unless, after, unless_after or "(?!)")
    )
    return _Way(first, second, third, fourth, placeholder)


_USED_NOW = (
    # “moved all parcels from Sunyou to …”, “replaced it with …”, “changed the carrier to …”
    _way(rf"{_CHANGED}{_IN}{{0,70}}\b(?:to|with|into|by) (?:the )?(?:carriers? )?[\"“‘']?{_LIST}{_OPEN}", _NEGATED, "", ""),
    # “we now ship by …”, “will only use …”
    _way(
        rf"\b(?:now|will|shall)[ \t]+(?:also |only |all )?(?:be )?(?:ship\w*|send|sent|use|using|deliver\w*|dispatch\w*|"
        rf"go(?:es)?|choose|select|cooperate|work)\b{_IN}{{0,40}}?[ \t]{_OPEN}",
        _NEGATED + rf"|\b(?:went|replac\w*)\b|\bfrom {_OPEN}",
    ),
    # “signed a contract with …”
    _way(rf"\b(?:sign(?:ed)?|contract\w*|agreement) (?:a contract |an agreement )?with {_OPEN}", _NEGATED),
    # “we use … for small parcels”, “confirm the shipment with the carrier …”
    _way(
        r"\b(?:uses?|using|choos(?:e|es|ing)|select(?:s|ing)?|enter(?:s|ing|ed)?|fill(?:s|ed)?|put|confirm(?:s|ing|ed)?|ships?|"
        rf"shipping|set)\b{_IN}{{0,50}}{_CARRIER_NAME}(?: (?:as|to|is))? {_OPEN}",
        _NEGATED + _PAST, _ENDS_HERE, placeholder=True,
    ),
    # “enter “other” as the carrier”
    _way(
        r"\b(?:uses?|using|choos(?:e|es|ing)|select(?:s|ing)?|enter(?:s|ing|ed)?|fill(?:ed)? in|put)[ \t]+"
        rf"(?:the (?:option|word|value) )?{_OPEN}",
        _NEGATED + _PAST, r"^[\"”’'] (?:as|for|in|at) (?:the |our |its )?(?:carrier|courier)", placeholder=True,
    ),
    # “the carrier is always set to …”
    _way(
        rf"{_CARRIER_NAME} (?:is|are) (?:always |still |now |then )?(?:filled(?: in)?|entered|set|given|confirmed|selected)"
        rf"(?: in)? (?:with|as|to) {_OPEN}",
        _NEGATED, _ENDS_HERE, placeholder=True,
    ),
    # “Carrier: Other”, and a row of a table between order ID and tracking number
    _way(
        rf"\bcarriers?(?: name| used)?[ \t]*[:：=][ \t]*{_OPEN}",
        r"\b(?:previously|before|was|were|wrong\w*|mistak\w*)\b", r"^[\"”’']?[ \t]*(?:[,.;|()，。；]|$)", placeholder=True,
    ),
    _way(r"\b\d{3}-\d{3,9}-\d{3,9}[ \t,|]+$", "(?!)", r"^[ \t,|]+(?:[A-Z]{0,6}\d{6}|1Z\w{16})", "", placeholder=True),
)  # fmt: skip

_CHOSEN_ONCE = re.compile(
    rf"\b(?:from {_OPEN}|(?:chose|selected|used|filled|entered|confirmed|typed|picked|shipped|sent|went)\b{_IN}{{0,60}}$)",
    re.IGNORECASE,
)
_MEASURES = frozenset({SectionKind.CORRECTIVE, SectionKind.PREVENTIVE})
_CAUSES = frozenset({SectionKind.SUMMARY, SectionKind.ROOT_CAUSE})
_STOP = re.compile(r"[.!?](?=\s)|[\n;。；！？]")


def _role(scope: Scope, mention: CarrierMention) -> Role | None:
    """What a carrier is here, by the words of its sentence; outside the measures it is the cause unless used now.

    None for a carrier that the measures only mention.
    """
    before, after = _sentence(scope.reading.draft.text, mention.span)
    section = scope.reading.section_at(mention.span.start)
    habit = mention.carrier.type == "placeholder" and section not in _CAUSES
    for way in _USED_NOW:
        if way.placeholder and not habit:
            continue
        found = way.before.search(before)
        if found is None or way.after.search(after) is None:
            continue
        if way.unless_before.search(before) is None and way.unless_after.search(after) is None:
            return Role.REMEDY
    return Role.CAUSE if section not in _MEASURES or _CHOSEN_ONCE.search(before) else None


def _sentence(text: str, span: Span) -> tuple[str, str]:
    """What stands before and after a place in its sentence, at most 160 code points each."""
    first = max(0, span.start - 160)
    stops = [match.end() for match in _STOP.finditer(text, first, span.start)]
    end = _STOP.search(text, span.end, min(len(text), span.end + 160))
    return text[stops[-1] if stops else first : span.start], text[span.end : end.start() if end else span.end + 160]
