"""Numbers and dates as each reader writes them."""

from datetime import UTC, datetime

import pytest

from shared.contracts.values import Language
from shared.moments import moment
from web.formats import day, month_names
from web.languages import SPOKEN

FIRST_MONTH = {"ja": "1月", "ko": "1월", "he": "ינו׳", "vi": "Tháng 1", "en": "Jan"}


def test_each_language_names_its_own_months() -> None:
    """In one process: Babel's standing forms are those of whichever language was asked first."""
    assert {language: month_names(language)[0] for language in FIRST_MONTH} == FIRST_MONTH


@pytest.mark.parametrize("language", SPOKEN)
def test_a_moment_begins_with_the_date_as_it_is_written_alone(language: Language) -> None:
    at = datetime(2026, 12, 5, 6, 30, tzinfo=UTC)
    assert moment(at, "Asia/Ho_Chi_Minh", language=language).startswith(day(at.date(), language))
