"""What a letter calls a certificate."""

from datetime import date
from uuid import uuid4

import pytest

from services.notifications.news.papers import CertificateEnds
from services.notifications.speech import SPEECHES
from shared.contracts.papers import PaperScheme
from shared.contracts.values import Language


@pytest.mark.parametrize(
    ("scheme", "language", "called"),
    [
        ("VIETGAP", "vi", "VietGAP VG-1"),
        ("ORGANIC", "vi", "Hữu cơ VG-1"),
        ("JAS", "ja", "有機JAS VG-1"),
        ("OCOP", "en", "OCOP VG-1"),
        ("OCOP", "he", "\N{FIRST STRONG ISOLATE}OCOP VG-1\N{POP DIRECTIONAL ISOLATE}"),
    ],
)
def test_by_the_name_that_people_know(scheme: PaperScheme, language: Language, called: str) -> None:
    ending = CertificateEnds(
        listing_id=uuid4(), names={"vi": "Chè"}, scheme=scheme, number="VG-1", expires=date(2027, 1, 31), days_left=30
    )
    assert called in ending.words(SPEECHES[language]).title
