"""What notices ask for, as tables: the words by which a notice asks, and those by which a letter answers. No logic."""

from __future__ import annotations

import re
from dataclasses import dataclass

from poalint.model import ItemKind, SectionKind, Span, ViolationKind

OTHER = ViolationKind.OTHER
EXAMPLE_ID = "123-1234567-1234567"
"""The order ID that Amazon's texts give as an example."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing a notice asks for.

    `name` is the ID itself for orders and ASINs, else the name of a line in a table here (or of a section's kind). `text`
    is the ID as written, "" for what is read from `span`, its place in the notice. `topics` are what a section must be on,
    `detail` whether more of it is asked, `value` the rate of a metric in percent, `alternatives` documents that do as well.
    """

    kind: ItemKind
    name: str
    text: str
    span: Span
    topics: tuple[str, ...] = ()
    detail: bool = False
    value: float | None = None
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that may be asked: its name, in English and Chinese, how a notice asks and how a letter answers it."""

    name: str
    en: str
    zh: str
    asked: re.Pattern[str]
    answered: re.Pattern[str]


def _line(name: str, en: str, zh: str, asked: str, answered: str | None = None) -> Line:
    """A line of a table; a letter answers in the notice's own words where nothing else is given."""
    both = asked if answered is None else f"{asked}|{answered}"
    return Line(name, en, zh, re.compile(asked, re.IGNORECASE), re.compile(both, re.IGNORECASE))


