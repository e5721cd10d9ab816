"""Samples: the buyer asks, the co-op sends, the buyer receives and judges."""

from uuid import UUID

from services.matching.access import sees_match
from services.matching.models import MatchRequest
from services.matching.models.sample import Sample
from services.matching.telling_threads import told_of
from shared.contracts.samples import AskForSample, JudgeSample, ReceiveSample, SampleChanged, SendSample
from shared.contracts.values import ActPut, Side
from shared.errors import Invalid, Rejected
from shared.messaging import Transaction
from shared.text import clean, clean_lines


async def ask_for_sample(command: AskForSample, tx: Transaction) -> ActPut:
    request = await _request(command.match_request_id, "buyer", tx, "match_unknown")
    if request.status != "accepted":
        raise Rejected("match_not_accepted", id=request.id)
    what = clean_lines(command.what)
    sample = await tx.session.get(Sample, command.sample_id)
    if sample is not None:
        if (sample.match_request_id, sample.what) != (request.id, what):
            raise Rejected("id_reused", id=sample.id)
        return ActPut(id=sample.id, outcome="repeated")
    sample = Sample(id=command.sample_id, match_request_id=request.id, what=what, asked_at=tx.now)
    tx.add(sample)
    return await _told(sample, request, "buyer", tx)


async def send_sample(command: SendSample, tx: Transaction) -> ActPut:
    sample, request = await _sample(command, "coop", tx)
    carrier, waybill = clean(command.carrier), clean(command.waybill)
    wrong = {name: "required" for name, text in (("carrier", carrier), ("waybill", waybill)) if not text}
    if wrong:
        raise Invalid(wrong)
    if not sample.send(carrier, waybill, at=tx.now):
        return ActPut(id=sample.id, outcome="repeated")
    return await _told(sample, request, "coop", tx)


async def receive_sample(command: ReceiveSample, tx: Transaction) -> ActPut:
    sample, request = await _sample(command, "buyer", tx)
    if not sample.receive(at=tx.now):
        return ActPut(id=sample.id, outcome="repeated")
    return await _told(sample, request, "buyer", tx)


async def judge_sample(command: JudgeSample, tx: Transaction) -> ActPut:
    sample, request = await _sample(command, "buyer", tx)
    verdict = clean_lines(command.verdict)
    if not command.approved and not verdict:
        raise Invalid({"verdict": "required"})
    if not sample.judge(approved=command.approved, verdict=verdict, at=tx.now):
        return ActPut(id=sample.id, outcome="repeated")
    return await _told(sample, request, "buyer", tx)


async def _sample(
    command: SendSample | ReceiveSample | JudgeSample, side: Side, tx: Transaction
) -> tuple[Sample, MatchRequest]:
    """The match is locked first, as everywhere."""
    found = await tx.found(Sample, command.sample_id, or_reject="sample_unknown")
    request = await _request(found.match_request_id, side, tx, "sample_unknown")
    await tx.session.refresh(found)
    return found, request


async def _request(match_request_id: UUID, side: Side, tx: Transaction, unknown: str) -> MatchRequest:
    request = await tx.locked(MatchRequest, match_request_id, or_reject=unknown)
    if not sees_match(request.buyer_id, request.coop_id, tx.actor):
        raise Rejected(unknown, id=match_request_id)
    tx.actor.must_act_for(request.buyer_id if side == "buyer" else request.coop_id)
    return request


async def _told(sample: Sample, request: MatchRequest, side: Side, tx: Transaction) -> ActPut:
    tx.emit(
        SampleChanged(
            id=sample.id,
            version=sample.version,
            status=sample.state,
            carrier=sample.carrier,
            waybill=sample.waybill,
            verdict=sample.verdict,
            **await told_of(request, side, tx),
        )
    )
    return ActPut(id=sample.id, outcome="created")
