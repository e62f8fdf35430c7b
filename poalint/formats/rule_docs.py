"""The rule book as Markdown: rules/README.md by category and violation, docs/rules with a page a rule.

`make rules` writes them from the index; a test holds them to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from poalint.formats.rule_page import as_markdown
from poalint.formats.words import say
from poalint.model import Category, ViolationKind
from poalint.pack.book import Entry, built_in_book, built_in_folder

README = "rules/README.md"
PAGES = "docs/rules"

_HEAD = """\
# The rule book

{count} rules. Each is one YAML file in the folder of its category; its page says why Amazon cares, what to write, and what it
flags and leaves alone. `poalint explain RULE` shows the same page in the terminal, `poalint rules` lists the rules.

规则共 {count} 条，每条一个 YAML 文件。点开规则名可以看到：亚马逊为什么在意、该怎么写、哪些写法会提示、哪些不会。
终端里用 `poalint explain 规则名 --lang zh` 查看同样的内容。
"""
_BY_VIOLATION = """\
## By violation · 按申诉类型

Every letter is held to the rules that name no violation. These come on top, by the violation given or recognised.

没有注明申诉类型的规则对所有申诉信都适用；下面这些只在对应类型（指定的或识别出来的）时才检查。

What differs by marketplace, Amazon's targets and the carriers it reads, is data behind the rules:
[docs/facts.md](../docs/facts.md).
各站点不同的内容（指标要求、可识别的承运人）在数据里：[docs/facts.md](../docs/facts.md)。
"""
_TABLE = "| rule | severity | a good letter | 好的申诉信 |\n| --- | --- | --- | --- |"
_KINDS = {
    ViolationKind.VTR: ("valid tracking rate", "有效追踪率"),
    ViolationKind.ODR: ("order defect rate, A-to-z claims", "订单缺陷率、A-to-z"),
    ViolationKind.LATE_SHIPMENT: ("late shipment", "迟发"),
    ViolationKind.EARLY_CONFIRMATION: ("early ship confirmation", "提前确认发货"),
    ViolationKind.CANCELLATION: ("cancellation rate", "取消率"),
    ViolationKind.INAUTHENTIC: ("inauthentic items", "假货投诉"),
    ViolationKind.USED_AS_NEW: ("used sold as new", "二手当新品"),
    ViolationKind.NOT_AS_DESCRIBED: ("not as described", "与描述不符"),
    ViolationKind.IP: ("intellectual property", "知识产权"),
    ViolationKind.SAFETY: ("product safety", "产品安全"),
    ViolationKind.LINKED: ("linked accounts", "账户关联"),
    ViolationKind.REVIEWS: ("review manipulation", "操纵评论"),
    ViolationKind.DROPSHIP: ("drop-shipping", "代发货"),
    ViolationKind.OTHER: ("anything else, verification among it", "其他，包括身份审核"),
}


def pages() -> dict[str, str]:
    """Each file of the rule book, by its path from the project's root, as it must stand."""
    book = built_in_book()
    return {README: _readme(book), **{f"{PAGES}/{name}.md": as_markdown(entry) for name, entry in book.items()}}


def _readme(book: Mapping[str, Entry]) -> str:
    pieces = [_HEAD.format(count=len(book)), "## By category · 按类别\n"]
    for category in Category:
        of_category = [entry for entry in book.values() if entry["category"] == category]
        pieces.append(f"### {category.value} · {say('zh', category)}\n\n{_TABLE}\n{_rows(of_category)}\n")
    pieces.append(_BY_VIOLATION)
    for kind, (en, zh) in _KINDS.items():
        of_kind = [entry for entry in book.values() if kind in entry["violations"]]
        pieces.append(f"### `{kind.value}`: {en} · {zh}\n\n{_TABLE}\n{_rows(of_kind)}\n")
    return "\n".join(pieces)


def _rows(entries: Iterable[Entry]) -> str:
    return "\n".join(
        f"| [{entry['id']}](../{PAGES}/{entry['id']}.md) | {entry['severity']} | {_cell(entry['title']['en'])} "
        f"| {_cell(entry['title']['zh'])} |"
        for entry in entries
    )


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def stale(root: Path) -> Iterator[Path]:
    """The pages under `root` of rules that are no more."""
    wanted = {root / name for name in pages()}
    yield from (path for path in sorted((root / PAGES).rglob("*.md")) if path not in wanted)


if __name__ == "__main__":
    root = built_in_folder().parent
    for name, text in pages().items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    for path in stale(root):
        path.unlink()
