"""Signing in and out, registering, one-time links."""

from http import HTTPStatus

from litestar import Response, get, post
from litestar.datastructures import Cookie
from litestar.response import Redirect

from shared.contracts.registry import SetLocale, SignIn, SignOut
from shared.errors import Invalid, Rejected
from shared.ids import uuid7
from web.addresses import is_own_path
from web.arrivals import COOKIE
from web.failures import advice
from web.formats import territory
from web.forms import account as forms
from web.forms.choices import COUNTRIES
from web.forms.fields import Form
from web.forms.reading import read_form
from web.languages import SPOKEN
from web.refusals import sentence, status_of
from web.visitor import Person, see_other

SESSION_DAYS = 30


@get("/{lang:str}/sign-in")
async def sign_in_page(person: Person, next: str = "") -> Response[bytes]:  # noqa: A002 - the query's name
    form = Form(person.language).fill(next=next)
    return await person.page("account/sign_in.html", form=form, message=None, carried=[])


@post("/{lang:str}/sign-in", status_code=HTTPStatus.SEE_OTHER)
async def sign_in(person: Person) -> Response[bytes] | Redirect:
    form = await read_form(person)
    email = form.line("email", required=True, longest=254)
    try:
        await person.site.attempts.count(email, person.address)
        before = person.request.cookies.get(COOKIE, "")[:100] or None
        command = SignIn(email=email, password=form["password"][:200], replaces=before)
        signed_in = await person.site.client.request(command)
    except Rejected as refusal:
        form.values.pop("password", None)
        message = sentence(refusal, person.text)
        status = _shown(refusal)
        headers = advice(refusal, status)
        return await person.page(
            "account/sign_in.html",
            status=status,
            headers=headers,
            form=form,
            message=message,
            carried=forms.carried(form),
        )
    await person.site.attempts.forgive(email, person.address)
    if person.identity is not None:
        person.site.identities.forget(person.identity.account_id)
    language = person.language
    if is_own_path(form["to"]):
        return await _to_send_now(person, form, signed_in.session)
    target = form["next"] if is_own_path(form["next"]) else f"/{language}/desk"
    return see_other(target, [_cookie(person, signed_in.session)])


async def _to_send_now(person: Person, form: Form, session: str) -> Response[bytes]:
    """What was typed when the session had ended, as a form of the new session: one press sends it to where it went."""
    site = person.site
    identity = await site.identities.identity("session", session, site.ask_as_web)
    anew = Person(site, person.request, person.language, identity, session)
    page = await anew.page("account/send_now.html", to=form["to"], typed=forms.typed(form))
    page.cookies.append(_cookie(person, session))
    return page


@post("/{lang:str}/sign-out", status_code=HTTPStatus.SEE_OTHER)
async def sign_out(person: Person) -> Redirect:
    await read_form(person)
    identity = person.must_be_signed_in()
    await person.ask(SignOut(session=person.session))
    person.site.identities.forget(identity.account_id)
    return see_other(f"/{person.language}", [_cookie(person, "", days=0)])


@get("/{lang:str}/password")
async def password_page(person: Person) -> Response[bytes]:
    person.must_be_signed_in()
    return await person.page("account/password.html", form=Form(person.language))


@post("/{lang:str}/password", status_code=HTTPStatus.SEE_OTHER)
async def change_password(person: Person) -> Response[bytes] | Redirect:
    """The current one is guessed no oftener here than at the sign-in."""
    form = await read_form(person)
    identity = person.must_be_signed_in()
    command = forms.password_change(form)
    if command is not None:
        await person.site.attempts.count(identity.email, person.address)
        try:
            signed_in = await person.ask(command)
        except Invalid as refusal:
            form.refused(refusal)
        else:
            await person.site.attempts.forgive(identity.email, person.address)
            person.site.identities.forget(identity.account_id)
            return see_other(f"/{person.language}/desk", [_cookie(person, signed_in.session)])
    return await person.page("account/password.html", status=HTTPStatus.UNPROCESSABLE_ENTITY, form=form)


@get("/{lang:str}/register")
async def register_page(person: Person, kind: str = "") -> Response[bytes]:
    form = Form(person.language).fill(organisation_id=uuid7(), account_id=uuid7(), kind=kind)
    return await _registration_form(person, form)


@post("/{lang:str}/register", status_code=HTTPStatus.SEE_OTHER)
async def register(person: Person) -> Response[bytes] | Redirect:
    form = await read_form(person)
    command = forms.registration(form, person.language)
    if command is not None:
        await person.site.attempts.count_registration(person.address)
        try:
            await person.ask(command)
        except Invalid as refusal:
            form.refused(refusal)
        else:
            return person.go("registered")
    return await _registration_form(person, form, HTTPStatus.UNPROCESSABLE_ENTITY)


async def _registration_form(person: Person, form: Form, status: int = HTTPStatus.OK) -> Response[bytes]:
    countries = {code: territory(code, person.language) for code in COUNTRIES}
    return await person.page("account/register.html", status=status, form=form, countries=countries)


@get("/{lang:str}/registered")
async def registered(person: Person) -> Response[bytes]:
    return await person.page("account/registered.html")


@get("/{lang:str}/invitations/{token:str}")
async def invitation_page(person: Person, token: str) -> Response[bytes]:
    form = Form(person.language).fill(account_id=uuid7())
    return await person.page("account/invitation.html", form=form, invitation=token)


@post("/{lang:str}/invitations/{token:str}", status_code=HTTPStatus.SEE_OTHER)
async def accept_invitation(person: Person, token: str) -> Response[bytes] | Redirect:
    form = await read_form(person)
    command = forms.invitation(form, token, person.language)
    if command is not None:
        try:
            await person.ask(command)
        except Invalid as refusal:
            form.refused(refusal)
        else:
            return person.go("sign-in")
    return await person.page(
        "account/invitation.html", status=HTTPStatus.UNPROCESSABLE_ENTITY, form=form, invitation=token
    )


@post("/{lang:str}/language", status_code=HTTPStatus.SEE_OTHER)
async def keep_language(person: Person) -> Redirect:
    """Mails follow the language in which somebody reads the pages."""
    form = await read_form(person)
    chosen = form.choice("language", SPOKEN, required=True) or person.language
    if person.identity is not None and person.identity.locale != chosen:
        await person.ask(SetLocale(locale=chosen))
        person.site.identities.forget(person.identity.account_id)
    seen = f"/{chosen}{form['here']}"
    return see_other(seen if is_own_path(seen) else f"/{chosen}")


def _cookie(person: Person, value: str, days: int = SESSION_DAYS) -> Cookie:
    secure = person.site.settings.base_url.startswith("https:")
    return Cookie(key=COOKIE, value=value, path="/", max_age=days * 86400, httponly=True, samesite="lax", secure=secure)


def _shown(refusal: Rejected) -> int:
    """A wrong password is a form to correct, not a page that needs a sign-in."""
    return HTTPStatus.UNPROCESSABLE_ENTITY if refusal.code == "sign_in_refused" else status_of(refusal.code)


HANDLERS = (
    sign_in_page,
    sign_in,
    sign_out,
    password_page,
    change_password,
    register_page,
    register,
    registered,
    invitation_page,
    accept_invitation,
    keep_language,
)
