"""The speller: what it mends, what it leaves alone, and that it costs nothing where it is not asked."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poalint.language.spelling import misspelt, speller
from poalint.model import Span

MISSPELT = {
    "recieve": "receive", "seperate": "separate", "occured": "occurred", "definately": "definitely",
    "shippment": "shipment", "responsability": "responsibility", "carefull": "careful", "shiped": "shipped",
    "accpet": "accept", "alredy": "already", "becouse": "because", "shoud": "should", "trainned": "trained",
    "custommer": "customer", "warehose": "warehouse", "packges": "packages", "invetory": "inventory",
}  # fmt: skip

LEFT_ALONE = """
colour color cancelled canceled canceling apologised apologized centre center grey gray licence license labour labor
moulded molded catalogue catalog neighbor neighbour aluminum aluminium fulfil fulfill fulfillment enrol enroll
practiced practised whiskey fibers centimeters favorites judgment program cheque
unshipped relisted unticked sellable bedsheet blocklist godown coppersmith backend inbox relabeled restock
repackaged dropshipping barcode kneelers reseller feedbacks onwards themself
yanwen sunyou cainiao yiwu bpost postnl shopee gmail passwd asins tmall lumeng kelan
"""


@pytest.mark.parametrize(("word", "meant"), MISSPELT.items())
def test_the_word_meant_is_found(word: str, meant: str) -> None:
    assert speller().meant(word) == meant


@pytest.mark.parametrize("word", LEFT_ALONE.split())
def test_both_spellings_terms_and_names_are_left_alone(word: str) -> None:
    assert speller().meant(word) is None


@pytest.mark.parametrize("word", ["form", "teh", "sku", "actived", "informations", "advise"])
def test_short_words_and_questions_of_grammar_are_none_of_its_business(word: str) -> None:
    assert speller().meant(word) is None


@given(st.sampled_from(sorted(MISSPELT.values())))
def test_what_is_mended_to_is_never_flagged_itself(word: str) -> None:
    assert speller().known(word)
    assert speller().meant(word) is None


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=5, max_size=12))
def test_a_word_meant_is_a_known_word_of_the_same_first_letter(word: str) -> None:
    meant = speller().meant(word)
    assert meant is None or (speller().known(meant) and meant[0] == word[0] and abs(len(meant) - len(word)) <= 1)


def found(text: str, starts: tuple[int, ...] = (0,)) -> list[tuple[str, str]]:
    return [(each.word, each.meant) for each in misspelt(text, [Span(0, len(text))], starts)]


def test_a_capital_is_a_name_unless_it_begins_a_sentence() -> None:
    assert found("Rcently we met Rcently.") == [("Rcently", "Recently")]
    assert found("Lumeng signs; Kelan, Halvorsen and Castellan wait.") == []


def test_addresses_files_and_codes_are_no_words() -> None:
    text = (
        "shippment.pdf kelan@recieve.com https://recieve.example/seperate #recieve recieve_list C:\\recieve re-recieve"
    )
    assert found(text) == []


def test_places_are_those_of_the_draft() -> None:
    text = "“ok” we recieve\nand recieve"
    spans = [each.span for each in misspelt(text, [Span(0, 15), Span(16, len(text))], ())]
    assert [text[span.start : span.end] for span in spans] == ["recieve", "recieve"]
    assert spans[0] != spans[1]


def test_known_slips_win_over_the_dictionary() -> None:
    text = "They sended it and Didnt scan."
    got = [each.meant for each in misspelt(text, [Span(0, len(text))], (), {"sended": "sent", "didnt": "didn't"})]
    assert got == ["sent"]


def test_the_dictionary_is_read_only_when_a_word_is_looked_at() -> None:
    code = "import sys, poalint.kinds.spelling; print('symspellpy' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert told.stdout == "False\n"
