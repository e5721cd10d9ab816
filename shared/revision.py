"""Which revision a database is at: a process refuses to start on an outdated schema.

Apart from `schema`, so that a running service does not carry Alembic (8 MB).
"""

from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine


def newest_revision(migrations: Path) -> str:
    """Revisions are named `0001`, `0002` …, their files `0001_title.py`."""
    return max((file.name.split("_", 1)[0] for file in (migrations / "versions").glob("[0-9]*.py")), default="0000")


async def must_be_current(engine: AsyncEngine, migrations: Path) -> None:
    async with engine.connect() as connection:
        found = await connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    if found != newest_revision(migrations):
        raise SystemExit(
            f"The database is at revision {found}, the program needs {newest_revision(migrations)}: "
            "run `chophien migrate`."
        )