ANY_DOCUMENT = "documents"
DOCUMENTS = (
    _line(
        "invoices", "invoices", "发票",
            r"\binvoices?\b(?: (?:or|and|/) (?:\w+ )?receipts?)?|\breceipts\b"
            r"|发票(?:或收据)?|采购凭证"
    ),
    _line(
        "authorization", "letter of authorization", "授权书",
        r"\bletters? of authori[sz]ation\b|\bauthori[sz]ation letters?\b|\bLOA\b|\blicens(?:e|ing) agreements?\b"
        r"|授权[书信函]|许可协议",
        r"\bletters?\b[^.\n]{0,60}\b(?:authori[sz]\w+|confirm\w*|supplied)\b|\bbrand authori[sz]ation\b",
    ),
    _line(
        "test-report", "test report", "检测报告",
        r"\b(?:lab(?:oratory)?|product|safety|compliance)? ?test(?:ing)? (?:reports?|results?)\b|(?:测试|检测|质检)报告",
    ),
    _line(
        "certificate", "certificate", "合格证明",
        r"\bcertificates? of (?:conformity|compliance|analysis|authenticity)\b|\bdeclarations? of conformity\b"
        r"|\bproduct certificates?\b"
        r"|\b(?:CPC|GCC|DoC)\b|符合性声明|合格证|认证证书",
        r"\bcertificates?\b",
    ),
    _line(
        "photos", "photos", "照片",
            r"\b(?:photo(?:graph)?s?|pictures?)\b|\bimages? of (?:the|your|each|all)\b|实拍图"
            r"|照片|图片",
        r"\b(?:images?|screenshots?)\b",
    ),
    _line(
        "proof-of-delivery", "proof of delivery", "签收证明",
        r"\bproofs? of delivery\b|\bdelivery confirmations?\b|(?:签收|妥投|送达|交付)(?:证明|凭证)",
        r"\bdelivery (?:receipts?|proofs?|scans?|records?)\b|\bPOD\b|\bsigned deliver\w+",
    ),
    _line(
        "proof-of-shipment", "proof of shipment", "发货证明",
            r"\bproofs? of (?:shipment|dispatch|shipping)\b|(?:发货"
            r"|揽收)(?:证明|凭证)",
        r"\bshipping (?:receipts?|records?)\b|\b(?:hand-?over|pick-?up) (?:receipts?|records?|sheets?|manifests?)\b"
        r"|\bmanifests?\b",
    ),
    _line(
        "refund-proof", "proof of refund", "退款证明",
        r"\bproofs? of (?:the )?(?:refunds?|reimbursements?)\b|\brefund (?:confirmations?|records?|reports?)\b"
        r"|退款(?:证明|凭证|记录)",
        r"\brefund\w*\b[^.\n]{0,60}\bscreenshots?\b|\bscreenshots?\b[^.\n]{0,60}\brefund",
    ),
    _line(
        "training-record", "training record", "培训记录",
            r"\btraining (?:records?|certificates?|materials?)\b"
            r"|培训(?:记录|材料)",
        r"\b(?:train\w*|retrain\w*)\b[^.\n]{0,60}\b(?:record|sheet|log|certificate|signed)\b",
    ),
    _line(
        "identity", "proof of identity", "身份证明",
        r"\bidenti(?:ty|fication) (?:documents?|cards?)\b|\bproof of identity\b|\bpassports?\b"
        r"|\bdriver'?s licen[cs]es?\b|\bphoto ID\b"
        r"|身份证(?:明|件)?|护照",
    ),
    _line(
        "utility-bill", "utility bill", "水电费账单", r"\butility bills?\b|水电费?账单|公用事业账单",
        r"\b(?:electricity|water|gas|internet|phone) bills?\b",
    ),
    _line(
        "bank-statement", "bank statement", "银行账单",
            r"\b(?:bank(?: account)?|credit card) statements?\b"
            r"|银行(?:对账单|账单|流水)|信用卡账单"
    ),
    _line(
        "business-license", "business license", "营业执照",
        r"\bbusiness (?:licen[cs]es?|registration(?: documents?| certificates?)?)\b|营业执照",
        r"\b(?:company|commercial) registration (?:certificates?|documents?)|\bcommercial register\b",
    ),
    _line("retraction", "retraction by the rights owner", "权利人的撤诉",
        r"\bretract\w*\b|撤回(?:投诉|通知)?"
        r"|撤诉", r"\bwithdr[ae]w\w*\b"),
    _line("court-order", "court order", "法院判决",
        r"\bcourt (?:orders?|decisions?|judge?ments?)\b|法院(?:判决|命令"
        r"|裁定)"),
    _line(
        "supplier-contract", "supplier agreement", "供货协议",
        r"\b(?:suppl(?:ier|y)|purchase|distribution|sourcing) (?:agreements?|contracts?)\b|(?:供货|采购|经销)(?:协议|合同)",
    ),
    _line("safety-data-sheet", "safety data sheet", "安全数据表", r"\bsafety data sheets?\b|\bM?SDS\b|安全数据(?:表|单)"),
    _line("packing-slip", "packing slip", "装箱单", r"\bpacking slips?\b|装箱单"),
    _line("manual", "user manual", "说明书", r"\b(?:user|instruction|product) manuals?\b|说明书"),
    _line(
        ANY_DOCUMENT, "supporting documents", "证明文件",
        r"\b(?:supporting|relevant) (?:documents?|documentation|evidence)\b|(?:证明|支持|相关)(?:文件|材料)",
        r"\b(?:attach\w*|enclos\w*|exhibits?|annex(?:es)?|appendi\w+)\b",
    ),
)  # fmt: skip
"""Documents that notices ask for."""

NEEDS_NO_FILE = frozenset({"retraction"})
"""What somebody else sends to Amazon: the letter need only say so."""

