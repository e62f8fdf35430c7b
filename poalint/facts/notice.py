"""Amazon's notice: what it says and what it asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from poalint.facts import asked
from poalint.facts.asked import Asked
from poalint.facts.dates import MONTHS
from poalint.facts.identifiers import Identifier, asins, order_ids
from poalint.facts.violation import detect_violation, headline, named_marketplace
from poalint.model import Confidence, ItemKind, PoalintError, SectionKind, Span, Violation

_MOST_READ = 50_000


@dataclass(frozen=True, slots=True)
class Told:
    """Something the notice says: its name in our words, and the place in the notice."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Rate:
    """A metric the notice names: the seller's value and the target, in percent, each None where it is not told."""

    metric: str
    span: Span
    own: float | None
    target: float | None


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when the seller must answer: in so many hours, or on a day as written."""

    text: str
    span: Span
    hours: int | None


@dataclass(frozen=True, slots=True)
class Notice:
    """Amazon's performance notification or rejection, as pasted. Spans are places in `text`; lists are in its order.

    `problem` is where the kind of violation is named, `rejection` where an earlier answer is turned down; None where
    neither is said. `asked` holds every item that the letter must answer.
    """

    text: str
    violation: Violation = Violation(asked.OTHER, "detected", Confidence.LOW)  # noqa: RUF009 frozen
    problem: Span | None = None
    marketplace: Told | None = None
    rates: tuple[Rate, ...] = ()
    deadline: Deadline | None = None
    rejection: Span | None = None
    asked: tuple[Asked, ...] = ()

    def items(self, *kinds: ItemKind) -> list[Asked]:
        """What is asked of these kinds, in order."""
        return [item for item in self.asked if item.kind in kinds]


def parse_notice(text: str, name: str = "the notice") -> Notice:
    """What a notice says. Raises PoalintError, one line that begins with `name`, for a text that is none.

    No more than the first 50 000 characters are read: the longest notice, with a thousand orders, has half of them.
    """
    text = text[:_MOST_READ]
    if not _is_notice(text):
        raise PoalintError(f"{name}: it does not read like a notice of Amazon's; paste the whole message")
    flat = _flatten(text)
    parts = list(_parts(flat))
    rates = tuple(_rates(flat))
    violation = detect_violation("", _without_targets(flat, rates))
    site = named_marketplace(flat) or _site_in_chinese(flat)
    rejection = _REJECTION.search(flat)
    return Notice(
        text=text,
        violation=violation,
        problem=headline(flat, violation.kind),
        marketplace=Told(*site) if site else None,
        rates=rates,
        deadline=_deadline(parts),
        rejection=Span(*rejection.span()) if rejection else None,
        asked=(
            *_named(ItemKind.ORDER, order_ids(text)),
            *_named(ItemKind.ASIN, asins(text)),
            *_own_rates(rates),
            *_sections(parts, rejected=rejection is not None),
            *_questions(parts),
            *_documents(parts),
        ),
    )


# --- whether it is one ------------------------------------------------------------------------------------------------

# Amazon speaks to the seller; two of these make a notice.
_AMAZON_SPEAKS = tuple(
    re.compile(words, re.IGNORECASE | re.MULTILINE)
    for words in (
        r"\bwe(?:'ve|’ve| have)? (?:\w+ )?(?:removed|deactivated|suspended|restricted|blocked|closed"
        r"|cancell?ed) (?:your|some|the)\b",
        r"\byour (?:[\w-]+ ){0,4}(?:account|listings?|offers?|privileges|ability to sell|products?|items?)\b[^.\n]{0,60}"
        r"\b(?:removed|(?:de|in)activated?|suspended|restricted|blocked|closed|at risk|under review|cancell?ed|affected)\b",
        r"\bwhy (?:did|is|has) this happen",
        r"\bhow (?:do|can|to) (?:i |you )?(?:reactivate|appeal|get)|\bwhat happens (?:if|next)"
        r"|\bto (?:reactivate|reinstate|appeal)\b(?: your\b|[^.\n]{0,60}\b(?:please|submit|provide|send)\b)",
        r"\b(?:submit|provide|send)(?: us)?(?: with)? (?:a |an |your |the )?(?:\w+ )?(?:plan of action|appeal|plan)\b",
        r"\byour (?:order defect|late (?:shipment|dispatch)|valid tracking|(?:[\w-]+ )?cancell?ation"
        r"|on-time delivery) rate\b",
        r"\byour (?:plan|appeal|submission|response|recent orders|orders|customers|buyers|items|products|listings"
        r"|seller account|account)\b",
        r"\bdear (?:seller|selling partner)|^\W*(?:hello|greetings) from amazon|\bseller performance(?: team)?\s*$"
        r"|^amazon(?:\.\w+)+\s*$",
        r"\bwe (?:have )?(?:received|reviewed) (?:your|the information)|\b(?:unable|not able|cannot|could not|decided not)"
        r"(?: to)? (?:reinstate|reactivate|accept|approve)\b",
        r"\byou (?:have|must|may|can|need|should|are)\b",
        r"\bplease (?:\w+ )?(?:submit|provide|send|explain|attach|reply)\b",
        r"尊敬的(?:亚马逊)?卖家|亚马逊卖家(?:必须|应)|卖家(?:绩效|业绩)(?:团队)?\s*$",
        r"您的(?:卖家)?(?:账户|商品|销售|订单|买家|亚马逊|申诉|行动计划|自发货|发货|有效追踪率|迟发率|订单缺陷率)",
        r"我们(?:之所以|已(?:经)?(?:移除|停用|暂停|审核|收到|限制)|注意到|收到了?您|无法|发现)",
        r"为什么会(?:发生|出现)|如何(?:恢复|重新激活|申诉|重新)|怎样(?:恢复|申诉)",
        r"请(?:您)?(?:提交|提供|发送|在)|近期您|如果您",
    )
)
# A seller speaks of what is the seller's own.
_SELLER_SPEAKS = re.compile(
    r"\b(?:our|my) (?:account|store|shop|company|staff|employees?|clerk|warehouse|suppliers?|listings?|selling"
    r"|plan of action"
    r"|appeal|root cause|orders?|operator|buyers?|mistakes?|office)\b"
    r"|^\W*(?:dear|hello|to:?)[^\n]{0,30}\b(?:amazon|seller performance|sir)\b"
    r"|\b(?:reinstate|reactivate|restore|consider|accept|review) (?:my|our)\b",
    re.IGNORECASE | re.MULTILINE,
)


def _is_notice(text: str) -> bool:
    cues = [sum(1 for _ in cue.finditer(text)) for cue in _AMAZON_SPEAKS]
    return sum(map(bool, cues)) >= 2 and sum(cues) > sum(1 for _ in _SELLER_SPEAKS.finditer(text))


# --- its parts --------------------------------------------------------------------------------------------------------

_MARKER = re.compile(r"[ \t\u3000>]*(?:[-–—*•·▪●◦]+|\(?\d{1,2}[.)、]|\(?[a-z][.)]|[①-⑳]|（\d{1,2}）)[ \t\u3000]*(?=\S)")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”)]?\s+(?=[A-Z\"“(\d\u3400-\u9fff-])|(?<=[。！？；])")
_CASE = re.compile(r"\s*(?:for|about|regarding|on)\b|\s*(?:关于|对于|针对|就)", re.IGNORECASE)
_WRAPPED = re.compile(r"(?<=[^\n.!?:：。；？！]{50})\n(?=[ \t]*[a-z])")


@dataclass(frozen=True, slots=True)
class _Part:
    """A sentence or an item of a list, with the line that leads the list in (“” outside lists) and that line's place."""

    text: str
    start: int
    lead: str
    lead_at: int
    item: bool

    def at(self, found: re.Match[str]) -> Span:
        """The place of a match in the notice."""
        return Span(self.start + found.start(), self.start + found.end())

    @property
    def span(self) -> Span:
        left = len(self.text) - len(self.text.lstrip())
        return Span(self.start + left, self.start + max(left, len(self.text.rstrip())))


