"""Every source that a requirement names can be said in each language."""

from services.listings.readiness import rules
from web.sources import SOURCES


def test_each_source_has_its_words() -> None:
    named = {rule.source for rule in rules.RULES}
    assert {it for it in named if " " in it} == set(SOURCES)
