"""Which names say what a buyer called the product."""

import pytest

from services.matching.verdicts.names import product_called
from services.matching.verdicts.verdict import Answer
from shared.contracts.values import Language


@pytest.mark.parametrize(
    ("what", "language", "name", "verdict"),
    [
        ("gạo", "vi", "gạo ST25 Sóc Trăng", "met"),
        ("gạo", "vi", "bánh gạo", "unmet"),
        ("chanh dây", "vi", "mứt chanh dây", "unmet"),
        ("thịt lợn", "vi", "Thịt lợn hun khói", "met"),
        ("cà phê", "vi", "Cà phê Robusta Buôn Ma Thuột", "met"),
        ("パッションフルーツ", "ja", "mứt chanh dây", "unmet"),
        ("rice", "en", "gạo ST25", "unknown"),
    ],
)
def test_a_name_that_has_the_words_may_be_another_product(
    what: str, language: Language, name: str, verdict: Answer
) -> None:
    assert product_called(what, language, {"vi": name}).verdict == verdict
