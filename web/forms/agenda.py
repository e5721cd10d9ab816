"""The form of a fair's sessions."""

from shared.contracts.fairs.agenda import Session, SessionBody
from shared.i18n import LANGUAGES
from web.forms.fields import Form
from web.forms.moments import local

LONGEST_TITLE, LONGEST_SPEAKER, LONGEST_DESCRIPTION = 120, 300, 2000
MOST_PLACES = 100_000


def session_body(form: Form, zone: str) -> SessionBody | None:
    """As typed, in the venue's time; None with the faults in the form."""
    title = form.line("title", required=True, longest=LONGEST_TITLE)
    starts_at = form.moment("starts_at", zone, required=True)
    ends_at = form.moment("ends_at", zone, required=True)
    if starts_at and ends_at and ends_at <= starts_at:
        form.fault("ends_at", "not_after_start")
    places = form.integer("places")
    if places is not None and not 1 <= places <= MOST_PLACES:
        form.fault("places", "out_of_range")
    language, interpreters = form.choice("language", LANGUAGES, required=True), form.choices("interpreters", LANGUAGES)
    place, speaker = form.line("place"), form.line("speaker", longest=LONGEST_SPEAKER)
    description = form.text("description", longest=LONGEST_DESCRIPTION)
    if not form.ok or starts_at is None or ends_at is None or language is None:
        return None
    return SessionBody(
        title=title,
        starts_at=starts_at,
        ends_at=ends_at,
        place=place,
        speaker=speaker,
        language=language,
        interpreters=interpreters,
        places=places,
        description=description,
    )


def fill_session(form: Form, session: Session, zone: str) -> Form:
    body = session.body
    return form.fill(
        version=session.version,
        title=body.title,
        starts_at=local(body.starts_at, zone),
        ends_at=local(body.ends_at, zone),
        place=body.place,
        speaker=body.speaker,
        language=body.language,
        interpreters=body.interpreters,
        places=body.places,
        description=body.description,
    )
