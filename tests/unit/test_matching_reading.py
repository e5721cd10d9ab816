"""Buyers' texts against what a person reads in them: `matching_reading/<language>.jsonl`."""

import argparse
from contextlib import nullcontext
from pathlib import Path
from typing import NamedTuple, get_args

import pytest

from deploy.commands.demand import run_read
from deploy.refusal import Refusal
from services.matching.reading.demand import read
from services.matching.reading.places import place_rows
from shared.contracts.demand_reading import LONGEST_TEXT
from shared.contracts.values import Language
from tests.unit.matching_reading.scoring import HELD_OUT, Difference, Example, differences, examples, fields

LANGUAGES: tuple[Language, ...] = get_args(Language)
RIGHT = 0.95
SILENT = 0.01
"""Floors of our own texts, well above what is aimed at for strangers' (0.80 and 0.03)."""
HELD_OUT_RIGHT = 0.7
HELD_OUT_SILENT = 0.02


class Measured(NamedTuple):
    texts: int
    fields: int
    silent: int
    wrong: list[tuple[str, list[Difference]]]


def measured(known: list[Example], language: Language) -> Measured:
    told, silent = 0, 0
    wrong: list[tuple[str, list[Difference]]] = []
    for example in known:
        got = read(example.text, language)
        found = differences(example, got)
        told += len(list(fields(example, got)))
        silent += sum(it.is_silent_guess for it in found)
        if found:
            wrong.append((example.text, found))
    return Measured(len(known), told, silent, wrong)


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_read_right_and_nothing_is_guessed_silently(language: Language) -> None:
    got = measured(examples(language), language)
    assert got.texts >= 40
    assert len(got.wrong) <= (1 - RIGHT) * got.texts, got.wrong
    assert got.silent <= SILENT * got.fields, got.wrong


@pytest.mark.parametrize("folder", sorted(it for it in HELD_OUT.iterdir() if it.is_dir()), ids=lambda it: it.name)
@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_of_the_held_out_rounds_stay_read(folder: Path, language: Language) -> None:
    if not (folder / f"{language}.jsonl").exists():
        pytest.skip("no texts of this language in this round")
    got = measured(examples(language, folder), language)
    assert len(got.wrong) <= (1 - HELD_OUT_RIGHT) * got.texts, got.wrong
    assert got.silent <= HELD_OUT_SILENT * got.fields, got.wrong


def test_the_score_sees_a_wrong_field_and_a_silent_guess() -> None:
    example = Example(text="", items=[], to="JPOSA", term="CIF")
    found = {it.field: it for it in differences(example, read("Cashew nuts, CIF Yokohama", "en"))}
    assert found["destination"].is_silent_guess
    assert "incoterm" not in found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "text", ["", " ", "…", "1.000,5", "20'", "OCOP", "¥", "\ue001-\ue00c", "１２月", "CIF", "x" * 5000]
)
def test_whatever_is_written_is_answered(language: Language, text: str) -> None:
    assert read(text, language).items


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ja", "一" * 5000 + "トン"),
        ("ko", "이" * 5000 + "톤"),
        ("ja", "9" * 5000 + "ダース"),
        ("en", "9" * 5000 + " t"),
    ],
)
def test_numbers_longer_than_any_amount(language: Language, text: str) -> None:
    """Python refuses to write whole numbers of more than 4300 digits."""
    assert read(text, language).items


def test_a_number_of_sixty_digits_is_no_quantity() -> None:
    assert read(f"mật ong {'1' * 60} kg mỗi tháng", "vi").items[0].quantity is None


def test_a_text_is_as_long_as_the_page_takes_it_and_no_longer(capsys: pytest.CaptureFixture[str]) -> None:
    for length in (LONGEST_TEXT, LONGEST_TEXT + 1):
        asked = argparse.Namespace(lang="vi", text="x" * length)
        with pytest.raises(Refusal, match="5001 characters") if length > LONGEST_TEXT else nullcontext():
            run_read(asked)
    assert capsys.readouterr().out.count("\n") == 1


def test_every_place_has_a_code_and_a_name_in_each_language() -> None:
    for row in place_rows():
        code, *names = row.split("|")
        assert len(code) in {2, 5}, row
        assert code.isupper(), row
        assert len(names) == 5, row
        assert all(names), row


def test_the_texts_are_beside_this_test() -> None:
    assert {it.stem for it in (Path(__file__).parent / "matching_reading").glob("*.jsonl")} == set(LANGUAGES)


@pytest.mark.parametrize(
    "text", ["두 가지 품목 500kg", "5월 초 500kg", "김 대리님, 500kg 부탁드립니다", "가격 차이 500kg", "배편으로 500kg"]
)
def test_korean_words_that_only_look_like_goods_are_no_goods(text: str) -> None:
    assert read(text, "ko").items[0].concept_vi is None


@pytest.mark.parametrize(("text", "concept"), [("가지 500kg", "cà tím"), ("김 500kg", "rong"), ("배 500kg", "lê")])
def test_the_same_words_alone_are_goods(text: str, concept: str) -> None:
    assert concept in (read(text, "ko").items[0].concept_vi or "")
