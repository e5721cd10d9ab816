import unicodedata

import pytest

from deploy.demo.goods import goods
from services.listings.inference import inferred_category, likely_headings


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("Gạo nếp cái hoa vàng", "food"),
        ("Trà hoa cúc", "drink"),
        ("Rượu nếp cẩm", "drink"),
        ("Tinh bột nghệ", "medicinal"),
        ("Bánh đậu xanh rồng vàng", "food"),
        ("Lục bình gốm Phù Lãng", "handicraft"),
        ("Lan hồ điệp", "ornamental"),
        ("OCOP 4 sao – Mật ong hoa nhãn", "food"),
        ("Nhãn lồng Hưng Yên", "food"),
        # an ambiguous word with what makes it plain, and alone
        ("Vải thiều Lục Ngạn", "food"),
        ("Vải lụa Vạn Phúc", "handicraft"),
        ("Vải", None),
        # what stands behind the head does not decide
        ("Máy sấy chè", None),
        ("Phân hữu cơ cho lan", None),
        ("Sản phẩm Xyz", None),
        ("", None),
        ("…!", None),
    ],
)
def test_the_head_of_a_name_says_the_category(name: str, category: str | None) -> None:
    assert inferred_category(name) == category


@pytest.mark.parametrize("name", ["TRÀ HOA CÚC", unicodedata.normalize("NFD", "Trà hoa cúc"), "trà  hoa-cúc", "(Trà)"])
def test_however_it_is_written(name: str) -> None:
    assert inferred_category(name) == "drink"


def test_the_tone_stands_on_either_vowel() -> None:
    assert inferred_category("Thuỷ sản khô") == inferred_category("Thủy sản khô") == "food"


def test_a_word_is_no_beginning_of_another() -> None:
    assert inferred_category("Gạovàng") is None


def test_of_the_goods_of_a_province_nearly_all_are_known() -> None:
    wrong = {
        good.names["vi"]: found for good in goods() if (found := inferred_category(good.names["vi"])) != good.category
    }
    assert len(wrong) <= len(goods()) * 0.03, wrong


@pytest.mark.parametrize(
    ("name", "headings"),
    [
        ("Mật ong hoa nhãn", ["0409"]),
        ("Vải thiều Lục Ngạn", ["0810"]),
        ("Vải sấy", ["0813"]),
        ("Vải", ["0810", "5208"]),
        ("Sản phẩm Xyz", []),
    ],
)
def test_the_name_tells_where_the_harmonized_system_may_have_it(name: str, headings: list[str]) -> None:
    assert likely_headings(name) == headings
