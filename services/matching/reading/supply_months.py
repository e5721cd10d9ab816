"""Whether a month that is named alone is one of supply: not a deadline, not an appointment, not an open start."""

import re

from services.matching.reading.amount import BOX
from services.matching.reading.containers import CONTAINERS
from services.matching.reading.months import MONTHS
from services.matching.reading.page import Page
from services.matching.reading.vocabulary import NUMBER, Vocabulary

AMOUNT = (
    rf"{NUMBER} ?(?:{{unit}}|{CONTAINERS}|{BOX})|{NUMBER}(?= (?:in|vào|trong) (?:{MONTHS}|$))|\banother|\bhalf|một nửa"
)
_ONLY = re.compile(r"のみ|だけ|限定|(?:에)?만(?=[ .,]|$)| only| בלבד")
_ONLY_BEFORE = re.compile(
    r"(?:(?<![א-ת])(?:אך ורק|רק) ?[בל]?|(?<![a-z])only (?:in )?|(?<![^\W\d_])(?:chỉ|chi)(?: [^\W\d_]+)? )$"
)
_FEWEST_LETTERS = 40
_TAILS = {
    "ja": re.compile(r"末|(?:上旬|中旬|下旬|初め|頭)?(?:頃|ごろ)?(?:まで|以降|より|から|締)"),
    "ko": re.compile(r" ?말|(?: ?(?:초|중순|하순))? ?(?:까지|부터|이후|마감)"),
}


def is_supply(page: Page, match: re.Match[str], words: Vocabulary) -> bool:
    """A month in which goods are to come, neither a deadline nor a date of something else."""
    start, end = page.clause(match.start())
    sentence_start, sentence_end = page.sentence(match.start())
    before = page.text[sentence_start : match.start()]
    tail = page.text[match.end() : min(sentence_end, match.end() + 14)]
    clause, sentence = page.text[start:end], page.text[sentence_start:sentence_end]
    supply = re.compile(words.raw("supply"))
    wider = sentence if len(clause) < _FEWEST_LETTERS else clause
    if _is_deadline(before, tail, words) or _is_event(clause, words):
        return False
    if (
        is_beside_amount(before, page.text[match.end() : sentence_end], words)
        or _ONLY.match(tail)
        or _ONLY_BEFORE.search(before)
        or _is_all_of_its_sentence(page, match)
        or supply.search(clause)
    ):
        return True
    if len(re.findall(MONTHS, match[0])) > 1 and re.search(rf"{NUMBER} ?{words.unit}", sentence):
        return True
    return bool(supply.search(wider)) and not _is_event(wider, words)


def _is_all_of_its_sentence(page: Page, match: re.Match[str]) -> bool:
    """Several months that stand alone in a text of catchwords: 700 kg; October, November; Kobe."""
    return len(re.findall(MONTHS, match[0])) > 1 and page.sentence_text(match.start()).strip(" ;.\n") == match[0]


def is_beside_amount(before: str, after: str, words: Vocabulary) -> bool:
    """5 t in June; 6月に5トン."""
    amount = rf"(?:{AMOUNT.format(unit=words.unit)})"
    return bool(
        re.search(rf"{amount} (?:in|for|vào|trong|cho|vao)? ?$", before)
        or (re.search(rf"{amount}(?:を|을|를) ?$", before) and after.startswith(("に", "에")))
        or (re.search(rf"{amount}(?:、|, ?)$", before) and re.match(r"[。.、,\n]|$", after))
        or re.match(r"(?:に| ?에) ?(?:[1一]回|[1一]度|한 ?번|1회)", after)
        or re.match(rf"[には:은는에 ]{{0,2}}(?:各|각각?|それぞれ)? ?{amount}", after)
    )


def _is_deadline(before: str, tail: str, words: Vocabulary) -> bool:
    if words.language in _TAILS:
        return bool(_TAILS[words.language].match(tail))
    return bool(re.search(rf"{words.cue_text('before')}$", before)) or _is_open(before, tail, words)


def _is_open(before: str, tail: str, words: Vocabulary) -> bool:
    starts = {
        "en": r"(?:from|starting|beginning|as of|since|after|commencing|start|begin|begins|kick(?:ing)? off|first (?:delivery|shipment|load))(?: in| from| early| mid| late| the| end| of| on)* ?$",
        "vi": r"(?:từ|kể từ|bắt đầu|sau|tu|bat dau|đầu từ)(?: vào| đầu| cuối| giữa)* ?$",
        "he": r"(?:החל|מתחיל|מתחילים|אחרי|לאחר|להתחיל|מ)(?: ?[במ]-?| סוף| תחילת| אמצע)* ?$",
    }[words.language]
    return bool(re.search(starts, before) or re.match(r" ?(?:onwards?|on\b|trở đi|tro di|ואילך|והלאה)", tail))


def _is_event(text: str, words: Vocabulary) -> bool:
    """Japanese and Korean say “by” after the month, where the words of deadlines stand as well."""
    if words.cue("event").search(text):
        return True
    return words.language in {"ja", "ko"} and bool(words.cue("deadline").search(text))


def is_history(page: Page, at: int) -> bool:
    """Open all year round."""
    return bool(re.search(r"営業|展開|営んで|open|business|영업", page.clause_text(at)))
