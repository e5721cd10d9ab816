from babel import Locale

from shared.countries import COUNTRIES

NOT_ASSIGNED = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"}
"""What CLDR names beside the countries: groups, exceptional reservations, private use."""


def test_they_are_those_that_have_a_name() -> None:
    named = {str(code) for code in Locale("en").territories if str(code).isalpha()}
    assert named - NOT_ASSIGNED == COUNTRIES
    assert len(COUNTRIES) == 249
