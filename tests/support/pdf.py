"""What a PDF shows: the characters that its fonts map their glyphs to, and how they are drawn."""

import re
import zlib

STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
SECTION = re.compile(r"beginbfchar(.*?)endbfchar", re.DOTALL)
MAPPED = re.compile(r"<[0-9a-fA-F]{4}>\s*<([0-9a-fA-F]+)>")
"""A line of a ToUnicode map (ISO 32000-2, 9.10.3). A character for which no font had a glyph is in none."""
ACTUAL = re.compile(r"ActualText<([0-9a-fA-F]+)>")
"""What several glyphs together stand for, as a letter and the mark below it."""


def shown(pdf: bytes) -> set[str]:
    """Every character that a glyph stands for, alone or in a ligature."""
    texts = streams(pdf)
    lines = [line for text in texts for section in SECTION.findall(text) for line in MAPPED.findall(section)]
    lines += [said for text in texts for said in ACTUAL.findall(text)]
    return {letter for line in lines for letter in bytes.fromhex(line).decode("utf-16-be", "replace")}


def strokes_letters(pdf: bytes) -> bool:
    """Whether letters are drawn round as well as filled (text rendering mode 2; ISO 32000-2, 9.3.6)."""
    return any(re.search(r"\b2 Tr\b", text) for text in streams(pdf))


def streams(pdf: bytes) -> list[str]:
    return [_unpacked(packed).decode("latin-1") for packed in STREAM.findall(pdf)]


def _unpacked(packed: bytes) -> bytes:
    """Its checksum may end in what looks like the end of a line, and be cut."""
    try:
        return zlib.decompressobj().decompress(packed)
    except zlib.error:
        return packed
