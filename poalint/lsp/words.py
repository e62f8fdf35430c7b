"""What the editor shows besides the rules' own words, in each language."""

from __future__ import annotations

_WORDS = {
    "en": {
        "gaps": "{title} · to fill: {gaps}",
        "unsafe": "{title} · only if it is true",
        "accept": "Accept this finding: {rule}",
        "accepted": "accepted in {path}",
        "off": "Switch off {rule} in {path}",
        "explain": "Explain {rule}",
        "fix all": "Mend what can be mended safely",
        "lens": "poalint: {score} of 100, grade {grade}, {verdict} · {counts}",
        "nothing": "nothing to mend",
        "undecided": "poalint: not judged, {because}",
        "gone": "the letter changed and this finding is no longer there; look again",
        "proved": "run examples: {passed} passed, {failed} failed",
        "faulty": "the examples do not run while the rule has faults",
    },
    "zh": {
        "gaps": "{title}（要自己填：{gaps}）",
        "unsafe": "{title}（只有属实才能采用）",
        "accept": "接受这处问题：{rule}",
        "accepted": "已接受，记在 {path}",
        "off": "在 {path} 里关闭 {rule}",
        "explain": "说明 {rule}",
        "fix all": "改好所有可以放心自动修改的地方",
        "lens": "poalint：{score}/100 分，等级 {grade}，{verdict} · {counts}",
        "nothing": "没有需要修改的地方",
        "undecided": "poalint：无法判断，{because}",
        "gone": "信已经改动，这处问题不在了，请再看一遍",
        "proved": "运行示例：{passed} 个通过，{failed} 个失败",
        "faulty": "规则还有错误，示例先不运行",
    },
}


def say(lang: str, key: str, **values: object) -> str:
    """The words for `key`, `{names}` filled."""
    return _WORDS.get(lang, _WORDS["en"])[key].format(**values)
