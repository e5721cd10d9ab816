"""`python -m tests.bench.pace`: how fast listings are matched against 5,000 open demands, and in what memory.

`matching` runs as its own process on a PostgreSQL and a NATS of its own. What `listings` would tell is told in its
name: 10,000 listings at once, as fast as the bus takes them, then 300 one by one.
"""

import asyncio
import contextlib
import random
import sys
import time
from collections.abc import AsyncIterator, Sequence
from decimal import Decimal
from statistics import quantiles
from uuid import UUID

import msgspec
from msgspec.structs import replace
from nats.aio.client import Client as Connection
from nats.aio.msg import Msg
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from deploy.local.bus import Declaration
from deploy.local.provision import declared, make_databases
from deploy.local.stack import Stack
from shared.actor import Actor, Signer
from shared.bus.client import Client
from shared.bus.connection import connect
from shared.contracts.demand_sheets import ImportDemands, ImportedDemand
from shared.contracts.listings import ListingCard, ListingPublished
from shared.contracts.registry import Organisation, OrganisationChanged
from shared.contracts.suggestions import SuggestionsFound
from shared.contracts.values import Quantity, Scheme
from shared.ids import uuid7
from shared.lexicon.reading import read_lexicon
from shared.settings import read_settings
from tests.bench.matching.drawing import SCHEMES, draw_card, draw_supply
from tests.bench.processes import cpu_seconds, memory_megabytes
from tests.support.eventually import eventually_async
from tests.support.stack import data_directory, running_servers

DEMANDS, LISTINGS, ALONE = 5000, 10_000, 300
AT_ONCE = 50
IN_A_BATCH = 200
"""Listings that an import publishes in one transaction."""
PATIENCE = 900.0  # seconds; the machine may have other things to do
VOICES = ("registry", "listings", "web")


async def main() -> None:
    chance = random.Random(7)  # noqa: S311
    names = [it.terms.vi[0] for it in read_lexicon().concepts if it.hs and it.group == "food"]
    with data_directory() as path:
        others = [Declaration(name=name, listens={}, asks=(), buckets=()) for name in VOICES if name != "web"]
        async with running_servers(path, [declared("matching"), *others]) as stack:
            await asyncio.to_thread(make_databases, stack, ["matching"])
            async with _matching(stack) as pid, _market(stack) as market:
                await market.demands(names, chance)
                print(f"{DEMANDS} open demands for {len(names)} products; {memory_megabytes([pid]):.0f} MB", flush=True)
                cards = [
                    _renamed(draw_card(place, draw_supply(chance, 1), names[place % len(names)], chance))
                    for place in range(LISTINGS + ALONE)
                ]
                await market.at_once(cards[:LISTINGS], pid)
                await market.one_by_one(cards[LISTINGS:])
                print(f"memory of matching: {memory_megabytes([pid]):.0f} MB (PSS)", flush=True)


def _renamed(card: ListingCard) -> ListingCard:
    return replace(card, id=uuid7())


