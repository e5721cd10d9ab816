"""An agreement on paper: every character has a glyph in the fonts that it is set in."""

import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import get_args

import msgspec
import pytest
from fontTools.ttLib import TTFont

from deploy.demo.goods import goods
from deploy.demo.organisations import buyers, cooperatives
from shared.contracts.agreements import Agreement, AgreementBody, Party
from shared.contracts.quotes import QuoteLine, QuoteTerms
from shared.contracts.values import Country, Language, Named, Unit
from shared.ids import uuid7
from tests.support.pdf import strokes_letters
from web.documents.__main__ import FONTS, HERE, compiled
from web.documents.agreement import languages_of, page_of
from web.documents.printing import Job, printed
from web.documents.qr import qr_code
from web.documents.words import words

COUNTRIES: dict[Language, Country] = {"vi": "VN", "en": "US", "ja": "JP", "ko": "KR", "he": "IL"}
PAYMENTS: dict[Language, str] = {
    "vi": "30 % khi đặt hàng",
    "en": "30 % on order",
    "ja": "注文時30％",
    "ko": "주문 시 30 %",
    "he": "30% עם ההזמנה (היתרה מול מסמכים).",
}
FAMILIES = {"Noto Sans", "Noto Sans JP", "Noto Sans KR", "Noto Sans Hebrew"}
LINK = "https://market.example/vi/agreements/1"


@cache
def glyphs() -> frozenset[int]:
    """What the fonts of the template can show."""
    found: set[int] = set()
    for file in (file for folder in FONTS for file in Path(folder).rglob("*.[ot]tf")):
        with TTFont(file) as font:
            if font["name"].getBestFamilyName() in FAMILIES:
                found |= font.getBestCmap().keys()
    return frozenset(found)


def without_glyph(text: str) -> list[str]:
    return sorted({letter for letter in text if ord(letter) not in glyphs() and unicodedata.category(letter) != "Cc"})


def an_agreement(language: Language, buyer: str = "大阪食品株式会社") -> Agreement:
    terms = QuoteTerms(
        unit="KGM",
        currency="USD",
        incoterm="CIF",
        place="Yokohama",
        tiers=[],
        months=[],
        valid_until=datetime(2026, 12, 1, tzinfo=UTC),
        payment=PAYMENTS[language],
        note="Thùng 10 kg, *không* #pagebreak() in đậm",
    )
    value = Decimal("8880.00")
    lines = [
        QuoteLine(month=f"2027-{month:02d}", quantity=Decimal(1200), price=Decimal("7.4"), value=value)
        for month in range(1, 13)
    ]
    return Agreement(
        id=uuid7(),
        version=2,
        status="agreed",
        match_request_id=uuid7(),
        listing_id=uuid7(),
        buyer=Party(organisation=Named(id=uuid7(), name=buyer), country=COUNTRIES[language], confirmed_at=None),
        coop=Party(organisation=Named(id=uuid7(), name="HTX Đình Bảng"), country="VN", confirmed_at=None),
        what="",
        what_lang=language,
        listing_names={"vi": "Củ sen sấy", "ja": "乾燥レンコン", "ko": "말린 연근", "he": "שורש לוטוס"},
        terms=terms,
        lines=lines,
        total=value * 12,
        body=AgreementBody(place="Hà Nội", signed_on=date(2026, 11, 20)),
        fair_name="Phiên kết nối cung cầu",
        scan=None,
        made_at=datetime(2026, 11, 19, 18, tzinfo=UTC),
        reason="",
    )


def a_job(agreement: Agreement) -> Job:
    page = msgspec.json.encode(page_of(agreement, LINK)).decode()
    return Job(template="agreement.typ", page=page, qr=qr_code(LINK))


def texts() -> Iterator[str]:
    for language in get_args(Language):
        yield from msgspec.json.decode(a_job(an_agreement(language)).page, type=dict[str, object]).__repr__()
        yield from (good.names.get(language, "") for good in goods())
    yield from (one.name for one in (*buyers(), *cooperatives()))
    yield (HERE / "words.toml").read_text(encoding="utf-8")


def test_every_character_has_a_glyph() -> None:
    assert without_glyph("".join(texts())) == []
    assert without_glyph("a𒀀") == ["𒀀"]


def test_every_unit_has_its_words() -> None:
    assert words().unit.keys() == set(get_args(Unit))


@pytest.mark.parametrize("language", get_args(Language))
def test_it_is_set_in_both_languages(language: Language) -> None:
    agreement = an_agreement(language)
    assert languages_of(agreement) == ["vi"] if language == "vi" else ["vi", language]
    pdf = compiled(a_job(agreement))
    assert pdf.startswith(b"%PDF-")
    assert len(pdf) < 200_000


@pytest.mark.parametrize("language", get_args(Language))
def test_headings_are_bold_also_where_the_font_has_one_weight(language: Language) -> None:
    assert strokes_letters(compiled(a_job(an_agreement(language, buyer="Osaka Foods")))) == (language in {"ja", "ko"})


async def test_it_is_printed_in_a_process_of_its_own() -> None:
    assert (await printed(a_job(an_agreement("ja")))).startswith(b"%PDF-")


def test_the_same_sentences_stand_on_both_sides() -> None:
    page = page_of(an_agreement("ja"), LINK)
    assert page["heading"] == [[("vi", "Hợp đồng cung ứng hàng hóa"), ("ja", "物品供給契約書")]]
    assert "2026年11月20日" in str(page["closing"])


def test_each_side_reads_the_figures_its_own_way() -> None:
    korean, vietnamese = page_of(an_agreement("ko"), LINK), page_of(an_agreement("vi"), LINK)
    assert korean["lines"] == [
        [f"tháng {month} năm 2027 · 2027년 {month}월", "1.200 · 1,200", "7,4 · 7.4", "8.880 · 8,880"]
        for month in range(1, 13)
    ]
    assert korean["total"] == "106.560 · 106,560 USD"
    assert vietnamese["total"] == "106.560 USD"


def test_hebrew_runs_from_the_right_whoever_wrote_it() -> None:
    said = spoken(page_of(an_agreement("he"), LINK))
    assert PAYMENTS["he"] in said
    assert "מקום: \u2068Phiên kết nối cung cầu, Hà Nội\u2069, \u206820 בנובמבר 2026\u2069." in said


def spoken(page: object) -> list[str]:
    """What is set as Hebrew."""
    match page:
        case ("he", str() as text):
            return [text]
        case dict():
            return spoken([*page.values()])
        case list() | tuple():
            return [text for one in page for text in spoken(one)]
        case _:
            return []
