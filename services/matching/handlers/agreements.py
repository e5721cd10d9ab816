"""The paper of an agreement: described, attached as a scan, confirmed by both parties."""

from msgspec.structs import replace

from services.matching.models.agreement import Agreement
from services.matching.scans import Taken
from services.matching.telling_agreements import tell_agreement
from shared.contracts.agreements import (
    AgreementRevised,
    AgreementSigned,
    AttachScan,
    ConfirmAgreement,
    Scan,
    StateAgreement,
)
from shared.contracts.fairs.fair import Fair
from shared.contracts.values import ActPut, RecordPut, Side
from shared.errors import Invalid, Rejected
from shared.messaging import Transaction
from shared.text import clean
from shared.versions import outcome_of_put


async def state_agreement(command: StateAgreement, tx: Transaction, fair: Fair | None = None) -> RecordPut:
    """Say of what kind it is, where and when it was signed, who may read it."""
    agreement = await _own_agreement(command, tx)
    body = replace(command.body, place=clean(command.body.place))
    if body.signed_on is not None and body.signed_on > tx.today:
        raise Invalid({"signed_on": "in_the_future"})
    same = agreement.body == body
    outcome = outcome_of_put(agreement.version, command.expected_version, same=same)
    if outcome == "revised":
        agreement.state(body, fair.body.name if fair else "")
        await tell_agreement(agreement, AgreementRevised, tx)
    return RecordPut(id=agreement.id, version=agreement.version, outcome=outcome)


async def attach_scan(command: AttachScan, tx: Transaction, taken: Taken | None = None) -> RecordPut:
    """Attach the signed paper. Another one takes its place; both stay in the store, each under its own id."""
    agreement = await _own_agreement(command, tx)
    if agreement.scan is not None and agreement.scan.id == command.scan_id:
        return RecordPut(id=agreement.id, version=agreement.version, outcome="unchanged")
    if taken is None:
        raise Rejected("upload_unknown")
    scan = Scan(
        id=command.scan_id,
        sha256=taken.sha256,
        size=taken.size,
        media_type=taken.media_type,
        attached_at=tx.now,
    )
    agreement.attach(scan)
    await tell_agreement(agreement, AgreementRevised, tx)
    return RecordPut(id=agreement.id, version=agreement.version, outcome="revised")


async def confirm_agreement(command: ConfirmAgreement, tx: Transaction) -> ActPut:
    """With the second confirmation it is signed."""
    agreement = await _own_agreement(command, tx)
    tx.actor.must_act_for(command.organisation_id)
    side: Side = "buyer" if command.organisation_id == agreement.buyer_id else "coop"
    if command.organisation_id not in {agreement.buyer_id, agreement.coop_id}:
        raise Rejected("agreement_unknown", id=agreement.id)
    if not agreement.confirm(side, command.expected_version, at=tx.now):
        return ActPut(id=agreement.id, outcome="repeated")
    await tell_agreement(agreement, AgreementSigned if agreement.confirmed else AgreementRevised, tx)
    return ActPut(id=agreement.id, outcome="created")


async def _own_agreement(command: StateAgreement | AttachScan | ConfirmAgreement, tx: Transaction) -> Agreement:
    """Ours until the commit. Who may read it may not therefore change it."""
    agreement = await tx.locked(Agreement, command.agreement_id, or_reject="agreement_unknown")
    agreement.must_be_in_the_hands_of(tx.actor)
    agreement.must_stand()
    return agreement