def _flatten(text: str) -> str:
    """The text, lines that a mailer wrapped joined by a space; no character moves."""
    return _WRAPPED.sub(" ", text.replace("\u00a0", " ").replace("\r", " "))


def _parts(text: str) -> Iterator[_Part]:
    lead, lead_at, before, before_at, outer = "", -1, "", -1, ""
    listed = blank = False
    at = 0
    for line in text.split("\n"):
        start, at = at, at + len(line) + 1
        if not line.strip():
            blank = True
            continue
        marker = _MARKER.match(line)
        if marker is None and ((blank and listed) or line.rstrip().endswith(("?", "？"))):
            lead, lead_at, listed = "", -1, False
        if marker is not None and not lead:
            lead, lead_at = before, before_at
        body = marker.end() if marker else 0
        for first, last in _sentences(line, body):
            yield _Part(line[first:last], start + first, lead, lead_at, marker is not None or bool(lead))
        if line.rstrip().endswith((":", "：")):
            # “For damaged items:” and an item that leads in items of its own stay under the first lead-in.
            under = lead if marker else outer if _CASE.match(line) else ""
            lead, lead_at, listed = f"{under}\n{line}".strip(), start, False
            outer = under or line
        else:
            listed = listed or bool(lead)
        if marker is None:
            before, before_at = line, start
        blank = False


