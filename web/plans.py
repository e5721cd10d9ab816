"""Fairs and their plans as `fairs` last told them: kept as public pages are (ADR 0010), drawn once (ADR 0011)."""

from functools import lru_cache, partial
from uuid import UUID

import msgspec

from shared.contracts.fairs.agenda import Agenda, GetAgenda
from shared.contracts.fairs.booths import BoothList, GetBooths
from shared.contracts.fairs.fair import Fair, GetFair, HallBody
from shared.contracts.values import Language
from web.floor_plan import Drawing, View, behind, draw_halls
from web.kept_answers import kept_answer
from web.render import Pages
from web.visitor import Visitor

CHANGED_BY = frozenset({"fairs", "organisation_changed"})
"""Booths name their holders."""
PLANS, DRAWINGS = 8, 32


async def fair_as_told(visitor: Visitor, fair_id: UUID) -> Fair:
    """A draft is asked for anew each time: not everybody may see it, and nothing becomes a draft again."""
    question = partial(visitor.ask_raw, GetFair(fair_id=fair_id))
    told = await kept_answer(visitor.site.page_cache, b"fair " + fair_id.bytes, question, _unless_draft)
    return fair_in(told)


def _unless_draft(told: bytes) -> frozenset[str]:
    return frozenset() if fair_in(told).body.status == "draft" else CHANGED_BY


async def plan_as_told(visitor: Visitor, fair_id: UUID) -> bytes:
    """For who has seen the fair itself."""
    question = partial(visitor.ask_raw, GetBooths(fair_id=fair_id))
    return await kept_answer(visitor.site.page_cache, b"plan of " + fair_id.bytes, question, lambda _: CHANGED_BY)


async def agenda_as_told(visitor: Visitor, fair_id: UUID) -> Agenda:
    """For who has seen the fair itself."""
    question = partial(visitor.ask_raw, GetAgenda(fair_id=fair_id))
    key = b"agenda of " + fair_id.bytes
    told = await kept_answer(visitor.site.page_cache, key, question, lambda _: CHANGED_BY)
    return msgspec.json.decode(told, type=Agenda)


@lru_cache(DRAWINGS)
def fair_in(told: bytes) -> Fair:
    return msgspec.json.decode(told, type=Fair)


@lru_cache(PLANS)
def plan_in(told: bytes) -> BoothList:
    return msgspec.json.decode(told, type=BoothList)


@lru_cache(DRAWINGS)
def drawn(
    told: bytes, fair_id: UUID, halls: tuple[HallBody, ...], view: View, pages: Pages, language: Language
) -> list[Drawing]:
    plan = plan_in(told)
    return draw_halls(halls, plan.items, view, partial(pages.text, language=language), behind(plan.backdrops, fair_id))
