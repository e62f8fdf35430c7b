"""What the letter answers: the kind of violation and the marketplace, from the words of the whole letter."""

from __future__ import annotations

import re

from poalint.model import MARKETPLACES, Confidence, Span, Violation, ViolationKind

_V = ViolationKind
# Words of each kind with their weight. Headlines (“Drop Shipping Policy”) weigh more than symptoms (“delayed”), because
# a letter on any violation may speak of late parcels or of refunds.
_WORDS: tuple[tuple[ViolationKind, int, str], ...] = (
    (_V.VTR, 4, r"valid tracking rate|effective tracking rate|\bVTR\b|有效追踪率"),
    (_V.VTR, 1, r"invalid tracking|valid tracking (?:number|id)|tracking (?:numbers?|ids?)"),
    (
        _V.ODR,
        4,
        r"order defect rate|\bODR\b|订单缺陷率|\bA[- ]?(?:to|-)[- ]?Z\b(?: guarantee)?(?: claims?)?|chargebacks?",
    ),
    (_V.ODR, 1, r"negative feedback|claims?\b"),
    (
        _V.LATE_SHIPMENT,
        4,
        r"late[- ](?:shipment|dispatch|shipping)(?: rate)?|delay(?:ed)? shipment rate|\bLSR\b|迟发率|late orders?",
    ),
    (_V.LATE_SHIPMENT, 1, r"handling time|shipped late|delayed orders?"),
    (
        _V.EARLY_CONFIRMATION,
        4,
        r"early ship(?:ment|ping)? confirmation|confirm\w*[^.]{0,40}before[^.]{0,40}(?:carrier|handed|pick)|提前确认发货|虚假发货",
    ),
    (
        _V.EARLY_CONFIRMATION,
        2,
        r"marked as shipped (?:when|before)|mark(?:ed)?[^.]{0,30}shipped before|not yet (?:handed|picked)",
    ),
    (_V.CANCELLATION, 4, r"cancel(?:l?ation)? rate|pre-?fulfil?lment cancel|order cancell?ations?|取消率"),
    (_V.CANCELLATION, 1, r"cancell?(?:ed|ing|ations?)?\b|out of stock|stock-?outs?"),
    (_V.INAUTHENTIC, 4, r"in-?authentic|counterfeit|authenticity|unauthentic|假货|真实性"),
    (_V.INAUTHENTIC, 1, r"\bfake\b|genuine|invoices?\b|authori[sz]ed (?:distributor|supplier)"),
    (_V.USED_AS_NEW, 5, r"used (?:sold|items? sold|products? sold)? ?as new|sold as new|二手"),
    (_V.USED_AS_NEW, 1, r"\bused (?:item|product|condition)|opened box|returned units?"),
    (
        _V.NOT_AS_DESCRIBED,
        4,
        r"not as described|materially different|与描述不符|differ\w* from the (?:listing|description)",
    ),
    (_V.NOT_AS_DESCRIBED, 1, r"defective|wrong (?:item|color|colour|size)|detail page"),
    (
        _V.IP,
        4,
        r"intellectual property|\bIP (?:infringement|complaint|violation|notice)s?|trademarks?\b|copyrights?\b|patents?\b|侵权|知识产权",
    ),
    (_V.IP, 1, r"rights owners?|infring\w+|brand owners?|retraction"),
    (
        _V.SAFETY,
        4,
        r"product safety|safety (?:notice|incident|concern|complaint|worr|issue)\w*|hazard|recall|expired product|产品安全",
    ),
    (_V.SAFETY, 1, r"\bUL\b|test report|overheat\w*|expired|expiry|burn|injur\w+|lot codes?|shelf life"),
    (
        _V.LINKED,
        4,
        r"(?:related|linked|associated|multiple)(?: selling| seller| to[^.]{0,20})? accounts?|account[^.]{0,30}(?:linked|related) (?:to|with)|关联",
    ),
    (_V.LINKED, 1, r"\blinked\b|another account|other account"),
    (
        _V.REVIEWS,
        4,
        r"review manipulation|manipulat\w+[^.]{0,30}reviews?|reviews?[^.]{0,20}manipulat\w+|(?:customer|product) reviews? polic\w+|刷评|操纵评论",
    ),
    (
        _V.REVIEWS,
        2,
        r"feedback (?:and|or) (?:ratings?|reviews?)|ratings?, feedback|fake reviews?|feedback change|in (?:exchange|return) for[^.]{0,20}(?:review|feedback)",
    ),
    (_V.REVIEWS, 1, r"\breviews?\b(?! of| team| our| the)|prohibited seller activities"),
    (_V.DROPSHIP, 5, r"drop[- ]?shipp\w+|\bDS policy\b|代发货|直发"),
    (_V.DROPSHIP, 1, r"seller of record|packing slips?|retailers?"),
    (
        _V.OTHER,
        4,
        r"inform consumers act|identity verification|utility bill|listing polic\w+|variation (?:abuse|policy)|restricted products?",
    ),
)
_Patterns = tuple[tuple[ViolationKind, int, re.Pattern[str]], ...]
_PATTERNS: _Patterns = tuple((kind, weight, re.compile(words, re.IGNORECASE)) for kind, weight, words in _WORDS)
# How Amazon's notices name the kinds, besides the words of letters.
_NOTICE_WORDS: _Patterns = _PATTERNS + tuple(
    (kind, weight, re.compile(words, re.IGNORECASE))
    for kind, weight, words in (
        (_V.VTR, 4, r"provid\w+ valid tracking|without (?:a )?valid tracking|有效追踪(?:编码|号码|信息)"),
        (_V.ODR, 4, r"亚马逊商城交易保障|信用卡拒付"),
        (_V.LATE_SHIPMENT, 4, r"late (?:shipment|dispatch) confirmations?|ship(?:ped|ping)? (?:\w+ )?late|延迟发货率?"),
        (
            _V.EARLY_CONFIRMATION,
            5,
            r"交付给?承运人之前[^。，]{0,12}(?:确认|点了?)发货|before (?:they were )?hand(?:ed|ing)[^.]{0,30}carrier",
        ),
        (_V.CANCELLATION, 4, r"cancelled (?:\w+ ){0,3}orders? before|配送前取消率?"),
        (_V.INAUTHENTIC, 4, r"(?:items?|products?) (?:are|is) (?:not )?authentic|正品"),
        (_V.USED_AS_NEW, 5, r"condition of (?:your|the) items?|以旧充新|二手商品"),
        (_V.NOT_AS_DESCRIBED, 4, r"description of (?:your|the) items?|描述不符"),
        (_V.IP, 4, r"rights owner|权利人|商标|版权|专利"),
        (_V.SAFETY, 4, r"安全(?:投诉|问题|隐患)|召回"),
        (_V.LINKED, 5, r"may not be used to sell|不得用于(?:在亚马逊)?销售|多个(?:卖家)?账户"),
        (_V.REVIEWS, 5, r"(?:influence|inflate)\w*[^.]{0,30}(?:reviews?|ratings?|sales rank)|买家评论|商品评论"),
        (_V.DROPSHIP, 5, r"直运|代发"),
    )
)
_HEADLINE = 4
# A kind's headline in the first lines or in a heading says what the letter is for.
_OPENING = 1200
_MOST_EACH = 5
_MOST_READ = 20_000