def _sentences(line: str, start: int) -> Iterator[tuple[int, int]]:
    for end in _SENTENCE_END.finditer(line, start):
        yield start, end.start()
        start = end.end()
    if line[start:].strip():
        yield start, len(line)


# --- what is asked ----------------------------------------------------------------------------------------------------

_ASKS = re.compile(
    r"\b(?:please|provide|submit|send|include[sd]?|attach|upload|share|supply|describe|explain|tell us|give us|must"
    r"|needs?|needed"
    r"|requires?|required|request(?:ed)?|should|ask(?:ed)? (?:you )?(?:for|to)|address|answer|cop(?:y|ies) of|missing"
    r"|lacks?|incomplete"
    r"|insufficient|not sufficient(?:ly)?|(?:did|does|do|has|have) not (?:\w+ly )?(?:include|explain|address"
    r"|identif\w+|describe|provide"
    r"|contain))\b|请|提供|提交|发送|上传|附上|包括|包含|需要|必须|说明|解释|缺少|不足|不够|未",
    re.IGNORECASE,
)
# What is said for the case that the seller disagrees, or points elsewhere, is not asked of everybody.
_FOR_SOME = re.compile(
    r"\bif you (?:believe|think|feel|disagree|consider|have (?:evidence|not|any)|are not)\b|\bif (?:available"
    r"|applicable|any)\b"
    r"|\bin error\b|\boptional|where applicable|\b(?:for|to find) more information\b|\blearn more\b|\bto learn\b"
    r"|如果?您?(?:认为|相信|觉得|对此)"
    r"|如适用|如有|可选|了解更多|有关更多",
    re.IGNORECASE,
)
_REFUSES = re.compile(
    r"\b(?:do not|don't|don’t|cannot|can't|can not|will not|not) (?:send|accept|submit|include|attach|provide"
    r"|consider|need)\b"
    r"|\bnot (?:accepted|acceptable)\b|\b(?:remove|removing|removed)\b|不接受|无法接受|请勿|不要|无需|不需要",
    re.IGNORECASE,
)
_CHOICE = re.compile(r"\b(?:one of|any of|at least one|either)\b|任意?一|之一|其中一", re.IGNORECASE)
_DETAIL = re.compile(
    r"\b(?:greater|more|further|additional|sufficient|enough) (?:detail|information|specific|explanation)\w*|\belaborat\w+"
    r"|\b(?:not|in)sufficient(?:ly)?\b|\b(?:did|does|do|has|have) not (?:\w+ly )?(?:include|explain|address"
    r"|identif\w+|describe)\b"
    r"|更详细|更多(?:的)?(?:细节|信息|详情|说明)|更具体|进一步|详细说明|补充说明|未(?:能)?(?:充分|详细)",
    re.IGNORECASE,
)
_PLAN = re.compile(r"\bplan of action\b|\baction plan\b|行动计划|整改计划", re.IGNORECASE)
_PHRASE_END = re.compile(r"[,;，；、]|\band\b|以及|及(?=采取|预防|您)|和(?=您|采取|预防|纠正|已|为)", re.IGNORECASE)


