"""Every kind of news there is."""

import msgspec
import sqlalchemy as sa

from services.notifications.news.digest import Digest
from services.notifications.news.each import Each
from services.notifications.news.piece import Piece, Words
from services.notifications.news.visitors import CoopInvites, InquiryDeclined, InquiryToConfirm

__all__ = ["Each", "News", "Piece", "Words", "kind_of", "news_in", "read_news"]

News = Each | Digest | InquiryToConfirm | InquiryDeclined | CoopInvites

read_news = msgspec.json.Decoder(News).decode


def kind_of(news: Piece) -> str:
    return str(news.__struct_config__.tag)


def news_in(table: sa.Table) -> sa.ColumnElement[str]:
    """Facts and count of a row as the JSON that `read_news` reads."""
    counted = table.c.facts.op("||")(sa.func.jsonb_build_object("times", table.c.times))
    return sa.cast(counted, sa.Text).label("news")
