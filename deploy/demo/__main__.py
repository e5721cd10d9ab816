"""`python -m deploy.demo province|country`: fill a running stack through its commands, the same data every time.

Repeating a load that was broken off is harmless: every id is derived from what it stands for, every day from that of
the first attempt.
"""

import asyncio
import sys
from collections import defaultdict
from collections.abc import Coroutine, Iterable
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from deploy.demo import agenda
from deploy.demo.accounts import accounts
from deploy.demo.attempt import Attempt, attempt, keep
from deploy.demo.books import keep_books, price_booths
from deploy.demo.deals import SIGNERS, deals
from deploy.demo.demands import demands
from deploy.demo.fairs import BOOKED, ending, fair_id, held_fair, open_fair, past_fair, prepared_fair
from deploy.demo.gate import let_in
from deploy.demo.listings import good_of, listings, sellers
from deploy.demo.organisations import buyers, cooperatives, country, organisation_id
from deploy.demo.pictures import picture
from deploy.demo.trade import trade
from deploy.local.console import Console, at_console
from shared.contracts.fairs.agenda import GetAgenda
from shared.contracts.fairs.bookings import BookBooth
from shared.contracts.fairs.booths import GetBooths
from shared.contracts.fairs.fair import FairBody, FindFairs, GetFair, PutFair
from shared.contracts.fairs.fees import GetPrices
from shared.contracts.importing import ImportedListing, ImportListings
from shared.contracts.photos import SharePhoto
from shared.contracts.registry import LoadedOrganisation, LoadOrganisations
from shared.home import HOME

Listed = dict[UUID, list[ImportedListing]]
"""What each seller has, by its id."""
COUNTRY_COOPS = 15_000
LISTINGS = {"province": 2_000, "country": 100_000}
AT_ONCE = 8
LIFE = ("draft", "open", "closed", "running", "finished")
BATCH = 500


async def load(console: Console, size: str) -> int:
    begun = attempt()
    now = begun.begun_at
    coops, customers = cooperatives(), buyers()
    others = country(COUNTRY_COOPS) if size == "country" else []
    say(f"{len(coops) + len(others)} co-ops and {len(customers)} buyers")
    await load_organisations(console, [*coops, *customers, *others])
    exhibitors = [coop for coop in sellers(coops)[40:] if coop.sector != "TM"]
    say("3 fairs")
    at_past_fair = [*coops[:SIGNERS], *exhibitors][: BOOKED["past"]]
    await open_past_fair(console, at_past_fair, now)
    await load_accounts(console, coops, customers, begun)
    await end_past_fair(console, at_past_fair, customers[::5], now)
    listed = await load_listings(console, sellers([*coops, *others]), LISTINGS[size], now)
    wanted = demands(customers, now.date())
    say(f"{len(wanted)} demands")
    await together(console.ask(demand) for demand in wanted)
    await load_coming_fairs(console, exhibitors, now)
    today, met_on = now.astimezone(HOME).date(), held_fair(now).starts_at.date()
    dealt = list(deals(coops, customers, listed, today))
    say(f"{len(dealt)} deals")
    await together(trade(console, deal, met_on, today) for deal in dealt)
    return 0


async def load_organisations(console: Console, organisations: list[LoadedOrganisation]) -> None:
    for start in range(0, len(organisations), BATCH):
        await console.ask(LoadOrganisations(items=organisations[start : start + BATCH]))


async def load_accounts(
    console: Console, coops: list[LoadedOrganisation], customers: list[LoadedOrganisation], begun: Attempt
) -> None:
    """All share one password."""
    commands = list(accounts(coops, customers, begun.password))
    say(f"{len(commands)} accounts")
    await together(console.ask(command) for command in commands)
    keep(replace(begun, accounts=[command.email for command in commands]))


