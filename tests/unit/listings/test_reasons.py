"""What a listing's name is mistaken for has a reason too."""

from services.listings.asking import WEIGHTS, understood
from services.listings.reasons import why


def test_a_thing_that_is_found_because_its_name_is_mistaken_for_what_was_asked_is_named_as_near() -> None:
    asked = understood("fish sauce", "en")
    assert asked is not None
    assert why(asked, WEIGHTS["concept"], ["shrimp_paste"], "en") == "fish sauce ≈ shrimp paste = mắm tôm"
    assert why(asked, WEIGHTS["literal"], ["shrimp_paste"], "en") is None
