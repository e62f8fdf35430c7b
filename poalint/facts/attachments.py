"""Attachments: where the letter refers to a document, by which number, letter or name, and what it says it is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from poalint.model import Span, Spans

ENDINGS = (
    "pdf", "jpg", "jpeg", "pjpeg", "jfif", "png", "gif", "bmp", "tif", "tiff", "webp", "heic", "doc", "docx", "xls", "xlsx",
    "xlsm", "csv", "tsv", "txt", "rtf", "odt", "ods", "wps", "et", "pages", "numbers", "ppt", "pptx", "zip", "rar", "7z",
    "html", "htm", "mht", "eml", "msg", "mp4", "mov", "avi", "mp3", "m4a", "psd", "ai", "svg", "xml", "json",
)  # fmt: skip
"""The endings by which a file name is known in running text."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A reference to attached documents.

    `number` is the number or letter as written (the first of several), `numbers` all that are meant, in one form:
    “Annexes II-IV” are 2, 3 and 4. `name` is a file name written out, `what` what the letter says the document is.
    `listed` tells an entry of the letter's own list of attachments; `word` is the word for it, in lower case and the
    singular, "" in such a list. `sure` is False for words that may mean something else: “picture 2”, “file 2”.
    """

    text: str
    span: Span
    number: str | None
    numbers: tuple[str, ...] = ()
    name: str | None = None
    what: str = ""
    listed: bool = False
    word: str = ""
    sure: bool = True


# --- numbers and letters ------------------------------------------------------------------------------------------

_MOST = 40
"""The longest range spelt out: nobody attaches more."""
_HAN = "一二三四五六七八九十"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
LABEL = (
    rf"(?:(?-i:[A-Z])-?\d{{1,2}}|\d{{1,2}}(?:\.\d{{1,2}})?[a-z]?|(?-i:[IVX]{{2,5}}|[A-Z])|[{_HAN}]{{1,3}}|[{_CIRCLED}])"
    r"(?![A-Za-z\d%_'’])"
)
"""A number or letter of an attachment: 3, 3a, 1.2, B, B2, IV, 三."""
_ROMAN = {"I": 1, "V": 5, "X": 10}


def same_form(label: str) -> str:
    """A number or letter in the one form that is compared: “03” → 3, “iv” → 4, “三” → 3, “b-2” → B2."""
    label = label.strip().upper().replace("-", "")
    if label in _CIRCLED:
        return str(_CIRCLED.index(label) + 1)
    if label and set(label) <= set(_HAN):
        tens, _, ones = label.rpartition("十") if "十" in label else ("", "", label)
        ten = (_HAN.index(tens) + 1 if tens else 1) * 10 if "十" in label else 0
        return str(ten + (_HAN.index(ones) + 1 if ones else 0))
    if len(label) > 1 and set(label) <= set(_ROMAN):
        return str(_roman(label))
    if re.fullmatch(r"[A-Z]?\d+[A-Z]?", label):
        return re.sub(r"\d+", lambda digits: str(int(digits[0])), label)
    return label


def _roman(label: str) -> int:
    values = [_ROMAN[char] for char in label]
    return sum(-one if one < two else one for one, two in zip(values, [*values[1:], 0], strict=True))


def spelt_out(first: str, last: str) -> tuple[str, ...]:
    """All numbers or letters of a range, in one form; () where the two make none."""
    one, two = same_form(first), same_form(last)
    if one.isdigit() and two.isdigit() and 0 < int(two) - int(one) < _MOST:
        return tuple(str(number) for number in range(int(one), int(two) + 1))
    if len(one) == len(two) == 1 and "A" <= one < two <= "Z":
        return tuple(chr(code) for code in range(ord(one), ord(two) + 1))
    return ()


# --- references ---------------------------------------------------------------------------------------------------

_SURE = r"attachments?|attchments?|attachements?|enclosures?|exhibits?|annex(?:es|e|ures?)?|appendi(?:x|xes|ces)"
_UNSURE = r"files?|documents?|evidences?|proofs?|pictures?|photos?|images?|screen\s?shots?"
_WORD = re.compile(
    rf"\b(?P<sure>{_SURE})(?=\b|\d|_)|\b(?P<short>(?:att|attach|encl?|exh?)\.(?=\s?\d)|docs?\.?(?=\s?\d))|\b(?P<done>attached|enclosed)\b"
    rf"|\b(?P<unsure>{_UNSURE})(?=\b|\d)|(?P<zh>附件|附录)|(?P<zh_unsure>附图|证据|文件|截图)",
    re.IGNORECASE,
)
# White space within a line: a number on the next line is another line's.
_GAP = r"[^\S\n]*"
_NO = rf"(?:{_GAP}(?:\bno\b\.?|\bnr\b\.?|\bnumbers?\b|n°|№|#|＃))?{_GAP}"
_FIRST = re.compile(rf"{_NO}[-_ ]?(?P<open>[(（\[【]{_GAP})?(?P<label>{LABEL})", re.IGNORECASE)
_RANGE = re.compile(
    rf"(?:[-–—~～]|{_GAP}(?:至|到){_GAP}|[^\S\n]+(?:to|through|thru)[^\S\n]+)(?P<label>{LABEL})", re.IGNORECASE
)
_WIDE_RANGE = re.compile(rf"{_GAP}[-–—~～]{_GAP}(?P<label>{LABEL})", re.IGNORECASE)
_MORE = re.compile(
    rf"(?P<join>{_GAP}(?:[,，、;；/]{_GAP}(?:and[^\S\n]+|&{_GAP})?|&{_GAP}|[和及与]{_GAP})|[^\S\n]+(?:and|or)[^\S\n]+)(?P<label>{LABEL})",
    re.IGNORECASE,
)
# What may stand after a number that is the document's: not “attachment 2, 14 photos” nor “we file 3 claims”.
_ENDS = re.compile(r"\s*(?:[,.;:)\]）】。，；：、(（–—-]|$|\n|&|(?:and|or)\s+\S{1,3}(?:\W|$))")
_GOES_ON = re.compile(
    r"\s+(?:and|or|to|through|shows?|is|are|was|were|has|have|in|contains?|lists?|holds?|names?|gives?|proves?|for|with|as"
    r"|which|that|on|of|below|above|please|includes?|confirms?|attached|enclosed|page)\b",
    re.IGNORECASE,
)
_PLURAL_NOUN = re.compile(r"\s+(?!shows\b|lists\b|proves\b|is\b|has\b|holds\b|contains\b)[a-z]+s\b|\s+[A-Z][a-z]{2}")
_NOT_REFERRED = re.compile(
    r"\s+(?:\w+\s+)?(?:importance|weight|value)\b|\s+to\s+(?:the|each|every|all|our|a)\b", re.IGNORECASE
)
_LINK = re.compile(r"(?:https?://|www\.)\S*$")
_NAME = re.compile(
    r"(?P<quote>[\"“‘「『])(?P<quoted>[^\"“”‘’「」『』\n/\\]{1,100}\.(?:" + "|".join(ENDINGS) + r"))(?=[\"”’」』])"
    r"|(?P<plain>[^\s,;:<>\"“”‘’|/\\()（）\[\]，。；：、「」]{1,100}\.(?:" + "|".join(ENDINGS) + r"))(?![\w.]*\w)",
    re.IGNORECASE,
)
_FAR = 300
"""How far around a reference is looked, in characters: a letter may be one line without end."""
_TOLD = re.compile(
    rf"{_GAP}[:：]{_GAP}(?P<what>[^\n]{{1,{_FAR}}})|[^\S\n]+[–—-][^\S\n]+(?P<dash>[^\n]{{1,{_FAR}}})"
    rf"|{_GAP}[(（](?P<held>[^()（）\n]{{1,{_FAR}}})[)）]"
)
# What may stand before an entry at the beginning of its line: a marker, a number.
_BEGINS = re.compile(r"(?:^|\n)(?:[^\w(（\n]|[\d_]){0,6}$")
_NEXT = re.compile(rf"[.;,，；。]?\s+(?=(?:{_SURE})\s+{LABEL}|附件)", re.IGNORECASE)
_COMMA = re.compile(rf"{_GAP}[,，]{_GAP}(?P<what>[^()（）\n]{{1,{_FAR}}})(?=[)）])")


def attachments(text: str) -> Iterator[Attachment]:
    """References to attached documents, in order of place: by word and number, by file name, and listed as such."""
    listed = list(_lists(text))
    taken = Spans(each.span for each in listed)
    found = [*_named_by_word(text, taken), *listed]
    worded = Spans(each.span for each in found if each.number or each.listed)
    found += [each for each in _named_by_file(text) if not worded.overlaps(each.span)]
    yield from _run_on(text, sorted(_romans(found), key=lambda each: each.span))


def _named_by_word(text: str, taken: Spans) -> Iterator[Attachment]:
    for match in _WORD.finditer(text):
        if taken.covers(match.start()):
            continue
        reference = _reference(text, match)
        if reference is not None:
            yield reference


def _reference(text: str, match: re.Match[str]) -> Attachment | None:
    """What a word for an attachment refers to; None where it is an everyday word here."""
    sort = match.lastgroup or ""
    word = match[0].lower()
    numbers, number, end = _numbers(text, match, sort)
    if not numbers and (sort in {"unsure", "zh_unsure"} or _NOT_REFERRED.match(text, match.end())):
        return None
    span = Span(match.start(), end)
    plain = re.sub(r"(?<=append)i(?:ces|xes)$", "ix", word)
    plain = re.sub(r"(?<=annex)(?:es|e|ures?)$|(?<!s)s$", "", plain)
    what = _what(text, span) if numbers else ""
    begins = bool(_BEGINS.search(text[max(0, span.start - 8) : span.start])) or not span.start
    return Attachment(
        text[span.start : span.end],
        span,
        number,
        numbers,
        what=what,
        listed=bool(what) and begins,
        word=plain,
        sure=sort not in {"unsure", "zh_unsure"},
    )


def _numbers(text: str, word: re.Match[str], sort: str) -> tuple[tuple[str, ...], str | None, int]:
    """The numbers after a word, the first as written, and where they end."""
    plural = sort in {"sure", "unsure"} and word[0].lower().endswith(("s", "ces"))
    first = _FIRST.match(text, word.end())
    if first is None or not _means(text, first, sort, plural):
        return (), None, word.end()
    numbers, end = [same_form(first["label"])], first.end()
    if first["open"]:
        closed = re.compile(r"\s*[)）\]】]").match(text, end)
        if closed is None:
            return (), None, word.end()
        end = closed.end()
    ranged = (_WIDE_RANGE if plural or sort.startswith("zh") else _RANGE).match(text, end) or _RANGE.match(text, end)
    if ranged is not None and (every := spelt_out(first["label"], ranged["label"])):
        numbers, end = list(every), ranged.end()
    while (more := _MORE.match(text, end)) is not None and _also(text, more, plural):
        numbers.append(same_form(more["label"]))
        end = more.end()
        ranged = _RANGE.match(text, end)
        if ranged is not None and (every := spelt_out(more["label"], ranged["label"])):
            numbers, end = [*numbers, *every[1:]], ranged.end()
    return tuple(dict.fromkeys(numbers)), first["label"], end


def _means(text: str, first: re.Match[str], sort: str, plural: bool) -> bool:
    """Whether what follows a word is its number: “Exhibit A”, not “attached a copy”, “Attachment A copy of”."""
    label, end = first["label"], first.end()
    gap = text[first.start() : first.start("label")]
    if first["open"]:
        return not plural
    if sort == "done":
        return label.isdigit() and bool(_ENDS.match(text, end)) and not re.match(r"\s*[(（-]", text[end : end + 2])
    if sort == "unsure":
        return label[0].isdigit() and bool(_ENDS.match(text, end) or _GOES_ON.match(text, end))
    if label in {"A", "I"} and re.match(r"\s+\w", text[end : end + 3]):
        return bool(_GOES_ON.match(text, end))
    # “Attachment - 20 photos” is what it is, not its number.
    return not (gap.strip() in {"-", "–"} and gap != gap.strip())


def _also(text: str, more: re.Match[str], plural: bool) -> bool:
    """Whether a further number belongs to the reference: “attachments 1, 2 and 3”, not “attachment 2, 14 photos”."""
    end, label = more.end(), more["label"]
    if label in {"A", "I"} and re.match(r"\s+[a-z]", text[end : end + 3]):
        return bool(_GOES_ON.match(text, end))
    if plural:
        return True
    if any(join in more["join"].lower() for join in ("and", "or", "&", "和", "及", "与", "、")):
        return not _PLURAL_NOUN.match(text, end)
    return bool(_ENDS.match(text, end))


def _what(text: str, span: Span) -> str:
    """What the letter says the document is: after a colon or a dash, or beside it in the same brackets."""
    told = _TOLD.match(text, span.end)
    if told is not None:
        words = _NEXT.split(told["what"] or told["dash"] or told["held"] or "", maxsplit=1)[0]
        before = max(0, span.start - _FAR)
        bracketed = text.rfind("(", before, span.start) > text.rfind(")", before, span.start)
        return _closed(words) if bracketed and not told["held"] else words.strip()
    comma = _COMMA.match(text, span.end)
    return comma["what"].strip() if comma else ""


def _closed(words: str) -> str:
    """The words up to the bracket that closes before any opens."""
    for at, char in enumerate(words):
        if char in "(（":
            break
        if char in ")）":
            return words[:at].strip()
    return words.strip()


def _named_by_file(text: str) -> Iterator[Attachment]:
    for match in _NAME.finditer(text):
        part = "quoted" if match["quoted"] else "plain"
        start = match.start(part)
        before = text[max(0, start - 200) : start]
        if (
            before.endswith(("/", "\\", "@"))
            or _LINK.search(before)
            or "@" in match[part]
            or match[part].startswith(".")
        ):
            continue
        yield Attachment(match[part], Span(*match.span(part)), None, name=match[part], what=match[part])


def _run_on(text: str, found: Sequence[Attachment]) -> Iterator[Attachment]:
    """Entries of a list that run on in one line: “Exhibit A: order. Exhibit B: letter.”"""
    before: Attachment | None = None
    for each in found:
        follows = before is not None and before.listed and each.word == before.word != ""
        if follows and before and each.what and "\n" not in text[before.span.end : each.span.start]:
            before = replace(each, listed=True)
        else:
            before = each
        yield before


def _romans(found: Sequence[Attachment]) -> Iterator[Attachment]:
    """A lone I, V or X read as a number where the letter numbers its attachments so."""
    roman = {each.word for each in found if each.number and re.fullmatch(r"[IVX]{2,5}", each.number)}
    for each in found:
        if each.word in roman and each.number in _ROMAN:
            yield replace(each, numbers=(str(_ROMAN[each.number]), *each.numbers[1:]))
        else:
            yield each


# --- lists of attachments -----------------------------------------------------------------------------------------

_THINGS = r"attach(?:e?ments)|enclosures|exhibits|annexes|appendices|supporting (?:documents|files|materials)"
_LEAD = re.compile(
    rf"[\W\d_]*(?:list of |the |our |here are (?:the |our )?)*"
    rf"(?:{_THINGS}|attachment|(?:documents|files) attached|attached (?:documents|files)"
    rf"|附件(?:清单|列表|目录|如下)?|(?P<weak>(?:supporting )?evidence|documents|证据(?:材料|清单)?))"
    rf"(?: list| enclosed| attached)?\W*(?P<rest>[:：][^\n]*)?",
    re.IGNORECASE,
)
_LEADS_ON = re.compile(
    rf"[^\n]*(?:\b(?:{_THINGS}|(?:are|is|have) attached|attached (?:are|is|the following))\b(?!\s*\d)|附件(?:清单|如下))"
    r"[^\n]*[:：]\s*",
    re.IGNORECASE,
)
_ENTRY = re.compile(rf"\s*[(（\[]?(?P<label>{LABEL})\s*(?:[)）\].、:：–—=-]\s*[)）]?|(?=\s))\s*(?P<what>\S[^\n]*)")
_BULLET = re.compile(r"\s*[-*•●▪■◦–—➢➤✓✔]\s*(?P<what>\S[^\n]*)")
_SENTENCE = re.compile(r"\b(?:we|I|our (?:team|staff)|was|were|have|has|had|is|are)\b|^\d{3}-\d{7}-", re.IGNORECASE)


def _lists(text: str) -> Iterator[Attachment]:
    """The entries of the letter's own lists of attachments, below or beside the words that open them."""
    ends = [match.start() for match in re.finditer(r"\n|$", text)]
    start = 0
    for end in ends:
        line = text[start:end]
        lead = _LEAD.fullmatch(line)
        if lead is not None and lead["rest"] and len(lead["rest"].strip("：: ")) > 1:
            yield from _in_line(text, start + lead.start("rest") + 1, end)
        elif lead is not None or (len(line) < 200 and _LEADS_ON.fullmatch(line)):
            yield from _below(text, end + 1, weak=lead is None or bool(lead["weak"]))
        start = end + 1


