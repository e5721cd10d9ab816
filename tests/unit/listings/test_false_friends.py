"""Words that mean several things mean all of them when they stand alone, and one of them in a name that says which."""

import pytest

from services.listings.language.subject import subject
from services.listings.language.vocabulary import vocabulary


def heads(text: str) -> set[str]:
    known = vocabulary()
    return {known.ids[place] for place in subject(text, "vi", known).head_concepts}


def asked_for(text: str) -> set[str]:
    known = vocabulary()
    about = subject(text, "vi", known, asking=True)
    mistaken = (place for topic in about.topics for place in topic.besides)
    return {known.ids[place] for place in (*about.head_concepts, *mistaken)}


@pytest.mark.parametrize(
    ("word", "meanings"),
    [
        ("thơm", {"pineapple"}),
        ("ruốc", {"pork_floss", "tiny_shrimp", "shrimp_paste"}),
        ("chè", {"tea", "che_sweet"}),
        ("cốm", {"popped_rice_green", "puffed_rice"}),
        ("sắn", {"cassava", "kudzu_root", "jicama"}),
        ("dưa", {"melon", "cucumber", "pickles", "watermelon"}),
        ("bí", {"pumpkin", "wax_gourd", "zucchini"}),
        ("măng", {"bamboo_shoot", "mangosteen", "asparagus"}),
        ("mang", {"bamboo_shoot", "mangosteen"}),
        ("bơ", {"avocado", "butter"}),
        ("bo", {"avocado", "butter", "beef"}),
    ],
)
def test_a_false_friend_alone_is_asked_in_all_its_meanings(word: str, meanings: set[str]) -> None:
    assert meanings <= asked_for(word)


@pytest.mark.parametrize(
    ("name", "is_one", "is_none"),
    [
        ("Gạo thơm Điện Biên", "fragrant_rice", "pineapple"),
        ("Chè búp Tân Cương", "tea", "che_sweet"),
        ("Bột sắn dây", "kudzu_starch", "cassava"),
        ("Dưa hấu không hạt", "watermelon", "cucumber"),
        ("Bí đao chanh", "wax_gourd", "pumpkin"),
        ("Măng cụt Lái Thiêu", "mangosteen", "bamboo_shoot"),
        ("Măng tây xanh", "asparagus", "bamboo_shoot"),
        ("Bơ sáp Đắk Lắk", "avocado", "beef"),
        ("Bò vàng Hà Giang", "cattle", "avocado"),
        ("Chả lụa Ước Lễ", "gio_lua", "silk"),
    ],
)
def test_a_name_that_says_which_is_only_that(name: str, is_one: str, is_none: str) -> None:
    found = heads(name)
    assert is_one in found
    assert is_none not in found
