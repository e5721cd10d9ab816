"""Whether a term found among characters that no blanks part is a word of its own there."""

import re

_KATAKANA = re.compile(r"[\u30a1-\u30ff]")
_HIRAGANA = re.compile(r"[\u3041-\u3096]")
_HAN = re.compile(r"[\u3400-\u9fff\u3005]")
HANGUL = re.compile(r"[가-힣]")
_BEHIND_MONTH = re.compile(r"(?<=[\ue001-\ue060])")
"""The silver (은) of 4월은 is a particle; a month is a private-use character where a demand is read."""
_PARTICLES_BEFORE = "はのとやをでにがも、"
_PARTICLES_AFTER = "はのとやをでにがもへか"
_OKURIGANA = "きくけいっうりるれえむめ"
"""How a verb goes on behind its one character: 書きました is no calligraphy (書)."""
_JOSA = re.compile(
    r"(?:들?(?:을|를|은|는|이|가|의|와|과|도|로|으로|만|에|랑|이랑|하고|이나|나|및|부터|까지|에서|처럼|보다|같은|용|류|제품|인데|입니다|이고|이며)*)(?![가-힣])"
)
_CUT = re.compile(r"\s[가-힣]$")
"""One syllable of the next word is not the end of a term: 흑미 주문 is no 흑미주."""
_NEVER = re.compile(r"(?!)")
_NUMBERED = re.compile(r"(?:\d|[한두세네몇월년\ue001-\ue060]|여러|다섯) ?$")
_OTHER_WORDS = {
    "가지": (_NUMBERED, _NEVER),
    "차": (_NUMBERED, re.compile("이")),
    "초": (_NUMBERED, _NEVER),
    "김": (_NEVER, re.compile(r" ?(?:대리|과장|부장|차장|사장|팀장|대표|이사|실장|매니저|주임|님)")),
    "배": (_NUMBERED, re.compile("로|편")),
    "사고": (_NEVER, re.compile(" ?[있싶팔]")),
}
"""Korean names of goods that are counters, surnames or other words in such company: what stands before, what behind.

A month is a private-use character where a demand is read, and one that is read already another."""
_SHORT_KATAKANA = 2
"""So short a word goes on in a longer one: the chestnut (クリ) of クリスマス."""
_KATAKANA_TAILS = (
    *("フィレ", "フィーレ", "ロイン", "フライ", "カット", "スライス", "チップ"),
    *("パウダー", "ペースト", "ジュース", "オイル", "ソース"),
)
"""What is made of a good with so short a name: サバフィレ."""
_LONG_HIRAGANA = 5
"""Letters that stand for themselves even behind a verb: 使うこぶみかんの葉."""


def fits_in_japanese(text: str, start: int, end: int, *, after_match: bool) -> bool:
    """No part of a longer word of the same script, as far as one can tell without a dictionary.

    Nor of two words: 付き|の|ココナッツ is no きのコ.
    """
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if _KATAKANA.match(text[start]) and _KATAKANA.match(before) and before != "・" and not after_match:
        return False
    if end - start == 1 and _HAN.match(text[start]) and not (after_match and before in "乾燥生冷凍有機"):
        goes_on = _HAN.match(after) and after != "製"
        goes_on = goes_on or after in _OKURIGANA
        if goes_on or _HAN.match(before) or (_KATAKANA.match(before) and after_match):
            return False
    if _HIRAGANA.match(text[start]) and _KATAKANA.match(text[end - 1]) and _KATAKANA.match(after):
        return False
    short = _KATAKANA.match(text[start]) and end - start <= _SHORT_KATAKANA
    if short and _KATAKANA.match(after) and not text.startswith(_KATAKANA_TAILS, end):
        return False
    joined = _HIRAGANA.match(text[start]) and _HIRAGANA.match(before) and before not in _PARTICLES_BEFORE
    if joined and end - start < _LONG_HIRAGANA:
        return False
    return not (_HIRAGANA.match(text[end - 1]) and _HIRAGANA.match(after) and after not in _PARTICLES_AFTER)


def fits_in_korean(text: str, start: int, end: int, tails: tuple[str, ...], *, after_match: bool) -> bool:
    """What follows is a particle, or a word long enough to be trusted goes on as a compound."""
    syllables = sum(1 for it in text[start:end] if not it.isspace())
    if syllables == 1 and (after_match or _BEHIND_MONTH.match(text, start)):
        return False
    other = _OTHER_WORDS.get(text[start:end])
    if other and (other[0].search(text, max(0, start - 4), start) or other[1].match(text, end)):
        return False
    if _JOSA.match(text, end):
        return True
    if _CUT.search(text, start, end) and HANGUL.match(text, end):
        return False
    if syllables > 2:  # noqa: PLR2004
        return True
    return syllables > 1 and text.startswith(tails, end)