TOPICS = (
    _line(
        "not-received", "orders not received or late", "未收到或迟到的订单",
        r"\bnot receiv\w+|\bnon-?receipt\b|\blate receiv\w+|\breceiv\w+ [^.]{0,30}\blate\b|\blate deliver\w+|未收到"
        r"|延迟送达|迟到",
        r"\b(?:late|delay\w*|lost|undelivered|never (?:arrived|received|came)|non-?deliver\w*|in transit"
        r"|not deliver\w*|(?:did|do) not (?:arrive|receive|get)"
        r"|signature|carriers?)\b",
    ),
    _line(
        "defective", "defective or damaged items", "有缺陷或损坏的商品",
            r"\b(?:defective|damaged|broken|faulty)\b"
            r"|有?缺陷(?:的)?商品|损坏",
        r"\b(?:defects?\b(?! rate)|damag\w+|broke\w*|break\w*|faults?|crack\w*|malfunction\w*|scratch\w*|(?:not"
        r"|stopped) work\w*)",
    ),
    _line(
        "different", "items different from the order", "与订单不符的商品",
        r"\bdifferent (?:items?|products?|from|than)\b|\bwrong items?\b|\bmaterially different\b|\bnot as described\b"
        r"|错误(?:的)?商品|(?:描述|订单)不符",
        r"\b(?:wrong|different\w*|differ\w*|not as described|mis-?match\w*|incorrect\w*|mix\w*|description"
        r"|detail page|mis-?pick\w*)\b",
    ),
    _line(
        "incomplete", "incomplete orders", "不完整的订单",
        r"\bincomplete (?:orders?|items?|products?|shipments?)\b|\bmissing (?:parts?|items?|pieces?|components?"
        r"|accessor\w+)\b|缺件|(?:订单|商品)不完整",
        r"\b(?:incomplete\w*|missing|parts?|pieces?|accessor\w+|components?)\b",
    ),
    _line("feedback", "negative feedback", "差评", r"\bnegative feedbacks?\b|差评|负面(?:反馈|评价)", r"\bfeedbacks?\b"),
    _line("claims", "A-to-z claims", "A-to-z 索赔", r"\bA[- ]to[- ]z\b|商城交易保障", r"\bclaims?\b"),
    _line("chargebacks", "chargebacks", "拒付", r"\bcharge-?backs?\b|拒付", r"\bcredit[- ]card disputes?\b"),
)  # fmt: skip
"""What a section of the plan may have to be on, where a notice asks for several apart."""

QUESTIONS = (
    _line(
        "supplier-contact", "supplier's contact details", "供应商联系方式",
        r"\b(?:suppliers?|manufacturers?|distributors?)(?:'s?|’s?)? (?:contact|name|details|information|address|phone"
        r"|website)\b"
        r"|\bcontact (?:information|details) (?:of|for) (?:your |the |each )?suppliers?\b"
        r"|(?:供应商|制造商)的?[^。，]{0,8}(?:联系方式|信息|名称|地址|电话|网址)",
        r"\b(?:supplier|manufacturer|distributor|wholesaler)s?\b[^\n]{0,200}(?:\b(?:phone|tel|e-?mail|website"
        r"|address)\b|www\.|https?:|@)"
        r"|(?:\b(?:phone|tel|e-?mail|website|address)\b|www\.|https?:|@)[^\n]{0,200}\b(?:supplier|manufacturer"
        r"|distributor|wholesaler)s?\b",
    ),
    _line(
        "relation", "your relation to the other account", "与关联账户的关系",
        r"\b(?:relation(?:ship)?|connection|association) (?:with|to|between)\b[^.]{0,60}\baccounts?\b"
        r"|\bhow [^.]{0,40}\baccounts? [^.]{0,20}\b(?:related|linked|connected)\b|(?:与"
        r"|和)[^。，]{0,20}账户[^。，]{0,6}(?:之间)?的?(?:关系|关联)",
        r"\b(?:relat\w+|connect\w+|associat\w+|link\w*|belong\w*|own(?:s|ed|er)?|former|shar\w+"
        r"|know)\b[^.\n]{0,80}\b(?:accounts?|stores?)\b"
        r"|\b(?:accounts?|stores?)\b[^.\n]{0,80}\b(?:relat\w+|connect\w+|associat\w+|link\w*|belong\w*|own(?:s|ed"
        r"|er)?|former|shar\w+)\b",
    ),
    _line(
        "shared-information", "how information came to be shared", "信息为何共用",
        r"\bhow [^.]{0,60}\b(?:shared|in common)\b|为何?(?:会)?(?:共用|共享)",
        r"\b(?:shar\w+|same (?:address|bank|computer|device|network|wi-?fi)|log(?:ged|s)? in|wi-?fi|devices?|laptop"
        r"|computer)\b",
    ),
    _line(
        "other-accounts", "a list of your other accounts", "名下其他账户列表",
        r"\b(?:list|names?|e-?mail addresses) (?:of )?(?:all|any|the) (?:other )?(?:\w+ )?accounts?\b"
        r"|所有(?:其他)?(?:卖家)?账户",
        r"\b(?:other|only|all|no|following|one|single)\b[^.\n]{0,30}\baccounts?\b",
    ),
    _line(
        "third-parties", "who arranged it", "参与的第三方",
        r"\b(?:names?|contact)[^.]{0,40}\b(?:third part\w+|service providers?|agenc\w+|reviewers?)\b"
        r"|第三方(?:服务商)?的?(?:名称|信息|联系方式)",
        r"\b(?:agenc\w+|service providers?|third part\w+|facebook|groups?|websites?)\b",
    ),
)  # fmt: skip
"""What else a notice may ask to be told."""

