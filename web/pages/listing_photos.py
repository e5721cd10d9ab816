"""Photos of a product: sent, put in order, described, removed by its co-op."""

from http import HTTPStatus
from uuid import UUID

from litestar import Response, post
from litestar.response import Redirect

from shared.contracts.photos import AddPhoto, ArrangePhotos, PhotoPlace, RemovePhoto
from shared.errors import Rejected
from web.forms.fields import Form
from web.forms.reading import LARGEST_UPLOAD, read_form
from web.pages.listings import shown
from web.partial_uploads import PartialUpload
from web.uploads import store_upload
from web.visitor import Person

LONGEST_ALT = 200


@post("/{lang:str}/listings/{listing_id:uuid}/photos", status_code=HTTPStatus.SEE_OTHER)
async def add_photo(person: Person, listing_id: UUID) -> Response[bytes] | Redirect:
    """With the file, or without one when it has come in parts."""
    person.must_be_signed_in()
    form = await read_form(person, largest=LARGEST_UPLOAD)
    photo_id, file = form.uuid("photo_id"), form.files.get("photo")
    alt = form.line("alt", longest=LONGEST_ALT)
    if photo_id is None:
        return await shown(person, listing_id, Rejected("upload_unknown"))
    if not form.ok:
        return await shown(person, listing_id, form=form)
    in_parts = PartialUpload(person.site.uploads, person.organisation_id, photo_id)
    try:
        whole = file is not None and file.filename
        upload = await store_upload(person.site, f"photo-{photo_id}", file) if file and whole else in_parts.name
        await person.ask(AddPhoto(listing_id=listing_id, photo_id=photo_id, upload=upload, alt=alt))
    except Rejected as refusal:
        await in_parts.forget()
        return await shown(person, listing_id, refusal, form)
    await in_parts.forget()
    return person.go("listings", listing_id)


@post("/{lang:str}/listings/{listing_id:uuid}/photos/{photo_id:uuid}/removal", status_code=HTTPStatus.SEE_OTHER)
async def remove_photo(person: Person, listing_id: UUID, photo_id: UUID) -> Redirect:
    await read_form(person)
    person.must_be_signed_in()
    await person.ask(RemovePhoto(listing_id=listing_id, photo_id=photo_id))
    return person.go("listings", listing_id)


@post("/{lang:str}/listings/{listing_id:uuid}/photo-order", status_code=HTTPStatus.SEE_OTHER)
async def arrange_photos(person: Person, listing_id: UUID) -> Response[bytes] | Redirect:
    """In the order in which the form names them, after the one that was to go earlier or later."""
    form = await read_form(person)
    person.must_be_signed_in()
    try:
        ids = [UUID(key) for key in form.chosen("photo")]
    except ValueError:
        return await shown(person, listing_id, Rejected("photos_changed"))
    moved = form.uuid("earlier") or form.uuid("later")
    places = [PhotoPlace(id=key, alt=form.line(f"alt_{key}")[:LONGEST_ALT]) for key in _reordered(ids, form)]
    try:
        await person.ask(ArrangePhotos(listing_id=listing_id, photos=places))
    except Rejected as refusal:
        return await shown(person, listing_id, refusal)
    return person.go("listings", f"{listing_id}#shot-{moved}" if moved in ids else f"{listing_id}#photo-order")


def _reordered(ids: list[UUID], form: Form) -> list[UUID]:
    """One step; at either end it stays."""
    for name, step in (("earlier", -1), ("later", 1)):
        moved = form.uuid(name)
        if moved in ids:
            place = ids.index(moved)
            rest = ids[:place] + ids[place + 1 :]
            to = max(0, place + step)
            return [*rest[:to], moved, *rest[to:]]
    return ids


HANDLERS = (add_photo, remove_photo, arrange_photos)
