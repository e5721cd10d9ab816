"""On whose clock a person is told deadlines."""

from litestar import Response, get, post
from litestar.response import Redirect

from shared.contracts.registry import SetZone
from shared.moments import own_clock
from shared.zones import ZONES
from web.formats import zone_place
from web.forms.fields import Form
from web.forms.reading import read_form
from web.visitor import Person


@get("/{lang:str}/clock")
async def show(person: Person) -> Response[bytes]:
    return await _page(person, Form(person.language).fill(zone=person.must_be_signed_in().zone))


@post("/{lang:str}/clock", status_code=303)
async def state(person: Person) -> Response[bytes] | Redirect:
    form = await read_form(person)
    identity = person.must_be_signed_in()
    zone = form.choice("zone", ZONES)
    if not form.ok:
        return await _page(person, form)
    await person.ask(SetZone(zone=zone or ""))
    person.site.identities.forget(identity.account_id)
    return person.go("clock")


async def _page(person: Person, form: Form) -> Response[bytes]:
    """From west to east, as one turns a globe."""
    now = person.now
    eastward = sorted(ZONES, key=lambda zone: (now.astimezone(own_clock(zone, person.spoken)).utcoffset(), zone))
    zones = {zone: zone_place(zone, person.spoken) for zone in eastward}
    usual = own_clock("", person.spoken).key
    return await person.page("account/clock.html", form=form, zones=zones, usual=usual)


HANDLERS = (show, state)
