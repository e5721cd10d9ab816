"""The whole surface of `listings`."""

from services.listings import republishers
from services.listings.acquaintance import know_seller
from services.listings.capacity import get_capacity
from services.listings.completing import complete_words
from services.listings.expiry import expire_reservations
from services.listings.handlers.capacity import confirm_reservation, release_capacity, reserve_capacity
from services.listings.handlers.importing import import_listings
from services.listings.handlers.listings import publish_listing, put_listing, withdraw_listing
from services.listings.handlers.lots import put_lot
from services.listings.handlers.papers import add_evidence, check_paper, disclose_evidence, remove_evidence
from services.listings.handlers.photos import add_photo, arrange_photos, remove_photo, share_photo
from services.listings.handlers.saved_searches import drop_search, save_search
from services.listings.index.following import at_hand, follow_catalogue, index_at_hand, renew_worn_index
from services.listings.lots import find_lots, get_lot
from services.listings.missed import find_empty_searches, write_down_missed
from services.listings.models import TABLES, Row
from services.listings.paper_queries import find_ending_papers, find_papers_to_check, get_evidence, get_papers
from services.listings.pictures import take_photo
from services.listings.queries import find_own_listings, find_saved_searches, get_cards, get_listing, get_photo_access
from services.listings.reactions import organisation_changed
from services.listings.readiness.keeping import keep_marks
from services.listings.readiness.queries import find_gaps, get_readiness
from services.listings.reindexing import reindex
from services.listings.reminding import remind
from services.listings.scans import take_scan
from services.listings.search import find_listings
from services.listings.sellers import export_listings, get_seller_page
from services.listings.sweeping import sweep_pictures
from shared.contracts.catalogue import FindListings
from shared.contracts.importing import ImportListings
from shared.contracts.listings import PutListing
from shared.contracts.papers import AddEvidence
from shared.contracts.photos import AddPhoto, SharePhoto
from shared.contracts.registry import GetOrganisation
from shared.contracts.searching import CompleteWords
from shared.messaging import Service

SERVICE = Service(
    name="listings",
    metadata=Row.metadata,
    tables=TABLES,
    commands=(
        put_listing,
        publish_listing,
        withdraw_listing,
        add_photo,
        remove_photo,
        arrange_photos,
        share_photo,
        import_listings,
        reserve_capacity,
        confirm_reservation,
        release_capacity,
        add_evidence,
        remove_evidence,
        disclose_evidence,
        check_paper,
        put_lot,
        save_search,
        drop_search,
    ),
    queries=(
        find_listings,
        complete_words,
        get_listing,
        find_own_listings,
        get_cards,
        get_capacity,
        get_seller_page,
        export_listings,
        get_papers,
        get_evidence,
        find_ending_papers,
        find_papers_to_check,
        get_readiness,
        find_gaps,
        get_lot,
        find_lots,
        get_photo_access,
        find_saved_searches,
        find_empty_searches,
    ),
    events=(organisation_changed,),
    preparations={
        PutListing: know_seller,
        ImportListings: know_seller,
        AddPhoto: take_photo,
        SharePhoto: take_photo,
        AddEvidence: take_scan,
        FindListings: at_hand,
        CompleteWords: index_at_hand,
    },
    republishers=(republishers.listings,),
    background=(
        reindex,
        follow_catalogue,
        renew_worn_index,
        expire_reservations,
        sweep_pictures,
        write_down_missed,
        remind,
        keep_marks,
    ),
    asks=(GetOrganisation,),
    buckets=("uploads", "photos", "thumbnails", "evidence"),
)
