"""One way of writing before anything is read: width, quotes, digits; months and containers as single characters."""

import re
import unicodedata

from services.matching.reading.compounds import unjoined
from services.matching.reading.containers import with_containers
from services.matching.reading.corrections import GONE, without_corrected
from services.matching.reading.currencies import SIGN_BEFORE
from services.matching.reading.date_ranges import with_spans
from services.matching.reading.month_lists import with_units
from services.matching.reading.months import with_months
from services.matching.reading.number_words import with_digits
from services.matching.reading.vocabulary import Vocabulary
from shared.text import clean_lines

_SAME = str.maketrans(
    {
        "״": '"',
        "׳": "'",
        "־": "-",
        "“": '"',
        "”": '"',
        "„": '"',
        "’": "'",
        "‘": "'",
        "′": "'",
        "″": '"',
        "〜": "~",
        "–": "-",
        "—": "-",
        "−": "-",
        "‐": "-",
        "‑": "-",
        "⁄": "/",
        "×": " x ",
        "㌧": "t",
        "ㆍ": "·",
        "‧": "·",
        "•": "·",
    }
)
_OLD_TONES = {
    new: old
    for news, olds in (
        ("oà oá oả oã oạ", "òa óa ỏa õa ọa"),
        ("oè oé oẻ oẽ oẹ", "òe óe ỏe õe ọe"),
        ("uỳ uý uỷ uỹ uỵ", "ùy úy ủy ũy ụy"),
    )
    for new, old in zip(news.split(), olds.split(), strict=True)
}
"""Hoà and hòa are one word; the vocabulary and the lexicon write the second."""
_NEW_TONES = re.compile(rf"(?<!q)(?:{'|'.join(_OLD_TONES)})(?![^\W\d_])")
_NIQQUD = re.compile(r"[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]")
_ENDLESS = re.compile(r"\d{25,}")
"""Digits that no quantity has; thousands of them would be tried from each one on by every pattern below."""
_NOISE = re.compile(
    r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.]+|\bhs(?: ?code| ?コード| ?코드)?[ :.]*\d{4}[\d.]*|\+\d[\d ()-]{7,}|\b0\d{1,3}-\d{2,4}-\d{3,4}"
    r"|\d+ ?g(?:r|ram)?/l(?![^\W\d_])"
    r"|\b\d{4}\.\d{2}(?:\.\d{2,4})?\b(?! ?(?:kg|t|mt|円|원))"
)
_SHELF_LIFE = re.compile(
    r"(?:(?:賞味|消費|使用)期限|유통 ?기한|소비 ?기한|shelf[ -]?life|best before|expiry|hạn (?:sử )?dụng|hạn dùng|hsd|han su dung|han dung|חיי (?:ה)?מדף|תוקף(?= (?:של )?(?:לפחות )?\d))"
    r"[^。.\n;,、]{0,30}?\d+ ?(?:[かヶカケ箇]月|ヶ月|年|日|개월|년|일|months?|years?|days?|tháng|năm|ngày|thang|nam|ngay|חודשים|חודש|שנה|שנים|ימים)"
    r"|\d+[ -]?(?:months?|years?) (?:min(?:imum|\.)? )?shelf[ -]?life"
)

_PACKS_BEFORE_COUNT = re.compile(
    r"(?<![\d.,x])(?<!x )(\d{2,}(?:\.\d+)? ?(?:kg|lbs?) (?:[a-z]+ )?(?:bag|box|carton|drum|sack|pail|jar|bottle|can|tin)(?:e?s)?) ?x ?(\d{1,3}(?:,\d{3})+|\d+)"
    r"(?![\d.,]* ?(?:kg|g\b|ml|l\b|lb|x|/|per|in|a |cm|mm|pcs?))"
)
"""60 kg bags x 40 are forty of them."""


def normal(text: str, words: Vocabulary) -> str:
    tidy = unicodedata.normalize("NFKC", clean_lines(text.translate(_SAME))).translate(_SAME)
    lowered = unicodedata.normalize("NFC", _NIQQUD.sub("", tidy).lower())
    quiet = _ENDLESS.sub(lambda it: GONE * len(it[0]), lowered)
    quiet = _NOISE.sub(lambda it: GONE * len(it[0]), quiet)
    quiet = _SHELF_LIFE.sub(lambda it: GONE * len(it[0]), quiet)
    quiet = re.sub(r"\b([cdef])\.([abdfiox])\.([abfprsuw])(?:\.|(?![a-z]))", r"\1\2\3 ", quiet)
    quiet = re.sub(r"(?<![a-z])(global ?)g\.a\.p\.?", r"\1gap", quiet)
    quiet = re.sub(r"(?<=\d)(kg|g|gr|ml|l|lbs?)x(?=\d)", r"\1 x ", quiet)
    quiet = re.sub(r"(?<=\d)(kg|g|ml|l|t|mt)(?=\d|pp|pe|opp)", r"\1 ", quiet)
    quiet = re.sub(r"(?<![a-z])kg(?=\d)", "kg ", quiet)
    quiet = re.sub(rf"(?<![a-z])({SIGN_BEFORE})(?=\d)", r"\1 ", quiet)
    if words.language == "en":
        quiet = _PACKS_BEFORE_COUNT.sub(r"\2 x \1", unjoined(quiet))
    if words.language in {"ja", "ko"}:
        for short, long in words.shortened.items():
            quiet = re.sub(rf"(?<![a-z]){short}(?![a-z])", long, quiet)
    if words.language == "vi":
        quiet = _NEW_TONES.sub(lambda it: _OLD_TONES[it[0]], quiet)
    if words.language == "he":
        quiet = re.sub(r"(?<=[א-ת])''(?=[א-ת])", '"', quiet)
    boxed = with_containers(with_digits(with_containers(quiet), words))
    dated = with_months(with_spans(with_units(boxed, words), words), words)
    return without_corrected(dated, words)
