"""The lexicon's files keep their rules, and each rule catches the line that breaks it."""

import unicodedata
from pathlib import Path

import pytest

from shared.lexicon.check import problems
from shared.lexicon.reading import (
    CHAPTER_COLUMNS,
    CONCEPT_COLUMNS,
    FALSE_FRIEND_COLUMNS,
    MODIFIER_COLUMNS,
    read_lexicon,
)

FRUIT = "fruit|0810|food||trái cây|fruit|果物|과일|פירות"
PINEAPPLE = "pineapple|0804|food|fruit|dứa;thơm|pineapple|パイン|파인애플|אננס"
TOUR = "tour||tourism|service|tour|tour|ツアー|투어|טיול"
SERVICE = "service||||dịch vụ|service|サービス|서비스|שירות"
FRAGRANT = "fragrant|quality|thơm|fragrant|香り|향긋한|ריחני"
THOM = "thơm|vi|pineapple;fragrant|the fruit in the South, else the adjective"


def a_lexicon(folder: Path, *, concepts: str = "", modifier: str = FRAGRANT, friend: str = THOM) -> list[str]:
    """What the checker says of a small sound lexicon with these lines added or put in."""
    (folder / "concepts").mkdir()
    files = {
        "concepts/all.psv": [CONCEPT_COLUMNS, FRUIT, PINEAPPLE, SERVICE, TOUR, *concepts.split("\n")],
        "modifiers.psv": [MODIFIER_COLUMNS, modifier],
        "false_friends.psv": [FALSE_FRIEND_COLUMNS, friend],
        "hs_chapters.psv": [CHAPTER_COLUMNS, "08|14"],
    }
    for name, lines in files.items():
        (folder / name).write_text("\n".join(lines), "utf-8")
    return problems(read_lexicon(folder))


def test_the_files_keep_the_rules() -> None:
    assert problems(read_lexicon()) == []


def test_the_lexicon_is_broad_enough() -> None:
    assert len(read_lexicon().concepts) >= 2000


def test_a_sound_lexicon_has_no_problems(tmp_path: Path) -> None:
    assert a_lexicon(tmp_path) == []


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (unicodedata.normalize("NFD", "x|0810|food||ổi|guava|グアバ|구아바|גויאבה"), "not NFC"),
        ("x|0810|food||ổi|guava|ｸﾞｱﾊﾞ|구아바|גויאבה", "not NFC in normal width"),
        ("x|0810|food||ổi |guava|グアバ|구아바|גויאבה", "stray white space in vi"),
        ("x|0810|food||ổi|red  guava|グアバ|구아바|גויאבה", "stray white space in en"),
        ("x|0810|food||ổi|guava|guava|구아바|גויאבה", "not written in the letters of ja"),
        ("x|0810|food||ổi|guava|グアバ|グアバ|גויאבה", "not written in the letters of ko"),
        ("x|0810|food||ổi|guava|グアバ|구아바|guava", "not written in the letters of he"),
        ("x|0810|food||オイ|guava|グアバ|구아바|גויאבה", "not written in the letters of vi"),
        ("x|0810|food||ổi|guava|グアバ|구아바|", "x has an empty he term"),
        ("x|0810|food||ổi;|guava|グアバ|구아바|גויאבה", "x has an empty vi term"),
        ("Guava|0810|food||ổi|guava|グアバ|구아바|גויאבה", "not lower_snake_case"),
        ("pineapple|0810|food||ổi|guava|グアバ|구아바|גויאבה", "the id pineapple is taken"),
        ("x|0810|food||khóm;Dứa|guava|グアバ|구아바|גויאבה", "vi “dứa” is in pineapple and x"),
        ("x|0810|food||ổi|guava|ぱいん|구아바|גויאבה", "ja “ぱいん” is in pineapple and x"),
        ("x|0810|food||ổi|guava;Guava|グアバ|구아바|גויאבה", "en “guava” stands twice in x"),
        ("x||food||ổi|guava|グアバ|구아바|גויאבה", "x has no HS heading"),
        ("x|810|food||ổi|guava|グアバ|구아바|גויאבה", "has not four digits"),
        ("x|0815|food||ổi|guava|グアバ|구아바|גויאבה", "there is no HS heading 0815"),
        ("x|7701|food||ổi|guava|グアバ|구아바|גויאבה", "there is no HS heading 7701"),
        ("x|0810|herbs||ổi|guava|グアバ|구아바|גויאבה", "there is no group “herbs”"),
        ("x|0810|food|berry|ổi|guava|グアバ|구아바|גויאבה", "below berry, which does not exist"),
        (
            "x|0810|food|y|ổi|guava|グアバ|구아바|גויאבה\ny|0810|food|x|na|anona|釈迦頭|석가|אנונה",
            "x is broader than itself",
        ),
    ],
)
def test_a_bad_concept_is_named(tmp_path: Path, line: str, problem: str) -> None:
    found = a_lexicon(tmp_path, concepts=line)
    assert any(problem in sentence for sentence in found), found


def test_an_unmarked_homograph_is_named(tmp_path: Path) -> None:
    found = a_lexicon(tmp_path, friend="dứa|vi|pineapple|leaves thơm unmarked")
    assert found == ["modifiers.psv:2: vi “thơm” is in fragrant and pineapple and no marked homograph"]


def test_an_unknown_kind_of_modifier_is_named(tmp_path: Path) -> None:
    found = a_lexicon(tmp_path, modifier=FRAGRANT.replace("quality", "smell"))
    assert found == ["modifiers.psv:2: there is no kind “smell”"]


@pytest.mark.parametrize(
    ("friend", "problem"),
    [
        (THOM.replace("fragrant", "fragrant;fruit"), "“thơm” is no word of fruit"),
        (THOM.replace("fragrant", "fragrant;smell"), "“thơm” is no word of smell"),
        ("thơm|vi|pineapple;fragrant|", "needs a language and a note"),
        ("thơm|xx|pineapple;fragrant|?", "needs a language and a note"),
    ],
)
def test_a_false_friend_without_a_home_is_named(tmp_path: Path, friend: str, problem: str) -> None:
    assert any(problem in sentence for sentence in a_lexicon(tmp_path, friend=friend))


def test_a_line_with_a_missing_column_names_its_place(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"all\.psv:6: 8 columns"):
        a_lexicon(tmp_path, concepts="x|0810|food||ổi|guava|グアバ|구아바")


def test_a_file_without_its_header_is_refused(tmp_path: Path) -> None:
    a_lexicon(tmp_path)
    (tmp_path / "modifiers.psv").write_text(FRAGRANT, "utf-8")
    with pytest.raises(ValueError, match="the first line must be"):
        read_lexicon(tmp_path)
