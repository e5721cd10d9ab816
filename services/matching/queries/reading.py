"""Reading a buyer's text. It touches no table; the first of a language compiles its words, beside the loop."""

import asyncio

from services.matching.drafting import drafted
from shared.contracts.demand_reading import DemandReading, ReadDemand
from shared.messaging import Reading


async def read_demand(query: ReadDemand, reading: Reading) -> DemandReading:
    return await asyncio.to_thread(drafted, query.text, query.lang, reading.today)
