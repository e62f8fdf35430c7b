"""Rates and amounts of money as the letter gives them, and what each rate is said to be."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from poalint.facts.dates import WIDE, Date, dates
from poalint.model import Span


class Role(StrEnum):
    """What a value is said to be: the account's own, or the target that the account is held to."""

    OWN = "own"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Metric:
    """A rate with its value in percent: “VTR is 91.2%”.

    `role` is None where it is unclear, and for the seller's own aim or alarm line. `amazons` tells that the sentence
    speaks of Amazon or its policy; `moving` that it speaks of a change, a period or a part of the account, so that
    another value elsewhere is no contradiction.
    """

    text: str
    span: Span
    metric: str
    value: float
    role: Role | None = None
    amazons: bool = False
    moving: bool = False


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of money; `currency` is its code of three letters."""

    text: str
    span: Span
    currency: str
    amount: float


# --- names and values ---------------------------------------------------------------------------------------------

_METRICS = {
    "vtr": r"valid[- ]tracking[- ]rate|effective tracking rate|\bVTR\b|有效(?:追踪|跟踪)率",
    "odr": r"order[- ]defect(?:ive)?[- ]rate|\bODR\b|订单缺陷率",
    "lsr": r"late[- ](?:shipment|dispatch|shipping)[- ]rate|delay(?:ed)? shipment rate|\bLSR\b|\bLDR\b|(?:迟|延迟)发货?率",
    "cr": r"(?:pre-?fulfil?lment[- ])?(?:order )?cancel(?:l?ation)?[- ]rate|\b(?-i:CR)\b|(?:配送前|订单)?取消率",
    "otdr": r"on[- ]time[- ]delivery[- ]rate|\bOTDR\b|(?:准时|按时)(?:送达|交付|妥投)率",
    "idr": r"invoice[- ]defect[- ]rate|\b(?-i:IDR)\b|发票缺陷率",
}
# The short form in brackets belongs to the name: “Valid Tracking Rate (VTR)”.
_NAME = re.compile(
    rf"(?:{'|'.join(f'(?P<{name}>{words})' for name, words in _METRICS.items())})(?:\s?\([A-Z]{{2,4}}\))?",
    re.IGNORECASE,
)
_UNITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
          "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SPELT = {
    **{word: number for number, word in enumerate(_UNITS)},
    **{ten: 10 * at for at, ten in enumerate(_TENS, 2)},
    **{f"{ten} {unit}": 10 * at + n for at, ten in enumerate(_TENS, 2) for n, unit in enumerate(_UNITS[1:10], 1)},
    "one hundred": 100,
    "a hundred": 100,
}
_WORDS = "|".join(word.replace(" ", r"[\s-]") for word in sorted(_SPELT, key=len, reverse=True))
_VALUE = re.compile(
    rf"(?<![\d.,/])(?<!\d[-–~])(?P<number>\d{{1,4}}(?:\.\d{{1,4}}|,\d{{1,2}})?)\s?(?:%|percent\b|per\s?cent\b|pct\b)"
    rf"|\b(?P<spelt>{_WORDS})(?P<half>\s+and\s+a\s+half|\s+point\s+(?P<tenth>{'|'.join(_UNITS[:10])}))?\s+(?:percent|per\s?cent)\b"
    r"|(?<![\w.,/-])(?P<part>\d{1,5})\s?/\s?(?P<whole>\d{1,6})(?![\w/%-])(?!\s?[=(]\s?\d|\.\d)",
    re.IGNORECASE,
)
_MARK = re.compile(r"[%/]|[Pp][Ee][Rr]\s?[Cc][Ee][Nn][Tt]|[Pp][Cc][Tt]")
_BEFORE_FRACTION = re.compile(r"(?:\b(?:is|was|were|at|of|only)|[:=])\s*$", re.IGNORECASE)
_NOUN = (
    r"(?:orders?|parcels?|packages?|shipments?|buyers?|customers?|items?|products?|units?|prices?|amounts?|refunds?|sales"
    r"|goods|listings?|staff|claims?|cases?)"
)
# “12% of our parcels”, “15% off”: a share of something, no rate of the account.
_SHARE = re.compile(
    rf"\s*(?:of\s+(?:the\s+|our\s+|all\s+|total\s+|these\s+|those\s+|its\s+|\d+\s+)*{_NOUN}\b|off\b|discount|coupon"
    rf"|(?:partial\s+)?refund|{_NOUN}\b|(?:below|above|under|over|lower|higher|less|more|too|short)\b|percentage\s+points?|points?\b|的(?:订单|包裹|客户|买家|产品))",
    re.IGNORECASE,
)
# “fell by 5%” tells how far, not where to; “100% new” and the like are no values either.
_BY = re.compile(
    r"\bby\s+(?:about\s+|around\s+|nearly\s+|almost\s+|more than\s+|over\s+|at least\s+|another\s+)?$", re.IGNORECASE
)
_REACH = 90
"""How many characters may part a rate's name, or the value before, from a value that is its."""
_LEAD = 240
"""How many characters before a value are looked at for what it is."""


