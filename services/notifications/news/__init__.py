"""Every kind of news there is."""

import msgspec
import sqlalchemy as sa

from services.notifications.news import fairs, listings, matches, organisations, papers, searches
from services.notifications.news.piece import Piece, Words

__all__ = ["News", "Piece", "Words", "kind_of", "news_in", "read_news"]

News = (
    organisations.OrganisationRegistered
    | organisations.OrganisationVerified
    | organisations.OrganisationRefused
    | listings.ListingInCatalogue
    | papers.CertificateEnds
    | papers.CertificateChecked
    | searches.SearchFitted
    | matches.ProductsSuggested
    | matches.MatchAsked
    | matches.MatchAgreed
    | matches.MatchRefused
    | matches.ContactsOpened
    | fairs.FairCalls
    | fairs.FairCancelled
    | fairs.FairMoved
    | fairs.BoothSought
    | fairs.ApplicationAccepted
    | fairs.ApplicationDeclined
    | fairs.ApplicationWaits
    | fairs.ApplicationReturned
    | fairs.BoothYours
    | fairs.BoothTaken
    | fairs.BoothLeft
    | fairs.BoothAwaited
    | fairs.CoopWaits
    | fairs.BoothKept
    | fairs.BoothMoved
    | fairs.BoothFree
    | fairs.BadgeReady
    | fairs.CheckedIn
)

read_news = msgspec.json.Decoder(News).decode


def kind_of(news: Piece) -> str:
    return str(news.__struct_config__.tag)


def news_in(table: sa.Table) -> sa.ColumnElement[str]:
    """Facts and count of a row as the JSON that `read_news` reads."""
    counted = table.c.facts.op("||")(sa.func.jsonb_build_object("times", table.c.times))
    return sa.cast(counted, sa.Text).label("news")
