"""Papers of a listing over the API: what is stated of them is the listing's; here are the scans and the checks."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Response
from litestar.openapi.spec import OpenAPIMediaType, RequestBody
from litestar.params import Parameter
from litestar.response import Stream

from shared.contracts.papers import (
    AddEvidence,
    CheckPaper,
    DiscloseEvidence,
    GetEvidence,
    GetPapers,
    Papers,
    PaperScheme,
    RemoveEvidence,
    Verdict,
)
from shared.contracts.values import ActPut
from shared.errors import Rejected
from shared.file_sizes import LARGEST_EVIDENCE
from web.api.answers import act_answer, answer
from web.api.operations import OurOperation, ending, reading, reading_openly, stating_act, stating_done
from web.downloads import attached, stored_object
from web.forms.reading import must_be_small
from web.uploads import store_content
from web.visitor import AnyRequest, Visitor

MEDIA_TYPES = ("application/pdf", "image/jpeg", "image/png", "image/webp")

Number = Annotated[str, Parameter(max_length=100)]


class CheckPut(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    verdict: Verdict
    number: Annotated[str, msgspec.Meta(max_length=100)] = ""
    note: Annotated[str, msgspec.Meta(max_length=500)] = ""


@dataclass
class ScanOperation(OurOperation):
    """Litestar describes bodies that it decodes; this one is a file."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.request_body = RequestBody(content={kind: OpenAPIMediaType() for kind in MEDIA_TYPES}, required=True)


@reading_openly("/listings/{listing_id:uuid}/papers")
async def papers(visitor: Visitor, listing_id: UUID) -> Response[Papers]:
    """Each with the scans that the caller may open, and what the Alliance found."""
    return answer(await visitor.ask(GetPapers(listing_id=listing_id)))


@stating_act("/listings/{listing_id:uuid}/evidence/{evidence_id:uuid}", operation_class=ScanOperation)
async def add(
    visitor: Visitor,
    request: AnyRequest,
    listing_id: UUID,
    evidence_id: UUID,
    scheme: PaperScheme,
    name: Annotated[str, Parameter(min_length=1, max_length=200)],
    number: Number = "",
) -> Response[ActPut]:
    """A scan of a paper that the listing states. The body is the file: PDF, JPEG, PNG or WebP, at most 10 MB."""
    if visitor.identity is None:
        raise Rejected("unauthenticated")
    if request.headers.get("content-type", "") not in MEDIA_TYPES:
        raise Rejected("unsupported_media_type", expected=", ".join(MEDIA_TYPES))
    must_be_small(request.headers.get("content-length"), LARGEST_EVIDENCE)
    name_there = f"evidence-{visitor.organisation_id}-{evidence_id}"
    command = AddEvidence(
        evidence_id=evidence_id,
        listing_id=listing_id,
        scheme=scheme,
        number=number,
        name=name,
        upload=await store_content(visitor.site, name_there, await request.body()),
    )
    return act_answer(await visitor.ask(command))


@reading("/evidence/{evidence_id:uuid}", media_type="application/octet-stream")
async def evidence(visitor: Visitor, evidence_id: UUID) -> Stream:
    """The file as it came, for its owner, the Alliance, and whom the owner let see it."""
    file = await visitor.ask(GetEvidence(evidence_id=evidence_id))
    content = await stored_object(visitor.site.evidence, str(evidence_id), or_reject="evidence_unknown")
    return Stream(content, media_type=file.media_type, headers=attached(file.name))


@ending("/evidence/{evidence_id:uuid}")
async def remove(visitor: Visitor, evidence_id: UUID) -> None:
    """Take the scan away."""
    await visitor.ask(RemoveEvidence(evidence_id=evidence_id))


@stating_done("/evidence/{evidence_id:uuid}/readers/{organisation_id:uuid}")
async def disclose(visitor: Visitor, evidence_id: UUID, organisation_id: UUID) -> None:
    """Let an organisation open the scan."""
    await visitor.ask(DiscloseEvidence(evidence_id=evidence_id, organisation_id=organisation_id))


@ending("/evidence/{evidence_id:uuid}/readers/{organisation_id:uuid}")
async def close(visitor: Visitor, evidence_id: UUID, organisation_id: UUID) -> None:
    """No longer."""
    await visitor.ask(DiscloseEvidence(evidence_id=evidence_id, organisation_id=organisation_id, withdrawn=True))


@stating_done("/listings/{listing_id:uuid}/papers/{scheme:str}/check")
async def check(visitor: Visitor, listing_id: UUID, scheme: PaperScheme, data: CheckPut) -> None:
    """An officer's verdict on a paper as it is stated now."""
    await visitor.ask(
        CheckPaper(listing_id=listing_id, scheme=scheme, number=data.number, verdict=data.verdict, note=data.note)
    )


HANDLERS = (papers, add, evidence, remove, disclose, close, check)
