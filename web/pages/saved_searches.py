"""Searches that a buyer keeps, to hear of what is new."""

from http import HTTPStatus
from uuid import UUID

from litestar import Response, get, post
from litestar.datastructures import MultiDict
from litestar.response import Redirect

from shared.contracts.searching import DropSearch, FindSavedSearches, SaveSearch
from web.forms.reading import read_form
from web.pages.catalogue import asked_of_the_catalogue
from web.shelf import ShelfAddress
from web.visitor import Person


@get("/{lang:str}/saved-searches")
async def index(person: Person) -> Response[bytes]:
    person.must_be_signed_in()
    kept = (await person.ask(FindSavedSearches())).items
    searches = [(one, ShelfAddress(one.search, "cards")) for one in kept]
    return await person.page("catalogue/saved.html", searches=searches)


@post("/{lang:str}/saved-searches/{search_id:uuid}", status_code=HTTPStatus.SEE_OTHER)
async def save(person: Person, search_id: UUID) -> Redirect:
    """The fields are those of the catalogue's address."""
    form = await read_form(person)
    person.must_be_signed_in()
    stated = MultiDict([(name, value) for name, values in form.values.items() for value in values])
    search = asked_of_the_catalogue(stated, person.language)
    await person.ask(SaveSearch(search_id=search_id, search=search))
    return person.go("saved-searches")


@post("/{lang:str}/saved-searches/{search_id:uuid}/removal", status_code=HTTPStatus.SEE_OTHER)
async def remove(person: Person, search_id: UUID) -> Redirect:
    await read_form(person)
    person.must_be_signed_in()
    await person.ask(DropSearch(search_id=search_id))
    return person.go("saved-searches")


HANDLERS = (index, save, remove)
