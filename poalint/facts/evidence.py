"""Evidence: which deeds a letter claims, what proves each, and whether the letter names it or the folder holds it."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from poalint.facts.attachments import Attachment, sentence_around
from poalint.facts.folder import File, Folder
from poalint.model import Span

if TYPE_CHECKING:
    from poalint.draft import Block, Draft
    from poalint.language.clauses import Clause


@dataclass(frozen=True, slots=True)
class Claim:
    """A kind of deed and what proves it.

    `deeds` are pairs of verbs and of words that the clause must hold besides (None: the verb alone tells). `wanted`
    is the evidence in English and Chinese, `proof` the words by which a file or a reference shows itself to be it.
    `unless` are words that make it another deed. `seen` tells that Amazon can look it up itself.
    """

    kind: str
    deeds: tuple[tuple[frozenset[str], re.Pattern[str] | None], ...]
    wanted: tuple[str, str]
    proof: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    seen: bool = False


def _claim(
    kind: str,
    deeds: Sequence[tuple[str, str | None]],
    wanted: tuple[str, str],
    proof: str,
    unless: str | None = None,
    *,
    seen: bool = False,
) -> Claim:
    pairs = tuple(
        (frozenset(verbs.split()), re.compile(words, re.IGNORECASE) if words else None) for verbs, words in deeds
    )
    other = re.compile(unless, re.IGNORECASE) if unless else None
    return Claim(kind, pairs, wanted, re.compile(proof, re.IGNORECASE), other, seen)


_OBTAIN = "obtain get receive collect secure acquire request"
_MAKE = "write create establish draft introduce develop formulate adopt update rewrite revise compile prepare implement issue set"

CLAIMS: tuple[Claim, ...] = (
    _claim(
        "removal",
        (
            (
                "create submit file place raise open make initiate",
                r"\b(?:removal|disposal) (?:orders?|requests?)\b|\bremovals?\b",
            ),
            ("recall withdraw remove", r"\b(?:units?|pieces|inventory|stock)\b.*\b(?:FBA|fulfil\w+|Amazon)\b"),
        ),
        ("the removal order: its ID, date and quantity", "移除订单的截图（编号、日期、数量）"),
        r"\bremoval|disposal|recall|移除|弃置|召回",
        seen=True,
    ),
    _claim(
        "refund",
        (
            ("refund reimburse repay", None),
            ("issue give process make grant pay send complete arrange initiate", r"\brefunds?\b|\breimbursements?\b"),
        ),
        ("the refund report or payment record, with order IDs", "退款记录或报告（含订单号）"),
        r"\brefund|reimburs|payment|退款|退钱",
        seen=True,
    ),
    _claim(
        "training",
        (
            ("train retrain coach", None),
            (
                "hold conduct organise organize give provide attend complete receive carry arrange finish",
                r"\b(?:re)?trainings?\b|\bworkshops?\b|\bcourses?\b",
            ),
        ),
        ("the training record, with date, names and signatures", "培训记录（日期、姓名、签字）"),
        r"\b(?:re)?train|\bcourse|attendance|\bsign(?:ed|ature)|\bquiz|\btest results?\b|培训|签到|签字|考核",
    ),
    _claim(
        "letter",
        ((_OBTAIN, r"\bletters?\b|\bauthori[sz]ation\b|\bLOA\b|\bdeclaration\b|\b(?:written )?confirmation from\b"),),
        ("the supplier's letter, with letterhead, date and contact", "供应商的信函或授权书（抬头、日期、联系方式）"),
        r"\bletter|\bLOA\b|authori[sz]ation|declaration|授权|声明|证明",
    ),
    _claim(
        "purchase",
        (("buy purchase", None), (_OBTAIN, r"\binvoices?\b")),
        ("the invoice or receipt, with date and quantity", "发票或收据（日期、数量）"),
        r"\binvoice|\breceipt|\bbills?\b|purchase|发票|收据|采购|付款",
        unless=r"\b(?:postage|shipping labels?|labels? (?:through|via|from)|advertis\w+|from us|reviews?)\b"
        r"|^(?:who|where|that|which)\b",
    ),
    _claim(
        "report",
        (
            (
                "test examine analyse analyze",
                r"\blab(?:s|orator\w+)?\b|\bSGS\b|\bT[UÜ]V\b|\bIntertek\b|\bISO/?(?:IEC)? ?17025\b",
            ),
            (f"{_OBTAIN} commission pass", r"\b(?:test(?:ing)?|lab(?:oratory)?) (?:reports?|certificates?)\b"),
        ),
        ("the test report, with laboratory, date and model", "检测报告（实验室、日期、型号）"),
        r"\breport|certificate|\btests?\b|\blab|报告|检测|证书|认证",
    ),
    _claim(
        "termination",
        (
            (
                "terminate dismiss fire sever",
                r"\bcontracts?\b|\bagreements?\b|co-?operation|relationship|partnership|\bsuppliers?\b|\bagenc\w+|\bservices?\b"
                r"|\bemployees?\b|\bclerks?\b|\bvendors?\b|\bdistributors?\b",
            ),
            (
                "end cancel stop cease break cut discontinue finish",
                r"\bcontracts?\b|\bagreements?\b|co-?operat\w+|\brelationships?\b|\bpartnerships?\b|\bcollaborat\w+",
            ),
        ),
        ("the notice of termination, with its date", "解约通知（含日期）"),
        r"terminat|\bnotice of\b|\bcancel|resign|dismiss|解除|终止|解约|辞退",
    ),
    _claim(
        "contract",
        (("sign conclude enter renew", r"\bcontracts?\b|\bagreements?\b"),),
        ("the signed contract: the pages with parties, date and signatures", "已签合同（双方、日期、签字页）"),
        r"contract|agreement|合同|协议",
    ),
    _claim(
        "procedure",
        (
            (
                f"{_MAKE} replace put",
                r"\bSOPs?\b|\b(?:operating |written |new |returns? |packing |inspection |shipping )+procedures?\b"
                r"|\bcheck[- ]?lists?\b|\bwork(?:ing)? instructions?\b|\b(?:hand|rule)books?\b|\bmanuals?\b",
            ),
        ),
        ("the document itself, with version and date", "文件本身（版本、日期）"),
        r"\bSOPs?\b|procedure|check[- ]?list|guideline|\bmanual|instruction|handbook|流程|规程|手册|清单|制度",
    ),
    _claim(
        "message",
        (
            (
                "contact mail email e-mail message notify inform write apologise apologize",
                r"\bbuyers?\b|\bcustomers?\b",
            ),
            # The parser parts “e-mailed” at its hyphen.
            ("e", r"\be-mailed\b.*\b(?:buyers?|customers?)\b"),
            ("send", r"\b(?:messages?|e-?mails?|letters?|apolog\w+)\b.*\b(?:buyers?|customers?)\b"),
            ("send", r"\b(?:buyers?|customers?)\b.*\b(?:messages?|e-?mails?|letters?|apolog\w+)\b"),
        ),
        ("one of the messages, with date and order ID", "发给买家的消息截图（日期、订单号）"),
        r"\bmessage|e-?mail|correspond|\bchat|apolog|邮件|站内信|消息|沟通|回复|道歉",
        # What went through Amazon lies before Amazon.
        unless=r"\bbuyer\W*seller\b|\bmessaging\b|\bmessage cent(?:er|re)\b|\b(?:through|via|on) (?:Amazon|Seller Central)\b",
    ),
    _claim(
        "photo",
        (
            ("repack relabel photograph destroy shred dispose discard scrap quarantine", None),
            ("install", r"\b(?:cameras?|scanners?|shel(?:f|ves)|racks?|scales?|signs?|stations?)\b"),
        ),
        ("a dated photo", "带日期的照片"),
        r"\bphoto|picture|\bimages?\b|\bimg\b|video|film|\.(?:jpe?g|png|heic)$|照片|图片|视频",
    ),
    _claim(
        "correction",
        (("correct update amend edit re-enter fix", r"\btracking\b(?! rate)"),),
        ("a screenshot of each order with the corrected number", "每个订单改正后的截图"),
        r"tracking|screen ?shot|\bcorrected|追踪|跟踪|单号|运单|截图",
    ),
)
"""The deeds that ask for proof, the more special first. What proves each is what Amazon's notices ask for."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A deed the letter says is done: its clause, the other places that claim the like, and its proof.

    `mentioned` tells whether the letter names a document for it; `file` is the one in the folder, None where none is
    found or no folder was given.
    """

    claim: Claim
    span: Span
    again: tuple[Span, ...]
    mentioned: bool
    file: File | None


def claim_of(clause: Clause, words: str) -> Claim | None:
    """The kind of deed a clause tells, by its verb and its words; None where it asks for no proof of its own."""
    lemma = clause.lemma.lower()
    for claim in CLAIMS:
        if claim.unless is not None and claim.unless.search(words):
            continue
        if any(lemma in verbs and (besides is None or besides.search(words)) for verbs, besides in claim.deeds):
            return claim
    return None


def checklist(draft: Draft, blocks: Sequence[Block], deeds: Sequence[Clause], holdings: Holdings) -> Iterator[Claimed]:
    """Each kind of deed the clauses tell, once, in the order of the letter: at the place that is worst proved."""
    told: defaultdict[str, list[Claimed]] = defaultdict(list)
    for clause in deeds:
        claim = claim_of(clause, draft[clause.span])
        if claim is not None:
            told[claim.kind].append(_claimed(draft, blocks, clause, claim, holdings))
    for each in told.values():
        worst = min(each, key=lambda one: (one.mentioned, one.file is not None, one.span))
        yield Claimed(
            worst.claim, worst.span, tuple(one.span for one in each if one is not worst), worst.mentioned, worst.file
        )


def _claimed(draft: Draft, blocks: Sequence[Block], clause: Clause, claim: Claim, holdings: Holdings) -> Claimed:
    named = holdings.named_for(claim, _around(draft, blocks, clause.span))
    found = (holdings.file_of(each) for each in named[:_MOST_NAMED])
    file = next((file for file in found if file is not None and file.size != 0), None)
    told = claim.kind == "removal" and _REMOVAL_ID.search(draft[_around(draft, blocks, clause.span)])
    return Claimed(claim, clause.span, (), bool(named or told), file or holdings.file_for(claim))


def _around(draft: Draft, blocks: Sequence[Block], span: Span) -> Span:
    """The block that holds a place, with a block after it that only names its evidence."""
    at = bisect_right(blocks, span.start, key=lambda block: block.span.start) - 1
    if at < 0:
        return span
    end = blocks[at].span.end
    if at + 1 < len(blocks) and _ONLY_NAMES.match(draft[blocks[at + 1].body]):
        end = blocks[at + 1].span.end
    return Span(blocks[at].span.start, end)


# A removal order by its ID, under which Amazon finds it.
_REMOVAL_ID = re.compile(
    r"\b(?:removal|disposal)(?: order)?s?(?: ID| no\.?| number)?s?(?: is| are)?[\s:：#(]*(?=[\w-]*\d)[\w-]{6,}",
    re.IGNORECASE,
)
_MOST_NAMED = 20
"""How many references for one deed are looked up in the folder."""
_ONLY_NAMES = re.compile(
    r"[(（\[]?\s*(?:please\s+)?(?:see|refer to|check|evidence|proof)?\W*(?:the\s+)?(?:attach|enclos|exhibit|annex|appendi|附件)",
    re.IGNORECASE,
)
_ARCHIVES = frozenset({"zip", "rar", "7z"})
# A file that holds all attachments, or the letter itself.
_ALL = re.compile(
    r"(?:(?:all|our|the|my|final|combined|merged|appeal|amazon|supporting) )*"
    r"(?:attachments|exhibits|annexes|appendices|enclosures|evidence|documents|files)(?: (?:combined|merged|all|final|v?\d+))*"
    r"|(?:所有|全部|合并|申诉|证明)*(?:附件|证据|材料|文件)+(?:合并|汇总|合集|全部)?",
    re.IGNORECASE,
)
_LETTER = re.compile(r"\bplan of action\b|\bpoa\b|\bappeal(?: letter)?\b|申诉信|申诉|行动计划", re.IGNORECASE)
_CONTENT = re.compile(r"[a-z]{4,}|[0-9a-z]*\d[0-9a-z]{3,}|[\u4e00-\u9fff]{2,}")
_EVERYDAY = frozenset({
    "attachment", "attachments", "exhibit", "exhibits", "annex", "appendix", "file", "files", "document", "documents",
    "scan", "final", "copy", "screenshot", "with", "from", "that", "this", "page", "image", "photo", "amazon", "seller",
    "account", "order", "orders",
})  # fmt: skip


class Holdings:
    """The letter's references held against the files of a folder, or against the letter's own list."""

    def __init__(self, draft: Draft, references: Sequence[Attachment], folder: Folder | None) -> None:
        self._draft = draft
        self.references = references
        self.folder = folder
        self._saying: dict[str, list[Attachment]] = {}
        self._found: dict[str, File | None] = {}
        own = _base(draft.path)
        files = folder.files if folder else ()
        self.files = [file for file in files if file.base != own and not _is_letter(file)]

    # --- the letter alone -------------------------------------------------------------------------------------

    @cached_property
    def entries(self) -> list[Attachment]:
        """The letter's own list of attachments, with numbers; [] where fewer than two entries make none."""
        listed = [each for each in self.references if each.listed and each.numbers and each.sure]
        return listed if len({number for each in listed for number in each.numbers}) > 1 else []

    def unlisted(self) -> Iterator[tuple[Attachment, str]]:
        """References to a number that the letter's own list does not have, each number once."""
        known = {number for each in self.entries for number in each.numbers}
        if not known or not _same_sort(known):
            return
        for reference in self.references:
            if reference.listed or not reference.sure:
                continue
            for number in reference.numbers:
                if not _known(number, known) and _same_sort({*known, number}):
                    known.add(number)
                    yield reference, number

    def named_for(self, claim: Claim, around: Span) -> Sequence[Attachment]:
        """The references for a deed: in its own block, or wherever the words are those of its proof."""
        first = bisect_left(self.references, around.start, key=lambda each: each.span.start)
        last = bisect_left(self.references, around.end, key=lambda each: each.span.start)
        if first == last and claim.kind not in self._saying:
            self._saying[claim.kind] = [each for each in self.references if self._says(claim, each)]
        return self.references[first:last] or self._saying[claim.kind]

    def _says(self, claim: Claim, reference: Attachment) -> bool:
        said = self._draft[sentence_around(self._draft.text, reference.span)]
        return bool(claim.proof.search(reference.what) or claim.proof.search(said))

    # --- the folder -------------------------------------------------------------------------------------------

    @cached_property
    def _by_number(self) -> Mapping[str, list[File]]:
        found: defaultdict[str, list[File]] = defaultdict(list)
        for file in self.files:
            for number in file.numbers:
                found[number].append(file)
        return found

    @cached_property
    def _orderly(self) -> bool:
        """Whether the files are numbered as a rule, so that one without a number is none of those referred to."""
        numbered = sum(bool(file.numbers) for file in self.files)
        return numbered >= 3 and numbered * 3 >= len(self.files) * 2

    @cached_property
    def _bundle(self) -> File | None:
        """A file that may hold all attachments: an archive, one named so, or the only one there."""
        if len(self.files) == 1 and not self.files[0].numbers:
            return self.files[0]
        return next(
            (f for f in self.files if not f.numbers and (f.ending in _ARCHIVES or _ALL.fullmatch(_plain(f.stem)))), None
        )

    @cached_property
    def _what(self) -> Mapping[str, str]:
        """What the letter says each number is."""
        said: defaultdict[str, str] = defaultdict(str)
        for each in self.references:
            for number in each.numbers:
                said[number] += f" {each.what}"
        return said

    def file_of(self, reference: Attachment) -> File | None:
        """The file a reference means: by its number, its name, or by what it is said to be."""
        for number in reference.numbers:
            if file := self._numbered(number):
                return file
        if reference.name is not None and (file := self._called(reference.name)):
            return file
        return self._bundle

    def _numbered(self, number: str) -> File | None:
        """The file of a number: the one that carries it, or else one named like what the letter says it is."""
        if number not in self._found:
            self._found[number] = self._file_numbered(number)
        return self._found[number]

    def _file_numbered(self, number: str) -> File | None:
        for form in (number, _whole(number)):
            if self._by_number.get(form):
                return self._by_number[form][0]
        return next((f for f in self.files if not f.numbers and _alike(f.words, self._what[number])), None)

    def _called(self, name: str) -> File | None:
        """The file of a name as written; what a space parts may be the end of a longer name."""
        wanted = _folded(name)
        for file in self.files:
            base = _folded(file.base)
            if base == wanted or (base.endswith(wanted) and not base[-len(wanted) - 1].isalnum()):
                return file
        return None

    def file_for(self, claim: Claim) -> File | None:
        """A file whose name says that it is the proof of a deed."""
        return next((file for file in self.files if file.size != 0 and claim.proof.search(file.words)), None)

    def missing(self) -> Iterator[tuple[Attachment, str, bool]]:
        """References without a file: the reference, the number or name, and whether that is sure. Each once."""
        if self.folder is None or self._bundle is not None:
            return
        wanted: dict[str, Attachment] = {}
        for each in self.references:
            for number in each.numbers:
                if number not in wanted or (wanted[number].listed and not each.listed):
                    wanted[number] = each
        gone = [number for number in wanted if self._numbered(number) is None]
        used = {self._numbered(number) for number in wanted}
        # A file without a number may be one of those; which of them is not there is then a guess.
        spare = sum(not file.numbers and file not in used for file in self.files)
        for number in gone if self._orderly else gone[spare:]:
            each = wanted[number]
            if each.sure or self._by_number:
                yield each, number, each.sure and spare == 0
        for each in self.references:
            if each.name is not None and not each.numbers and self._called(each.name) is None:
                yield each, each.name, True
        if not self.files and not wanted:
            yield from ((each, "", each.word not in {"attached", "enclosed"}) for each in self.references[:1])

    def unmentioned(self) -> Iterator[File]:
        """Files that the letter never refers to, by number, name or what they are."""
        text = _folded(self._draft.text)
        numbers = {number for each in self.references for number in each.numbers}
        free = not self._orderly and any(self._numbered(number) is None for number in numbers)
        said = " ".join(self._said(each) for each in self.references)
        for file in self.files:
            stem = _folded(file.stem)
            if _folded(file.base) in text or (len(stem) > 5 and stem in text):
                continue
            if any(_known(number, numbers) for number in file.numbers):
                continue
            if file is self._bundle and self.references:
                continue
            if _alike(file.words, said) or (free and not file.numbers):
                continue
            yield file

    def _said(self, reference: Attachment) -> str:
        return f"{reference.what} {self._draft[sentence_around(self._draft.text, reference.span)]}"