def _is_asked(part: _Part) -> bool:
    """Whether a part, or the line that leads it in, asks every seller for something."""
    if part.text.rstrip().endswith(("?", "？")) and not _ASKS.search(part.lead):
        return False
    both = f"{part.lead} {part.text}"
    return bool(_ASKS.search(both)) and not _FOR_SOME.search(both)


def _named(kind: ItemKind, found: Sequence[Identifier]) -> Iterator[Asked]:
    """Each ID once, in Amazon's form."""
    seen: set[str] = set()
    for each in found:
        name = each.mended or each.text
        if name not in seen and name != asked.EXAMPLE_ID and (each.valid or each.mended):
            seen.add(name)
            yield Asked(kind, name, each.text, each.span)


def _sections(parts: Sequence[_Part], *, rejected: bool) -> Iterator[Asked]:
    """The parts of a plan asked for, each with what it must be on; all three where only “a plan of action” is asked."""
    found: dict[tuple[str, tuple[str, ...]], Asked] = {}
    for part in filter(_is_asked, parts):
        phrases = list(_phrases(part))
        for kind, span in phrases:
            words = part.text if len(phrases) == 1 else part.text[span.start - part.start : span.end - part.start]
            topics = _topics(words) or _topics(part.lead.rpartition("\n")[2] if part.item else "")
            key = (kind.value, topics)
            detail = bool(_DETAIL.search(words) or _DETAIL.search(part.lead))
            if key not in found:
                place = part.span if len(phrases) == 1 and part.item else span
                found[key] = Asked(ItemKind.SECTION, kind.value, "", place, topics=topics, detail=detail)
            elif detail:
                found[key] = replace(found[key], detail=True)
    for item in found.values():
        # “The root cause” adds nothing where the root cause of late and of damaged parcels is asked.
        if item.topics or not any(other.topics and other.name == item.name for other in found.values()):
            yield item
    plan = next((hit for part in parts if _is_asked(part) and (hit := _at(part, _PLAN))), None)
    if not found and plan and not rejected:
        for kind in (SectionKind.ROOT_CAUSE, SectionKind.CORRECTIVE, SectionKind.PREVENTIVE):
            yield Asked(ItemKind.SECTION, kind.value, "", plan)


def _topics(words: str) -> tuple[str, ...]:
    return tuple(topic.name for topic in asked.TOPICS if topic.asked.search(words))


def _at(part: _Part, pattern: re.Pattern[str]) -> Span | None:
    found = pattern.search(part.text)
    return part.at(found) if found else None


# Outside a list, “sellers must confirm on time to avoid delays” asks for no part of a plan.
_ASKS_TO_TELL = re.compile(
    r"\b(?:provide|submit|send|include[sd]?|describe|explain|tell|details?|missing|address|answer|identify|contain|plan)\b"
    r"|说明|解释|提供|包括|包含|提交|计划",
    re.IGNORECASE,
)
_ASK_VERB = re.compile(
    r"\b(?:includ(?:es?|ing)|explain(?:s|ing)?|describ(?:es?|ing)|provid(?:es?|ing)|contain(?:s|ing)?|address(?:es"
    r"|ing)?|with)\b[:：]?\s+",
    re.IGNORECASE,
)
_A_STEP = re.compile(
    r"\b(?:steps?|measures?|actions?|how|plan|what|prevention|preventive)\b|措施|步骤|行动|计划|如何"
    r"|怎样",
    re.IGNORECASE,
)


def _phrases(part: _Part) -> Iterator[tuple[SectionKind, Span]]:
    """The phrases of a part that ask for a section of the plan."""
    start = 0
    for end in [*(found.span() for found in _PHRASE_END.finditer(part.text)), (len(part.text), len(part.text))]:
        words = part.text[start : end[0]]
        kind = asked.section_kind(words)
        told = part.item or (
            _ASKS_TO_TELL.search(part.text) and (kind is SectionKind.ROOT_CAUSE or _A_STEP.search(words))
        )
        if kind is not None and told:
            left = len(words) - len(words.lstrip())
            for verb in _ASK_VERB.finditer(words):
                if asked.section_kind(words[verb.end() :]) is kind:
                    left = verb.end()
            yield kind, Span(part.start + start + left, part.start + start + len(words.rstrip(" .。;；:：")))
        start = end[1]


