import asyncio

from services.registry.models.row import Row
from shared.schema import run_environment

asyncio.run(run_environment(Row.metadata))
