"""The drawing of a building behind the booths of a hall: sent as a picture, placed to scale."""

from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.fairs.fair import HallCode
from shared.contracts.message import Command
from shared.contracts.values import RecordPut

Offset = Annotated[float, Meta(ge=-500, le=500)]
Extent = Annotated[float, Meta(ge=1, le=1000)]


class Backdrop(Struct, frozen=True, kw_only=True):
    """`x`, `y`: where its upper left corner lies in the hall, in metres. `depth` follows from `width`: a drawing keeps
    its proportions.
    """

    hall: HallCode
    picture_id: UUID
    x: float
    y: float
    width: float
    depth: float


class HangBackdrop(Command[RecordPut], frozen=True, kw_only=True):
    """Organizers. `upload` names the object in bucket `uploads` that web filled. It takes the place of a former one;
    the first lies as wide as the hall's booths. Answers with the version of the plan, as the next two do.
    """

    subject = "fairs.v1.cmd.hang_backdrop"
    fair_id: UUID
    hall: HallCode
    picture_id: UUID
    upload: Annotated[str, Meta(max_length=100)]


class PlaceBackdrop(Command[RecordPut], frozen=True, kw_only=True):
    """Organizers. Its scale is the `width` in metres that the whole picture shows."""

    subject = "fairs.v1.cmd.place_backdrop"
    fair_id: UUID
    hall: HallCode
    x: Offset
    y: Offset
    width: Extent


class RemoveBackdrop(Command[RecordPut], frozen=True, kw_only=True):
    """Organizers."""

    subject = "fairs.v1.cmd.remove_backdrop"
    fair_id: UUID
    hall: HallCode
