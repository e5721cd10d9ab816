"""Codes, months and counts in forms, as people write them."""

from shared.months import is_month
from web.forms.fields import Form


def digits(form: Form, name: str, lengths: tuple[int, ...]) -> str | None:
    """As people write codes: with dots, spaces and dashes."""
    typed = form.line(name, longest=30)
    digits = "".join(sign for sign in typed if sign not in " .-")
    if digits and not (digits.isascii() and digits.isdecimal() and len(digits) in lengths):
        form.fault(name, "malformed")
        return None
    return digits or None


def month(form: Form, name: str) -> str | None:
    typed = form.line(name, longest=10)
    if typed and not is_month(typed):
        form.fault(name, "not_a_month")
        return None
    return typed or None


def count(form: Form, name: str, *, least: int = 0, most: int) -> int | None:
    number = form.integer(name)
    if number is not None and not least <= number <= most:
        form.fault(name, "out_of_range")
        return None
    return number


def places(form: Form, beginning: str, least: int, most: int) -> range:
    """Numbered rows: up to the last one that has anything in it."""
    filled = [place for place in range(most) if _is_filled(form, f"{beginning}{place}")]
    return range(max([least, *(place + 1 for place in filled)]))


def _is_filled(form: Form, row: str) -> bool:
    return any(form[name] for name in form.values if name == row or name.startswith(f"{row}_"))