@dataclass(frozen=True, slots=True)
class _Value:
    span: Span
    number: float


def metrics(text: str, days: Sequence[Date] | None = None) -> Iterator[Metric]:
    """Each value of a rate named in the same sentence, in order of place.

    “our VTR is 91%, below the required 95%” holds two values of one rate. Shares (“12% of the parcels”) and changes (“by
    5%”) are none. `days` are the dates of the text; None to look for them.
    """
    plain = text.translate(WIDE)
    dated = [day.span.start for day in (dates(plain) if days is None else days)]
    for sentence in _sentences(plain):
        # Names and values are dear to look for, and few sentences have a value.
        if not _MARK.search(plain, sentence.start, sentence.end):
            continue
        names = list(_NAME.finditer(plain, sentence.start, sentence.end))
        values = list(_values(plain, sentence)) if names else []
        if values:
            moving = bool(_MOVING.search(plain, sentence.start, sentence.end)) or _has_one(dated, sentence)
            amazons = bool(_AMAZON.search(plain, sentence.start, sentence.end))
            for found in _told(plain, sentence, names, values):
                words = text[found.span.start : found.span.end]
                yield replace(found, text=words, amazons=amazons, moving=moving or found.moving)


def _has_one(places: Sequence[int], sentence: Span) -> bool:
    at = bisect_left(places, sentence.start)
    return at < len(places) and places[at] < sentence.end


_END = re.compile(r"[!?。！？;；]|\.(?=\s|$|[A-Z\u4e00-\u9fff])|\n")
_SHORT = re.compile(r"\b(?:approx|vs|no|nos|e\.g|i\.e|est|max|min|ca|cf|resp|incl|amazon)$", re.IGNORECASE)
_GOES_ON = re.compile(r"[ \t]*(?:[a-z(]|\d[\d.,]*\s?%)")


def _sentences(text: str) -> Iterator[Span]:
    """The sentences; a line that was only wrapped goes on in the next."""
    start = line = 0
    for end in _END.finditer(text):
        at = end.start()
        if end[0] == "\n":
            wrapped = at - line > 40 and _GOES_ON.match(text, at + 1)
            line = at + 1
            if wrapped:
                continue
        elif end[0] == "." and _SHORT.search(text, max(start, at - 8), at):
            continue
        yield Span(start, at)
        start = end.end()
    yield Span(start, len(text))


def _values(text: str, sentence: Span) -> Iterator[_Value]:
    for match in _VALUE.finditer(text, sentence.start, sentence.end):
        before = text[max(sentence.start, match.start() - 24) : match.start()]
        if _SHARE.match(text, match.end(), sentence.end) or _BY.search(before):
            continue
        number = _number(match, before, text[match.end() : match.end() + 12])
        if number is not None:
            yield _Value(Span(*match.span()), number)


def _number(match: re.Match[str], before: str, after: str) -> float | None:
    """The value in percent; None for what is no value, such as a day written 3/5."""
    if match["number"]:
        return float(match["number"].replace(",", "."))
    if match["spelt"]:
        more = _SPELT[match["tenth"].lower()] / 10 if match["tenth"] else 0.5 if match["half"] else 0.0
        return _SPELT[re.sub(r"[\s-]+", " ", match["spelt"].lower())] + more
    part, whole = int(match["part"]), int(match["whole"])
    counted = whole > 31 or re.match(rf"\s+{_NOUN}\b", after)
    return 100 * part / whole if 0 < whole >= part and counted and _BEFORE_FRACTION.search(before) else None