def _questions(parts: Sequence[_Part]) -> Iterator[Asked]:
    """What else must be told, such as who the supplier is; each once."""
    seen: set[str] = set()
    for part in filter(_is_asked, parts):
        for question in asked.QUESTIONS:
            hit = _at(part, question.asked)
            if hit is not None and question.name not in seen:
                seen.add(question.name)
                yield Asked(ItemKind.QUESTION, question.name, "", hit)


def _documents(parts: Sequence[_Part]) -> list[Asked]:
    """The documents asked for; those of which one is enough are one item with several names."""
    found: list[Asked] = []
    leads: dict[int, int] = {}
    for part in parts:
        if not _is_asked(part) or _REFUSES.search(part.text):
            continue
        for names, span in _documents_of(part):
            item = Asked(ItemKind.DOCUMENT, names[0], "", span, alternatives=names[1:])
            if part.lead_at in leads and _CHOICE.search(part.lead):
                first = found[leads[part.lead_at]]
                more = (*first.alternatives, *(n for n in names if n != first.name and n not in first.alternatives))
                found[leads[part.lead_at]] = replace(first, alternatives=more)
            elif not any(item.name in (each.name, *each.alternatives) for each in found):
                leads.setdefault(part.lead_at, len(found))
                found.append(item)
    if len(found) > 1:
        # “Supporting documents” says nothing more where the documents are named.
        found = [item for item in found if item.name != asked.ANY_DOCUMENT]
    return found


_OR = re.compile(r"\bor\b|或|/", re.IGNORECASE)
_ALSO = re.compile(r"\b(?:and|as well as)\b|以及|和|及|;|；", re.IGNORECASE)


def _documents_of(part: _Part) -> Iterator[tuple[tuple[str, ...], Span]]:
    """The documents a part names, those joined by “or” together."""
    hits = sorted((part.at(hit), paper.name) for paper in asked.DOCUMENTS for hit in paper.asked.finditer(part.text))
    runs: list[list[tuple[Span, str]]] = []
    for span, name in hits:
        if runs and not _ALSO.search(_between(part, runs[-1][-1][0], span)):
            runs[-1].append((span, name))
        else:
            runs.append([(span, name)])
    for run in runs:
        pairs = zip(run, run[1:], strict=False)
        if any(_OR.search(_between(part, before[0], after[0])) for before, after in pairs):
            yield tuple(dict.fromkeys(name for _, name in run)), Span(run[0][0].start, run[-1][0].end)
        else:
            yield from (((name,), span) for span, name in run)


def _between(part: _Part, before: Span, after: Span) -> str:
    return part.text[before.end - part.start : after.start - part.start]


# --- metrics ----------------------------------------------------------------------------------------------------------

_PERCENT = re.compile(r"(?<![\d.])(\d{1,3}(?:[.,]\d{1,2})?)\s?(?:[%％]|percent\b)")
_NEAR = 160
_BEFORE_TARGET = re.compile(
    r"\b(?:under|below|less than|lower than|more than|greater than|at least|minimum|maximum|above|over|exceed\w*"
    r"|targets?|goal|threshold"
    r"|requirement|maintain\w*|least|required|the|our|≤)\b[^%]{0,30}$|[<>≤≥=]\s*$|(?:低于|高于|不低于|不高于|超过"
    r"|要求|目标|标准|至少|未达到|应|保持在?)[^%％]{0,12}$",
    re.IGNORECASE,
)
_TARGET_NAMED = re.compile(
    r"\b(?:targets?|goal|threshold|requirement|minimum|maximum)\b[^%,;]{0,20}$|(?:要求|目标"
    r"|标准)[^%，]{0,6}$",
    re.IGNORECASE,
)
_AFTER_TARGET = re.compile(
    r"\s*(?:or (?:higher|more|greater|above|lower|less|below)|target|requirement|threshold"
    r"|的?(?:要求|目标|标准)|以上|以下|或(?:以上|更高|更低))"
)
_OWN = re.compile(
    r"\b(?:is|was|at|of|to|your|reached|current(?:ly)?|fell|dropped)\s*(?:now |only )?[:：]?\s*$|(?:为"
    r"|是|达到?|[:：|\t])\s*$",
    re.IGNORECASE,
)