# The earliest of these in a phrase says which section it asks for; only “steps taken to prevent” goes to the later one.
_SECTION_WORDS = tuple(
    (kind, re.compile(words, re.IGNORECASE))
    for kind, words in (
        (
            SectionKind.ROOT_CAUSE,
            r"\broot causes?\b|\bcauses? of\b|\breasons? (?:for|why|that)\b|\bwhat (?:led to|caused)\b|\b(?:issues?"
            r"|problems?) (?:that|which) (?:caused|led)\b"
            r"|\bwhy (?:the|this|these|your|orders?|buyers?|customers?|it)\b|根本原因|原因",
        ),
        (
            SectionKind.CORRECTIVE,
            r"\b(?:actions?|steps?|measures?)\b[^.]{0,30}?\b(?:taken|took|implemented|completed)\b"
            r"|\bcorrect(?:ive)? (?:the|actions?|measures?|steps?)|\b(?:to|you|you have|you've) (?:resolved?"
            r"|fix(?:ed)?|correct(?:ed)?|address(?:ed)?) "
            r"|\bwhat you (?:have )?(?:did|done)\b|\bhow you (?:have )?(?:stopped|resolved|corrected|fixed"
            r"|addressed)\b|已(?:经)?采取|采取了?(?:哪些|的|什么)|纠正|整改|(?:解决"
            r"|改正)[^，。]{0,12}(?:措施|步骤|行动|操作)",
        ),
        (
            SectionKind.PREVENTIVE,
            r"\bprevent\w*|\bavoid\w*|\bgoing forward\b|\bin the future\b|\b(?:happen|occur)\w* again\b|预防"
            r"|防止|避免|今后",
        ),
    )
)


def section_kind(phrase: str) -> SectionKind | None:
    """The section of a plan that a phrase of a notice asks for; None where it asks for none."""
    places = {kind: found.start() for kind, words in _SECTION_WORDS if (found := words.search(phrase))}
    if SectionKind.PREVENTIVE in places:
        places.pop(SectionKind.CORRECTIVE, None)
    return min(places, key=lambda kind: places[kind], default=None)


SECTIONS = {
    SectionKind.ROOT_CAUSE.value: ("root cause", "根本原因"),
    SectionKind.CORRECTIVE.value: ("actions taken", "已采取的措施"),
    SectionKind.PREVENTIVE.value: ("steps to prevent it", "预防措施"),
}
"""The sections of a plan, in English and Chinese."""

METRICS = {
    "vtr": ("Valid Tracking Rate", "有效追踪率", r"valid tracking rate|\bVTR\b|有效追踪率"),
    "odr": ("Order Defect Rate", "订单缺陷率", r"order defect rate|\bODR\b|订单缺陷率"),
    "lsr": (
        "Late Shipment Rate", "迟发率", r"late[- ](?:shipment|dispatch) rate|\bL[SD]R\b|迟发率|延迟发货率",
    ),
    "cr": (
        "Cancellation Rate", "取消率", r"(?:pre-?fulfil?l?ment )?cancel(?:l?ation)? rate|(?:配送前|订单)?取消率",
    ),
    "otdr": ("On-Time Delivery Rate", "准时送达率", r"on[- ]time delivery rate|\bOTDR\b|(?:准时|按时|及时)送达率"),
}  # fmt: skip
"""Metrics by name: in English, in Chinese, and as written."""
METRIC_WORDS = re.compile("|".join(f"(?P<{name}>{words})" for name, (_, _, words) in METRICS.items()), re.IGNORECASE)
