"""Taking a sent form: who may send it, how large it may be, as a `Form`."""

from litestar.exceptions import ClientException

from shared.errors import Rejected
from web.forms.fields import Form
from web.origin import must_be_same_site, must_carry_token
from web.visitor import Person

TOKEN_FIELD = "_token"  # noqa: S105 - the field's name
SENT = "sent_form"
"""In the request's state."""
NEVER_KEPT = frozenset({TOKEN_FIELD, "password", "current"})
LARGEST_FORM = 4 * 2**20  # bytes: a pasted book comes back with a word at its field; a larger one is refused unread
LARGEST_UPLOAD = 25 * 2**20


async def read_form(person: Person, *, largest: int = LARGEST_FORM) -> Form:
    """The sent fields, from our own pages and small enough. A signed-in person's form must carry its token."""
    request = person.request
    must_be_small(request.headers.get("content-length"), largest)
    must_be_same_site(request)
    try:
        form = Form.sent(person.language, await request.form())
    except (ClientException, UnicodeDecodeError) as error:
        raise Rejected("malformed", reason=person.text("the form")) from error
    request.state[SENT] = _to_send_again(form, person.token)
    if person.identity is not None:
        must_carry_token(person.token, form[TOKEN_FIELD])
    return form


def _to_send_again(form: Form, token: str) -> list[tuple[str, str]]:
    """For the page of a failure that is no fault of the form's: all that was typed, but for passwords."""
    typed = [(name, value) for name, values in form.values.items() for value in values]
    return [
        (TOKEN_FIELD, token),
        *((name, value) for name, value in typed if name not in NEVER_KEPT),
    ]


def must_be_small(length: str | None, largest: int) -> None:
    if length is None or not length.isdecimal() or int(length) > largest:
        raise Rejected("too_large", megabytes=max(1, largest // 2**20))
