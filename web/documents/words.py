"""What printed documents say, in the five languages of the market's people."""

import tomllib
from functools import cache
from pathlib import Path

import msgspec

from shared.contracts.values import Language


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    vi: str
    en: str
    ja: str
    ko: str
    he: str

    def said(self, language: Language) -> str:
        text: str = getattr(self, language)
        return text


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    contract: Wording
    mou: Wording
    parties: Wording
    seller: Wording
    buyer: Wording
    goods: Wording
    delivery: Wording
    delivery_terms: Wording
    payment: Wording
    payment_open: Wording
    note: Wording
    month: Wording
    quantity: Wording
    price: Wording
    value: Wording
    total: Wording
    made: Wording
    made_where: Wording
    both_texts: Wording
    for_seller: Wording
    for_buyer: Wording
    sign_here: Wording
    unit: dict[str, Wording]


@cache
def words() -> Words:
    text = (Path(__file__).parent / "words.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Words)
