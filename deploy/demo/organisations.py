"""The province of the demo: Bắc Ninh's co-ops by sector as the Alliance counted them in 2022, and 60 buyers.

694 = 552 NN + 56 TTCN + 27 TM + 25 GTVT + 2 XD + 6 VSMT + 26 QTDND; 107 of them stopped long ago without a tax code
and were never dissolved (yearly report 2022). No name is a real person's; the same names are made every time.
"""

import itertools
import random
from collections.abc import Iterator
from uuid import UUID, uuid5

from msgspec import convert
from stdnum.vn import mst

from deploy.demo.places import COMMUNES, DISTRICT_OF, WORK
from shared.contracts.registry import LegalForm, LoadedOrganisation, OrganisationStatus, Sector

NAMESPACE = UUID("6f1c1a52-7d0e-4d55-9a0c-5b8f0c6a1d11")
BAC_NINH = "24"
TAX_OFFICE = "23"
"""The tax office's catalogue was not renumbered in 2025: Bắc Ninh's codes still begin with 23."""
BY_SECTOR: dict[Sector, int] = {"NN": 552, "TTCN": 56, "TM": 27, "GTVT": 25, "XD": 2, "VSMT": 6, "QTDND": 26}
STOPPED = 107

BUYERS = {
    "JP": (
        "大阪食品株式会社", "横浜青果株式会社", "京都物産株式会社", "神戸農産株式会社", "名古屋フーズ株式会社",
        "博多商店株式会社", "札幌食材株式会社", "東京アジア食品株式会社", "仙台貿易株式会社", "広島青果株式会社",
        "堺商事株式会社", "浜松農産株式会社", "新潟米菓株式会社", "長崎物産株式会社", "川崎フーズ株式会社",
        "奈良茶業株式会社", "岡山果実株式会社", "熊本食品株式会社", "静岡茶園株式会社", "金沢工芸株式会社",
    ),
    "KR": (
        "(주)부산푸드", "(주)서울농산", "(주)인천무역", "(주)대구식품", "(주)광주유통", "(주)대전상사", "(주)수원마트",
        "(주)울산수산", "(주)제주농원", "(주)전주식품", "(주)포항물산", "(주)청주유통", "(주)춘천농산", "(주)여수식품",
        "(주)강릉무역",
    ),
    "IL": (
        'חיפה סחר בע"מ', 'יפו מזון בע"מ', 'כרמל יבוא בע"מ', 'גליל תבלינים בע"מ', 'נגב סחר בע"מ', 'שרון מזון בע"מ',
        'ירדן יבוא בע"מ', 'ים תיכון בע"מ', 'אילת סחר בע"מ', 'השפלה מזון בע"מ',
    ),
    "VN": (
        "Siêu thị Sông Cầu", "Chuỗi cửa hàng Kinh Bắc", "Siêu thị Hồng Hà", "Bếp ăn công nghiệp Yên Phong",
        "Nhà hàng Quan Họ", "Chuỗi thực phẩm Sạch Xanh", "Siêu thị Thăng Long", "Công ty suất ăn Quế Võ",
        "Cửa hàng đặc sản Ba Miền", "Khách sạn Lim", "Chuỗi cà phê Đồng Kỵ", "Siêu thị Hải Đăng", "Bán buôn Long Biên",
        "Công ty quà tặng Tiên Du", "Chuỗi mẹ và bé Hoa Sen",
    ),
}  # fmt: skip


def organisation_id(*names: object) -> UUID:
    return uuid5(NAMESPACE, "/".join(map(str, names)))


def cooperatives() -> list[LoadedOrganisation]:
    """The province's 694, farms first: `coop1` … `coop20` speak for the first twenty."""
    chance = random.Random(694)  # noqa: S311 - plausible, not secret
    sectors = [sector for sector, count in BY_SECTOR.items() for _ in range(count)]
    stopped = set(chance.sample(range(40, len(sectors)), STOPPED))
    codes = tax_codes()
    return [
        _cooperative(place, sector, _name(place, sector), None if place in stopped else next(codes), chance)
        for place, sector in enumerate(sectors)
    ]


def country(count: int) -> list[LoadedOrganisation]:
    """Co-ops of the whole country, for benchmarks."""
    chance = random.Random(count)  # noqa: S311 - plausible, not secret
    codes = itertools.islice(tax_codes(), 1000, None)
    sector: Sector = "NN"
    return [
        _cooperative(place, sector, f"{_name(place % 800, sector)} {place // 800 + 1}", next(codes), chance)
        for place in range(1000, 1000 + count)
    ]


def _cooperative(
    place: int, sector: Sector, name: str, tax_code: str | None, chance: random.Random
) -> LoadedOrganisation:
    status: OrganisationStatus = "verified" if tax_code else "stopped"
    legal_form: LegalForm = "QTDND" if sector == "QTDND" else "HTX"
    commune = COMMUNES[place % len(COMMUNES)]
    return LoadedOrganisation(
        id=organisation_id("coop", place),
        name=name,
        kind="coop",
        legal_form=legal_form,
        status=status,
        sector=sector,
        province=BAC_NINH,
        tax_code=tax_code,
        address=f"Xã {commune}, {DISTRICT_OF[commune]}, tỉnh Bắc Ninh",
        founded=chance.randint(1997, 2022),
        members=chance.randint(7, 260),
    )


def _name(place: int, sector: Sector) -> str:
    """Different for every place of a sector: work and commune first, then a number."""
    kinds = WORK[sector]
    commune = COMMUNES[place % len(COMMUNES)]
    turn = place // len(COMMUNES)
    name = kinds[turn % len(kinds)].format(commune)
    return name if turn < len(kinds) else f"{name} {turn // len(kinds) + 1}"


def tax_codes() -> Iterator[str]:
    """Codes whose check digit holds: one nine-digit beginning in eleven has none and is left out."""
    for number in itertools.count(1):
        digits = f"{TAX_OFFICE}{number:07d}"
        check = mst.calc_check_digit(digits)
        if mst.is_valid(digits + check):
            yield digits + check


def buyers() -> list[LoadedOrganisation]:
    return [
        convert(
            {
                "id": organisation_id("buyer", country_code, place),
                "name": name,
                "kind": "buyer",
                "legal_form": "enterprise" if country_code == "VN" else "foreign",
                "status": "verified",
                "country": country_code,
                "province": BAC_NINH if country_code == "VN" else None,
            },
            LoadedOrganisation,
        )
        for country_code, names in BUYERS.items()
        for place, name in enumerate(names)
    ]
