"""What a cause or a measure is about: topics by the stems of their words, as learners write them too.

A table; each topic is wide, so that a cause and the measure that answers it in other words meet in one.
"""

from __future__ import annotations

import re

# The stems of each topic, parted by spaces; a dot stands for the space between two words.
_STEMS: dict[str, str] = {
    "carriers": (
        r"carrier courier forwarder logistic post.?office pick.?up collect(?:ion|s|ed).by driver depot postage "
        r"usps\b ups\b fedex dhl royal.mail shipping.(?:service|method|company|compan|channel|line|label) "
        r"express\b freight parcel.service"
    ),
    "tracking numbers": (
        r"track vtr\b waybill manifest (?:wrong|valid|invalid|missing).number "
        r"numbers?.(?:was|were|is|are|by|with|from) barcode typed label template drop.?down scan"
    ),
    "confirming shipment": (r"confirm mark(?:ed|ing)?.(?:\w+.){0,3}(?:shipp|sent) label scan dispatch ship hand.?over"),
    "shipping in time": (
        r"handling late\b later\b lateness delay overdue in.time on.time lead.time processing.time ship.?by "
        r"backlog capacity deadline holiday vacation festival (?:hot|peak|busy|high).season too.many.orders "
        r"daily.orders promotion dispatch unshipped hire extra.staff add(?:ed)?.(?:staff|workers?)"
    ),
    "stock": (
        r"stock inventor sold.out oversold out.of quantit qty\b unit count(?:ed|s|ing)?\b shelf sync replenish "
        r"warehouse reserve safety.stock buffer erp\b"
    ),
    "packing": (
        r"pack carton bubble box(?:es)?\b wrap fragile damag broke(?:n)?\b crush drop.?test tape torn tray leak "
        r"slip\b sticker"
    ),
    "the product": (
        r"quality defect fault batch lot\b lots\b material inspect qc\b sampl factor manufactur tests?\b tested "
        r"testing expir certific lab(?:orator)?\b component supplier version mould mold colou?r size\b fabric "
        r"units?\b stitch"
    ),
    "listings": (
        r"listing title descri detail.page image photo picture size.chart keyword catalog page\b pages\b asin "
        r"bullet content variation upload feed flat.file text\b sku"
    ),
    "suppliers and authenticity": (
        r"supplier invoice authent genuin counterfeit fake distribut wholesal sourc retail manufactur factor "
        r"purchas bought buy(?:s|ing)?\b letter.of authori vendor broker liquidat closeout receipt origin paper"
    ),
    "customer service": (
        r"messag e-?mail repl(?:y|ies|ied) answer respon[ds] customer.service contact feedback inbox unread refund "
        r"support complain communicat call(?:s|ed)?\b claim"
    ),
    "training and rules": (
        r"train learn polic know(?!n\b) aware rule stud(?:y|ied) taught teach experienc understand understood "
        r"read(?:s|ing)?\b guideline regulation inexperien new.(?:staff|employee|operator|colleague|worker) "
        r"careless neglig supervis manag check(?:s|ed|ing)?\b shown mistake error(?:s)?\b human"
    ),
    "access to accounts": (
        r"log.?in password access permission vps\b vpn\b virtual computer laptop wi-?fi network ip.address linked "
        r"related.account owner freelanc agency user.right va\b address office bank.account credit.card"
    ),
    "returns": (r"return restock used\b re-?use opened? seal(?:s|ed)?\b condition grad(?:e|ed|ing)\b inspect"),
    "reviews": (r"review rating insert card gift.?card free.(?:sample|product|toy) star\b feedback voucher coupon"),
    "rights of others": (
        r"trade.?mark copyright patent brand infring rights?.owner design licen[sc] logo intellectual keyword "
        r"image artwork"
    ),
    "cancellations": (r"cancel"),
    "prices": (r"pric(?:e|es|ed|ing)\b"),
    "software": (
        r"software erp\b system app\b program tool bug\b glitch sync plug.?in integrat automat setting template"
    ),
    "customs": (r"customs\b clearance"),
    "safety": (r"safe(?!ty.stock) burn heat fire\b overheat recall hazard smoke injur charger batter recall test"),
}
TOPICS: dict[str, re.Pattern[str]] = {
    name: re.compile(rf"\b(?:{'|'.join(stems.split())})", re.IGNORECASE) for name, stems in _STEMS.items()
}
"""Each topic by name, with what of a text shows it."""


def topics_of(text: str) -> frozenset[str]:
    """The names of the topics that a text shows."""
    return frozenset(name for name, shown in TOPICS.items() if shown.search(text))
