"""What is answered when something is refused, absent or broken: pages get a page, the API gets RFC 9457."""

import re
from http import HTTPStatus
from typing import Any

import msgspec
import structlog
from litestar import Request, Response
from litestar.enums import MediaType
from litestar.exceptions import HTTPException, ValidationException
from litestar.response import Redirect

from shared.errors import Invalid, Rejected, Unavailable
from shared.misfits import misfit
from web.arrivals import site_of
from web.field_faults import field_sentence
from web.forms.fields import Form
from web.forms.reading import LARGEST_UPLOAD, SENT
from web.guards import HEADERS
from web.languages import asked_language, page_language
from web.refusals import sentence, status_of
from web.visitor import NO_INBOX, Person, see_other

log = structlog.get_logger()

RETRY_AFTER = "2"  # seconds
HTTP_CODES = {
    401: "unauthenticated",
    403: "forbidden",
    404: "page_unknown",
    405: "method_not_allowed",
    429: "too_many_requests",
}
MISSING = re.compile(r"Missing required \w+ parameter '([^']+)'")

Headers = dict[str, str]
MAY_HELP = frozenset({"form_expired", "unavailable", "internal", "unauthenticated"})
"""Refusals after which the same form may be sent once more; after the last by who has signed in anew."""


def refusal_of(error: Exception) -> Rejected:
    """Every failure as a refusal with a code; what nobody foresaw is logged once, here."""
    if isinstance(error, Rejected):
        return error
    if isinstance(error, Unavailable):
        return Rejected("unavailable")
    if isinstance(error, ValidationException):
        return Invalid(_wrong_parameters(error))
    if isinstance(error, HTTPException) and error.status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
        return _of_http(error)
    log.error("bug", exc_info=error)
    return Rejected("internal")


def _of_http(error: HTTPException) -> Rejected:
    if error.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return Rejected("too_large", megabytes=LARGEST_UPLOAD // 2**20)
    if error.status_code in HTTP_CODES:
        return Rejected(HTTP_CODES[error.status_code])
    return Rejected("malformed")


def _wrong_parameters(error: ValidationException) -> dict[str, str]:
    """Parameters of the address, and what is wrong with each; of those that are missing Litestar tells the first."""
    if missing := MISSING.match(error.detail):
        return {missing[1]: "required"}
    return dict(_misfit(fault) for fault in _faults(error))


def _misfit(fault: dict[str, Any]) -> tuple[str, str]:
    [code] = misfit(str(fault.get("message", ""))).values()
    return str(fault.get("key", "")), code


def _faults(error: ValidationException) -> list[dict[str, Any]]:
    return [fault for fault in error.extra if isinstance(fault, dict)] if isinstance(error.extra, list) else []


def api_failure(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """A problem document in the caller's language."""
    refusal = refusal_of(error)
    site, language = site_of(request), asked_language(request)
    status = status_of(refusal.code)

    def text(message: str) -> str:
        return site.pages.text(message, language)

    problem: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": refusal.code,
        "detail": sentence(refusal, text),
    }
    if refusal.code == "invalid":
        problem["errors"] = [
            {"field": field, "code": code, "message": field_sentence(code, text)}
            for field, code in refusal.details.items()
        ]
    else:
        problem |= {name: value for name, value in refusal.details.items() if name not in problem}
    return Response(
        msgspec.json.encode(problem),
        status_code=status,
        media_type="application/problem+json",
        headers={"Content-Language": language, **_headers(error, refusal, status)},
    )


def failure(request: Request[Any, Any, Any], error: Exception) -> Response[bytes] | Redirect:
    """Where no route is known: by the address that was asked for."""
    return (api_failure if request.url.path.startswith("/api/") else page_failure)(request, error)


def page_failure(request: Request[Any, Any, Any], error: Exception) -> Response[bytes] | Redirect:
    """A page that says what happened and what to do. It asks no service for anything.

    An address that only takes forms is asked for by who reloads an answer, or wants it in another language: that leads
    to the page above it.
    """
    refusal = refusal_of(error)
    if refusal.code == "method_not_allowed" and request.method == "GET":
        return see_other(request.url.path.rpartition("/")[0])
    language = page_language(request)
    status = status_of(refusal.code)
    nobody = Person(site_of(request), request, language, None)
    html = nobody.site.pages.render(
        "error.html", (language, language), visitor=nobody, inbox_state=NO_INBOX, here=request.url.path, status=status,
        own_zone=nobody.clock.key,
        refusal=refusal, sentence=sentence(refusal, nobody.text), again=_to_send_again(request, refusal),
        form=Form(language),
    )  # fmt: skip
    return Response(
        html,
        status_code=status,
        media_type=MediaType.HTML,
        headers={"Cache-Control": "no-store", "Content-Language": language, **_headers(error, refusal, status)},
    )


def _to_send_again(request: Request[Any, Any, Any], refusal: Rejected) -> list[tuple[str, str]]:
    """The form as it was sent, where sending it once more may help."""
    sent: list[tuple[str, str]] = request.state.get(SENT, [])
    return sent if refusal.code in MAY_HELP else []


def _headers(error: Exception, refusal: Rejected, status: int) -> Headers:
    """Litestar adds its response headers to what handlers answer, not to failures."""
    told = (error.headers if isinstance(error, HTTPException) else None) or {}
    return {**HEADERS, **told, **advice(refusal, status)}


def advice(refusal: Rejected, status: int) -> Headers:
    """What a caller should know beside the words: when to come again, how to sign in, which version there is."""
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        return {"Retry-After": RETRY_AFTER}
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return {"Retry-After": str(int(refusal.details.get("minutes") or 0) * 60 or 1)}
    if status == HTTPStatus.UNAUTHORIZED:
        return {"WWW-Authenticate": "Bearer"}
    if "version" in refusal.details:
        return {"ETag": f'"{refusal.details["version"]}"'}
    return {}
