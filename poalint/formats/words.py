"""What the terminal says besides the rules' own words, in each language."""

from __future__ import annotations

import re

from poalint.model import (
    AcceptedBy,
    Answer,
    Category,
    Finding,
    ItemKind,
    Likeness,
    Proof,
    Report,
    SectionKind,
    Severity,
    Unused,
    Verdict,
)

_WORDS: dict[str, dict[str, str]] = {
    "en": {
        Verdict.READY: "ready",
        Verdict.REVISE: "revise",
        Verdict.NOT_READY: "not ready",
        Verdict.UNDECIDED: "undecided",
        Severity.ERROR: "error",
        Severity.WARNING: "warning",
        Severity.INFO: "info",
        SectionKind.GREETING: "greeting",
        SectionKind.SUMMARY: "opening",
        SectionKind.ROOT_CAUSE: "root cause",
        SectionKind.CORRECTIVE: "corrective actions",
        SectionKind.PREVENTIVE: "preventive measures",
        SectionKind.EVIDENCE: "evidence",
        SectionKind.CLOSING: "closing",
        SectionKind.OTHER: "other",
        "whole": "the letter as a whole",
        "no findings": "nothing to mend",
        "hidden": "{count} more below --min-severity",
        "score": "score {score} of 100, grade {grade}: {verdict}",
        "counts": "errors {error}, warnings {warning}, hints {info}",
        "mend first": "Mend first",
        "would be": "{count}×, then {score}",
        "costs": "Points by category",
        "answers": "answers {kind} ({source}), {marketplace}",
        "line": "line {line}",
        "paragraph": "paragraph {paragraph}",
        "help": "do",
        "colon": ": ",
        "also": "see",
        "checking": "Checking drafts",
        "drafts": "{count} drafts: {ready} ready, {revise} to revise, {not_ready} not ready, {undecided} undecided",
        "again": "and {count} more: {places}",
        ItemKind.ORDER: "order",
        ItemKind.ASIN: "ASIN",
        ItemKind.METRIC: "metric",
        ItemKind.SECTION: "part",
        ItemKind.QUESTION: "question",
        ItemKind.DOCUMENT: "document",
        "coverage": "What the notice asks: {answered} of {count} answered",
        "coverage title": "What the notice asks",
        "coverage item": "item",
        "coverage place": "where answered",
        "answered of kind": "{count} answered",
        "missing": "missing",
        "attached": "attached",
        "findings": "Findings",
        "report": "Report on plans of action",
        "not checked": "could not be checked",
        "checklist": "Evidence for what the letter says is done",
        "proof named and there": "{file}",
        "proof named only": "named in the letter, but no file for it is in the folder",
        "proof there only": "{file} is there; name it in the letter at this place",
        "no proof": "not named in the letter, and no file for it",
        "likeness": "Sentences that stand elsewhere",
        "in templates": "templates that go round",
        "in letter": "{letter}",
        "in other account": "{letter} (another shop)",
        "in same case": "{letter} (the same case)",
        "in common": "{share} of the words, {count} sentences",
        "accepted one": "1 finding accepted ({by})",
        "accepted": "{count} findings accepted ({by})",
        "comments": "comments",
        "and": ", ",
        "unused entry": "{place}: {what} is accepted but no longer found; `poalint accept DRAFT --prune` drops it",
        "unused comment": "{place}: the comment has nothing to ignore for {rule}; take it out of the comment",
        "sidecar head": (
            "The findings accepted in the draft beside this file; each holds while its sentence stays as it is.\n"
            "Delete an entry to see its finding again. `poalint accept DRAFT --prune` drops those no longer found."
        ),
        "accepted now": "accepted in {path}:",
        "dropped": "no longer found, so dropped from {path}:",
        "nothing to accept": "nothing to accept",
        "nothing to drop": "nothing to drop",
        "none accepted": "{path}: nothing is accepted",
        "not found": "no longer found",
        "not looked for": "not looked for in this run",
        "fixes applied": "places mended: {count}",
        "fixes left": "more can be mended; run it again",
        "fixes in word": "Word files are not rewritten; make these changes in Word",
        "fix in word": "paragraph {paragraph}: write “{new}” in place of “{old}” ({rule})",
        "not written": "nothing was written; run it in a terminal to be asked, or type in what is true",
        "rules listed": "{count} rules. `poalint explain RULE` says why, with examples.",
        "apply": "Apply only what is true; gaps in [ ] stay to be filled. Write it?",
    },
    "zh": {
        Verdict.READY: "可以提交",
        Verdict.REVISE: "需要修改",
        Verdict.NOT_READY: "不能提交",
        Verdict.UNDECIDED: "无法判断",
        Severity.ERROR: "错误",
        Severity.WARNING: "警告",
        Severity.INFO: "提示",
        SectionKind.GREETING: "称呼",
        SectionKind.SUMMARY: "开头",
        SectionKind.ROOT_CAUSE: "根本原因",
        SectionKind.CORRECTIVE: "纠正措施",
        SectionKind.PREVENTIVE: "预防措施",
        SectionKind.EVIDENCE: "证据",
        SectionKind.CLOSING: "结尾",
        SectionKind.OTHER: "其他",
        "whole": "整封信",
        "no findings": "没有需要修改的地方",
        "hidden": "另有 {count} 处低于 --min-severity，未显示",
        "score": "得分 {score}/100，等级 {grade}：{verdict}",
        "counts": "{error} 个错误，{warning} 个警告，{info} 个提示",
        "mend first": "先改这几处",
        "would be": "{count} 处，改后 {score} 分",
        "costs": "各类扣分",
        "answers": "申诉类型 {kind}（{source}），站点 {marketplace}",
        "line": "第 {line} 行",
        "paragraph": "第 {paragraph} 段",
        "help": "改法",
        "colon": "：",
        "also": "参见",
        "checking": "正在检查",
        "drafts": "共 {count} 份：{ready} 份可以提交，{revise} 份需要修改，{not_ready} 份不能提交，{undecided} 份无法判断",
        "again": "另有 {count} 处：{places}",
        ItemKind.ORDER: "订单",
        ItemKind.ASIN: "ASIN",
        ItemKind.METRIC: "指标",
        ItemKind.SECTION: "内容",
        ItemKind.QUESTION: "问题",
        ItemKind.DOCUMENT: "文件",
        "coverage": "通知要求的 {count} 项，已回应 {answered} 项",
        "coverage title": "通知要求的内容",
        "coverage item": "项目",
        "coverage place": "在哪里回应",
        "answered of kind": "{count} 个已回应",
        "missing": "缺失",
        "attached": "已附文件",
        "findings": "发现的问题",
        "report": "申诉信检查报告",
        "not checked": "无法检查",
        "checklist": "信里说已经做了的事，各需要什么证据",
        "proof named and there": "{file}",
        "proof named only": "信里提到了，但文件夹里没有对应的文件",
        "proof there only": "{file} 已经在文件夹里；请在信的这个地方写明",
        "no proof": "信里没有提到，也没有对应的文件",
        "likeness": "和别处相同的句子",
        "in templates": "网上流传的模板",
        "in letter": "{letter}",
        "in other account": "{letter}（另一个店铺）",
        "in same case": "{letter}（同一个案子）",
        "in common": "{share} 的字词，{count} 句",
        "accepted one": "已接受 1 处（{by}）",
        "accepted": "已接受 {count} 处（{by}）",
        "comments": "注释",
        "and": "、",
        "unused entry": "{place}：已接受的 {what} 在信里找不到了；运行 `poalint accept 文件名 --prune` 可清理",
        "unused comment": "{place}：注释里的 {rule} 没有可忽略的问题，请从注释里删掉",
        "sidecar head": (
            "这里列出旁边那封信中已接受的问题；原句不改，就一直有效。\n"
            "删掉一条，对应的问题会重新出现。信里已找不到的，用 `poalint accept 文件名 --prune` 清理。"
        ),
        "accepted now": "已接受，记在 {path}：",
        "dropped": "信里已找不到，已从 {path} 删除：",
        "nothing to accept": "没有可接受的问题",
        "nothing to drop": "没有需要清理的",
        "none accepted": "{path}：没有已接受的问题",
        "not found": "已找不到",
        "not looked for": "这次没有检查",
        "fixes applied": "已修改 {count} 处",
        "fixes left": "还有可以自动修改的地方，请再运行一次",
        "fixes in word": "Word 文件不会被改写，请在 Word 里按下面修改",
        "fix in word": "第 {paragraph} 段：把“{old}”改为“{new}”（{rule}）",
        "not written": "没有写入任何内容；在终端里运行会先询问，也可以自己动手，只改属实的内容",
        "rules listed": "共 {count} 条规则。运行 `poalint explain 规则名` 查看原因和例子。",
        "apply": "只有属实才能采用，[ ] 里的空还要自己填。写入吗？",
        "given": "指定",
        "detected": "识别",
        Category.STRUCTURE: "结构",
        Category.TENSE: "时态",
        Category.ORDERS: "订单号",
        Category.CARRIERS: "承运人",
        Category.TRACKING: "运单号",
        Category.METRICS: "指标",
        Category.CONSISTENCY: "一致性",
        Category.EVIDENCE: "证据",
        Category.SPECIFICITY: "具体程度",
        Category.BLAME: "推卸责任",
        Category.TONE: "语气",
        Category.LEFTOVERS: "残留内容",
        Category.LANGUAGE: "语言",
    },
}


