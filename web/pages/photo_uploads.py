"""A photo that is sent in parts: how far it came, the next part, or no more of it.

After draft-ietf-httpbis-resumable-upload-11 ("Resumable Uploads for HTTP"), with two differences: a photo has its id
from the page's form, so an upload need not be made before its first part; and what the last part completes becomes a
photo when the form is sent with that id and no file.
"""

import re
from http import HTTPStatus
from uuid import UUID

from litestar import Response, delete, head, patch
from litestar.exceptions import HTTPException
from litestar.types import ExceptionHandlersMap
from msgspec import Struct

from shared.contracts.listings import GetListing
from shared.errors import Rejected, Unavailable
from shared.file_sizes import LARGEST_PICTURE, must_fit
from web.failures import api_failure
from web.forms.reading import must_be_small
from web.origin import must_be_same_site, must_carry_token
from web.partial_uploads import LARGEST_PART, LEAST_PART, PartialUpload, Standing
from web.visitor import Person

ADDRESS = "/{lang:str}/listings/{listing_id:uuid}/photos/{photo_id:uuid}/upload"
MEDIA_TYPE = "application/partial-upload"
LIMIT = f"max-size={LARGEST_PICTURE}, max-append-size={LARGEST_PART}, min-append-size={LEAST_PART}"
OFFSET = re.compile(r"[0-9]{1,15}", re.ASCII)
TRUTHS = {"?0": False, "?1": True}
FAILURES: ExceptionHandlersMap = dict.fromkeys((Rejected, Unavailable, HTTPException, Exception), api_failure)


class Problem(Struct, rename="kebab"):
    expected_offset: int
    provided_offset: int
    type: str = "https://iana.org/assignments/http-problem-types#mismatching-upload-offset"
    title: str = "Conflict"
    status: int = 409


@head(ADDRESS, exception_handlers=FAILURES, status_code=HTTPStatus.NO_CONTENT)
async def standing(person: Person, listing_id: UUID, photo_id: UUID) -> Response[None]:
    found = await (await _upload(person, listing_id, photo_id)).standing()
    return Response(None, status_code=HTTPStatus.NO_CONTENT, headers=_headers(found))


@patch(ADDRESS, exception_handlers=FAILURES)
async def append(person: Person, listing_id: UUID, photo_id: UUID) -> Response[Problem | None]:
    _must_be_from_our_page(person)
    headers = person.request.headers
    if headers.get("content-type") != MEDIA_TYPE:
        raise Rejected("unsupported_media_type", expected=MEDIA_TYPE)
    must_be_small(headers.get("content-length"), LARGEST_PART)
    offset, last = _number(headers.get("upload-offset")), TRUTHS.get(headers.get("upload-complete", ""))
    if offset is None or last is None:
        raise Rejected("malformed", reason="Upload-Offset, Upload-Complete")
    must_fit(_number(headers.get("upload-length")) or 0, LARGEST_PICTURE)
    upload = await _upload(person, listing_id, photo_id)
    found = await upload.standing()
    if offset != found.offset or found.complete:
        return _stands_elsewhere(found, offset)
    found = await upload.append(await person.request.body(), found, last=last)
    return Response(None, status_code=HTTPStatus.NO_CONTENT, headers=_headers(found))


@delete(ADDRESS, exception_handlers=FAILURES, status_code=HTTPStatus.NO_CONTENT)
async def forget(person: Person, listing_id: UUID, photo_id: UUID) -> None:
    _must_be_from_our_page(person)
    await (await _upload(person, listing_id, photo_id)).forget()


async def _upload(person: Person, listing_id: UUID, photo_id: UUID) -> PartialUpload:
    """Of a product of theirs; another organisation's upload under the same id is another upload."""
    person.must_be_signed_in()
    listing = await person.ask(GetListing(listing_id=listing_id))
    if listing.organisation.id != person.organisation_id:
        raise Rejected("forbidden")
    return PartialUpload(person.site.uploads, person.organisation_id, photo_id)


def _must_be_from_our_page(person: Person) -> None:
    person.must_be_signed_in()
    must_be_same_site(person.request)
    must_carry_token(person.token, person.request.headers.get("form-token", ""))


def _number(text: str | None) -> int | None:
    return int(text) if text and OFFSET.fullmatch(text) else None


def _stands_elsewhere(found: Standing, provided: int) -> Response[Problem | None]:
    return Response(
        Problem(expected_offset=found.offset, provided_offset=provided),
        status_code=HTTPStatus.CONFLICT,
        media_type="application/problem+json",
        headers=_headers(found),
    )


def _headers(found: Standing) -> dict[str, str]:
    return {
        "Upload-Offset": str(found.offset),
        "Upload-Complete": "?1" if found.complete else "?0",
        "Upload-Limit": LIMIT,
        "Cache-Control": "no-store",
    }


HANDLERS = (standing, append, forget)
