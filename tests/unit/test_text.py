import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shared.text import clean, clean_lines, fold


@given(st.text())
def test_a_cleaned_text_is_clean(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)


def test_a_mark_joins_its_letter_once_nothing_is_between_them() -> None:
    assert clean("e\u200b\u0301") == "é"


def test_no_character_that_turns_or_hides_text_stays() -> None:
    hidden = "\u061c\u202e\u2066\u00ad\u180e\u0000\u009f\ufeff"
    assert clean("".join(f"a{character}" for character in hidden)) == "a" * len(hidden)


def test_white_space_of_every_kind_is_one_space() -> None:
    assert clean(" a\t b\u3000c\u00a0\nd\u2028") == "a b c d"


def test_lines_stay_lines() -> None:
    assert clean_lines("\n một \r\nhai\u202e  ba\r\n\n bốn \n") == "một\nhai ba\n\nbốn"


@given(st.text())
def test_cleaned_lines_are_clean(text: str) -> None:
    cleaned = clean_lines(text)
    assert clean_lines(cleaned) == cleaned
    assert [clean(line) for line in cleaned.split("\n")] == cleaned.split("\n")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đường thốt nốt", "duong thot not"),
        ("THUỶ SẢN", "thuy san"),
        ("Thủy sản", "thuy san"),
        ("ẮẰẲẴẶ ẤẦẨẪẬ", "aaaaa aaaaa"),
        ("ＳＴ２５", "st25"),
        ("ﾚﾝｺﾝ", "レンコン"),
        ("ガギ", "ガギ"),
        ("쌀국수", "쌀국수"),
        ("אוֹרֶז", "אורז"),
        ("Trà™", "tratm"),
        ("Straße", "strasse"),
        ("№ 1", "no 1"),
    ],
)
def test_folded(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded


@given(st.text())
@example("ℌ™㎏")
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệđoôơuưyỳỷỹýỵ "))
def test_vietnamese_folds_to_ascii_whatever_its_case(text: str) -> None:
    assert fold(text).isascii()
    assert fold(text.upper()) == fold(text)
    assert len(fold(text)) == len(text)
