"""How the goods are packed: what one package holds, or that they come loose."""

import re

from services.matching.reading.containers import CONTAINERS
from services.matching.reading.corrections import GONE
from services.matching.reading.nested_packages import nested_packages
from services.matching.reading.numerals import decimal
from services.matching.reading.package import Packing
from services.matching.reading.package_labels import SIZES, is_nested, label_of, near_sample
from services.matching.reading.packing_patterns import counted, single, sized, things
from services.matching.reading.page import Page
from services.matching.reading.unsized_packages import is_refused_for, loose, repeated, unsized
from services.matching.reading.unwanted_amounts import DENIED
from services.matching.reading.vocabulary import NUMBER, Vocabulary, is_measure
from shared.lexicon.matching import matcher

_DENIED = re.compile(DENIED)
_HEAVY = 30
"""Kilograms that no can, jar or retail box holds."""
_NEAR = 60
"""How far a sized package and what it holds stand apart: 1 kg bags, 10 bags per carton."""


def packings(page: Page, words: Vocabulary) -> list[Packing]:
    """From the surest to the vaguest way of saying it; what is read is taken from the page."""
    found = _nested(page, words)
    found += [
        _taken(page, match, words)
        for pattern in sized(words)
        for match in list(pattern.finditer(page.left))
        if not (
            _is_quantity(match, words)
            or _names_goods(page, match, words)
            or near_sample(page, match, words)
            or _DENIED.match(page.text, match.end())
            or is_refused_for(page, match, words)
        )
    ]
    found = _without_contents(page, found, words)
    _take_counts_of_one(page, found, words)
    found += [] if found else _labelled_and_counted(page, words)
    found += _counted_packings(page, found, words)
    found += [] if found else _of_things(page, words)
    found += [] if found else _single_packings(page, words)
    found += [] if found else _labelled_packings(page, words)
    found += loose(page, words)
    found = found or unsized(page, words)
    return sorted(found + repeated(page, found, words))


def _nested(page: Page, words: Vocabulary) -> list[Packing]:
    found = []
    for it in nested_packages(page, words):
        if not (near_sample(page, it.holds, words) or is_refused_for(page, it.holds, words)):
            page.take(it.holds.start(), it.holds.end())
            amount = decimal(it.holds["amount"], words.language)
            found.append(Packing(it.holds.start(), amount, words.code_of(it.holds, "unit"), it.pack))
    return found


def _without_contents(page: Page, sized: list[Packing], words: Vocabulary) -> list[Packing]:
    """Less what brackets behind a package say of its inside: 10 kg cartons (10 x 1 kg bags)."""
    inside = re.compile(rf"(?<={GONE}) ?\((?=[^()]*{words.package})(?=[^()]*{GONE})[^()]*\)")
    for match in list(inside.finditer(page.left)) if len(sized) > 1 else ():
        outer = [it for it in sized if it.start < match.start()]
        within = [it for it in sized if match.start() < it.start < match.end()]
        if outer and within:
            page.take(match.start(), match.end())
            sized = [it for it in sized if it not in within]
    return sized


def _take_counts_of_one(page: Page, sized: list[Packing], words: Vocabulary) -> None:
    """Cans of 400 ml, 24 a carton: so many stand in each of the larger packages."""
    each = re.compile(
        rf"(?<={GONE})[ ,;x]{{0,3}}{NUMBER}(?:{words.each_package}| ?(?:[개병캔팩봉個本袋缶枚])?(?:입|들이|入り?の?) ?)(?P<pack>{words.package})"
    )
    for match in list(each.finditer(page.left)) if sized else ():
        if words.code_of(match, "pack") in SIZES:
            page.take(match.start(), match.end())


def _counted_packings(page: Page, sized: list[Packing], words: Vocabulary) -> list[Packing]:
    found = []
    for pattern in counted(words):
        for match in list(pattern.finditer(page.left)):
            nested = is_nested(words.code_of(match, "unit"), words.code_of(match, "pack"))
            if not nested or _names_goods(page, match, words) or near_sample(page, match, words):
                continue
            if any(abs(it.start - match.start()) < _NEAR for it in sized):
                page.take(match.start(), match.end())
            else:
                found.append(_taken(page, match, words))
    return found


def _of_things(page: Page, words: Vocabulary) -> list[Packing]:
    found = [match for pattern in things(words) for match in pattern.finditer(page.left)][:1]
    for match in found:
        page.take(match.start("amount"), match.end("amount"))
    return [
        Packing(it.start(), decimal(it["amount"], words.language), "H87", words.code_of(it, "pack")) for it in found
    ]


