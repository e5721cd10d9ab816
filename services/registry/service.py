"""The whole surface of `registry`."""

from services.registry import republishers
from services.registry.handlers.access import set_roles
from services.registry.handlers.accounts import create_account, set_consent, set_locale, set_zone
from services.registry.handlers.addresses import show_addresses
from services.registry.handlers.invitations import accept_invitation, invite_account
from services.registry.handlers.organisations import decide_verification, load_organisations
from services.registry.handlers.registration import register_organisation
from services.registry.handlers.sessions import change_password, sign_in, sign_out
from services.registry.handlers.tokens import issue_token
from services.registry.models.row import TABLES, Row
from services.registry.queries.access import find_accounts
from services.registry.queries.contacts import get_contacts, get_recipients
from services.registry.queries.identity import identify, note_use
from services.registry.queries.organisations import find_organisations, get_dossier, get_organisation
from services.registry.queries.statistics import count_coops, find_counted_coops
from services.registry.reactions import match_accepted
from shared.contracts.registry import Identify
from shared.messaging import Service

SERVICE = Service(
    name="registry",
    metadata=Row.metadata,
    tables=TABLES,
    commands=(
        register_organisation,
        decide_verification,
        load_organisations,
        create_account,
        set_locale,
        set_zone,
        set_consent,
        set_roles,
        invite_account,
        accept_invitation,
        sign_in,
        sign_out,
        change_password,
        issue_token,
        show_addresses,
    ),
    queries=(
        identify,
        find_accounts,
        find_organisations,
        get_organisation,
        get_dossier,
        get_contacts,
        get_recipients,
        count_coops,
        find_counted_coops,
    ),
    events=(match_accepted,),
    preparations={Identify: note_use},
    republishers=(republishers.organisations, republishers.accounts),
)
