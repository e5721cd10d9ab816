"""Which translations say what was said before."""

import pytest

from services.listings.models.listing import stale_translations
from shared.contracts.listings import ListingBody
from shared.contracts.values import Language

BEFORE = ListingBody(sku="1", names={"vi": "Vải", "en": "Lychee", "ja": "ライチ"})


@pytest.mark.parametrize(
    ("names", "source", "known", "stale"),
    [
        ({"vi": "Vải", "en": "Lychee", "ja": "ライチ"}, "vi", [], []),
        ({"vi": "Vải thiều", "en": "Lychee", "ja": "ライチ"}, "vi", [], ["names.en", "names.ja"]),
        ({"vi": "Vải thiều", "en": "Thieu lychee", "ja": "ライチ"}, "vi", [], ["names.ja"]),
        ({"vi": "Vải", "en": "Lychee", "ja": "ライチ"}, "vi", ["names.ja"], ["names.ja"]),
        ({"vi": "Vải", "en": "Lychee", "ja": "茘枝"}, "vi", ["names.ja"], []),
        ({"vi": "Vải", "en": "Lychee", "ko": "리치"}, "vi", ["names.ja"], []),
    ],
)
def test_a_translation_is_stale_until_it_is_looked_at(
    names: dict[Language, str], source: Language, known: list[str], stale: list[str]
) -> None:
    after = ListingBody(sku="1", names=names, source=source)
    assert sorted(stale_translations(BEFORE, after, known)) == stale