def _single_packings(page: Page, words: Vocabulary) -> list[Packing]:
    found: list[Packing] = []
    for match in list(single(words).finditer(page.left)):
        start, _ = page.sentence(match.start())
        packs = [it for it in re.finditer(words.package, page.left[: match.start()]) if it.start() >= start]
        if packs and not found:
            page.take(match.start(), match.end())
            amount = decimal(match["amount"], words.language)
            found.append(Packing(match.start(), amount, words.code_of(match, "unit"), words.code_of(packs[-1], 0)))
    return found


def _labelled_and_counted(page: Page, words: Vocabulary) -> list[Packing]:
    """250 g, 12,000 packets, 20 packets a carton: what the label says of the packet that is counted."""
    labelled = label_of(page, words)
    counted_in = {words.code_of(it, "unit") for pattern in counted(words) for it in pattern.finditer(page.left)}
    return _labelled_packings(page, words) if labelled and labelled.pack in counted_in else []


def _labelled_packings(page: Page, words: Vocabulary) -> list[Packing]:
    """What the label says, wherever it stands: 240 bottles of sauce, 700 ml."""
    label = label_of(page, words)
    if label is None:
        return []
    page.take(label.size.start(), label.size.end())
    amount = decimal(label.size["amount"], words.language)
    return [Packing(label.size.start(), amount, words.code_of(label.size, "unit"), label.pack)]


def _is_within(page: Page, match: re.Match[str], words: Vocabulary) -> bool:
    """So many packages in each carton: the count is of one carton, not what is wanted."""
    start, _ = page.sentence(match.start())
    head = page.left[max(start, match.start() - 30) : match.start()]
    outer = rf"(?:1|mỗi|một|each|per|every|a|כל|ב?כל|in)[ -]?(?:{words.package})[^\d.。]{{0,8}}$|(?:{words.package}) ?(?:あたり|당|に|gồm|có|chứa|=|:|\(|of|של) ?$"
    return bool(re.search(outer, head)) or bool(
        re.match(rf"(?:{words.each_package})(?:{words.package})", page.left[match.end() : match.end() + 24])
    )


def _taken(page: Page, match: re.Match[str], words: Vocabulary) -> Packing:
    if words.language == "en" and re.search(rf"{NUMBER} $|(?<!of ){NUMBER} x $", page.left[: match.start()]):
        page.take(match.start(), match.start("pack"))
        return _packing(match, words)
    counts = match.groupdict().get("count")
    if match.groupdict().get("times") and not re.search(
        rf"{NUMBER} ?(?:{words.unit}|{CONTAINERS})", page.left[: match.start()] + page.left[match.end() :]
    ):
        page.take(match.start(), match.start("times"))
        return _packing(match, words)
    within = rf"(?:入り?の?|들이 ?|입 ?|{words.each_package})(?:{words.package})"
    outer = re.compile(within).match(page.left, match.end()) if match.groupdict().get("times") or counts else None
    if counts and decimal(counts.strip(), words.language) != 1 and not _is_within(page, match, words):
        page.take(match.end("pack"), match.end())
    else:
        page.take(match.start(), outer.end() if outer else match.end())
    return _packing(match, words)


def _packing(match: re.Match[str], words: Vocabulary) -> Packing:
    unit = words.code_of(match, "unit")
    amount = decimal(match["amount"], words.language)
    if pieces := match.groupdict().get("pieces"):
        amount *= decimal(pieces, words.language)
    if unit == "YEN":
        unit, amount = "KGM", amount * 10
    return Packing(match.start(), amount, unit, words.code_of(match, "pack"))


def _is_quantity(match: re.Match[str], words: Vocabulary) -> bool:
    """Tonnes beside a package's name are the quantity: 2 tấn bao, 2 tonnes, cartons."""
    return words.code_of(match, "unit") in {"TNE", "STN", "LTN"} and decimal(match["amount"], words.language) > 1


def _names_goods(page: Page, match: re.Match[str], words: Vocabulary) -> bool:
    """The end of a product's name before its quantity: canned bamboo shoots 500 kg, brocade bag 300 pieces."""
    start, end = match.span("pack")
    if start > match.start("amount"):
        return False
    named = [it for it in matcher(words.language).mentions(page.left) if it.start < start and end <= it.end]
    unit = words.code_of(match, "unit")
    heavy = unit == "KGM" and decimal(match["amount"], words.language) >= _HEAVY
    return any(it.concept and (not is_measure(unit) if it.concept.group == "handicraft" else heavy) for it in named)
