"""The form of a fair's partners."""

from typing import get_args
from uuid import UUID

from shared.contracts.fairs.agenda import Partner, PartnerBody, PartnerRole
from web.forms.fields import Form

WEB = ("http://", "https://")
LONGEST_LINK = 290


def fill_partner(form: Form, partner: Partner) -> Form:
    body = partner.body
    return form.fill(version=partner.version, name=body.name, role=body.role, link=body.link, logo_id=body.logo_id)


def partner_body(form: Form) -> PartnerBody | None:
    """With the logo that stood there, unless another is sent or it is taken away."""
    name, link = form.line("name", required=True), form.line("link", longest=LONGEST_LINK)
    role: PartnerRole | None = form.choice("role", get_args(PartnerRole), required=True)
    if link and (not link.startswith(WEB) or " " in link):
        form.fault("link", "not_a_link")
    logo_id = _logo_id(form)
    return PartnerBody(name=name, role=role, link=link, logo_id=logo_id) if form.ok and role is not None else None


def _logo_id(form: Form) -> UUID | None:
    if has_logo(form):
        return form.uuid("new_logo_id")
    return form.uuid("logo_id") if form["logo_id"] and not form.ticked("without_logo") else None


def has_logo(form: Form) -> bool:
    """Whether a file was chosen: browsers send an empty one else."""
    file = form.files.get("logo")
    return file is not None and bool(file.filename)
