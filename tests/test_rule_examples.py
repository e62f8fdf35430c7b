"""Every built-in rule proves itself by its examples and says what it must in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from poalint import engine
from poalint.api import Linter
from poalint.model import Finding
from poalint.pack.book import INDEX, built_in_folder, index_text
from poalint.pack.load import load_pack, rule_files
from poalint.pack.proof import draft_of
from poalint.pack.rule import Rule, Text

FILES = {path.relative_to(built_in_folder()).with_suffix("").as_posix(): path for path in rule_files(built_in_folder())}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
SLOT = re.compile(r"\{\w*\}")


@pytest.fixture(params=sorted(FILES))
def name(request: pytest.FixtureRequest) -> str:
    """The id of each built-in rule in turn."""
    return str(request.param)


@pytest.fixture
def rule(name: str) -> Rule:
    return load_pack().rules[name]


@pytest.fixture
def alone(name: str, linter: Linter, monkeypatch: pytest.MonkeyPatch) -> Linter:
    """The session's linter with this rule only."""
    monkeypatch.setattr(linter, "pack", load_pack().only([name], []))
    return linter


def findings(rule: Rule, linter: Linter, lang: str) -> Iterator[Finding]:
    """What the rule says of its flagged examples."""
    for example in rule.examples.flagged:
        draft = draft_of(example.draft, example.section)
        reading = linter._read(draft, linter.pack.patterns, example.violation, example.marketplace, example.materials())
        yield from engine.judge(reading, rule, linter.pack.scoring, lang).findings


def test_every_file_is_a_rule_and_every_rule_a_file() -> None:
    assert sorted(load_pack().rules) == sorted(FILES)


def test_every_example_comes_out_as_written(alone: Linter) -> None:
    assert [str(each) for each in alone.prove()] == []


def test_no_slot_stays_open_in_what_a_writer_reads(alone: Linter, rule: Rule) -> None:
    # By name: a draft may hold braces of its own, and the rule on placeholders quotes them.
    texts = [text for text in (rule.message, rule.help, rule.fix) if text is not None]
    slots = {f"{{{slot}}}" for text in texts for slot in text.slots()}
    for lang in ("en", "zh"):
        told = list(findings(rule, alone, lang))
        assert told
        for finding in told:
            words = [finding.message, finding.help, *(fix.title for fix in finding.fixes)]
            assert [each for each in words if any(slot in each for slot in slots) or not each.strip()] == []


def test_the_pattern_is_one_spacy_takes(rule: Rule) -> None:
    # The built-in pack is read without this proof, which is slow.
    fault = getattr(rule.check, "fault", None)
    assert fault is None or fault(rule.settings) is None


def test_expressions_compile(rule: Rule) -> None:
    # The built-in pack compiles each on first use.
    for name in ("any", "unless"):
        for each in getattr(rule.settings, name, ()):
            if hasattr(each, "prove"):
                each.prove()
    assert rule.settings is not None


def test_the_id_is_the_path(name: str, rule: Rule) -> None:
    assert rule.id == name
    assert FILES[name].parent.name == rule.category.value
    assert FILES[name].parent.parent == built_in_folder()


def test_the_words_are_there_in_both_languages(rule: Rule) -> None:
    texts: dict[str, Text | None] = {
        "title": rule.title,
        "message": rule.message,
        "help": rule.help,
        "why": rule.why,
        "fix": rule.fix,
    }
    for key, text in texts.items():
        if text is None:
            continue
        assert text.zh, key
        assert CHINESE.search(text.zh), key
        assert not CHINESE.search(re.sub(r"“[^”]*”", "", text.en)), key
        assert text.en == text.en.strip(), key
        assert text.zh == text.zh.strip(), key


def test_chinese_fills_no_slot_that_english_does_not(rule: Rule) -> None:
    # It may leave one out (“reason” is English), and has some of its own in Chinese: section_zh for section.
    for text in (rule.message, rule.help):
        chinese = {slot.replace("_zh}", "}") for slot in SLOT.findall(text.zh or "")}
        assert chinese <= set(SLOT.findall(text.en))


def test_there_are_examples_enough(rule: Rule) -> None:
    assert len(rule.examples.flagged) >= 2
    assert len(rule.examples.passing) >= 3
    every = (*rule.examples.flagged, *rule.examples.passing)
    whole = [(e.draft, e.section, e.violation, e.notice, e.orders, e.attachments, e.earlier) for e in every]
    assert len(set(whole)) == len(whole)


def test_every_source_has_an_address_and_a_date(rule: Rule) -> None:
    assert rule.sources
    for source in rule.sources:
        assert source.title.strip()
        assert re.match(r"https?://[^\s/]+", source.url), source.url
        assert date(2024, 1, 1) <= date.fromisoformat(source.read)


def test_the_index_is_current() -> None:
    written = (built_in_folder() / INDEX).read_text(encoding="utf-8")
    assert written == index_text(load_pack(deep=False)), "run: make rules"


def test_the_index_is_the_same_whether_settings_are_read_or_not() -> None:
    shallow, deep = load_pack(deep=False), load_pack()
    assert index_text(shallow) == index_text(deep)
    assert list(shallow.rules) == list(deep.rules)


def test_a_rule_that_does_not_prove_is_told(linter: Linter, monkeypatch: pytest.MonkeyPatch) -> None:
    rule = load_pack().rules["tone/shouting"]
    flagged, *others = rule.examples.flagged
    wrong = replace(flagged, at=("We",), fixed=flagged.draft)
    broken = replace(rule, examples=replace(rule.examples, flagged=(wrong, *others)))
    monkeypatch.setattr(linter, "pack", replace(linter.pack, rules={rule.id: broken}))
    assert [each.example for each in linter.prove()] == ["flagged example 1", "flagged example 1, fixed"]


def test_the_rules_lie_beside_the_package() -> None:
    assert (built_in_folder() / INDEX).is_file()
    assert Path(INDEX).suffix == ".json"
