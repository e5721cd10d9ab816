import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from services.listings.models import Row
from tests.support.surroundings import Surroundings


async def test_the_migrations_make_what_the_models_say(listings: Surroundings) -> None:
    def differences(connection: sa.Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), Row.metadata))

    async with listings.running.engine.connect() as connection:
        assert await connection.run_sync(differences) == []
