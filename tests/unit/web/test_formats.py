"""Numbers and dates as each reader writes them."""

from web.formats import month_names

FIRST_MONTH = {"ja": "1月", "ko": "1월", "he": "ינו׳", "vi": "Tháng 1", "en": "Jan"}


def test_each_language_names_its_own_months() -> None:
    """In one process: Babel's standing forms are those of whichever language was asked first."""
    assert {language: month_names(language)[0] for language in FIRST_MONTH} == FIRST_MONTH
