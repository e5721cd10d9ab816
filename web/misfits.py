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
    return {}


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
            faults = misfits(part, its_kind).items()
            found |= {".".join(filter(None, (name, below))): code for below, code in faults}
    return found


def _parts(document: object, kind: Any) -> Iterator[tuple[str, object, Any]]:
    """Name, value and type of each part; no type where nothing of that name belongs."""
    if isinstance(document, dict) and isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
        for name, field in fields.items():
            if name in document or field.required:
                yield name, document.get(name, msgspec.UNSET), field.type
        if kind.__struct_config__.forbid_unknown_fields:
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
