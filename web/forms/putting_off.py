"""A fair whose days are others than when its form was opened: what else goes with them."""

from datetime import datetime

from msgspec.structs import replace

from shared.contracts.fairs.fair import FairBody
from shared.fair_days import is_put_off, with_the_fair
from web.forms.fairs import fair_body
from web.forms.fields import Form
from web.forms.overtaken import as_opened

ALONG = "along"
"""The tick by which they go."""
MOMENTS = ("opens_at", "closes_at")


def moved_along(form: Form, body: FairBody, now: datetime) -> FairBody | None:
    """`body` with those moments that are still to come and that nobody typed anew; None when one would have passed."""
    former = fair_body(as_opened(form))
    if former is None or not form.ticked(ALONG) or not is_put_off(former, body):
        return body
    moved = {
        name: with_the_fair(at, former, body)
        for name in MOMENTS
        if (at := getattr(body, name)) is not None and at == getattr(former, name) and at > now
    }
    for name, at in moved.items():
        if at <= now:
            form.fault(name, "would_have_passed")
    return replace(body, **moved) if form.ok else None
