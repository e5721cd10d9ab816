"""Badges, signs and sheets on paper: every name of the market's people is shown, none as an empty box."""

import re
from datetime import UTC, datetime
from typing import get_args

import msgspec
import pytest

from shared.contracts.fairs.attendees import AttendeeKind, Badge, Particulars
from shared.contracts.listings import SellerPage
from shared.contracts.values import Named
from shared.ids import uuid7
from tests.support.fairs import a_card
from tests.support.pdf import shown
from web.documents.__main__ import compiled
from web.documents.badges import badges_page
from web.documents.printing import Job
from web.documents.stands import Paper, Stand, stands_page
from web.documents.writing import written

KINDS: dict[AttendeeKind, str] = dict.fromkeys(get_args(AttendeeKind), "Khách tham quan")
NAMES = ("Nguyễn Thị Đào", "Đỗ Ẩm Ưỡng", "田中 さくら", "山田太郎", "김민서", "דוד כהן", "Robert O'Neill")
ORGANISATIONS = ("HTX Thắng Thủy", "大阪食品株式会社", "(주)한국식품", 'שוק הטעמים בע"מ (Tel Aviv)', "")
NOW = datetime(2026, 11, 23, tzinfo=UTC)
PAGE = re.compile(rb"/Type\s*/Page\b")


def a_badge(person: str, organisation: str = "", kind: AttendeeKind = "visitor") -> Badge:
    return Badge(
        registration_id=uuid7(),
        code="ABCD-EFGH-JKMN-PQRS",
        fair=Named(id=uuid7(), name="Hội chợ OCOP Bắc Ninh"),
        starts_at=NOW,
        ends_at=NOW,
        zone="Asia/Ho_Chi_Minh",
        venue="",
        kind=kind,
        person_name=person,
        organisation_name=organisation,
        checked_in_at=None,
    )


def paper(template: str, page: object) -> bytes:
    return compiled(Job(template=template, page=msgspec.json.encode(page).decode()))


def missing(pdf: bytes, *texts: str) -> set[str]:
    return {letter for text in texts for letter in text if not letter.isspace()} - shown(pdf)


@pytest.mark.parametrize("sheet", [True, False])
def test_every_name_has_its_glyphs(*, sheet: bool) -> None:
    badges = [a_badge(person, organisation) for person in NAMES for organisation in ORGANISATIONS]
    pdf = paper("badges.typ", badges_page(badges, KINDS, "vi", sheet=sheet))

    assert missing(pdf, *NAMES, *ORGANISATIONS, KINDS["visitor"]) == set()
    assert missing(paper("badges.typ", badges_page([a_badge("a𒀀")], KINDS, "vi", sheet=sheet)), "a𒀀") == {"𒀀"}


def test_how_many_fit_a_page() -> None:
    badges = [a_badge(f"Nguyễn Thị Đào {'Quỳnh ' * (number * 5)}") for number in range(9)]

    assert len(PAGE.findall(paper("badges.typ", badges_page(badges, KINDS, "vi", sheet=True)))) == 2
    assert len(PAGE.findall(paper("badges.typ", badges_page(badges, KINDS, "vi", sheet=False)))) == 9


def test_a_name_is_never_read_as_markup() -> None:
    pdf = paper("badges.typ", badges_page([a_badge('#panic("x") *b* $y$ \\')], KINDS, "vi", sheet=False))

    assert missing(pdf, '#panic("x") *b* $y$ \\') == set()


def test_a_fair_is_called_as_the_person_on_the_badge_calls_it() -> None:
    """Else as whoever prints it does, else by its first name."""
    named = msgspec.structs.replace(a_badge("Sato"), fair_names={"ja": "蓮の市", "he": "יריד הלוטוס"})
    japanese = msgspec.structs.replace(named, particulars=Particulars(language="ja"))
    page = badges_page([japanese, named, a_badge("Kim")], KINDS, "he", sheet=True)

    names = ["蓮の市", "יריד הלוטוס", "Hội chợ OCOP Bắc Ninh"]
    assert [badge["fair"] for badge in page["badges"]] == [written(name) for name in names]
    assert missing(paper("badges.typ", page), *names) == set()


@pytest.mark.parametrize("template", ["signs", "stands"])
def test_a_booth_tells_who_stands_there(template: Paper) -> None:
    holder = uuid7()
    names = {"vi": "Củ sen sấy", "ja": "乾燥レンコン", "ko": "말린 연근", "he": "שורש לוטוס"}
    cards = [msgspec.structs.replace(a_card(holder), names=names, stars=4) for _ in range(14)]
    seller = SellerPage(organisation=Named(id=holder, name=""), province="24", items=cards, total=30)
    stands = [
        Stand(code="H2-A01", holder_id=holder, holder="HTX Nông nghiệp Thắng Thủy", seller=seller),
        Stand(code="A02", holder_id=holder, holder="大阪食品株式会社", seller=None),
    ]
    link = f"https://market.example/vi/coops/{holder}"
    pdf = paper(f"{template}.typ", stands_page("Hội chợ OCOP", stands, {holder: link}))

    assert missing(pdf, "H2-A01", "HTX Nông nghiệp Thắng Thủy", "大阪食品株式会社") == set()
    assert (missing(pdf, *names.values(), "4★") == set()) == (template == "stands")
    assert len(PAGE.findall(pdf)) == 2


def test_the_letters_tell_the_direction() -> None:
    found = [written(name)[1] for name in ("Đào", "田中 さくら", "山田太郎", "(주)한국", "דוד", "")]
    assert found == ["vi", "ja", "vi", "ko", "he", "vi"]
