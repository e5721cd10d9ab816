"""The semantics of PUT: a body read whole, `If-Match`, 201 or 200, `ETag`."""

from http import HTTPStatus
from typing import TypeVar

import msgspec
from litestar import Response
from litestar.enums import MediaType

from shared.contracts.fairs import CheckedIn
from shared.contracts.values import ActPut, RecordPut
from shared.errors import Rejected
from web.misfits import misfit
from web.visitor import AnyRequest

Body = TypeVar("Body", bound=msgspec.Struct)
LARGEST_BODY = 512 * 1024  # bytes: the bus carries one mebibyte
LONGEST_VERSION = 18  # digits, so that it stays a number of 64 bits
NO_VERSION = 0


async def body_of(request: AnyRequest, kind: type[Body]) -> Body:
    """The JSON body as `kind`; faults name their field."""
    media_type = request.headers.get("content-type", "application/json").partition(";")[0].strip().lower()
    if media_type != MediaType.JSON:
        raise Rejected("unsupported_media_type", expected=MediaType.JSON)
    data = await request.body()
    if len(data) > LARGEST_BODY:
        raise Rejected("too_large", megabytes="0.5")
    try:
        return msgspec.json.decode(data or b"{}", type=kind)
    except msgspec.ValidationError as error:
        raise misfit(str(error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Rejected("malformed", reason=str(error)) from error


def expected_version(request: AnyRequest) -> int | None:
    """`If-Match: "3"`."""
    given = request.headers.get("if-match")
    if given is None:
        return None
    version = given.removeprefix("W/").strip('"')
    return int(version) if version.isdecimal() and len(version) <= LONGEST_VERSION else NO_VERSION


def record_answer(put: RecordPut) -> Response[bytes]:
    return answer(
        {"id": put.id, "version": put.version},
        status=HTTPStatus.CREATED if put.outcome == "created" else HTTPStatus.OK,
        version=put.version,
    )


def act_answer(act: ActPut | CheckedIn, **more: str) -> Response[bytes]:
    """201 when it was done now, 200 when it had been."""
    return answer(
        msgspec.structs.asdict(act) | more, status=HTTPStatus.CREATED if act.outcome == "created" else HTTPStatus.OK
    )


def answer(content: object, *, status: int = HTTPStatus.OK, version: int | None = None) -> Response[bytes]:
    headers = {} if version is None else {"ETag": f'"{version}"'}
    return Response(msgspec.json.encode(content), status_code=status, media_type=MediaType.JSON, headers=headers)


def answer_as_said(content: bytes) -> Response[bytes]:
    """The reply of a service, word for word."""
    return Response(content, media_type=MediaType.JSON)