class _Market:
    def __init__(self, stack: Stack, voices: dict[str, Connection], database: AsyncEngine) -> None:
        self._voices = voices
        self._database = database
        self._signer = Signer(stack.directory.key("registry"))
        self._heard = asyncio.Event()
        self._awaited: UUID | None = None

    async def demands(self, names: Sequence[str], chance: random.Random) -> None:
        buyer = Organisation(
            id=uuid7(),
            version=1,
            name="Buyer",
            kind="buyer",
            legal_form="foreign",
            sector=None,
            country="JP",
            province=None,
            status="verified",
        )
        await self._tell("registry", OrganisationChanged(id=buyer.id, version=1, organisation=buyer))
        actor = Actor(
            kind="account", account_id=uuid7(), roles=frozenset({"buyer"}), organisations=frozenset({buyer.id})
        )

        async def known() -> bool:
            return bool(await self._count("SELECT count(*) FROM organisation"))

        await eventually_async(known, PATIENCE)
        lines = [_a_demand(place, names[place % len(names)], chance) for place in range(DEMANDS)]
        for start in range(0, DEMANDS, AT_ONCE):
            command = ImportDemands(organisation_id=buyer.id, items=lines[start : start + AT_ONCE])
            token = self._signer.token(actor, command.sent_to())
            await Client(self._voices["web"]).request(command, actor=token, timeout=PATIENCE)

    async def at_once(self, cards: Sequence[ListingCard], pid: int) -> None:
        """Until the last is matched."""
        before, began = cpu_seconds([pid]), time.monotonic()
        behind = await self._count("SELECT count(*) FROM inbox")
        for start in range(0, len(cards), IN_A_BATCH):
            batch = cards[start : start + IN_A_BATCH]
            await asyncio.gather(*(self._publish(card) for card in batch))

        async def all_matched() -> bool:
            return await self._count("SELECT count(*) FROM inbox") >= behind + len(cards)

        await eventually_async(all_matched, PATIENCE)
        seconds, cpu = time.monotonic() - began, cpu_seconds([pid]) - before
        found = await self._count("SELECT count(*) FROM suggestion WHERE current")
        print(
            f"import of {len(cards)} listings: fully matched in {seconds:.1f} s ({len(cards) / seconds:.0f} a second),"
            f" {cpu:.1f} CPU-seconds of matching; {found} suggestions kept",
            flush=True,
        )

    async def one_by_one(self, cards: Sequence[ListingCard]) -> None:
        await self._voices["web"].subscribe(SuggestionsFound.subject, cb=self._hear)
        await self._voices["web"].flush()
        taken = []
        for card in cards:
            self._heard.clear()
            self._awaited = card.id
            began = time.perf_counter()
            await self._publish(card)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(2):
                    await self._heard.wait()
                taken.append((time.perf_counter() - began) * 1000)
        cuts = quantiles(taken, n=100)
        print(
            f"publish → suggestions, one by one: p50 {cuts[49]:.0f} ms  p99 {cuts[98]:.0f} ms"
            f" ({len(taken)} of {len(cards)} listings fit something new)",
            flush=True,
        )

    async def _hear(self, message: Msg) -> None:
        if self._awaited in msgspec.json.decode(message.data, type=SuggestionsFound).listing_ids:
            self._heard.set()

    async def _tell(self, owner: str, event: ListingPublished | OrganisationChanged) -> None:
        await (
            self._voices[owner]
            .jetstream()
            .publish(event.subject, msgspec.json.encode(event), headers={"ce-id": str(uuid7())})
        )

    async def _publish(self, card: ListingCard) -> None:
        await self._tell("listings", ListingPublished(id=card.id, version=1, listing=card))

    async def _count(self, statement: str) -> int:
        async with self._database.connect() as connection:
            return int(await connection.scalar(text(statement)) or 0)


def _a_demand(place: int, name: str, chance: random.Random) -> ImportedDemand:
    schemes: list[Scheme] = [chance.choice(SCHEMES)] if chance.random() < 0.7 else []
    return ImportedDemand(
        id=uuid7(),
        line=place,
        what=name,
        lang="vi",
        destination="JP",
        quantity=Quantity(amount=Decimal(chance.choice((200, 500, 1000, 2000))), unit="KGM"),
        certificates=schemes,
    )


@contextlib.asynccontextmanager
async def _matching(stack: Stack) -> AsyncIterator[int]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "services.matching", env=stack.environment("matching"), stdout=asyncio.subprocess.DEVNULL
    )
    try:
        yield process.pid
    finally:
        process.terminate()
        await process.wait()


@contextlib.asynccontextmanager
async def _market(stack: Stack) -> AsyncIterator[_Market]:
    voices = {name: await connect(read_settings(stack.environment(name))) for name in VOICES}
    database = create_async_engine(read_settings(stack.environment("matching")).database_url, pool_size=1)
    try:
        yield _Market(stack, voices, database)
    finally:
        await database.dispose()
        for connection in voices.values():
            await connection.close()


if __name__ == "__main__":
    asyncio.run(main())