def say(lang: str, key: str, **values: object) -> str:
    """The words for `key` in `lang`, `{names}` filled; English where the language has none, else the key itself."""
    words = _WORDS.get(lang, {}).get(key) or _WORDS["en"].get(key) or str(key)
    return words.format(**values) if values else words


def spot(finding: Finding, lang: str) -> str:
    """Where a finding stands: “line 12”, “paragraph 3”, or “the letter as a whole”."""
    if finding.range is None:
        return say(lang, "whole")
    start = finding.range.start
    if start.paragraph is not None:
        return say(lang, "paragraph", paragraph=start.paragraph)
    return say(lang, "line", line=start.line)


def accepted_of(report: Report, lang: str) -> list[str]:
    """How many findings are accepted and where that is written, and a line for each acceptance without a finding."""
    told: list[str] = []
    if report.accepted:
        ways = {each.source for each in report.accepted}
        places = {AcceptedBy.SIDECAR: _name(report.sidecar or ""), AcceptedBy.COMMENT: say(lang, "comments")}
        by = say(lang, "and").join(place for way, place in places.items() if way in ways)
        count = len(report.accepted)
        told.append(say(lang, "accepted" if count > 1 else "accepted one", count=count, by=by))
    for each in report.unused:
        if each.trouble is None:
            key = "unused entry" if each.source is AcceptedBy.SIDECAR else "unused comment"
            what = f"{each.rule} “{each.words}”" if each.words else each.rule
            told.append(say(lang, key, place=_place_of(report, each), rule=each.rule, what=what))
    return told


