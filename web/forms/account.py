"""The forms of signing in, registering, accepting an invitation and changing the password."""

from typing import Literal

from shared.contracts.registry import AcceptInvitation, ChangePassword, LegalForm, RegisterOrganisation, Sector
from shared.contracts.values import Language
from shared.provinces import PROVINCES
from web.forms.choices import COUNTRIES
from web.forms.fields import Form

SHORTEST_PASSWORD = 10
COOP_FORMS: tuple[LegalForm, ...] = ("HTX", "LHHTX", "THT")
KINDS: tuple[Literal["coop", "buyer"], ...] = ("coop", "buyer")
SECTORS: tuple[Sector, ...] = ("NN", "TTCN", "TMDV", "GTVT", "XD", "VSMT", "GD", "YT")


def registration(form: Form, language: Language) -> RegisterOrganisation | None:
    """The command, or None with the faults in the form."""
    kind = form.choice("kind", KINDS, required=True)
    is_coop = kind == "coop"
    country = "VN" if is_coop else form.choice("country", COUNTRIES, required=True)
    legal_form = form.choice("legal_form", COOP_FORMS, required=True) if is_coop else _buyer_form(country)
    sector = form.choice("sector", SECTORS) if is_coop else None
    province = form.choice("province", PROVINCES, required=is_coop)
    organisation_id, account_id = form.uuid("organisation_id"), form.uuid("account_id")
    name = form.line("name", required=True)
    person_name = form.line("person_name", required=True)
    email = email_of(form)
    password = _password(form)
    if not form.ok or kind is None or legal_form is None or organisation_id is None or account_id is None:
        return None
    return RegisterOrganisation(
        organisation_id=organisation_id,
        account_id=account_id,
        kind=kind,
        name=name,
        legal_form=legal_form,
        sector=sector,
        country=country or "VN",
        province=province,
        tax_code=form.line("tax_code", longest=20) or None,
        address=form.line("address", longest=300),
        person_name=person_name,
        email=email,
        phone=form.line("phone", longest=30),
        password=password,
        locale=language,
        consent=form.ticked("consent"),
    )


def invitation(form: Form, token: str, language: Language) -> AcceptInvitation | None:
    account_id = form.uuid("account_id")
    person_name = form.line("person_name", required=True)
    email, password = email_of(form), _password(form)
    if not form.ok or account_id is None:
        return None
    return AcceptInvitation(
        token=token, account_id=account_id, email=email, person_name=person_name, password=password, locale=language
    )


def password_change(form: Form) -> ChangePassword | None:
    current = form["current"][:200]
    form.values.pop("current", None)
    if not current:
        form.fault("current", "required")
    password = _password(form)
    return ChangePassword(current=current, password=password) if form.ok else None


TYPED = "typed:"
"""Before the names of fields that a sign-in carries with it for another form; `to` says for which."""


def carried(form: Form) -> list[tuple[str, str]]:
    return [
        (name, value) for name in form.values if name.startswith(TYPED) or name == "to" for value in form.chosen(name)
    ]


def typed(form: Form) -> list[tuple[str, str]]:
    return [(name.removeprefix(TYPED), value) for name, value in carried(form) if name != "to"]


def _buyer_form(country: str | None) -> LegalForm:
    return "enterprise" if country == "VN" else "foreign"


def email_of(form: Form) -> str:
    email = form.line("email", required=True, longest=254)
    if email and not is_email(email):
        form.fault("email", "not_an_email")
    return email


def is_email(text: str) -> bool:
    name, at, domain = text.rpartition("@")
    return bool(name and at and "." in domain.strip(".") and " " not in text)


def _password(form: Form) -> str:
    """As typed, spaces included; it is never shown again."""
    password = form["password"]
    if len(password) < SHORTEST_PASSWORD:
        form.fault("password", "too_short" if password else "required")
    if len(password) > 200:  # noqa: PLR2004 - the contract's bound
        form.fault("password", "too_long")
    form.values.pop("password", None)
    return password
