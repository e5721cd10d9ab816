"""How persons are reached, and who may know."""

from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.message import Command, Event, Query
from shared.contracts.registry.accounts import OwnZone
from shared.contracts.values import Language, Named


class Contact(Struct, frozen=True, kw_only=True):
    organisation: Named
    person_name: str
    email: str
    phone: str


class Disclosed(Struct, frozen=True, kw_only=True):
    """The contacts of both sides, each by the consent of its persons; `withheld` are the sides that gave none.

    Both empty until the registry has heard of the acceptance, and for everybody who is not one of the two.
    """

    contacts: list[Contact]
    withheld: list[Named]


class Recipient(Struct, frozen=True, kw_only=True):
    account_id: UUID
    email: str
    person_name: str
    locale: Language
    zone: OwnZone = ""


class Recipients(Struct, frozen=True, kw_only=True):
    items: list[Recipient]


class GetContacts(Query[Disclosed], frozen=True, kw_only=True):
    """The contacts that an accepted match disclosed, for its two sides only."""

    subject = "registry.v1.qry.get_contacts"
    match_request_id: UUID


class GetRecipients(Query[Recipients], frozen=True, kw_only=True):
    """Services only: where to write to these accounts."""

    subject = "registry.v1.qry.get_recipients"
    account_ids: Annotated[list[UUID], Meta(max_length=500)]


class Met(Struct, frozen=True, kw_only=True):
    """Who agreed to a lead at a fair."""

    lead_id: UUID
    account_id: UUID


class MetAddress(Struct, frozen=True, kw_only=True):
    lead_id: UUID
    email: str


class AddressesShown(Struct, frozen=True, kw_only=True):
    items: list[MetAddress]


class ShowAddresses(Command[AddressesShown], frozen=True, kw_only=True):
    """Services only: the addresses that `shown_to` is about to see of those whom they met. The registry logs each."""

    subject = "registry.v1.cmd.show_addresses"
    shown_to: UUID
    met: Annotated[list[Met], Meta(max_length=500)]


class ContactsDisclosed(Event, frozen=True, kw_only=True):
    """`id` is the match request, `organisation_ids` those whose contacts are released now. The registry logs each."""

    subject = "registry.v1.evt.contacts_disclosed"
    organisation_ids: list[UUID]
