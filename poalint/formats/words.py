"""What the terminal says besides the rules' own words, in each language."""

from __future__ import annotations

from poalint.model import Answer, Category, ItemKind, Proof, SectionKind, Severity, Verdict

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
