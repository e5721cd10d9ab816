import asyncio

from services.notifications.models import Row
from shared.schema import run_environment

asyncio.run(run_environment(Row.metadata))
