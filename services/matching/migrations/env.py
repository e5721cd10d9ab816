import asyncio

from services.matching.service import SERVICE
from shared.schema import run_environment

asyncio.run(run_environment(SERVICE.metadata))
