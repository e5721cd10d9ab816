"""Badges: what a person shows at the entrance, on the phone or on paper."""

from io import BytesIO
from uuid import UUID

import segno
from litestar import Response, get
from markupsafe import Markup

from shared.contracts.fairs.admissions import FindEnrolments
from shared.contracts.fairs.attendees import FindBadges, GetBadge
from shared.contracts.fairs.courses import FindCertificates
from web.addresses import Page
from web.visitor import Person

PAGE = 50


@get("/{lang:str}/my/badges")
async def own_badges(person: Person, page: Page = 1, again: str = "") -> Response[bytes]:
    """`again`: whoever comes from registering a person a second time."""
    person.must_be_signed_in()
    found = await person.ask(FindBadges(page=page, page_size=PAGE))
    queued = await person.ask(FindEnrolments(page_size=PAGE))
    return await person.page("badges/own.html", again=again, queued=queued, found=found, number=page, size=PAGE)


@get("/{lang:str}/badges/{registration_id:uuid}")
async def show(person: Person, registration_id: UUID, again: str = "") -> Response[bytes]:
    """`again`: as for one's own badges."""
    person.must_be_signed_in()
    badge = await person.ask(GetBadge(registration_id=registration_id))
    earned = await person.ask(FindCertificates(registration_id=registration_id)) if badge.checked_in_at else None
    return await person.page(
        "badges/show.html", again=again, badge=badge, qr=qr(badge.code), earned=earned is not None and earned.total > 0
    )


def qr(code: str) -> Markup:
    """Black on white in either theme, with the quiet zone of ISO/IEC 18004 and room for a quarter of damage."""
    drawn = BytesIO()
    segno.make(code, error="q", micro=False).save(
        drawn, kind="svg", xmldecl=False, svgns=False, nl=False, omitsize=True, border=4, light="#fff", svgclass="qr"
    )
    return Markup(drawn.getvalue().decode())  # noqa: S704 - a drawing of squares


HANDLERS = (own_badges, show)
