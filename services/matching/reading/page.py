"""The text being read: which parts are taken already, and where its sentences and clauses end."""

import re
from bisect import bisect_right

from services.matching.reading.corrections import GONE

_SENTENCE = re.compile(
    r"(?:(?<=[\s。])|(?<=^))(?=(?:[1-9]\)|[①-⑨]) )|[。!?\n;]|(?<!\btp)(?<!\bno)(?<!\bco)\.(?=\s|$)|(?<=[가-힣])\."
)
_CLAUSE = re.compile(
    r"[、:()]|(?<=[가-힣ぁ-んァ-ヶー一-龥)]) / |(?<!\d),|,(?!\d)| - | but | and (?=(?:now |we )?(?:want|need|would like) )| while | however | and then | afterwards | thereafter | whereas | nhưng | sau đó | sau do | còn | tuy nhiên | song | nhung | con (?=gia|hang|cac)"
    r"|(?=올해)|(?=今年)|(?= năm nay )|(?= this year )| ואחר כך | ו?אח.כ | ולאחר מכן | אחר כך | אבל | אך | אולם | ואילו |지만 |으나 |는데 |인데 |은데 |던데 |(?<=[하되이])고 |(?<=[하이되])며 |(?<=[가-힣])(?<!필)(?<!주)(?<!중)요 |でしたが|だったが|けど|けれど|ですが|ますが|(?<=[すたるいん])ので"
)


class Page:
    def __init__(self, text: str) -> None:
        self.text = text
        self.left = text
        self.spans: dict[str, list[tuple[int, int]]] = {}
        """Where each thing was read: what took it, and from where to where."""
        self.reader = ""
        self._sentences = [0, *(it.end() for it in _SENTENCE.finditer(text)), len(text) + 1]
        self._clauses = sorted({*self._sentences, *(it.end() for it in _CLAUSE.finditer(text))})

    def take(self, start: int, end: int, name: str = "") -> None:
        """What is taken is read by nobody else; places of the rest stay as they are."""
        self.note(name or self.reader, start, end)
        self.left = self.left[:start] + GONE * (end - start) + self.left[end:]

    def note(self, name: str, start: int, end: int) -> None:
        self.spans.setdefault(name, []).append((start, end))

    def sentence(self, at: int) -> tuple[int, int]:
        return _around(self._sentences, at)

    def clause(self, at: int) -> tuple[int, int]:
        return _around(self._clauses, at)

    def clause_text(self, at: int) -> str:
        start, end = self.clause(at)
        return self.text[start:end]

    def sentence_text(self, at: int) -> str:
        start, end = self.sentence(at)
        return self.text[start:end]


def _around(ends: list[int], at: int) -> tuple[int, int]:
    place = bisect_right(ends, at)
    return ends[place - 1], ends[min(place, len(ends) - 1)]
