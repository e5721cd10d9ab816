"""What the API answers, as its document says it: records, acts, lists, and problems (RFC 9457)."""

from http import HTTPStatus
from typing import Annotated, Any, TypeVar
from uuid import UUID

from litestar import Response
from litestar.enums import MediaType
from litestar.params import HeaderParameter
from msgspec import Struct

from shared.contracts.fairs.attendees import CheckedIn
from shared.contracts.values import ActPut, RecordPut

Content = TypeVar("Content")
Act = TypeVar("Act", bound=ActPut | CheckedIn)

IfMatch = Annotated[str | None, HeaderParameter(name="If-Match", description="The ETag of the version that was seen.")]
LONGEST_VERSION = 18
"""Digits, so that it stays a number of 64 bits."""
NO_VERSION = 0


class RecordAnswer(Struct, frozen=True, kw_only=True):
    """What was stated stands, under this version."""

    id: UUID
    version: int


class FieldFault(Struct, frozen=True, kw_only=True):
    """`field` is a path such as `price.amount` or `halls.0.code`, `message` in the language of `Accept-Language`."""

    field: str
    code: str
    message: str


class Problem(Struct, frozen=True, kw_only=True):
    """`code` names the rule, `detail` says it in the language of `Accept-Language`."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    errors: list[FieldFault] = []


def expected_version(if_match: str | None) -> int | None:
    """`If-Match: "3"`."""
    if if_match is None:
        return None
    version = if_match.removeprefix("W/").strip('"')
    is_number = version.isascii() and version.isdecimal() and len(version) <= LONGEST_VERSION
    return int(version) if is_number else NO_VERSION


def record_answer(put: RecordPut) -> Response[RecordAnswer]:
    status = HTTPStatus.CREATED if put.outcome == "created" else HTTPStatus.OK
    return answer(RecordAnswer(id=put.id, version=put.version), status=status, version=put.version)


def act_answer(act: Act) -> Response[Act]:
    """201 when it was done now, 200 when it had been."""
    return answer(act, status=HTTPStatus.CREATED if act.outcome == "created" else HTTPStatus.OK)


def answer(content: Content, *, status: int = HTTPStatus.OK, version: int | None = None) -> Response[Content]:
    headers = {} if version is None else {"ETag": f'"{version}"'}
    return Response(content, status_code=status, headers=headers)


def answer_as_said(content: bytes) -> Response[Any]:
    """The reply of a service, word for word."""
    return Response(content, media_type=MediaType.JSON, headers={"Vary": "Authorization"})
