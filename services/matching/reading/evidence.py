"""The words of a text that something was read from, as its writer wrote them.

Readers see the text in one way of writing: 「2026年3月」 is one character there. The shortest edits between the two
say where each place of the one stands in the other.
"""

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from rapidfuzz.distance import Indel

from services.matching.reading.page import Page

Span = tuple[int, int]
_JOINED = 2
"""Spans so near to each other are one quotation."""


class _Block(NamedTuple):
    """A part of the page and the part of the text that it stands for."""

    equal: bool
    text: Span
    page: Span


class Evidence:
    def __init__(self, text: str, page: Page) -> None:
        self._text, self._page = text, page

    def of(self, *names: str) -> list[str]:
        return self.quoted(span for name in names for span in self._page.spans.get(name, ()))

    def of_quantity(self) -> list[str]:
        """The amounts of the first product, with what their sentences say of how often."""
        own = self._page.spans.get("quantity", [])
        sentences = {self._page.sentence(start) for start, _ in own}
        beside = [it for it in self._page.spans.get("amounts", []) if self._page.sentence(it[0]) in sentences]
        return self.quoted([*own, *beside])

    def quoted(self, spans: Iterable[Span]) -> list[str]:
        joined: list[list[int]] = []
        for start, end in sorted(self._original(it) for it in spans):
            if joined and start <= joined[-1][1] + _JOINED:
                joined[-1][1] = max(end, joined[-1][1])
            else:
                joined.append([start, end])
        return list(dict.fromkeys(self._text[start:end].strip() for start, end in joined))

    def _original(self, span: Span) -> Span:
        touched = [it for it in self._blocks if it.page[0] < span[1] and span[0] < it.page[1]]
        if not touched:
            return (0, 0)
        first, last = touched[0], touched[-1]
        start = first.text[0] + (span[0] - first.page[0] if first.equal else 0)
        end = last.text[0] + span[1] - last.page[0] if last.equal else last.text[1]
        return (start, end)

    @cached_property
    def _blocks(self) -> list[_Block]:
        lowered = "".join(low if len(low := sign.lower()) == 1 else sign for sign in self._text)
        blocks: list[_Block] = []
        text, page = 0, 0
        for same in Indel.editops(lowered, self._page.text).as_matching_blocks():
            blocks.append(_Block(equal=False, text=(text, same.a), page=(page, same.b)))
            text, page = same.a + same.size, same.b + same.size
            blocks.append(_Block(equal=True, text=(same.a, text), page=(same.b, page)))
        return blocks