# --- which value is whose -----------------------------------------------------------------------------------------

_JOINT = re.compile(r"[\s,/&、和与及]*(?:and|or)?\s*(?:the\s+|our\s+)?", re.IGNORECASE)
_THEN_NAME = re.compile(
    r"\s*(?:or\s+(?:more|higher|above|better|less|lower)\s+)?(?:in\s+|for\s+)?(?:the\s+|our\s+)?", re.IGNORECASE
)
_SAME = re.compile(r"\s*(?:,|/|and|&|to|及|和|、|到|至)\s*", re.IGNORECASE)


def _told(text: str, sentence: Span, names: Sequence[re.Match[str]], values: Sequence[_Value]) -> Iterator[Metric]:
    """The values of a sentence with their metrics and roles."""
    groups = _groups(text, names)
    taken = 0
    for at, group in enumerate(groups):
        first, last = group[0], group[-1]
        until = groups[at + 1][0].start() if at + 1 < len(groups) else sentence.end
        end = bisect_left(values, until, lo=taken, key=lambda value: value.span.start)
        mine = list(values[taken:end])
        if at + 1 < len(groups) and mine and _belongs_to_next(text, last, mine, groups[at + 1][0]):
            mine = mine[:-1]
        taken += len(mine)
        if len({name.lastgroup for name in group}) == 1:
            yield from _of_one(text, sentence, first, last, mine)
        else:
            yield from _in_turn(text, sentence, group, [v for v in mine if v.span.start >= last.end()])


def _groups(text: str, names: Sequence[re.Match[str]]) -> list[list[re.Match[str]]]:
    """Names that stand together: “ODR, LSR and CR”."""
    groups: list[list[re.Match[str]]] = []
    for name in names:
        if groups and _JOINT.fullmatch(text, groups[-1][-1].end(), name.start()):
            groups[-1].append(name)
        else:
            groups.append([name])
    return groups


def _belongs_to_next(text: str, name: re.Match[str], values: Sequence[_Value], following: re.Match[str]) -> bool:
    """Whether the last value before a name is that name's: “at 0.4%, and a 1.2% cancellation rate”."""
    value = values[-1]
    if not _THEN_NAME.fullmatch(text, value.span.end, following.start()):
        return False
    begin = values[-2].span.end if len(values) > 1 else name.end()
    return value.span.start > name.end() and not re.fullmatch(r"[\s:=(]*", text[begin : value.span.start])


def _of_one(
    text: str, sentence: Span, first: re.Match[str], last: re.Match[str], values: Sequence[_Value]
) -> Iterator[Metric]:
    """The values around one name. Those before it count only right before it: “a 1.2% cancellation rate”."""
    metric = last.lastgroup or ""
    before = [each for each in values if each.span.end <= first.start()]
    previous: Metric | None = None
    if before and _THEN_NAME.fullmatch(text, before[-1].span.end, first.start()):
        value = before[-1]
        lead = text[max(sentence.start, value.span.start - _LEAD) : value.span.start]
        after = _after(text, first.end(), sentence.end)
        previous = Metric("", Span(value.span.start, first.end()), metric, value.number, _role_before(lead, after))
        yield previous
    anchor, start = last.end(), first.start()
    following = [each for each in values if each.span.start >= last.end()]
    for at, value in enumerate(following):
        gap = text[anchor : value.span.start]
        if len(gap) > _REACH:
            return
        begin = max(sentence.start, start - 80) if start == first.start() else anchor
        lead = text[max(begin, value.span.start - _LEAD) : value.span.start]
        if begin == anchor:
            # “below the 1% target to 0.8%”: the target is the first value's.
            gap = lead = _ITS_NOUN.sub("", lead)
        ends = following[at + 1].span.start if at + 1 < len(following) else sentence.end
        after = _after(text, value.span.end, ends, ends < sentence.end)
        again = (
            previous is not None and start != first.start() and bool(_SAME.fullmatch(text[anchor : value.span.start]))
        )
        seen = previous is not None and previous.role is Role.OWN
        listed = begin == anchor and not re.search(r"\w", gap)
        role = previous.role if again and previous else None if listed else _role(lead, gap, after, seen)
        span = _place(text, start if start == first.start() else anchor, value.span)
        previous = Metric("", span, metric, value.number, role, moving=again)
        yield previous
        anchor = start = value.span.end


