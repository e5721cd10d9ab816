"""Certificates on paper: every name of the market's people is shown, none as an empty box."""

import re
from datetime import date

import msgspec
import pytest

from shared.contracts.fairs.courses import Certificate
from shared.contracts.values import Language
from tests.support.pdf import shown
from web.documents.__main__ import compiled
from web.documents.certificates import CertificatesPage, certificates_page
from web.documents.printing import Job
from web.languages import SPOKEN
from web.render import Pages

PAGES = Pages()
NAMES = ("Nguyễn Thị Đào", "Đỗ Ẩm Ưỡng", "田中 さくら", "山田太郎", "김민서", "דוד כהן")
PAGE = re.compile(rb"/Type\s*/Page\b")


def a_certificate(person: str) -> Certificate:
    return Certificate(
        number="1A2B3C4D-5E6F7A8B",
        fair_name="Lớp bồi dưỡng năm 2026",
        subject="Quản trị hợp tác xã kiểu mới",
        trainer="ThS. Vũ Ngọc Ưng",
        hours=16,
        signer="Chủ tịch Lê Hữu Đức",
        venue="Trường Trung cấp Bắc Ninh",
        first=date(2026, 12, 1),
        last=date(2026, 12, 5),
        days=5,
        came=4,
        person_name=person,
        organisation_name='שוק הטעמים בע"מ · 大阪食品株式会社 · (주)한국식품',
    )


def a_page(reader: Language, *names: str) -> CertificatesPage:
    return certificates_page([a_certificate(name) for name in names], reader, PAGES.text)


def paper(page: CertificatesPage) -> bytes:
    return compiled(Job(template="certificates.typ", page=msgspec.json.encode(page).decode()))


def missing(pdf: bytes, *texts: str) -> set[str]:
    return {letter for text in texts for letter in text if not letter.isspace()} - shown(pdf)


@pytest.mark.parametrize("reader", SPOKEN)
def test_every_name_has_its_glyphs(reader: Language) -> None:
    page = a_page(reader, *NAMES)
    pdf = paper(page)

    said = [text for lines in (page["heading"], page["given"], page["signed"]) for text, _ in lines]
    facts = [text for one in page["certificates"] for fact in one["facts"] for text, _ in fact]
    one = a_certificate("")
    assert missing(pdf, *NAMES, *said, *facts, one.organisation_name, one.subject, one.signer, one.number) == set()
    assert len(PAGE.findall(pdf)) == len(NAMES)


def test_a_glyph_that_no_font_has_is_noticed() -> None:
    assert missing(paper(a_page("vi", "a𒀀")), "a𒀀") == {"𒀀"}


def test_it_says_how_many_days_in_both_languages() -> None:
    [one] = a_page("en", "Sato Ken")["certificates"]
    assert one["came"][1] == ("who was present on 4 of 5 days", "en")
    assert [fact[-1][0] for fact in one["facts"]][:2] == ["December 1, 2026 – December 5, 2026", "16 hours"]
