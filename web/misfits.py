"""Which field is wrong, and how, from what msgspec says of a document that does not fit its type."""

import re

from shared.errors import Invalid

_PLACE = re.compile(r"`\$\.?([^`]*)`$")
_INDEX = re.compile(r"\[(\d+)\]")
_KEY = re.compile(r"`([^`]+)`")


def misfit(message: str) -> Invalid:
    """From a sentence such as ``Expected `int`, got `str` - at `$.price.amount` ``."""
    what, _, where = message.partition(" - at ")
    place = _PLACE.search(where)
    field = _INDEX.sub(r".\1", place.group(1)).replace("[...]", "") if place else ""
    if "missing required field" in what:
        return Invalid({_below(field, what): "required"})
    if "unknown field" in what:
        return Invalid({_below(field, what): "unknown_field"})
    if "length <=" in what:
        return Invalid({field: "too_long"})
    if "length >=" in what:
        return Invalid({field: "required"})
    if re.search("`(int|float)` [<>]=", what):
        return Invalid({field: "out_of_range"})
    return Invalid({field: "wrong_type" if what.startswith("Expected") else "malformed"})


def _below(field: str, what: str) -> str:
    key = _KEY.search(what)
    return ".".join(part for part in (field, key.group(1) if key else "") if part)