_SITE = re.compile(r"\bamazon\.(?P<tld>(?:co|com)\.[a-z]{2}|com|[a-z]{2})\b", re.IGNORECASE)


def detect_violation(text: str, notice: str = "") -> Violation:
    """The kind of violation the letter answers, with how surely; `other` with low confidence where nothing tells.

    Amazon's `notice`, where it is given and names a kind, decides alone: a letter may answer the wrong one.
    """
    told = _ranked(weigh(notice, _NOTICE_WORDS)) if notice else None
    return told if told is not None and told.confidence is not Confidence.LOW else _ranked(weigh(text))


def weigh(text: str, patterns: _Patterns | None = None) -> dict[ViolationKind, float]:
    """How strongly the words speak for each kind of violation; 4 and more is a headline's weight.

    A letter says early what it is about: no more than its first 20 000 characters are looked at.
    """
    text = text[:_MOST_READ]
    totals: dict[ViolationKind, float] = {}
    for kind, weight, pattern in patterns or _PATTERNS:
        for seen, match in enumerate(pattern.finditer(text), 1):
            early = 2 if match.start() < _OPENING else 1
            totals[kind] = totals.get(kind, 0.0) + weight * early / seen
            if seen >= _MOST_EACH:
                break
    return totals


def headline(text: str, kind: ViolationKind) -> Span | None:
    """The first words of the text that name the kind outright; None where there are none."""
    heavy = (pattern.search(text) for named, weight, pattern in _NOTICE_WORDS if named is kind and weight >= _HEADLINE)
    return min((Span(*match.span()) for match in heavy if match), default=None)


def _ranked(totals: dict[ViolationKind, float]) -> Violation:
    if not totals:
        return Violation(_V.OTHER, "detected", Confidence.LOW)
    ranked = sorted(totals.items(), key=lambda item: -item[1])
    best, most = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    if most < 3:
        return Violation(_V.OTHER if most < 2 else best, "detected", Confidence.LOW)
    return Violation(best, "detected", Confidence.HIGH if most >= second * 1.5 else Confidence.MEDIUM)


def named_marketplace(text: str) -> tuple[str, Span] | None:
    """The marketplace whose site the text names most, and where it does so first; None where it names none."""
    found = [
        (MARKETPLACES[m["tld"].lower()], Span(*m.span()))
        for m in _SITE.finditer(text)
        if m["tld"].lower() in MARKETPLACES
    ]
    if not found:
        return None
    names = [name for name, _ in found]
    most = max(names, key=names.count)
    return most, next(span for name, span in found if name == most)


def detect_marketplace(text: str) -> str:
    """The marketplace whose site the letter names most, or whose money alone it speaks of; US where nothing tells."""
    if named := named_marketplace(text):
        return named[0]
    money = {place for sign, place in _MONEY.items() if re.search(rf"{re.escape(sign)}\s?\d", text)}
    return money.pop() if len(money) == 1 else "US"


_MONEY = {"£": "UK", "₹": "IN", "$": "US", "US$": "US"}
"""Signs of money that one marketplace alone has; the dollar is there to outvote them."""