def _rates(text: str) -> Iterator[Rate]:
    """Each metric the notice gives a percentage for, once, with the first own value and the first target told of it."""
    found = [match for match in asked.METRIC_WORDS.finditer(text) if not _again(text, match)]
    rates: dict[str, Rate] = {}
    for match, after in zip(found, [*found[1:], None], strict=False):
        metric = match.lastgroup or ""
        end = min(match.end() + _NEAR, len(text) if after is None else after.start())
        paragraph = text.find("\n\n", match.end(), end)
        own, target, last = _values(text, match.end(), paragraph if paragraph >= 0 else end)
        known = rates.get(metric)
        if known is None:
            rates[metric] = Rate(metric, Span(match.start(), last), own, target)
        else:
            better = Span(match.start(), last) if known.own is None and own is not None else known.span
            rates[metric] = Rate(metric, better, _first(known.own, own), _first(known.target, target))
    yield from (rate for rate in rates.values() if rate.own is not None or rate.target is not None)


def _again(text: str, match: re.Match[str]) -> bool:
    """Whether the words only repeat the name before them: “有效追踪率（VTR）”."""
    before = text[max(0, match.start() - 40) : match.start()].rstrip(" (（")
    return any(
        each.end() == len(before) and each.lastgroup == match.lastgroup for each in asked.METRIC_WORDS.finditer(before)
    )


def _first(value: float | None, other: float | None) -> float | None:
    return other if value is None else value


def _values(text: str, start: int, end: int) -> tuple[float | None, float | None, int]:
    """The own value and the target told between two places, and where the own value, else the target, ends."""
    own = target = None
    last = since = start
    for hit in _PERCENT.finditer(text, start, end):
        value = float(hit[1].replace(",", "."))
        before = text[since : hit.start()]
        since = hit.end()
        is_target = (
            _AFTER_TARGET.match(text, hit.end())
            or _TARGET_NAMED.search(before)
            or (_BEFORE_TARGET.search(before) and not _OWN.search(before))
        )
        if is_target and target is None:
            target, last = value, last if own is not None else hit.end()
        elif not is_target and own is None:
            own, last = value, hit.end()
    return own, target, last


def _own_rates(rates: Sequence[Rate]) -> Iterator[Asked]:
    """The metrics the letter must speak of: those with a value of the seller's."""
    for rate in rates:
        if rate.own is not None:
            yield Asked(ItemKind.METRIC, rate.metric, "", rate.span, value=rate.own)


def _without_targets(text: str, rates: Sequence[Rate]) -> str:
    """The text without the names of metrics it only gives the targets of: every notice may list them all."""
    own = {rate.metric for rate in rates if rate.own is not None}
    if not own:
        return text
    listed = {rate.metric for rate in rates} - own
    return asked.METRIC_WORDS.sub(lambda found: " " * len(found[0]) if found.lastgroup in listed else found[0], text)


# --- marketplace, deadline, rejection ---------------------------------------------------------------------------------

_CHINESE_SITES = {
    "美国": "US", "英国": "UK", "德国": "DE", "法国": "FR", "意大利": "IT", "西班牙": "ES", "加拿大": "CA", "日本": "JP",
    "印度": "IN", "澳大利亚": "AU", "墨西哥": "MX", "巴西": "BR", "荷兰": "NL", "瑞典": "SE", "波兰": "PL", "新加坡": "SG",
    "阿联酋": "AE",
}  # fmt: skip
_CHINESE_SITE = re.compile(
    rf"(?P<name>{'|'.join(_CHINESE_SITES)})(?:站点?|商城|亚马逊)"
    rf"|亚马逊(?P<other>{'|'.join(_CHINESE_SITES)})"
)


def _site_in_chinese(text: str) -> tuple[str, Span] | None:
    found = _CHINESE_SITE.search(text)
    return (_CHINESE_SITES[found["name"] or found["other"]], Span(*found.span())) if found else None


