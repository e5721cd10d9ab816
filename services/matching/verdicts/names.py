"""Whether a listing's names say what a buyer called the product, in whatever languages both are.

All of the buyer's words in one of the names: met, unless the lexicon knows that name for another product (bánh gạo is
no gạo; thịt lợn hun khói, which begins with it, is thịt lợn). Else the lexicon compares what the two mean, and words
that are not its own (a variety, a place) are asked back. What the lexicon does not know is compared by its words.
"""

from collections.abc import Mapping
from functools import lru_cache

from services.matching.verdicts.products import Meaning, is_broader, is_same, meaning
from services.matching.verdicts.verdict import Verdict, met, unknown, unmet
from services.matching.words import Words, common, words
from shared.contracts.values import Language
from shared.lexicon.reading import lexicon
from shared.text import clean

PARTLY = 0.8
"""The credit that a partly named product approaches."""
_words = lru_cache(maxsize=8_000)(words)


def product_called(what: str, language: Language, names: Mapping[Language, str]) -> Verdict:
    """Kept by the names: a demand meets the same ones again at each change of a listing."""
    return _called(what, language, tuple(names.items()))


def words_to_find(what: str, language: Language) -> list[str]:
    """Its own words, and the Vietnamese ones of what they mean: every listing has a Vietnamese name."""
    concept = _meaning(what, language).concept
    named = _terms().get(concept, "") if concept else ""
    return sorted({*words(what), *words(named)})


@lru_cache(maxsize=8_000)
def _called(what: str, language: Language, names: tuple[tuple[Language, str], ...]) -> Verdict:
    asked = _words(what)
    ours = _meaning(what, language)
    meant = [(theirs, name) for spoken, name in names if (theirs := _meaning(name, spoken)).concept and ours.concept]
    compared = {name: _compared(ours, theirs, what, name, names) for theirs, name in meant}
    shares = [_share(asked, _words(name)) for _, name in names]
    for (spoken, name), (found, _) in zip(names, shares, strict=True):
        is_other = name in compared and compared[name].verdict == "unmet" and not _begins(name, what, spoken)
        if asked and len(found) == len(asked) and not is_other:
            return met("product_named", named=name)
    if compared:
        return max(compared.values(), key=lambda it: it.credit)
    found, share = max(shares, key=lambda it: it[1], default=([], 0.0))
    if share > 1 / 2:
        return unknown("product_partly_named", PARTLY * share, named=", ".join(found))
    return unmet("product_not_named")


def _compared(ours: Meaning, theirs: Meaning, what: str, name: str, names: tuple[tuple[Language, str], ...]) -> Verdict:
    if is_same(ours, theirs):
        more = ours.rest
        if all(any(common({word: forms}, _words(it)) for _, it in names) for word, forms in more.items()):
            return met("product_same", named=name, asked=what)
        return unknown("product_variety_not_named", PARTLY, named=name, asked=", ".join(more))
    if is_broader(theirs, ours):
        return unknown("product_only_broader", named=name, asked=what)
    if is_broader(ours, theirs):
        return unknown("product_narrower", named=name, asked=what)
    return unmet("product_other", named=name, asked=what)


def _begins(name: str, what: str, spoken: Language) -> bool:
    """Vietnamese says the thing itself first."""
    return spoken == "vi" and f"{clean(name)} ".casefold().startswith(f"{clean(what)} ".casefold())


def _share(asked: Words, offered: Words) -> tuple[list[str], float]:
    found = common(asked, offered)
    return found, len(found) / min(len(asked), len(offered)) if found else 0.0


@lru_cache(maxsize=8_000)
def _meaning(text: str, language: Language) -> Meaning:
    return meaning(text, language)


@lru_cache(maxsize=1)
def _terms() -> Mapping[str, str]:
    return {it.id: it.terms.vi[0] for it in lexicon().concepts}
