"""A class: what was planned beside what came of it, who was there on which day, certificates on paper."""

from http import HTTPStatus
from uuid import UUID

import msgspec
from litestar import Response, get, post
from litestar.response import Redirect

from shared.contracts.fairs.courses import CertificateList, FindCertificates, FindLearners, GetCourse, PutCourse
from shared.contracts.fairs.fair import GetFair
from shared.errors import Rejected
from web.addresses import Page
from web.documents.certificates import certificates_page
from web.documents.printing import Job, printed
from web.forms.courses import course_body, fill_course
from web.forms.fields import Form
from web.forms.reading import read_form
from web.pages.organizing import must_organize
from web.pages.prints import pdf
from web.visitor import Person

PAGE = 50
CERTIFICATES_A_FILE = 100


@get("/{lang:str}/fairs/{fair_id:uuid}/course")
async def show(person: Person, fair_id: UUID, page: Page = 1) -> Response[bytes]:
    return await _show(person, fair_id, number=page)


async def _show(
    person: Person, fair_id: UUID, form: Form | None = None, *, number: int = 1, refusal: Rejected | None = None
) -> Response[bytes]:
    person.must_be_signed_in()
    course = await person.ask(GetCourse(fair_id=fair_id))
    return await person.page(
        "fairs/course.html",
        refusal=refusal,
        fair=await person.ask(GetFair(fair_id=fair_id)),
        course=course,
        learners=await person.ask(FindLearners(fair_id=fair_id, page=number, page_size=PAGE)),
        form=form or fill_course(Form(person.language), course),
        number=number,
        size=PAGE,
        certificates_a_file=CERTIFICATES_A_FILE,
    )


@post("/{lang:str}/fairs/{fair_id:uuid}/course", status_code=HTTPStatus.SEE_OTHER)
async def state(person: Person, fair_id: UUID) -> Response[bytes] | Redirect:
    form = await read_form(person)
    must_organize(person)
    body, version = course_body(form), form.integer("version")
    if body is None:
        return await _show(person, fair_id, form)
    try:
        await person.ask(PutCourse(fair_id=fair_id, expected_version=version or None, body=body))
    except Rejected as refusal:
        return await _show(person, fair_id, form, refusal=refusal)
    return person.go("fairs", fair_id, "course")


@get("/{lang:str}/fairs/{fair_id:uuid}/certificates.pdf")
async def certificates(person: Person, fair_id: UUID, page: Page = 1) -> Response[bytes]:
    person.must_be_signed_in()
    found = await person.ask(FindCertificates(fair_id=fair_id, page=page, page_size=CERTIFICATES_A_FILE))
    return await _printed(person, found, f"certificates-{page}")


@get("/{lang:str}/badges/{registration_id:uuid}/certificate.pdf")
async def certificate(person: Person, registration_id: UUID) -> Response[bytes]:
    person.must_be_signed_in()
    found = await person.ask(FindCertificates(registration_id=registration_id))
    return await _printed(person, found, f"certificate-{registration_id}")


async def _printed(person: Person, found: CertificateList, name: str) -> Response[bytes]:
    if not found.items:
        raise Rejected("nothing_to_print")
    page = certificates_page(found.items, person.language, person.site.pages.text)
    return pdf(await printed(Job(template="certificates.typ", page=msgspec.json.encode(page).decode())), name)


HANDLERS = (show, state, certificates, certificate)
