import pytest

from services.matching.words import common, words


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ("gạo nếp", "GẠO NẾP cái hoa vàng"),
        ("gao nep", "gạo nếp"),
        ("gạo nếp", "gao nep"),
        ("Thuỷ sản", "Thủy sản"),
        ("dried mangoes", "Dried Mangoes (soft)"),
        ("cashew nut", "Cashew nuts"),
        ("レンコン", "乾燥レンコン"),
        ("れんこん", "レンコン"),
        ("ﾚﾝｺﾝ", "レンコン"),
        ("米", "米麺 米"),
        ("쌀국수", "건조 쌀국수"),
        ("אורז יסמין", "אורז יסמין אורגני"),
        ("cần mua gạo 5 tấn mỗi tháng", "gạo"),
        ("đậu", "Đậu đỏ"),
    ],
)
def test_all_that_is_asked_is_offered(asked: str, offered: str) -> None:
    assert sorted(common(words(asked), words(offered))) == sorted(words(asked))
    assert words(asked)


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ("bơ", "bò"),
        ("chè", "chế"),
        ("mận", "mắn"),
        ("rice", "price"),
        ("乾燥", "燥乾"),
        ("2026", "2026"),
        ("for the best quality", "of the best quality"),
    ],
)
def test_nothing_that_is_asked_is_offered(asked: str, offered: str) -> None:
    assert common(words(asked), words(offered)) == []


def test_numbers_inside_names_stay() -> None:
    assert set(words("Gạo ST25 - 5 kg")) == {"gao", "st25"}
