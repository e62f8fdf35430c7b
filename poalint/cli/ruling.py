"""`poalint rules`, `explain` and `test`: the pack itself. Nothing here but `prove` loads a language model."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path

from poalint.config import Config
from poalint.formats.shapes import dump
from poalint.model import PoalintError
from poalint.pack import Pack, Rule

_WIDTH = 78


def listing(config: Config, output_format: str, severity: str | None, violation: str | None) -> str:
    """The rules chosen, one a line, or as JSON."""
    lang = config.lang or "en"
    chosen = [
        rule
        for rule in config.pack(patterns=False).rules.values()
        if (severity is None or rule.severity == severity)
        and (violation is None or not rule.where.violations or violation in rule.where.violations)
    ]
    if output_format == "json":
        return dump([_shape(rule, lang) for rule in chosen]) + "\n"
    width = max((len(rule.id) for rule in chosen), default=0)
    lines = [f"{rule.severity.value:<8}{rule.id:<{width}}  {rule.title.say(lang)}" for rule in chosen]
    return "\n".join([*lines, f"\n{len(chosen)} rules. `poalint explain RULE` says why, with examples.\n"])


def _shape(rule: Rule, lang: str) -> dict[str, object]:
    return {
        "id": rule.id,
        "title": rule.title.say(lang),
        "category": rule.category.value,
        "kind": rule.kind,
        "severity": rule.severity.value,
        "confidence": rule.confidence.value,
        "points": rule.points,
        "sections": [each.value for each in rule.where.sections],
        "violations": [each.value for each in rule.where.violations],
        "help": rule.help.say(lang),
        "why": rule.why.say(lang),
    }


def explain(name: str, config: Config) -> str:
    """The page on one rule. Raises PoalintError for a name that is no rule's."""
    pack: Pack = config.pack(patterns=False)
    if name not in pack.rules:
        pack.only([name], [])
        raise PoalintError(f"{name!r} is a category; `poalint rules --category {name}` lists its rules")
    return "\n".join(_page(pack.rules[name], config.lang or "en")) + "\n"


def _page(rule: Rule, lang: str) -> Iterator[str]:
    zh = lang == "zh"
    yield f"{rule.id}  ({rule.severity.value}, {rule.confidence.value} confidence)"
    yield ""
    yield from _wrapped(rule.title.say(lang), "")
    yield ""
    for name, text in (("为什么" if zh else "Why", rule.why), ("提示" if zh else "Says", rule.message), ("改法" if zh else "Do", rule.help)):
        yield from _wrapped(text.say(lang), f"{name}: ")
    if rule.where.sections:
        yield from _wrapped(", ".join(rule.where.sections), "只看" if zh else "Looks at: ")
    if rule.where.violations:
        yield from _wrapped(", ".join(rule.where.violations), "适用于" if zh else "For: ")
    yield ""
    for example in rule.examples.flagged[:2]:
        yield from _quoted(example.draft, "会提示" if zh else "Flagged")
        if example.fixed:
            yield from _quoted(example.fixed, "改为" if zh else "Mended")
    for passing in rule.examples.passing[:2]:
        yield from _quoted(passing.draft, "不提示" if zh else "Passing")
    yield ""
    yield "来源" if zh else "Sources"
    for source in rule.sources:
        yield f"  {source.title} ({source.read})"
        yield f"    {source.url}"


def _wrapped(text: str, name: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=name, subsequent_indent="  ")


def _quoted(text: str, name: str) -> list[str]:
    lines = [line for line in text.strip().split("\n") if line.strip()]
    return [f"{name}:", *(out for line in lines for out in textwrap.wrap(line, _WIDTH - 4, initial_indent="  │ ", subsequent_indent="  │ "))]


def prove(folder: Path | None) -> tuple[str, bool]:
    """What running the examples tells, and whether all come out. Raises PackError for a pack that cannot be used."""
    from poalint.api import Linter
    from poalint.pack import load_pack

    linter = Linter(Config(rules=(str(folder),) if folder else ()))
    if folder is not None:
        beneath = load_pack(patterns=False).rules
        own = {name: rule for name, rule in linter.pack.rules.items() if beneath.get(name) is None or _changed(rule, beneath[name])}
        linter.pack = linter.pack.only(list(own), []) if own else linter.pack
    failures = [str(each) for each in linter.prove()]
    rules = linter.pack.rules.values()
    flagged = sum(len(rule.examples.flagged) for rule in rules)
    passing = sum(len(rule.examples.passing) for rule in rules)
    thin = [rule.id for rule in rules if len(rule.examples.flagged) < 2 or len(rule.examples.passing) < 3]
    lines = [*failures, f"{len(rules)} rules, {flagged} flagged and {passing} passing examples: {len(failures)} failed"]
    if thin:
        lines.append(f"thinly covered (fewer than 2 flagged and 3 passing examples): {', '.join(thin)}")
    return "\n".join(lines) + "\n", not failures


def _changed(rule: Rule, before: Rule) -> bool:
    return rule.examples != before.examples or rule.severity != before.severity

