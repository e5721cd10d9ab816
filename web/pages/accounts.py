"""Accounts: who may do what, and taking it from them. For administrators."""

from http import HTTPStatus
from typing import get_args
from uuid import UUID

from litestar import Response, get, post
from litestar.response import Redirect

from shared.actor import Role
from shared.contracts.registry import AccountAccess, FindAccounts, SetRoles
from shared.errors import Invalid, Rejected
from web.addresses import Page
from web.forms.fields import Form
from web.forms.reading import read_form
from web.visitor import Person


@get("/{lang:str}/operations/accounts")
async def index(person: Person, page: Page = 1, q: str = "") -> Response[bytes]:
    person.must_be_signed_in()
    found = await person.ask(FindAccounts(q=q[:200], page=page))
    return await person.page("operations/accounts.html", found=found, number=page, q=q)


@get("/{lang:str}/operations/accounts/{account_id:uuid}")
async def show(person: Person, account_id: UUID) -> Response[bytes]:
    person.must_be_signed_in()
    account = await _account(person, account_id)
    return await _page(person, account, Form(person.language).fill(roles=account.roles))


@post("/{lang:str}/operations/accounts/{account_id:uuid}", status_code=HTTPStatus.SEE_OTHER)
async def change(person: Person, account_id: UUID) -> Response[bytes] | Redirect:
    form = await read_form(person)
    person.must_be_signed_in()
    account = await _account(person, account_id)
    roles = [] if form["close"] else form.choices("roles", get_args(Role))
    if not roles and not form["close"]:
        form.fault("roles", "required")
    if not form.ok:
        return await _page(person, account, form)
    try:
        await person.ask(SetRoles(account_id=account_id, roles=roles))
    except Invalid as invalid:
        form.refused(invalid)
        return await _page(person, account, form)
    except Rejected as refusal:
        return await _page(person, account, form, refusal)
    return person.go("operations/accounts", account_id)


async def _account(person: Person, account_id: UUID) -> AccountAccess:
    found = await person.ask(FindAccounts(account_id=account_id))
    if not found.items:
        raise Rejected("account_unknown")
    return found.items[0]


async def _page(person: Person, account: AccountAccess, form: Form, refusal: Rejected | None = None) -> Response[bytes]:
    return await person.page(
        "operations/account.html",
        refusal=refusal,
        account=account,
        form=form,
        roles=_open_to(account),
    )


def _open_to(account: AccountAccess) -> list[Role]:
    """A co-op's or a buyer's role comes with the organisation."""
    spoken_as = {organisation.role for organisation in account.organisations}
    return [role for role in get_args(Role) if role not in {"coop", "buyer"} or role in spoken_as]


HANDLERS = (index, show, change)
