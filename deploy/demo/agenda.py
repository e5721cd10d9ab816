"""What happens at the open demo fair, and who carries it."""

from collections.abc import Iterator
from datetime import timedelta

from deploy.demo.fairs import fair_id
from deploy.demo.organisations import organisation_id
from shared.contracts.fairs.agenda import PartnerBody, PutPartner, PutSession, SessionBody
from shared.contracts.fairs.fair import FairBody

HALL = "Hội trường tầng 2"


def sessions(fair: FairBody) -> Iterator[PutSession]:
    opening = fair.starts_at
    for key, body in (
        ("opening", SessionBody(title="Khai mạc", starts_at=opening, ends_at=opening + timedelta(hours=1), place=HALL)),
        (
            "japan",
            SessionBody(
                title="Đưa nông sản vào chuỗi bán lẻ Nhật Bản",
                starts_at=opening + timedelta(hours=6),
                ends_at=opening + timedelta(hours=8),
                place=HALL,
                speaker="Tanaka Yuki, Yamato Foods",
                language="ja",
                interpreters=["vi"],
                places=80,
            ),
        ),
        (
            "packing",
            SessionBody(
                title="Bao gói và truy xuất nguồn gốc",
                starts_at=opening + timedelta(days=1, hours=1),
                ends_at=opening + timedelta(days=1, hours=3),
                place="Phòng 3",
                speaker="ThS. Nguyễn Thị Minh",
                places=30,
                description="Thực hành trên sản phẩm của chính học viên.",
            ),
        ),
    ):
        yield PutSession(session_id=organisation_id("session", key), fair_id=fair_id("open"), body=body)


def partners() -> Iterator[PutPartner]:
    for key, body in (
        ("lmhtx", PartnerBody(name="Liên minh Hợp tác xã tỉnh Bắc Ninh", role="organizer")),
        ("sct", PartnerBody(name="Sở Công Thương Bắc Ninh", role="co_organizer")),
        ("bbn", PartnerBody(name="Báo Bắc Ninh", role="media")),
    ):
        yield PutPartner(partner_id=organisation_id("partner", key), fair_id=fair_id("open"), body=body)
