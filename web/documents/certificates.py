"""Certificates of attendance as data for their printed page, in Vietnamese and the reader's language."""

from collections.abc import Callable, Sequence
from typing import TypedDict

from shared.contracts.fairs.courses import Certificate
from shared.contracts.values import Language
from shared.i18n import N_
from web.documents.writing import Written, written
from web.formats import day

TITLE, GIVEN = N_("Certificate of attendance"), N_("is given to")
CAME = N_("who was present on %(came)s of %(days)s days")
HOURS, TRAINER, SIGNED = N_("%(hours)s hours"), N_("Trainer: %(name)s"), N_("For the organizers")
Texts = Callable[[str, Language], str]


class PrintedCertificate(TypedDict):
    number: str
    person: Written
    organisation: Written
    subject: Written
    fair: Written
    came: list[Written]
    facts: list[list[Written]]
    signer: Written


class CertificatesPage(TypedDict):
    title: str
    heading: list[Written]
    given: list[Written]
    signed: list[Written]
    certificates: list[PrintedCertificate]


def certificates_page(certificates: Sequence[Certificate], reader: Language, text: Texts) -> CertificatesPage:
    languages: tuple[Language, ...] = ("vi", "en" if reader == "vi" else reader)

    def said(message: str, **facts: object) -> list[Written]:
        return [(text(message, language) % facts, language) for language in languages]

    return {
        "title": certificates[0].fair_name,
        "heading": said(TITLE),
        "given": said(GIVEN),
        "signed": said(SIGNED),
        "certificates": [
            {
                "number": one.number,
                "person": written(one.person_name),
                "organisation": written(one.organisation_name),
                "subject": written(one.subject or one.fair_name),
                "fair": written(one.fair_name if one.subject else ""),
                "came": said(CAME, came=one.came, days=one.days),
                "facts": _facts(one, languages, said),
                "signer": written(one.signer),
            }
            for one in certificates
        ],
    }


def _facts(one: Certificate, languages: Sequence[Language], said: Callable[..., list[Written]]) -> list[list[Written]]:
    """Each in every language, names once."""
    found = [[(_days(one, language), language) for language in languages]]
    if one.hours is not None:
        found.append(said(HOURS, hours=one.hours))
    if one.trainer:
        found.append(said(TRAINER, name=one.trainer))
    if one.venue:
        found.append([written(one.venue)])
    return found


def _days(one: Certificate, language: Language) -> str:
    return " – ".join(dict.fromkeys((day(one.first, language), day(one.last, language))))
