from shared.provinces import PROVINCES


def test_there_are_34_since_july_2025() -> None:
    assert len(PROVINCES) == len(set(PROVINCES.values())) == 34


def test_codes_have_two_digits() -> None:
    assert all(len(code) == 2 and code.isdecimal() and code.isascii() for code in PROVINCES)


def test_the_code_that_changed_hands() -> None:
    """24 was Bắc Giang, which Bắc Ninh took in; 27, its own code before, is gone."""
    assert PROVINCES["24"] == "Bắc Ninh"
    assert "27" not in PROVINCES