def _in_line(text: str, start: int, end: int) -> Iterator[Attachment]:
    """“A inspection log, B returns procedure”, “1) screenshot 2) record of refund”: labels that follow each other."""
    begin = re.compile(r"\s*[(（]?(?P<label>1|A|①)(?![A-Za-z\d])[)）.、:：]?\s*").match(text, start, end)
    if begin is None:
        return
    labels = [(begin.start("label"), begin.end())]
    wanted = begin["label"]
    while True:
        if wanted == "Z":
            break
        wanted = _CIRCLED[_CIRCLED.index(wanted) + 1] if wanted in _CIRCLED[:-1] else _next(wanted)
        follows = re.compile(
            rf"(?:(?<=[,，;；、.。])\s*[(（]?|\s+(?=[(（]?{wanted}[)）.、:：])[(（]?)(?P<label>{wanted})(?![A-Za-z\d])[)）.、:：]?\s*"
        ).search(text, labels[-1][1], end)
        if follows is None:
            break
        labels.append((follows.start("label"), follows.end()))
    if len(labels) < 2:
        return
    stops = [at for at, _ in labels[1:]] + [end]
    for (at, after), stop in zip(labels, stops, strict=True):
        yield _entry(text, at, text[at:after], Span(after, stop))


def _below(text: str, start: int, *, weak: bool) -> Iterator[Attachment]:
    """The lines below an opening: numbered from the first, or with bullets. `weak`: only if they are no sentences."""
    entries: list[Attachment] = []
    wanted, empty = "", 0
    while start < len(text) and empty < 2:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end]
        entry = _ENTRY.fullmatch(line)
        bullet = _BULLET.fullmatch(line)
        if not line.strip():
            empty += 1
        elif entry and (same_form(entry["label"]) == wanted if wanted else same_form(entry["label"]) in {"1", "A"}):
            wanted = _next(same_form(entry["label"]))
            entries.append(
                _entry(text, start + entry.start("label"), entry["label"], Span(start + entry.start("what"), end))
            )
            empty = 0
        elif bullet and not wanted and not _WORD.match(bullet["what"]):
            entries.append(_entry(text, start + bullet.start("what"), "", Span(start + bullet.start("what"), end)))
            empty = 0
        elif not entries or empty or entry or bullet:
            break
        start = end + 1
    told = sum(bool(_SENTENCE.search(each.what)) for each in entries)
    if len(entries) > 1 and not (weak and told * 2 >= len(entries)):
        yield from entries