async def load_listings(console: Console, traders: list[LoadedOrganisation], count: int, now: datetime) -> Listed:
    """Every seller's listings in one command, then the pictures."""
    say(f"{count} listings of {len(traders)} co-ops")
    done = 0
    shown: dict[tuple[str, str], list[UUID]] = defaultdict(list)

    async def import_one(command: ImportListings) -> None:
        nonlocal done
        outcome = await console.ask(command)
        if outcome.rejected:
            raise SystemExit(f"the demo's own data was refused: {outcome.rejected[0]}")
        before, done = done, done + len(command.items)
        if count > BATCH * 20 and done * 20 // count > before * 20 // count:
            say(f"{done} of {count} listings")

    listed = {seller.id: items for seller, items in listings(traders, count, now.date())}
    for item in chain.from_iterable(listed.values()):
        good = good_of(item.line)
        shown[good.motif, good.palette].append(item.id)
    await together(import_one(ImportListings(organisation_id=seller, items=items)) for seller, items in listed.items())
    say(f"{len(shown)} drawn pictures")
    await load_pictures(console, shown)
    return listed


async def load_pictures(console: Console, shown: dict[tuple[str, str], list[UUID]]) -> None:
    uploads = await console.jetstream.object_store("uploads")
    for (motif, palette), listing_ids in shown.items():
        name = f"demo-{motif}-{palette}"
        await uploads.put(name, picture(motif, palette))
        for start in range(0, len(listing_ids), 5000):
            photo_id = organisation_id("picture", motif, palette)
            await console.ask(SharePhoto(photo_id=photo_id, upload=name, listing_ids=listing_ids[start : start + 5000]))


async def open_past_fair(console: Console, exhibitors: list[LoadedOrganisation], now: datetime) -> None:
    """Before there are accounts: nobody is told today that it opens, nor what was paid."""
    await state_fair(console, "past", past_fair(now))
    await give_booths(console, "past", exhibitors)
    if (await console.ask(GetFair(fair_id=fair_id("past")))).body.status == "open":
        await price_booths(console, "past", past_fair(now))
        await keep_books(console, exhibitors, held_fair(now))


async def end_past_fair(
    console: Console, exhibitors: list[LoadedOrganisation], guests: list[LoadedOrganisation], now: datetime
) -> None:
    """Nobody comes to a fair that is over, so a repeated load lets nobody in again."""
    if (await console.ask(GetFair(fair_id=fair_id("past")))).body.status != "finished":
        await let_in(console, exhibitors, guests, held_fair(now))
    for body in ending(past_fair(now), now):
        await state_fair(console, "past", body)


async def load_coming_fairs(console: Console, exhibitors: list[LoadedOrganisation], now: datetime) -> None:
    """`coop1` to `coop20` hold nothing at the open fair."""
    await state_fair(console, "open", open_fair(now))
    await give_booths(console, "open", exhibitors)
    if not (await console.ask(GetPrices(fair_id=fair_id("open")))).version:
        await price_booths(console, "open", open_fair(now))
    await state_fair(console, "preparation", prepared_fair(now))
    if not (await console.ask(GetAgenda(fair_id=fair_id("open")))).sessions:
        for named in (*agenda.sessions(open_fair(now)), *agenda.partners()):
            await console.ask(named)


async def give_booths(console: Console, which: str, exhibitors: list[LoadedOrganisation]) -> None:
    booths = (await console.ask(GetBooths(fair_id=fair_id(which)))).items
    spread = booths[:: max(1, len(booths) // BOOKED[which])][: BOOKED[which]]
    for booth, exhibitor in zip(spread, exhibitors, strict=False):
        booking_id = organisation_id("booking", which, booth.code)
        await console.ask(
            BookBooth(booking_id=booking_id, fair_id=fair_id(which), booth_id=booth.id, organisation_id=exhibitor.id)
        )


async def state_fair(console: Console, which: str, body: FairBody) -> None:
    """One step of a fair's life, unless an earlier load came further."""
    fairs = {fair.id: fair for fair in (await console.ask(FindFairs(page_size=100))).items}
    known = fairs.get(fair_id(which))
    if known is None:
        await console.ask(PutFair(fair_id=fair_id(which), body=body))
    elif LIFE.index(known.body.status) < LIFE.index(body.status):
        await console.ask(PutFair(fair_id=fair_id(which), expected_version=known.version, body=body))


async def together(work: Iterable[Coroutine[Any, Any, Any]]) -> None:
    """A few at a time."""
    slots = asyncio.Semaphore(AT_ONCE)

    async def one(step: Coroutine[Any, Any, Any]) -> None:
        async with slots:
            await step

    await asyncio.gather(*map(one, work))


def say(text: str) -> None:
    print(f"demo: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(at_console(Path.cwd(), lambda console: load(console, sys.argv[1])))