def _place(text: str, start: int, value: Span) -> Span:
    """The words to show: from the name, or from the last break before a further value, to the value."""
    if _NAME.match(text, start):
        return Span(start, value.end)
    cut = max(
        (start + match.end() for match in re.finditer(r"[,，(（:：]\s*", text[start : value.start])), default=start
    )
    while cut < value.start and text[cut].isspace():
        cut += 1
    return Span(cut if value.start - cut <= 40 else value.start, value.end)


def _after(text: str, start: int, end: int, value_follows: bool = False) -> str:
    """The words after a value; those past a comma lead on to the next value, where one follows."""
    after = text[start : min(end, start + 50)]
    return re.split(r"[,，(（]", after)[0] if value_follows and end - start <= 50 else after


def _in_turn(text: str, sentence: Span, names: Sequence[re.Match[str]], values: Sequence[_Value]) -> Iterator[Metric]:
    """As many values as names, in their order: “ODR, LSR and CR must be below 1%, 4% and 2.5%”; or twice as many."""
    count = len(names)
    if len(values) % count:
        return
    anchor, start, own = names[-1].end(), max(sentence.start, names[0].start() - 80), False
    for at in range(0, len(values), count):
        row = values[at : at + count]
        gap = text[anchor : row[0].span.start]
        if len(gap) > _REACH:
            return
        follows = at + count < len(values)
        ends = values[at + count].span.start if follows else sentence.end
        lead = text[max(start, row[0].span.start - _LEAD) : row[0].span.start]
        role = _role(lead, gap, _after(text, row[-1].span.end, ends, follows), own)
        for name, value in zip(names, row, strict=True):
            yield Metric("", value.span, name.lastgroup or "", value.number, role)
        own = role is Role.OWN
        anchor = start = row[-1].span.end


# --- what a value is said to be -----------------------------------------------------------------------------------


def _pattern(*words: str) -> re.Pattern[str]:
    return re.compile("|".join(words), re.IGNORECASE)