def _next(label: str) -> str:
    return str(int(label) + 1) if label.isdigit() else chr(ord(label[0]) + 1)


def _entry(text: str, start: int, label: str, what: Span) -> Attachment:
    words = text[what.start : what.end].strip(" \t,，;；、.。(（")
    written = label.strip(" \t()（）.、:：") or None
    name = _NAME.search(words)
    end = max(what.start + text[what.start : what.end].find(words) + len(words), start + 1)
    return Attachment(
        text[start:end],
        Span(start, end),
        written,
        (same_form(written),) if written else (),
        name=(name["quoted"] or name["plain"]) if name else None,
        what=words,
        listed=True,
    )


def sentence_around(text: str, span: Span) -> Span:
    """The sentence, or the line, that holds a place, as far as it is near."""
    nearest = max(0, span.start - _FAR)
    line_start = max(nearest, text.rfind("\n", nearest, span.start) + 1)
    farthest = min(len(text), span.end + _FAR)
    line_end = text.find("\n", span.end, farthest)
    line_end = farthest if line_end < 0 else line_end
    stops = [line_start, *(line_start + match.end() for match in _STOP.finditer(text[line_start:line_end]))]
    at = bisect_right(stops, span.start) - 1
    after = [stop for stop in stops if stop >= span.end]
    return Span(stops[at], after[0] if after else line_end)


_STOP = re.compile(r"(?<!\bno)(?<!\bMr)(?<!\bMs)[.!?。！？](?=\s|$)\s*")
