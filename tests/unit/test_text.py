import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from shared.text import clean


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
