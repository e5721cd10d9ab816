"""The whole surface of `matching`."""

from services.matching import republishers
from services.matching.acquaintance import named_fair, unknown_buyer, unknown_offer
from services.matching.asking_after import ask_after_deliveries
from services.matching.forgetting import forget_inquiries
from services.matching.handlers.agreements import attach_scan, confirm_agreement, state_agreement
from services.matching.handlers.baskets import add_to_basket, take_from_basket
from services.matching.handlers.deliveries import tell_delivery
from services.matching.handlers.demand_sheets import import_demands
from services.matching.handlers.demands import put_demand
from services.matching.handlers.dismissals import dismiss_suggestion, restore_suggestion
from services.matching.handlers.inquiries import (
    address_inquirer,
    confirm_inquiry,
    decide_inquiry,
    invite_inquirer,
    write_inquiry,
)
from services.matching.handlers.matches import decide_match, request_match
from services.matching.handlers.pools import answer_pool, cancel_pool, confirm_pool, propose_pool
from services.matching.handlers.questions import ask_fact
from services.matching.handlers.samples import ask_for_sample, judge_sample, receive_sample, send_sample
from services.matching.handlers.standing import close_demand, repeat_demand, stop_repeating
from services.matching.handlers.thread import accept_quote, make_quote, post_message
from services.matching.lapsing import lapse_requests
from services.matching.loading import load_languages
from services.matching.models.row import TABLES, Row
from services.matching.pool_deadlines import keep_pool_deadlines
from services.matching.pool_moving import move_pools
from services.matching.queries.agreements import find_agreements, get_agreement, get_scan
from services.matching.queries.baskets import get_basket, get_basket_size
from services.matching.queries.deliveries import get_deliveries
from services.matching.queries.demands import find_demands, get_demand, get_suggestions
from services.matching.queries.exposure import get_exposure
from services.matching.queries.inquiries import find_inquiries, get_inquiry
from services.matching.queries.matches import find_matches, get_match
from services.matching.queries.near_matches import find_near_matches
from services.matching.queries.open_agreements import find_open_agreements
from services.matching.queries.overviews import get_demand_overview
from services.matching.queries.pools import find_pools, find_pools_to_answer, get_pool
from services.matching.queries.rankings import get_judgements, get_ranking
from services.matching.queries.reading import read_demand
from services.matching.queries.samples import get_samples
from services.matching.queries.standing import get_demand_plan
from services.matching.queries.threads import find_open_quotes, get_thread
from services.matching.queries.trade import get_trade_report
from services.matching.queries.traded import find_traded
from services.matching.reactions import (
    delivery_recorded,
    listing_published,
    listing_revised,
    listing_withdrawn,
    organisation_changed,
)
from services.matching.rejudging import forget_judgements, judge_by_new_weights
from services.matching.repeating import repeat_demands
from services.matching.reserving import reserve_agreed
from services.matching.scans import SCANS, take_scan
from shared.contracts.agreements import AttachScan, StateAgreement
from shared.contracts.baskets import AddToBasket
from shared.contracts.capacity import ConfirmReservation, GetCapacity, ReleaseCapacity, ReserveCapacity
from shared.contracts.demand_sheets import ImportDemands
from shared.contracts.fairs.fair import GetFair
from shared.contracts.inquiries import WriteInquiry
from shared.contracts.listings import GetCards
from shared.contracts.matching import PutDemand, RequestMatch
from shared.contracts.registry import GetOrganisation
from shared.messaging import Service
from shared.messaging.uploads import UPLOADS

SERVICE = Service(
    name="matching",
    metadata=Row.metadata,
    tables=TABLES,
    commands=(
        put_demand,
        import_demands,
        request_match,
        decide_match,
        add_to_basket,
        take_from_basket,
        ask_fact,
        dismiss_suggestion,
        restore_suggestion,
        post_message,
        make_quote,
        accept_quote,
        ask_for_sample,
        send_sample,
        receive_sample,
        judge_sample,
        state_agreement,
        attach_scan,
        confirm_agreement,
        tell_delivery,
        propose_pool,
        cancel_pool,
        answer_pool,
        confirm_pool,
        repeat_demand,
        stop_repeating,
        close_demand,
        write_inquiry,
        confirm_inquiry,
        decide_inquiry,
        invite_inquirer,
        address_inquirer,
    ),
    queries=(
        get_demand,
        find_demands,
        get_suggestions,
        get_demand_overview,
        get_ranking,
        get_judgements,
        get_exposure,
        read_demand,
        find_near_matches,
        get_match,
        find_matches,
        get_basket,
        get_basket_size,
        get_thread,
        get_samples,
        find_open_quotes,
        get_agreement,
        find_agreements,
        find_open_agreements,
        get_scan,
        get_deliveries,
        get_trade_report,
        find_traded,
        get_pool,
        find_pools,
        find_pools_to_answer,
        get_demand_plan,
        get_inquiry,
        find_inquiries,
    ),
    events=(organisation_changed, listing_published, listing_revised, listing_withdrawn, delivery_recorded),
    preparations={
        PutDemand: unknown_buyer,
        ImportDemands: unknown_buyer,
        RequestMatch: unknown_offer,
        AddToBasket: unknown_offer,
        WriteInquiry: unknown_offer,
        StateAgreement: named_fair,
        AttachScan: take_scan,
    },
    republishers=(republishers.demands, republishers.matches, republishers.agreements),
    background=(
        load_languages,
        reserve_agreed,
        lapse_requests,
        ask_after_deliveries,
        move_pools,
        keep_pool_deadlines,
        repeat_demands,
        forget_inquiries,
        judge_by_new_weights,
        forget_judgements,
    ),
    asks=(GetCards, GetCapacity, GetOrganisation, GetFair, ReserveCapacity, ConfirmReservation, ReleaseCapacity),
    buckets=(UPLOADS, SCANS),
)
