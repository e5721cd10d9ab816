"""What a text is taken for: its words, its terms, the thing that it names."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.listings.asking import asked
from services.listings.index.postgres import TsQuery
from services.listings.indexing import indexed
from services.listings.language.analyser import words
from services.listings.language.likeness import alike
from services.listings.language.segments import segments
from services.listings.language.spelling import closest
from services.listings.language.subject import subject
from services.listings.language.vocabulary import vocabulary
from shared.contracts.listings import ListingBody
from shared.contracts.values import Language


def heads(text: str, language: Language | None = None) -> set[str]:
    known = vocabulary()
    return {known.ids[place] for place in subject(text, language, known, asking=True).head_concepts}


def folded(text: str) -> list[str]:
    return [word.folded for word in words(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bơ Đắk Lắk", "bo dak lak"),
        ("ＳＴ２５", "st25"),
        ("hoà bình", "hòa bình"),
        ("mỳ chũ", "mì chũ"),
        (unicodedata.normalize("NFD", "nước mắm"), "nước mắm"),
        ("potatoes", "potato"),
        ("dried leaves", "dried leaf"),
        ("chillies", "chili"),
        ("cookies", "cookie"),
        ("ひらたけ", "ヒラタケ"),
        ("ﾚﾝｺﾝ", "レンコン"),
        ("蓮の実", "蓮実"),
        ("אוֹרֶז", "אורז"),
        ("פטריות", "פטרייה"),
        ("ג'ינג'ר", "ג׳ינג׳ר"),
        ("לימונים", "לימון"),
    ],
)
def test_one_word_in_two_spellings(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"), [("bơ", "bò"), ("cam", "cám"), ("glass", "glas"), ("rice", "ice"), ("茶", "米")]
)
def test_two_words(one: str, other: str) -> None:
    assert [word.exact for word in words(one)] != [word.exact for word in words(other)]


def test_marks_are_kept_beside_the_folded_form() -> None:
    [word] = words("Bơ")
    assert (word.folded, word.exact, word.marked) == ("bo", "bơ", True)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("trà hoa cúc", "vi", "chrysanthemum_tea"),
        ("nuoc mam", None, "fish_sauce"),
        ("nước mấm", "vi", "fish_sauce"),
        ("魚醤", "ja", "fish_sauce"),
        ("生姜 茶", "ja", "ginger_tea"),
        ("有機緑茶", "ja", "green_tea"),
        ("냉동 새우", "ko", "frozen_shrimp"),
        ("코코넛오일", "ko", "coconut_oil"),
        ("תה ירוק", "he", "green_tea"),
        ("tea with ginger", "en", "ginger_tea"),
        ("dried ginger tea", "en", "ginger_tea"),
        ("hat", "en", "hat"),
        ("Vải lụa Vạn Phúc", "vi", "silk"),
        ("quả bí đỏ", "vi", "pumpkin"),
        ("Lọ mắm tép", "vi", "shrimp_paste"),
        ("farm stay", "en", "farmstay"),
        ("nuocmam", "en", "fish_sauce"),
        ("ココナツオイル", "ja", "coconut_oil"),
        ("קנמון", "he", "cinnamon"),
        ("שורשי לוטוס", "he", "lotus_root"),
        ("Trà hòa tan linh chi Quảng Nam", "vi", "lingzhi_tea"),
        ("Thảm lục bình đan tròn", "vi", "hyacinth_rug"),
        ("Ruốc tôm Đất Mũi", "vi", "shrimp_floss"),
        ("arabica coffee beans roasted", "en", "arabica"),
        ("peaberry coffee beans roasted", "en", "coffee_beans"),
        ("lotus seed snack", "en", "lotus_seed"),
        ("עץ בונסאי", "he", "bonsai"),
        ("האורז הדביק", "he", "sticky_rice"),
        ("בדי המשי", "he", "silk"),
        ("Thịt bò một nắng Krông Pa", "vi", "beef_one_sun"),
        ("Litchi chinensis", None, "lychee"),
        ("macca", "vi", "macadamia"),
        ("nhản", "vi", "longan"),
        ("pomelo flowers", "en", "pomelo"),
        ("dried mangoes without salt", "en", "dried_mango"),
    ],
)
def test_the_thing_that_a_text_names(text: str, language: Language | None, expected: str) -> None:
    assert expected in heads(text, language)


@pytest.mark.parametrize(
    ("text", "language", "not_expected"),
    [
        ("bơ", "vi", "beef"),
        ("hat", "en", "nut"),
        ("ginger tea", "en", "ginger"),
        ("Gạo nếp Lạng Sơn", "vi", "lacquerware"),
        ("ディンラン", "ja", "orchid"),
        ("שביר", "he", "beer"),
        ("Rượu nếp cái hoa vàng Song Giang", "vi", "rattan"),
        ("フロアクリーナー", "ja", "chestnut"),
    ],
)
def test_what_a_text_does_not_name(text: str, language: Language | None, not_expected: str) -> None:
    assert not_expected not in heads(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("trái bắp", "vi"),
        ("con de", "vi"),
        ("where to buy lotus seeds", "en"),
        ("蓮の実を探しています", "ja"),
        ("연밥 구매", "ko"),
        ("말린 것", "ko"),
        ("איפה קונים אורז", "he"),
    ],
)
def test_words_of_a_buyer_that_name_nothing_need_not_be_found(text: str, language: Language) -> None:
    assert subject(text, language, vocabulary(), asking=True).unknown == ()


def test_a_name_says_how_the_thing_is_also_within_one_term() -> None:
    names: dict[Language, str] = {"vi": "Cá kèo khô Bạc Liêu"}
    assert "m:dried" in indexed(ListingBody(sku="1", names=names), set(), vocabulary()).terms


def test_who_asks_for_dried_eel_may_see_eel() -> None:
    found = asked("dried eel", "en", vocabulary())
    assert found is not None
    assert "h:eel" in found.fits["raw"].written(TsQuery())
    tea = asked("lotus tea", "en", vocabulary())
    assert tea is not None
    assert "raw" not in tea.fits


def test_a_single_character_is_a_term_only_where_the_rest_is_known() -> None:
    known = vocabulary()
    assert any(one.text == "茶" and one.meanings for one in segments("乾燥茶", "ja", known))
    assert not any(one.meanings for one in segments("謎茶謎", "ja", known))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("fish suace", "fish sauce"),
        ("tumeric", "turmeric"),
        ("nuoc amm", "nước mắm"),
        ("frozen durain", "frozen durian"),
        ("cà rtố tươi", "cà rốt tươi"),
    ],
)
def test_a_misspelling(typed: str, meant: str) -> None:
    assert closest(typed, subject(typed, None, vocabulary(), asking=True)) == meant


@pytest.mark.parametrize(("typed", "meant"), [("초콜랫", "초콜릿"), ("캐슈넏", "캐슈넛")])
def test_a_korean_misspelling_is_told_by_letters(typed: str, meant: str) -> None:
    assert closest(typed, subject(typed, "ko", vocabulary(), asking=True)) == meant


@pytest.mark.parametrize(
    ("text", "meant"), [("HOSO black tiger", "black_tiger_shrimp"), ("輪切り謎菊", "chrysanthemum")]
)
def test_what_names_nothing_is_likened(text: str, meant: str) -> None:
    known = vocabulary()
    assert meant in {known.ids[place] for place in alike(words(text), known)}


@pytest.mark.parametrize("text", ["謎", "zzyzx", "bánh xyz"])
def test_nothing_is_likened_to_what_is_like_nothing(text: str) -> None:
    assert alike(words(text), vocabulary()) == ()


def test_a_brand_beside_a_known_word_is_no_misspelling() -> None:
    assert closest("trà Shan Hà Giangg", subject("trà Shan Hà Giangg", None, vocabulary(), asking=True)) is None


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_asked_or_nothing(text: str) -> None:
    """Nothing that people type breaks the questions' notation: quotes are even and no question is empty."""
    one = asked(text, None, vocabulary())
    if one is not None:
        written = one.whole.matches.written(TsQuery())
        assert written.count("'") % 2 == 0
        assert "()" not in written
