import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from services.notifications.models import Row
from shared.messaging.process import open_engine
from tests.support.notifications import Stage


async def test_migrations_make_the_tables_that_the_models_declare(servers: Stage) -> None:
    def differences(connection: sa.Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), Row.metadata))

    engine = open_engine(servers.settings)
    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
    await engine.dispose()
