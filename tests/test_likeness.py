"""How much of a letter stands in templates and in earlier letters."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import validate
from typer.testing import CliRunner

from poalint.api import Linter
from poalint.cli.app import app
from poalint.config import Config
from poalint.draft import Draft, read_draft
from poalint.facts import Compared, Likeness, Materials, Past, Templates, read_past
from poalint.facts.likeness import fingerprint, shop_names, wordings
from poalint.formats.shapes import check_schema
from poalint.model import PoalintError
from poalint.pack.load import built_in_folder

FIXTURES = Path(__file__).parent.parent / "fixtures"
STRONG = sorted(path for path in (FIXTURES / "drafts").rglob("*.txt") if "strong" in path.as_posix())
TEMPLATES = Templates(built_in_folder() / "lexicons" / "templates.json")

SENTENCES = (
    "Our packer left for the day before the second pickup and nobody took over from her.",
    "We refunded the buyer in full on 2 June and sent him the carrier's letter.",
    "Since 5 June the shift leader counts the parcels on the bench before he locks the door.",
    "The clerk who typed the wrong address now reads every label aloud to a second person.",
    "We found the fault when we compared the stock sheet with the shelf on 14 April.",
    "A new printer stands beside the old one and is tried every Monday before the first order.",
    "The owner of the shop signs the list of late orders each evening and keeps it for a year.",
    "Our supplier changed the box without a word, and the glass arrived broken in nine cases.",
)
OWN = "Nobody had ever told the student who packs on Saturdays where the fragile stickers are kept."
letters = st.lists(st.sampled_from(SENTENCES), min_size=1, unique=True)


def letter(*sentences: str, path: str = "letter.txt") -> Draft:
    return Draft(path, "\n\n".join(sentences))


def against(draft: Draft, *past: Draft) -> list[Likeness]:
    own = Compared(draft)
    return Past(tuple(map(Compared, past))).compare(own, own.wordings)


def share(draft: Draft, past: Draft) -> float:
    found = against(draft, past)
    return found[0].share if found else 0.0


# --- the measure --------------------------------------------------------------------------------------------------------


@given(letters)
def test_a_letter_is_wholly_like_itself(sentences: list[str]) -> None:
    [found] = against(letter(*sentences), letter(*sentences, path="copy.txt"))
    assert found.share == pytest.approx(1.0)
    assert len(found.sentences) == len(sentences)


@given(letters, st.randoms(use_true_random=False))
def test_the_same_words_in_another_order_are_nothing_alike(sentences: list[str], chance) -> None:  # type: ignore[no-untyped-def]
    words = " ".join(sentences).replace(".", "").split()
    past = sorted(words, key=str.lower)
    assert share(letter(*sentences), letter(" ".join(past), path="past.txt")) < 0.05


@given(letters, st.permutations(SENTENCES))
def test_the_order_of_the_sentences_does_not_matter(sentences: list[str], past: list[str]) -> None:
    assert share(letter(*sentences), letter(*past, path="past.txt")) == pytest.approx(1.0)


@given(letters)
def test_sentences_of_ones_own_lower_the_share(sentences: list[str]) -> None:
    past = letter(*SENTENCES, path="past.txt")
    assert share(letter(*sentences, OWN), past) < share(letter(*sentences), past)


@settings(max_examples=30)
@given(st.integers(1, 28), st.integers(10, 99), st.sampled_from(["May", "October", "Sept"]), st.integers(0, 9_999_999))
def test_dates_numbers_and_ids_do_not_matter(day: int, count: int, month: str, order: int) -> None:
    past = letter("On 4 March the 12 parcels of order 113-4410922-5580213 were left at the back door.", path="past.txt")
    told = f"On {day} {month} the {count} parcels of order 112-7781204-{order:07} were left at the back door."
    assert share(letter(told), past) == pytest.approx(1.0)


def test_the_name_of_the_shop_does_not_matter() -> None:
    told = 'Our store "{0}" sells lamps.\n\nNobody at {0} measured the bolt before the lamps went on sale.'
    [found] = against(Draft("a", told.format("Fenmu Home")), Draft("b", told.format("Kelan Direct")))
    assert found.share == pytest.approx(1.0)
    assert found.other_account


def test_i_and_we_are_one() -> None:
    past = letter("I didn't check my stock before I've answered the buyer of the lamp.", path="past.txt")
    assert share(letter("We did not check our stock before we have answered the buyer of the lamp."), past) == 1.0


def test_a_sentence_taken_into_a_longer_one_is_found_with_its_part_of_the_words() -> None:
    long = f"As the owner of the shop has said to all of us at the table that evening, {SENTENCES[0].lower()}"
    [found] = against(letter(long), letter(SENTENCES[0], path="past.txt"))
    assert 0.4 < found.share < 0.6


def test_words_changed_here_and_there_are_seen_through_only_beside_a_sure_sentence() -> None:
    changed = "The clerk who typed the false address now says every label aloud before a second person."
    past = letter(*SENTENCES, path="past.txt")
    assert against(letter(changed), past) == []
    [found] = against(letter(changed, SENTENCES[0]), past)
    assert len(found.sentences) == 2


def test_the_letter_most_alike_comes_first() -> None:
    found = against(letter(*SENTENCES), letter(SENTENCES[0], path="one"), letter(*SENTENCES[:4], path="four"))
    assert [each.letter for each in found] == ["four", "one"]


@pytest.mark.parametrize("first", STRONG, ids=lambda path: path.stem)
def test_letters_written_for_themselves_have_next_to_nothing_in_common(first: Path) -> None:
    others = [read_draft(path) for path in STRONG if path != first]
    assert max((each.share for each in against(read_draft(first), *others)), default=0) < 0.05


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Store name: Fenmu Home\nour store “Fenmu Home”", ("Fenmu Home",)),
        ("Seller's display name is Birch Lane.", ("Birch Lane",)),
        ("店铺名：枫木家居", ("枫木家居",)),
        ("We asked the store for its name.", ()),
    ],
)
def test_shop_names(text: str, names: tuple[str, ...]) -> None:
    assert shop_names(text) == names


def test_places_are_those_of_the_draft() -> None:
    draft = Draft("a", f"Store name: Fenmu Home\n\n  1. {SENTENCES[0]} {SENTENCES[1]}\n")
    assert [draft[each.span] for each in wordings(draft)] == [SENTENCES[0], SENTENCES[1]]


# --- templates ----------------------------------------------------------------------------------------------------------

STOCK = (
    "I understand that recently our performance as a seller on Amazon.com has fallen below both Amazon's and our own standards"
    " of quality."
)


@pytest.mark.parametrize("path", STRONG, ids=lambda path: path.stem)
def test_no_strong_letter_has_a_sentence_of_a_template(path: Path) -> None:
    draft = read_draft(path)
    assert [draft[each.span] for each in TEMPLATES.compare(wordings(draft)).sentences] == []


@pytest.mark.parametrize(
    "told",
    [
        STOCK,
        STOCK.replace("I understand", "We understand").replace(".com", ".co.uk"),
        "I am writing to appeal the suspension of my Amazon Seller Account (Account Name: Fenmu Home / Seller ID: A1B2C3D4E5F6G7)"
        " due to late shipment on 4 May 2026.",
    ],
)
def test_a_template_filled_in_is_known(told: str) -> None:
    [found] = TEMPLATES.compare(wordings(letter(told))).sentences
    assert found.source in {source.title for source in TEMPLATES.sources}


def test_no_text_can_be_read_from_the_fingerprints() -> None:
    [wording] = wordings(letter(STOCK))
    [same] = wordings(letter(STOCK.replace("recently", "lately")))
    kept = fingerprint(wording)
    assert kept.isascii()
    assert " " not in kept
    assert kept != fingerprint(same)
    data = json.loads((built_in_folder() / "lexicons" / "templates.json").read_text(encoding="utf-8"))
    assert all({"title", "url", "read", "sentences"} == set(each) for each in data["sources"])


def test_a_damaged_list_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "templates.json").write_text('{"sources": [{}]}', encoding="utf-8")
    with pytest.raises(PoalintError, match=r"the list of templates is damaged .*reinstall poalint") as told:
        Templates(tmp_path / "templates.json").compare([])
    assert "\n" not in str(told.value)


# --- earlier letters ----------------------------------------------------------------------------------------------------


def test_the_folder_is_read_to_the_bottom(tmp_path: Path) -> None:
    (tmp_path / "2025").mkdir()
    (tmp_path / "2025" / "old.md").write_text(SENTENCES[0], encoding="utf-8")
    (tmp_path / "older.txt").write_text(SENTENCES[1], encoding="utf-8")
    (tmp_path / "invoice.pdf").write_bytes(b"%PDF")
    assert [Path(each.draft.path).name for each in read_past(tmp_path).letters] == ["old.md", "older.txt"]


def test_every_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "one.docx").write_bytes(b"no zip")
    (tmp_path / "two.docx").write_bytes(b"")
    (tmp_path / "three.txt").write_text(SENTENCES[0], encoding="utf-8")
    with pytest.raises(PoalintError) as told:
        read_past(tmp_path)
    assert [Path(line.split(": ")[0]).name for line in str(told.value).splitlines()] == ["one.docx", "two.docx"]


@pytest.mark.parametrize("name", ["nowhere", "letter.txt", "empty"])
def test_a_folder_without_letters_is_told_in_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "letter.txt").write_text(SENTENCES[0], encoding="utf-8")
    (tmp_path / "empty").mkdir()
    with pytest.raises(PoalintError, match=r"; ") as told:
        read_past(tmp_path / name)
    assert "\n" not in str(told.value)


def test_an_earlier_draft_of_the_same_letter_breaks_no_rule() -> None:
    text = "\n\n".join(("Order 113-4410922-5580213 was late.", *SENTENCES))
    linter = Linter(Config(select=("leftovers/own-earlier-letter", "consistency/letter-of-other-account")))
    report = linter.check(Draft("new.txt", text), Materials(past=Past((Compared(Draft("old.txt", text)),))))
    assert report.findings == ()
    assert [(each.letter, each.same_case) for each in report.likeness] == [("old.txt", True)]


def test_check_against_a_folder_leaves_the_letter_itself_out(tmp_path: Path) -> None:
    told = 'Our store "{}" sells lamps.\n\n' + "\n\n".join(SENTENCES)
    (tmp_path / "new.txt").write_text(told.format("Fenmu Home"), encoding="utf-8")
    (tmp_path / "old.txt").write_text(told.format("Kelan Direct"), encoding="utf-8")
    rule = "consistency/letter-of-other-account"
    arguments = ["check", str(tmp_path / "new.txt"), "--against", str(tmp_path), "--select", rule, "--format", "json"]
    ran = CliRunner().invoke(app, arguments)
    document = json.loads(ran.stdout)
    validate(document, check_schema())
    [result] = document["results"]
    [alike] = result["likeness"]
    assert Path(alike["letter"]).name == "old.txt"
    assert alike["share"] == 1.0
    assert alike["other_account"]
    assert [each["words"] for each in alike["sentences"]] == list(SENTENCES)
    [finding] = result["findings"]
    assert "100%" in finding["message"]
    assert "old.txt" in finding["message"]
    assert len(finding["related"]) == len(SENTENCES) - 1


@pytest.mark.parametrize(("lang", "told"), [("en", "old.txt (another shop)"), ("zh", "old.txt（另一个店铺）")])
def test_the_report_names_the_letter(tmp_path: Path, lang: str, told: str) -> None:
    (tmp_path / "past").mkdir()
    text = 'Our store "{}" sells lamps.\n\n' + "\n\n".join(SENTENCES)
    (tmp_path / "new.txt").write_text(text.format("Fenmu Home"), encoding="utf-8")
    (tmp_path / "past" / "old.txt").write_text(text.format("Kelan Direct"), encoding="utf-8")
    for output_format in ("text", "html"):
        arguments = ["check", str(tmp_path / "new.txt"), "--against", str(tmp_path / "past"), "--lang", lang]
        ran = CliRunner().invoke(
            app, [*arguments, "--format", output_format, "--select", "leftovers/own-earlier-letter"]
        )
        assert told in ran.stdout