_SMALL = {"two": 2, "three": 3, "five": 5, "seven": 7, "ten": 10, "两": 2, "三": 3, "五": 5, "七": 7, "十": 10}
_HOURS = {"hour": 1, "小时": 1, "day": 24, "天": 24, "日": 24, "个工作日": 24, "工作日": 24, "week": 168, "周": 168}
_MONTHS = rf"(?:{MONTHS})\.?"
_DEADLINE = re.compile(
    rf"\bwithin (?:the next )?(?P<n>\d{{1,3}}|{'|'.join(w for w in _SMALL if w.isascii())})[ -](?:business |working "
    rf"|calendar )?"
    r"(?P<unit>hour|day|week)s?(?: (?:of|from) (?:receiv\w+ |the date of )?this (?:\w+ )?(?:notice|message|e-?mail"
    r"|notification))?"
    r"|(?:在|于)?(?:收到[^，。]{0,12}后?)?(?P<zn>\d{1,3}|[两三五七十])\s?(?P<zunit>小时|天|日|个工作日|工作日|周)之?内"
    rf"|\b(?:by|before|no later than|until) (?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTHS}(?:,? \d{{4}})?"
    rf"|{_MONTHS} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?|\d{{4}}-\d{{2}}-\d{{2}})"
    r"|(?:\d{4}\s?年\s?)?\d{1,2}\s?月\s?\d{1,2}\s?日(?:之|以)?前",
    re.IGNORECASE,
)
_ANSWER_DUE = re.compile(
    r"\b(?:submit|provide|send|respond|reply|appeal|plan|receive|act|upload|complete|dispute|hear(?:ing)? from you)\b|提交"
    r"|提供|发送|回复|申诉|上传|收到您",
    re.IGNORECASE,
)
# Amazon's own answer, or money that is held, takes time too.
_AMAZON_TAKES = re.compile(
    r"\bwe (?:will|usually|typically|aim|expect|may|generally)\b[^.]{0,40}\b(?:respond|reply|review|contact|notify"
    r"|e-?mail|answer|get back)"
    r"|\byou will (?:receive|hear)\b|\bfunds?\b|\b(?:ship|dispatch|deliver)\w*\b[^.]{0,40}\bwithin\b|我们(?:会|将"
    r"|通常)[^。]{0,20}(?:回复|审核|通知|答复)|资金",
    re.IGNORECASE,
)


def _deadline(parts: Sequence[_Part]) -> Deadline | None:
    """The first time given to the seller for an answer."""
    for part in parts:
        found = _DEADLINE.search(part.text)
        if found is None or not _ANSWER_DUE.search(part.text) or _AMAZON_TAKES.search(part.text):
            continue
        number, unit = found["n"] or found["zn"], (found["unit"] or found["zunit"] or "").lower()
        hours = (int(number) if number.isdigit() else _SMALL[number.lower()]) * _HOURS[unit] if number else None
        return Deadline(found[0], part.at(found), hours)
    return None


_REJECTION = re.compile(
    r"\b(?:we (?:have )?(?:received|reviewed)|thank you for) (?:your|the) [^.]{0,60}(?:appeal|plan|submission"
    r"|response|information|documents)"
    r"[^.\n]{0,80}(?:\.\s+)?[^.\n]{0,80}\b(?:not (?:sufficient|complete|enough|accept\w*|able|address\w*|reinstat\w+)"
    r"|insufficient|incomplete"
    r"|cannot|unable|however|still|more (?:detail|information)|greater detail|did not|does not)\b"
    r"|\b(?:unable|not able|cannot|could not|decided not)(?: to)? (?:accept|approve|reinstate|reactivate) (?:your|this)\b"
    r"|\byour (?:plan(?: of action)?|appeal|submission|response) (?:is|was|does|did|has)(?: not"
    r"|n't)? (?:\w+ )?(?:insufficient|incomplete"
    r"|sufficient|complete|address|include|provide|explain|contain|rejected|declined)\b"
    r"|(?:收到|审核)了?您的(?:申诉|行动计划|回复|资料|信息|材料)[^。\n]{0,40}(?:。|，)?[^。\n]{0,40}(?:不足|无法|未"
    r"|不完整|不够|仍|但|更多|更详细)"
    r"|您(?:提交|提供)的(?:申诉|行动计划|资料|信息|材料)[^。\n]{0,30}(?:不足|无法|未|不完整|不够)",
    re.IGNORECASE,
)
