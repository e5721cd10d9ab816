"""Instances come from people and programs that we do not know: strict types, plain words, bounded work."""

import gc
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

import msgspec

from shared.solving.refusals import BadInput

LARGEST_FILE = 48 * 2**20
"""Bytes. Thirty times the largest fair that we can imagine, and still decoded in a fraction of a second."""

T = TypeVar("T")


def read(path: Path, kind: type[T]) -> T:
    """Decode a JSON file into a Struct. NaN and Infinity are no JSON and are refused by the decoder.

    Without garbage collection, which finds none among new objects and takes three quarters of a large file's time.
    """
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise BadInput(f"{path}: {size} bytes; at most {LARGEST_FILE} are read")
        content = path.read_bytes()
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror}") from None
    gc.disable()
    try:
        return msgspec.json.decode(content, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"{path}: {error}") from None
    except RecursionError:
        raise BadInput(f"{path}: nested too deeply") from None
    finally:
        gc.enable()


def refuse_duplicates(what: str, ids: Iterable[object]) -> None:
    for item, times in Counter(ids).most_common(1):
        if times > 1:
            raise BadInput(f"{what} {item!r} is named {times} times")


def refuse_too_many(what: str, count: int, most: int) -> None:
    if count > most:
        raise BadInput(f"{count} {what}: at most {most} can be planned at once")
