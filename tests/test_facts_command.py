"""`poalint facts` and docs/facts.md: what the checks rest on, where it was read, and how old it is."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from poalint.cli import knowing
from poalint.cli.app import app
from poalint.model import PoalintError
from poalint.pack.book import built_in_book, built_in_folder

DAY = date(2026, 12, 1)


def test_every_fact_has_its_source_and_every_source_is_known() -> None:
    for name in knowing.TOPICS:
        topic = knowing.read_topic(name, built_in_folder())
        assert topic.compiled is not None
        assert topic.rows
        for row in topic.rows:
            assert row.sources, row
            assert set(row.sources) <= set(topic.sources), row
            assert row.confidence in {"high", "medium", "low"}, row


def test_the_command_prints_facts_sources_and_age() -> None:
    ran = CliRunner().invoke(app, ["facts", "carriers", "--marketplace", "uk"])
    assert ran.exit_code == 0
    assert "Royal Mail" in ran.stdout
    assert "[sc_forum_uk_vtr]" in ran.stdout
    assert "read on 2026-11-22" in ran.stdout
    assert "US: " not in ran.stdout


def test_json_has_the_same() -> None:
    told, warnings = knowing.facts(None, "US", "json", DAY)
    shape = json.loads(told)
    assert (shape["schema"], shape["marketplace"], warnings) == (1, "US", [])
    assert [topic["topic"] for topic in shape["topics"]] == ["carriers", "figures", "forms"]
    carriers = shape["topics"][0]
    assert carriers["age_days"] == 9
    sunyou = [fact for fact in carriers["facts"] if fact["name"] == "Sunyou"]
    assert [(fact["told"], fact["as_of"]) for fact in sunyou] == [
        ("reported as not recognised; code: Sunyou", "2020-12")
    ]
    assert "seller_report_2020" in carriers["sources"]
    vtr = [fact["told"] for fact in shape["topics"][1]["facts"] if fact["name"] == "Valid Tracking Rate"]
    assert vtr == ["at least 95% over 30 days"]


def test_facts_older_than_a_year_are_warned_of() -> None:
    assert knowing.facts("carriers", None, "text", date(2027, 11, 22))[1] == []
    (warning,) = knowing.facts("carriers", None, "text", date(2027, 11, 23))[1]
    assert warning == "the carriers were read 366 days ago, on 2026-11-22; look for a newer poalint"


def test_a_missing_or_damaged_file_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(knowing, "built_in_folder", lambda: tmp_path)
    told, (warning,) = knowing.facts("forms", None, "text", DAY)
    assert told.strip() == ""
    assert warning == f"there are no forms: {tmp_path / 'lexicons' / 'tracking.yaml'} is missing; reinstall poalint"
    (tmp_path / "lexicons").mkdir()
    for damage in ("[", "[]", "compiled: soon\nsources: {}"):
        (tmp_path / "lexicons" / "tracking.yaml").write_text(damage, encoding="utf-8")
        with pytest.raises(
            PoalintError, match=r"tracking\.yaml: the list of forms is damaged \(.*\); reinstall"
        ) as error:
            knowing.facts("forms", None, "text", DAY)
        assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["weather"], "not one of carriers, figures, forms"), (["--marketplace", "XX"], "no marketplace")],
)
def test_a_wrong_call_says_what_is_right(arguments: list[str], words: str) -> None:
    ran = CliRunner().invoke(app, ["facts", *arguments])
    assert ran.exit_code == 2
    assert words in ran.stderr


def test_the_page_on_facts_is_current() -> None:
    page = (built_in_folder().parent / "docs" / "facts.md").read_text(encoding="utf-8")
    assert page == knowing.docs_page(), "write it again: python -m poalint.cli.knowing"
    assert all(f"`{name}`" in page for name in built_in_book())
