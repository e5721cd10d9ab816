"""Fairs and their plans as `fairs` last told them: kept as public pages are (ADR 0010), drawn once (ADR 0011)."""

from functools import lru_cache, partial
from time import monotonic
from typing import Any
from uuid import UUID

import msgspec
from litestar.types import HTTPResponseStartEvent

from shared.contracts.fairs import BoothList, Fair, GetBooths, GetFair, HallBody
from shared.contracts.fairs.agenda import Agenda, GetAgenda
from shared.contracts.message import Request
from shared.contracts.values import Language
from web.floor_plan import Drawing, View, draw_halls
from web.page_cache import LONGEST, Kept
from web.render import Pages
from web.visitor import Visitor

CHANGED_BY = frozenset({"fairs", "organisation_changed"})
"""Booths name their holders."""
PLANS, DRAWINGS = 8, 32
NO_PAGE: HTTPResponseStartEvent = {"type": "http.response.start", "status": 200, "headers": []}


async def fair_as_told(visitor: Visitor, fair_id: UUID) -> Fair:
    """A draft is asked for anew each time: not everybody may see it, and nothing becomes a draft again."""
    return fair_in(await _as_told(visitor, b"fair " + fair_id.bytes, GetFair(fair_id=fair_id)))


async def plan_as_told(visitor: Visitor, fair_id: UUID) -> bytes:
    """For who has seen the fair itself."""
    return await _as_told(visitor, b"plan of " + fair_id.bytes, GetBooths(fair_id=fair_id))


async def agenda_as_told(visitor: Visitor, fair_id: UUID) -> Agenda:
    """For who has seen the fair itself."""
    return msgspec.json.decode(
        await _as_told(visitor, b"agenda of " + fair_id.bytes, GetAgenda(fair_id=fair_id)), type=Agenda
    )


async def _as_told(visitor: Visitor, key: bytes, question: Request[Any]) -> bytes:
    """Among the kept pages, under a key that is no page's address."""
    cache = visitor.site.page_cache
    kept = cache.get(key)
    if kept is not None and kept.is_fresh:
        return kept.body
    with cache.making() as making:
        told = await visitor.ask_raw(question)
        if not isinstance(question, GetFair) or fair_in(told).body.status != "draft":
            cache.keep(key, Kept(NO_PAGE, told, None, CHANGED_BY, monotonic() + LONGEST), making)
    return told


@lru_cache(DRAWINGS)
def fair_in(told: bytes) -> Fair:
    return msgspec.json.decode(told, type=Fair)


@lru_cache(PLANS)
def plan_in(told: bytes) -> BoothList:
    return msgspec.json.decode(told, type=BoothList)


@lru_cache(DRAWINGS)
def drawn(told: bytes, halls: tuple[HallBody, ...], view: View, pages: Pages, language: Language) -> list[Drawing]:
    return draw_halls(halls, plan_in(told).items, view, partial(pages.text, language=language))
