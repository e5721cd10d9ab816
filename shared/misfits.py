"""Which fields of a document do not fit its type, and how: msgspec stops at the first, a caller wants all of them."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, get_args, get_origin

import msgspec

_PLACE = re.compile(r"`\$\.?([^`]*)`$")
_INDEX = re.compile(r"\[(\d+)\]")
_KEY = re.compile(r"`([^`]+)`")


def misfits(document: object, kind: Any) -> dict[str, str]:
    """Path of the field → code of what is wrong with it; nothing when the document fits."""
    try:
        msgspec.convert(document, kind, str_keys=True)
    except msgspec.ValidationError as error:
        return _inside(document, kind) or misfit(str(error))
    return strangers(document, kind)


def strangers(document: object, kind: Any) -> dict[str, str]:
    """Fields that nothing belongs to, at any depth. Types that events carry too take them, for what is still to come;
    a caller has misspelt something.
    """
    found: dict[str, str] = {}
    for name, part, its_kind in _parts(document, _bare(kind)):
        below = {"": "unknown_field"} if its_kind is None else strangers(part, its_kind)
        found |= _under(name, below)
    return found


def misfit(message: str) -> dict[str, str]:
    """From a sentence such as ``Expected `int`, got `str` - at `$.price.amount` ``."""
    what, _, where = message.partition(" - at ")
    place = _PLACE.search(where)
    field = _INDEX.sub(r".\1", place.group(1)).replace("[...]", "").lstrip(".") if place else ""
    if "missing required field" in what:
        return {_below(field, what): "required"}
    if "unknown field" in what:
        return {_below(field, what): "unknown_field"}
    if "length <=" in what:
        return {field: "too_long"}
    if "length >=" in what:
        return {field: "required"}
    if re.search("`(int|float)` [<>]=", what):
        return {field: "out_of_range"}
    return {field: "wrong_type" if what.startswith("Expected") else "malformed"}


def _inside(document: object, kind: Any) -> dict[str, str]:
    """The faults of its parts, each under the name of the part."""
    found = {}
    for name, part, its_kind in _parts(document, _bare(kind)):
        if its_kind is None:
            found[name] = "unknown_field"
        elif part is msgspec.UNSET:
            found[name] = "required"
        else:
            found |= _under(name, misfits(part, its_kind))
    return found


def _under(name: str, faults: dict[str, str]) -> dict[str, str]:
    return {".".join(filter(None, (name, below))): code for below, code in faults.items()}


def _parts(document: object, kind: Any) -> Iterator[tuple[str, object, Any]]:
    """Name, value and type of each part; no type where nothing of that name belongs."""
    if isinstance(document, dict) and isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
        for name, field in fields.items():
            if name in document or field.required:
                yield name, document.get(name, msgspec.UNSET), field.type
        yield from ((str(name), None, None) for name in document if name not in fields)
    elif isinstance(document, dict) and get_origin(kind) is dict:
        yield from ((str(name), part, get_args(kind)[1]) for name, part in document.items())
    elif isinstance(document, list) and get_origin(kind) is list:
        yield from ((str(index), part, get_args(kind)[0]) for index, part in enumerate(document))


def _bare(kind: Any) -> Any:
    """Without bounds, and without the possibility to be absent."""
    if get_origin(kind) is Annotated:
        return _bare(get_args(kind)[0])
    present = [part for part in get_args(kind) if part is not type(None)]
    return _bare(present[0]) if len(present) == 1 and type(None) in get_args(kind) else kind


def _below(field: str, what: str) -> str:
    key = _KEY.search(what)
    return ".".join(part for part in (field, key.group(1) if key else "") if part)
