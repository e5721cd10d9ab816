"""What the Alliance does with organisations."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import col, select

from services.registry.models.organisation import Organisation
from services.registry.profile import profile_of
from shared.contracts import registry as contract
from shared.contracts.message import Done
from shared.contracts.registry import DecideVerification, LoadedOrganisation, LoadOrganisations
from shared.errors import Invalid
from shared.messaging import Transaction
from shared.text import clean_lines

FIRST_FOUNDED = 1900
MOST_MEMBERS = 10_000_000


async def decide_verification(command: DecideVerification, tx: Transaction) -> contract.Organisation:
    tx.actor.must_be("officer")
    organisation = await tx.locked(Organisation, command.organisation_id, or_reject="organisation_unknown")
    if organisation.decide(verified=command.verified, reason=clean_lines(command.reason)):
        tx.add(organisation.history_entry(by=tx.actor.account_id, at=tx.now))
        tx.emit(organisation.changed())
    return organisation.public()


async def load_organisations(command: LoadOrganisations, tx: Transaction) -> Done:
    """Known ids are left as they are, so that loading can be repeated."""
    tx.actor.must_be("admin")
    known = await _known([item.id for item in command.items], tx)
    fresh: dict[UUID, Organisation] = {}
    wrong: dict[str, str] = {}
    for place, item in enumerate(command.items):
        if item.id not in known and item.id not in fresh:
            fresh[item.id], faults = _organisation(item, tx)
            wrong |= {f"items.{place}.{field}": code for field, code in faults.items()}
    if wrong:
        raise Invalid(wrong)
    tx.session.add_all(fresh.values())
    await tx.session.flush()
    for organisation in fresh.values():
        tx.add(organisation.history_entry(by=tx.actor.account_id, at=tx.now))
        tx.emit(organisation.changed())
    return Done()


async def _known(ids: Sequence[UUID], tx: Transaction) -> set[UUID]:
    return set(await tx.session.exec(select(Organisation.id).where(col(Organisation.id).in_(ids))))


def _organisation(item: LoadedOrganisation, tx: Transaction) -> tuple[Organisation, dict[str, str]]:
    profile, wrong = profile_of(item)
    organisation = Organisation.of(item.id, profile, status=item.status, at=tx.now)
    organisation.founded, organisation.members = item.founded, item.members
    if item.founded is not None and not FIRST_FOUNDED <= item.founded <= tx.now.year:
        wrong["founded"] = "out_of_range"
    if item.members is not None and not 0 <= item.members <= MOST_MEMBERS:
        wrong["members"] = "out_of_range"
    return organisation, wrong
