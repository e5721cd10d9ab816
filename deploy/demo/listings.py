"""The demo's listings: each a good of the list, from one co-op, with facts as far as co-ops write them down."""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from deploy.demo.goods import SCALE, Good, goods
from deploy.demo.organisations import organisation_id
from shared.contracts.importing import ImportedListing
from shared.contracts.registry import LoadedOrganisation
from shared.contracts.values import Capacity, Certificate, Incoterm, Language, Ocop, Price, Quantity, Scheme

KINDS = ("", "loại 1", "đóng túi 500 g", "hữu cơ", "truyền thống", "đặc biệt", "xuất khẩu", "loại 2")
FOOD_SCHEMES: tuple[Scheme, ...] = ("VIETGAP", "HACCP", "ISO22000", "GLOBALGAP", "ORGANIC", "JAS", "HALAL")
TERMS: tuple[tuple[Incoterm, str | None], ...] = (
    ("EXW", None),
    ("EXW", None),
    ("FCA", "Bắc Ninh"),
    ("FOB", "Hải Phòng"),
)
MERCHANT_SECTORS = frozenset({"NN", "TTCN", "TM"})


def sellers(organisations: Sequence[LoadedOrganisation]) -> list[LoadedOrganisation]:
    return [one for one in organisations if one.status == "verified" and one.sector in MERCHANT_SECTORS]


def listings(
    sellers: Sequence[LoadedOrganisation], count: int, today: date
) -> Iterator[tuple[LoadedOrganisation, list[ImportedListing]]]:
    """`count` listings over the sellers, each seller's together."""
    chance = random.Random(count)  # noqa: S311 - plausible, not secret
    share, more = divmod(count, len(sellers))
    made = 0
    for place, seller in enumerate(sellers):
        own = share + (place < more)
        yield seller, [_listing(made + i, seller, chance, today) for i in range(own)]
        made += own


def good_of(number: int) -> Good:
    """Neighbouring numbers are different goods, and every good comes up equally often."""
    return goods()[number * 37 % len(goods())]


def _listing(number: int, seller: LoadedOrganisation, chance: random.Random, today: date) -> ImportedListing:
    good = good_of(number)
    commune = seller.address.removeprefix("Xã ").partition(",")[0]
    kind = chance.choice(KINDS)
    vietnamese = " ".join(part for part in (good.names["vi"], kind, commune) if part)
    names: dict[Language, str] = {"vi": vietnamese[0].upper() + vietnamese[1:]}
    if chance.random() < 0.35:  # noqa: PLR2004 - most listings are in Vietnamese only
        names["en"] = f"{good.names['en'][0].upper()}{good.names['en'][1:]} from {commune}"
    if chance.random() < 0.12:  # noqa: PLR2004
        names["ja"] = good.names["ja"]
    return ImportedListing(
        id=organisation_id("listing", number),
        line=number,
        sku=f"SP-{number:05d}",
        names=names,
        category=good.category,
        descriptions={"vi": f"{names['vi']} của {seller.name}. {_story(chance)}"},
        ocop=_ocop(number, chance, today),
        certificates=_certificates(number, good, chance, today),
        price=_price(good, chance),
        moq=Quantity(amount=Decimal(chance.choice((5, 10, 20, 50, 100, 200))), unit=good.unit),
        capacity=_capacity(good, chance),
    )


def _story(chance: random.Random) -> str:
    return chance.choice(
        (
            "Trồng trên đất bãi ven sông Cầu, thu hoạch trong ngày.",
            "Làm theo cách của làng nghề, mỗi mẻ đều có sổ ghi chép.",
            "Sơ chế và đóng gói tại xưởng của hợp tác xã.",
            "Thành viên hợp tác xã cùng làm, cùng kiểm tra chất lượng.",
        )
    )


def _ocop(number: int, chance: random.Random, today: date) -> Ocop | None:
    """Two in five have stars; one in eight of those certificates has run out."""
    draw = chance.random()
    stars = 5 if draw < 0.02 else 4 if draw < 0.14 else 3 if draw < 0.4 else None  # noqa: PLR2004
    age = chance.randint(30, 1250)
    if stars is None:
        return None
    issued = today - timedelta(days=age)
    return Ocop(stars=stars, certificate=f"OCOP-{stars}-BN-{number:04d}-{issued.year}", issued=issued)


def _certificates(number: int, good: Good, chance: random.Random, today: date) -> list[Certificate]:
    if good.category not in {"food", "drink", "medicinal"}:
        return []
    held = [
        scheme
        for scheme, rarity in zip(FOOD_SCHEMES, (4, 6, 9, 16, 12, 30, 20), strict=True)
        if not chance.randrange(rarity)
    ]
    return [
        Certificate(
            scheme=scheme,
            number=f"{scheme}-{number:05d}",
            issued=today - timedelta(days=chance.randint(20, 300)),
            expires=today + timedelta(days=chance.randint(40, 700)),
        )
        for scheme in held
    ]


def _price(good: Good, chance: random.Random) -> Price | None:
    if not chance.randrange(12):
        return None
    steps = chance.randint(0, 20)
    amount = good.cheapest + (good.dearest - good.cheapest) * steps / 20
    rounded = (amount / 500).quantize(Decimal(1)) * 500
    incoterm, place = chance.choice(TERMS)
    return Price(amount=rounded, currency="VND", unit=good.unit, incoterm=incoterm, place=place)


def _capacity(good: Good, chance: random.Random) -> Capacity | None:
    if not chance.randrange(15):
        return None
    most = Decimal(chance.choice((300, 500, 800, 1200, 2000, 3000, 5000)))
    return Capacity(unit=good.unit, by_month=[most * int(level) / SCALE // 10 * 10 for level in good.season])