_ANY_NAME = rf"(?:{'|'.join(_METRICS.values())})"
_TARGET_NOUN = (
    r"(?:targets?|thresholds?|requirements?|minimum|maximum|limits?|standards?|benchmarks?|criteri(?:on|a)|ceiling"
    r"|(?:amazon['’]?s?|your) goal)"
)
_AMAZON = _pattern(
    r"\bamazon\b(?!\.)", r"\bpolic(?:y|ies)\b", r"\byours?\b", r"\byou\b", r"seller central", "亚马逊|平台|官方|政策"
)
_MOVING = _pattern(
    r"\b(?:now|current(?:ly)?|today|already|since|after|before|earlier|later|improv\w+|recover\w+|ris(?:e|en|ing)|rose|rais\w+"
    r"|increas\w+|climb\w*|back|as of|by|until|past|last|previous(?:ly)?|recent\w*|weeks?|months?|days?|period|quarter"
    r"|categor(?:y|ies)|ASINs?|from(?=\s+\d)|between|during|peak|highest|lowest|average|FBA|FBM|respectively|store|shop)\b",
    "目前|现在|如今|已|提升|恢复|类目|[天月周]|之前|之后|以来",
)
# The seller's own aims and alarm lines are neither Amazon's target nor the account's value.
_ITS_NOUN = re.compile(rf"^[\s\"”’')]*(?:{_ANY_NAME}\s+)?{_TARGET_NOUN}\b", re.IGNORECASE)
_OURS = _pattern(
    rf"\b(?:our|my)\s+(?:(?:own|internal|new|company|team['’]?s?|strict(?:er)?|ultimate|in-house)\s+|{_ANY_NAME}\s+)*"
    rf"(?:target|goal|limit|threshold|standard|minimum|objective|aim|KPI|line)\b",
    r"\binternal\w*\b|\bKPI\b|\bbonus\b|\balarms?\b|\balerts?\b|\bwarning level\b|\bin-house\b|\bwe (?:have )?set\b",
    "我们的目标|我们的标准|内部|奖金",
)
_IF = _pattern(
    r"\b(?:if|whenever|unless|in case|as soon as|in the event)\b",
    r"\b(?:when|once|where)\b[^,]*\b(?:is|are|reach(?:es)?|falls?|drops?|goes|gets?|exceeds?|hits|rises)\b",
    "如果|一旦|若|假如|当[^，]*时",
)
_REQUIRED = _pattern(
    rf"\b{_TARGET_NOUN}\b[^,;]{{0,45}}$",
    r"\brequired\b[^,;]{0,30}$",
    r"\bamazon['’]?s\s+(?:own\s+)?$",
    r"(?:要求|目标|标准|规定|不得|不能|不可|应|须|必须|上限|下限|门槛|限制?)[^，,。]{0,16}$",
)
# Amazon, or the policy, asks: no word of the seller's own doing may stand between the asking and the value.
_ASKED = _pattern(
    r"\b(?:requir(?:es?|ed|ing)|wants?|asks?|expects?|demands?|stipulates?|mandates?|allows?|permits?|tolerates?"
    r"|(?:policy|policies|guidelines?|rules?|amazon|help page)\s+(?:clearly\s+)?(?:says?|states?|sets?|is|are)"
    r"|(?:as per|according to|under|per)\s+(?:the\s+|your\s+|amazon['’]?s?\s+)*(?:policy|policies|amazon|rules?|guidelines?)"
    r")\b(?P<between>(?:(?!\b(?:we|I)\b)[^;])*)$",
)
_MUST = _pattern(
    r"\b(?:must|shall|should|has to|have to|needs? to|supposed to|ought to|cannot|can not|can't|may not)\s+"
    r"(?:not\s+|never\s+|always\s+){0,2}(?:\w+\s+){0,2}?(?:be|stay|remain|exceed|maintain|keep|have|reach|meet|achieve|fall|drop"
    r"|go|under|over|above|below|at|hold|get)\b[^;]{0,60}$"
)
_OWN_PEOPLE = _pattern(
    r"\b(?:we|I|they|he|she|team|staff|managers?|employees?|clerks?|warehouse|supervisors?|leads?|department|everyone)\b"
)
_AFTER = _pattern(
    rf"^[\s\"”’')]*(?:or\s+(?:more|higher|above|greater|better|less|lower|below)\b)?[\s,(]*(?:{_ANY_NAME}\s+)?"
    rf"(?:{_TARGET_NOUN}\b|requir\w+\b|(?:which|that)\s+(?:is\s+)?(?:what\s+)?(?:amazon|the policy|your|you)\b"
    rf"|as\s+(?:amazon\b|per\b|requir\w+|stated|set|demanded)|(?:set|demanded|expected|needed|allowed|permitted|asked)\b"
    rf"|per\s+amazon|according to|(?:is|are)\s+(?:requir\w+|needed|expected|demanded|the\s+(?:\w+\s+)?{_TARGET_NOUN}))",
    r"^\s*的?(?:要求|标准|目标|门槛|规定|上限|下限)",
)
_AIM = _pattern(
    r"\b(?:will|would|won't|aim(?:s|ed|ing)?\s+(?:to|at|for)|goal|striv\w+|ensur\w+|plans? to|planning|trying|want to|keeps?"
    r"|keeping|maintains?|maintaining|back to|become|targeting)\b|'ll\b",
    r"\b(?:we|I|to)\s+(?:\w+\s+){0,2}?(?:guarantee|promise|plan|hope|try|undertake|commit|aim)\b",
    r"(?<!cause )\b(?<!led )(?<!made )to\s+(?:\w+\s+)?(?:keep|maintain|reach|become|bring|raise|lower|reduce|improve|increase|get"
    r"|achieve|restore|make|stay|remain|be|hold|push|lift|return)\b",
    r"\b(?:lower|reduce|raise|increase|improve|bring|cut|decrease|boost|lift|push|achieve|reach|hold|restore)\s+(?:it|the|our|my|this|"
    rf"{_ANY_NAME})\b",
    "保持|维持|提升到|提高到|争取|力争|确保|保证|将会?",
)
_COMPARED = _pattern(
    r"(?:\b(?:above|below|under|over|exceed(?:s|ed|ing)?|within|up to|at (?:least|most)|beyond)"
    r"|\b(?:less|more|lower|higher|greater|fewer|better|worse)\s+(?:than|then)(?:\s+or\s+equal\s+to)?"
    r"|[≥≤<>]=?|=[<>]|低于|高于|超过|大于|小于|不到|未达到?)\s*(?:the\s+|its\s+|amazon['’]?s?\s+|your\s+)?$"
)
_OTHERS = _pattern(r"\b(?:average|industry|competitors?|a seller|sellers|any seller|other (?:accounts?|categor\w+))\b")
_COPULA = _pattern(
    r"\b(?:is|was|were|are|be|of|at|stands?|stood|dropp?(?:s|ed)?|fell|falls|fallen|fall|reach(?:es|ed)?|rose|risen|went|gone|goes"
    r"|decreased|increased|declined|became|came|been|measured|shows?|showed|shown|being|to|has|had|equals?|improved|recovered"
    r"|up|down|returned|climbed|slipped|sank|jumped|exceeded|hit|with|only|just)\b",
    r"[:=(（|\t]\s*$",
    "[为是]|只有|仅|达|降|升|跌",
)
_BARE = _pattern(r"^[\s,~≈\"”]*(?:(?:about|around|approximately|approx\.|nearly|almost|currently|now|roughly)\s+)?$")
# “Dropped 5%” may mean by or to.
_MOVED = _pattern(
    r"\b(?:increas\w+|decreas\w+|improv\w+|drop\w*|fell|fallen|rose|risen|declin\w+|reduced|lowered|raised|up|down)"
    r"\s+(?:about\s+|around\s+|nearly\s+)?$"
)
_FROM = _pattern(r"\bfrom\s+(?:about\s+|around\s+)?$")
_HOUSE = _pattern(
    r"\b(?:we|I|managers?|boss|supervisors?|directors?|CEO|team|company|suppliers?|warehouse|staff|department|employees?)\s+"
    r"(?:\w+\s+)?(?:requires?|asks?|wants?|expects?|demands?|allows?|must|should|ha(?:s|ve) to|needs? to|shall)\b"
)
_FINITE = _pattern(r"\b(?:is|was|were|stood|dropped|fell|reached|had|has)\b")
_OUR_NAME = _pattern(rf"\b(?:our|my)\s+(?:\w+\s+)?{_ANY_NAME}")


