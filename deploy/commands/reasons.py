"""The reasons of a timetable as sentences."""

from collections.abc import Iterator, Sequence

from services.fairs.timetable.explaining import Obstacle, Reason, Wish
from services.fairs.timetable.instance import Meeting
from services.fairs.timetable.offering import Offer

SENTENCES: dict[Obstacle, str] = {
    "never_both_here": "they are never here at the same hour",
    "own_meetings_full": "{who} has all the meetings agreed, with {others}",
    "other_meetings_full": "{partner}'s places went to {others}",
    "busy": "{who} meets {others} then (slots {slots})",
    "other_busy": "{partner} meets {others} then (slots {slots})",
    "rest_due": "{others} would have too many meetings in a row (slots {slots})",
    "no_interpreter": "no interpreter is free (slots {slots}); they serve {others}",
    "tables_full": "all tables are taken (slots {slots})",
    "possible": "it would still fit (slots {slots})",
}


def told(who: str, wishes: Sequence[Wish], offer: Offer | None, refusal: Sequence[str] | None) -> Iterator[str]:
    held = [wish for wish in wishes if wish.slot is not None]
    yield f"{who}: {len(held)} of {len(wishes)} wishes are held"
    for wish in wishes:
        must = ", a must" if wish.must else ""
        if wish.slot is not None:
            yield f"  {wish.partner} ({wish.score:g} points{must}): in slot {wish.slot}"
            continue
        yield f"  {wish.partner} ({wish.score:g} points{must}): not held"
        yield from (f"    – {_sentence(reason, who, wish.partner)}" for reason in wish.reasons)
    if refusal is not None:
        yield f"One meeting more for {who} is not possible: {'; '.join(refusal)}"
    elif offer is not None:
        yield f"One meeting more would cost {offer.points:g} points: {_names(offer.meetings)}"
        yield f"  and moves {_names(offer.moved) or 'nobody'}; falls out: {_names(offer.gone) or 'nothing'}"


def _sentence(reason: Reason, who: str, partner: str) -> str:
    slots = ", ".join(map(str, reason.slots))
    others = ", ".join(reason.others) or "nobody"
    return SENTENCES[reason.obstacle].format(who=who, partner=partner, others=others, slots=slots)


def _names(meetings: Sequence[Meeting]) -> str:
    return ", ".join(f"{m.coop}–{m.buyer} in slot {m.slot}" for m in meetings)
