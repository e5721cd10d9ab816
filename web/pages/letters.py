"""Which letters somebody wants, and the way out of them that every letter names."""

from http import HTTPStatus
from typing import get_args
from uuid import UUID

from litestar import Response, get, post
from litestar.response import Redirect

from shared.contracts.notifications import GetPreferences, LetterWish, StatePreferences, StopLetters
from web.forms.fields import Form
from web.forms.reading import read_form
from web.visitor import Person

WISHES: tuple[LetterWish, ...] = get_args(LetterWish)


@get("/{lang:str}/letters")
async def show(person: Person) -> Response[bytes]:
    person.must_be_signed_in()
    wished = await person.ask(GetPreferences())
    return await person.page("letters/show.html", form=Form(person.language).fill(letters=wished.letters))


@post("/{lang:str}/letters", status_code=HTTPStatus.SEE_OTHER)
async def state(person: Person) -> Response[bytes] | Redirect:
    form = await read_form(person)
    person.must_be_signed_in()
    letters = form.choice("letters", WISHES, required=True)
    if letters is None:
        return await person.page("letters/show.html", status=HTTPStatus.UNPROCESSABLE_ENTITY, form=form)
    await person.ask(StatePreferences(letters=letters))
    return person.go("letters")


@get("/{lang:str}/letters/{token:uuid}")
async def leaving(person: Person, token: UUID) -> Response[bytes]:
    """Looking at the link stops nothing: mail servers look at every link."""
    return await person.page("letters/stop.html", token=token, stopped=False)


@post("/{lang:str}/letters/{token:uuid}", status_code=HTTPStatus.OK)
async def stop(person: Person, token: UUID) -> Response[bytes]:
    """By the button, or by a mail program in one click (RFC 8058): the token is all that it has, and all it needs."""
    await person.ask(StopLetters(token=token))
    return await person.page("letters/stop.html", token=token, stopped=True)


HANDLERS = (show, state, leaving, stop)
