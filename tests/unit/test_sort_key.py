"""Vietnamese dictionary order."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.text import sort_key

ORDERS = [
    list("aàảãáạăằẳẵắặâầẩẫấậbcdđeèêềghiklmnoôơpqrstuưvxy"),
    ["an", "án", "ăn", "ân"],
    ["ba", "bà", "bả", "bã", "bá", "bạ", "bá bà", "bác", "bán", "bạn"],
    ["dê", "đa", "đe"],
    ["gạo", "gạo nếp", "gạo tẻ", "gạo tím", "gấc", "gừng"],
    ["Chè", "chẻ", "CHÉ", "chè lam", "Chế biến"],
    ["HTX 1", "HTX 2", "HTX 9", "HTX A", "HTX Đ"],
    ["1 sao", "2 sao", "3 sao", "4 sao", "9 sao", "an"],
    ["2a", "a", "b", "ê", "y"],
    ["thu", "thú", "thủ công mỹ nghệ", "thuỷ", "thuý"],
    ["", "a"],
]


@pytest.mark.parametrize("ordered", ORDERS, ids=lambda words: words[0])
def test_dictionary_order(ordered: list[str]) -> None:
    shuffled = random.Random(1).sample(ordered, len(ordered))  # noqa: S311 - any order will do
    assert sorted(shuffled, key=sort_key) == ordered


@given(st.text(max_size=20))
def test_case_and_composition_do_not_matter(text: str) -> None:
    vietnamese = text.casefold()
    assert sort_key(unicodedata.normalize("NFD", vietnamese)) == sort_key(unicodedata.normalize("NFC", vietnamese))


@given(st.text(alphabet="aăâbdđeê 0239gy", max_size=6), st.text(alphabet="aăâbdđeê 0239gy", max_size=6))
def test_words_in_different_letters_have_different_keys(one: str, other: str) -> None:
    assert (sort_key(one) == sort_key(other)) == (one == other)


@given(st.text(alphabet="aăđeê 19y", min_size=1, max_size=4), st.text(alphabet="aăđeê 19y", max_size=4))
def test_a_beginning_comes_before_what_goes_on(start: str, rest: str) -> None:
    assert sort_key(start) <= sort_key(start + rest)