def _role(lead: str, gap: str, after: str, own_before: bool) -> Role | None:
    """What a value is said to be.

    `lead` are the words of the sentence before it (from the value before, where there is one), `gap` those since the
    rate's name, `after` those that follow; `own_before` tells that the sentence gave the account's own value.
    """
    if _not_amazons(lead):
        return None
    compared = bool(_COMPARED.search(gap))
    ours = _OUR_NAME.search(lead)
    plainly = ours is not None and bool(_FINITE.search(gap)) and not compared
    if not _FROM.search(gap) and _is_target(lead, gap, after, plainly):
        return Role.TARGET
    said = lead[ours.start() :] if ours is not None and plainly else lead
    if _AIM.search(said) or _MUST.search(said) or _OTHERS.search(lead) or _MOVED.search(gap):
        return None
    if compared:
        return Role.TARGET if own_before else None
    return Role.OWN if _COPULA.search(gap) or _BARE.search(gap) else None


def _not_amazons(lead: str) -> bool:
    """Whether the value is the seller's own aim, a line drawn in the house, or a case supposed."""
    house = _HOUSE.search(lead) is not None and not _AMAZON.search(lead)
    return house or bool(_OURS.search(lead) or _IF.search(lead))


def _is_target(lead: str, gap: str, after: str, plainly_own: bool) -> bool:
    aside = after.lstrip().startswith((",", "("))
    if _AFTER.search(after) and not (aside and (plainly_own or _OUR_NAME.search(lead))):
        return True
    if plainly_own and not _REQUIRED.search(gap) and not _MUST.search(gap):
        return False
    return bool(_REQUIRED.search(lead) or _ASKED.search(lead) or _must_be(lead))


def _must_be(lead: str) -> bool | None:
    """Whether a duty leads up to the value, and not one that the seller lays on his own people; None where none does."""
    must = _MUST.search(lead)
    if must is None:
        return None
    who = re.split(r"[,;，；]", lead[: must.start()])[-1]
    return not _OWN_PEOPLE.search(who) or bool(_AMAZON.search(lead))