def _base(path: str) -> str:
    """The name of the draft's own file, which is no attachment."""
    return unicodedata.normalize("NFC", re.split(r"[/\\]", path)[-1])


def _is_letter(file: File) -> bool:
    return not file.numbers and bool(_LETTER.search(file.words))


def _plain(stem: str) -> str:
    return " ".join(re.sub(r"[_\-–.]+", " ", stem).split())


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def _known(number: str, known: set[str]) -> bool:
    """Whether a number is known, “3A” and “1.2” as part of 3 and of 1."""
    return number in known or _whole(number) in known or any(_whole(each) == number for each in known)


def _whole(number: str) -> str:
    """What a number is part of: 3 of “3A”, 1 of “1.2”."""
    return re.sub(r"\.\d+$|(?<=\d)[A-Z]$", "", number)


def _same_sort(numbers: set[str]) -> bool:
    """Whether all are digits or all are letters: a letter may count its exhibits apart from its annexes."""
    return len({number[0].isdigit() for number in numbers}) == 1


def _alike(name: str, said: str) -> bool:
    """Whether a file's name and what the letter says of a document share a word, or are of one kind of evidence."""
    one, two = _folded(name), _folded(said)
    words = {word for word in _CONTENT.findall(one) if word not in _EVERYDAY}
    if any(word.rstrip("s") in two for word in words):
        return True
    if re.search(r"[\u4e00-\u9fff]", one):
        return any(claim.proof.search(one) and claim.proof.search(two) for claim in CLAIMS)
    return False