def troubles_of(report: Report) -> list[str]:
    """A line for each acceptance that cannot be used, such as one of a rule that is unknown."""
    return [f"{_place_of(report, each)}: {each.trouble}" for each in report.unused if each.trouble is not None]


def _place_of(report: Report, unused: Unused) -> str:
    return f"{report.sidecar if unused.source is AcceptedBy.SIDECAR else report.path}:{unused.line}"


def _name(path: str) -> str:
    """The last part of a path, as either system writes it."""
    return re.split(r"[/\\]", path)[-1]


def place_of(answer: Answer, lang: str) -> str:
    """Where an item of the notice is answered: “line 12”, “attached”, or “missing”."""
    if not answer.answered:
        return say(lang, "missing")
    if answer.range is None:
        return say(lang, "attached")
    start = answer.range.start
    if start.paragraph is not None:
        return say(lang, "paragraph", paragraph=start.paragraph)
    return say(lang, "line", line=start.line)


_PROVED = {
    (True, True): "proof named and there",
    (True, False): "proof named only",
    (False, True): "proof there only",
    (False, False): "no proof",
}


def proof_of(proof: Proof, lang: str) -> str:
    """How far a deed is proved: whether the letter names the evidence, and whether the file is there."""
    return say(lang, _PROVED[proof.mentioned, proof.file is not None], file=proof.file)


def elsewhere(likeness: Likeness, lang: str) -> tuple[str, str, str]:
    """What the letter is alike, how much, and where in the letter: “old.docx (another shop)”, “31% …”, “line 4, 9”."""
    key = "in templates" if likeness.letter is None else "in letter"
    if likeness.other_account:
        key = "in other account"
    elif likeness.same_case:
        key = "in same case"
    starts = [each.range.start for each in likeness.sentences]
    paragraphs = [start.paragraph for start in starts if start.paragraph is not None]
    numbers = ", ".join(str(number) for number in sorted({*paragraphs} or {start.line for start in starts}))
    where = say(lang, "paragraph", paragraph=numbers) if paragraphs else say(lang, "line", line=numbers)
    common = say(lang, "in common", share=f"{likeness.share:.0%}", count=len(likeness.sentences))
    return say(lang, key, letter=_name(likeness.letter or "")), common, where