def _role_before(lead: str, after: str) -> Role | None:
    """What a value right before the name is said to be: “the 0% VTR”, “a VTR of” the other way about."""
    lead = lead[-100:]
    if _not_amazons(lead):
        return None
    if _AFTER.search(after) or _REQUIRED.search(lead) or _ASKED.search(lead):
        return Role.TARGET
    must = _must_be(lead)
    if must is not None:
        return Role.TARGET if must else None
    if _AIM.search(lead) or _OTHERS.search(lead) or _COMPARED.search(lead):
        return None
    return Role.OWN


# --- money --------------------------------------------------------------------------------------------------------

_CURRENCIES = {
    "us$": "USD", "usd": "USD", "dollar": "USD", "美元": "USD", "美金": "USD", "c$": "CAD", "ca$": "CAD", "cad": "CAD",
    "a$": "AUD", "au$": "AUD", "aud": "AUD", "£": "GBP", "gbp": "GBP", "英镑": "GBP", "€": "EUR", "eur": "EUR", "euro": "EUR",
    "欧元": "EUR", "rmb": "CNY", "cny": "CNY", "yuan": "CNY", "元": "CNY", "人民币": "CNY", "jpy": "JPY", "yen": "JPY",
    "日元": "JPY", "₹": "INR", "inr": "INR", "rupee": "INR", "hk$": "HKD", "hkd": "HKD",
}  # fmt: skip
_DOLLARS = {"CA": "CAD", "AU": "AUD", "SG": "SGD", "MX": "MXN"}
_AMOUNT = r"(?P<amount>\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,3}(?:\.\d{3})+,\d{2}|\d+(?:[.,]\d{1,2})?)(?![\d])"
_TIMES = r"(?:\s?(?P<times>k|thousand|million|万)(?![A-Za-z]))?"
_MONEY = (
    re.compile(
        rf"(?<![A-Za-z$])(?P<unit>(?:US|CA?|AU?|HK)\$|USD|CAD|AUD|GBP|EUR|RMB|CNY|JPY|INR|HKD|[$£€¥￥₹])\s?{_AMOUNT}{_TIMES}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<![\w.,$£€/-]){_AMOUNT}{_TIMES}\s?(?P<unit>(?:US\s)?dollars?|USD|CAD|AUD|GBP|EUR(?:os?)?|RMB|CNY|yuan|JPY|yen|INR"
        rf"|rupees?|HKD|[£€]|美元|美金|欧元|英镑|日元|人民币|元)(?![A-Za-z])",
        re.IGNORECASE,
    ),
)
_POWERS = {"k": 1_000, "thousand": 1_000, "million": 1_000_000, "万": 10_000}


def money(text: str, marketplace: str = "US") -> list[Money]:
    """The amounts of money, in order of place. A bare dollar sign is the marketplace's; ¥ is the yen in Japan."""
    plain = text.translate(WIDE)
    kept: list[Money] = []
    for match in sorted((m for pattern in _MONEY for m in pattern.finditer(plain)), key=lambda match: match.start()):
        if kept and match.start() < kept[-1].span.end:
            continue
        span = Span(*match.span())
        amount = _amount(match["amount"]) * _POWERS.get((match["times"] or "").lower(), 1)
        kept.append(Money(text[span.start : span.end], span, _currency(match["unit"], marketplace), amount))
    return kept


def _amount(written: str) -> float:
    """1,200.50 and 1.200,50 and 35,50 as numbers."""
    if re.search(r",\d{1,2}$", written):
        written = written.replace(".", "").replace(",", ".")
    return float(written.replace(",", ""))


def _currency(unit: str, marketplace: str) -> str:
    unit = unit.lower().strip()
    if unit == "$":
        return _DOLLARS.get(marketplace, "USD")
    if unit in {"¥", "￥"}:
        return "JPY" if marketplace == "JP" else "CNY"
    unit = unit.removeprefix("us ")
    return _CURRENCIES.get(unit) or _CURRENCIES[unit.rstrip("s")]


__all__ = ["Date", "Metric", "Money", "Role", "dates", "metrics", "money"]
