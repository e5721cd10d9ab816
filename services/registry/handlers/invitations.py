"""One-time links with which a person makes an account: the first administrator's, and every colleague's after."""

from sqlmodel import select

from services.registry.handlers.accounts import taken_email
from services.registry.models.account import Account
from services.registry.models.credential import INVITATION_LIFE, Invitation
from services.registry.password import hashed
from services.registry.person import Person, email_key, person_of
from shared.contracts import registry as contract
from shared.contracts.message import Done
from shared.contracts.registry import INVITED, AcceptInvitation, InviteAccount
from shared.errors import Invalid, Rejected
from shared.messaging import Transaction
from shared.secret import digest, new_secret


async def invite_account(command: InviteAccount, tx: Transaction) -> contract.Invitation:
    tx.actor.must_be("admin")
    email = None if command.email is None else email_key(command.email)
    wrong = {} if email is None else await taken_email(email, tx)
    if not command.roles:
        wrong["roles"] = "required"
    elif not {*INVITED}.issuperset(command.roles):
        wrong["roles"] = "organisation_required"
    if wrong:
        raise Invalid(wrong)
    token = new_secret()
    invitation = Invitation(
        token_hash=digest(token),
        email=email,
        roles=command.roles,
        invited_by=tx.actor.account_id,
        expires_at=tx.now + INVITATION_LIFE,
    )
    tx.add(invitation)
    return contract.Invitation(token=token, expires_at=invitation.expires_at)


async def accept_invitation(command: AcceptInvitation, tx: Transaction) -> Done:
    invitation = await _locked(command.token, tx)
    person, wrong = person_of(email=command.email, name=command.person_name)
    if invitation.account_id == command.account_id:
        await _must_be_repeat(command, person, tx)
        return Done()
    invitation.must_be_open(tx.now)
    if await tx.session.get(Account, command.account_id) is not None:
        raise Rejected("id_reused", id=command.account_id)
    if invitation.email not in {None, person.email}:
        wrong["email"] = "not_invited"
    wrong |= await taken_email(person.email, tx)
    if wrong:
        raise Invalid(wrong)
    account = Account.of(
        command.account_id,
        person,
        password_hash=await hashed(command.password),
        roles=invitation.roles,
        locale=command.locale,
        at=tx.now,
    )
    tx.add(account)
    await tx.session.flush()
    invitation.account_id = account.id
    tx.emit(account.changed([]))
    return Done()


async def _locked(token: str, tx: Transaction) -> Invitation:
    chosen = select(Invitation).where(Invitation.token_hash == digest(token)).with_for_update()
    invitation = (await tx.session.exec(chosen)).one_or_none()
    if invitation is None:
        raise Rejected("invitation_unknown")
    return invitation


async def _must_be_repeat(command: AcceptInvitation, person: Person, tx: Transaction) -> None:
    account = await tx.session.get(Account, command.account_id)
    if account is None or account.person != person:
        raise Rejected("id_reused", id=command.account_id)
