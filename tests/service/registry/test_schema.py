"""The migrations make what the models say."""

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from services.registry.service import SERVICE
from tests.support.surroundings import Surroundings


async def test_nothing_drifted(registry: Surroundings) -> None:
    def differences(connection: sa.Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), SERVICE.metadata))

    async with registry.running.engine.connect() as connection:
        assert await connection.run_sync(differences) == []
