"""Where a form came from. Signed-in forms carry a token bound to the sign-in; anonymous ones are judged by origin."""

import hashlib
import hmac
from typing import Any
from urllib.parse import urlsplit

from litestar import Request

from shared.errors import Rejected


def form_token(secret: str, session: str) -> str:
    return hmac.new(secret.encode(), b"form:" + session.encode(), hashlib.sha256).hexdigest()


def must_carry_token(expected: str, given: str) -> None:
    if not hmac.compare_digest(expected.encode(), given.encode()):
        raise Rejected("form_expired")


def must_be_same_site(request: Request[Any, Any, Any]) -> None:
    """Fetch Metadata where the browser sends it, `Origin` otherwise; a program sends neither and has no cookie."""
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    if site is not None:
        foreign = site not in {"same-origin", "none"}
    else:
        foreign = origin is not None and urlsplit(origin).netloc != request.headers.get("host")
    if foreign:
        raise Rejected("cross_site")
