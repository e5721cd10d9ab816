"""One role and one database for each service."""

from collections.abc import Sequence

import asyncpg

from deploy.local.credentials import DATABASE_SUPERUSER
from deploy.local.stack import Stack


async def make_empty_databases(stack: Stack, services: Sequence[str]) -> None:
    """Roles get the passwords that the stack knows; databases that are there stay as they are."""
    admin = await connect_as_admin(stack)
    try:
        for service in services:
            await _make_database(admin, f"chophien_{service}", stack.credentials.databases[service])
    finally:
        await admin.close()


async def connect_as_admin(stack: Stack) -> asyncpg.Connection:
    if stack.postgres is None:
        return await asyncpg.connect(stack.external_postgres)
    return await asyncpg.connect(
        host=str(stack.postgres.socket_directory),
        user=DATABASE_SUPERUSER,
        password=stack.postgres.password,
        database="postgres",
    )


async def _make_database(admin: asyncpg.Connection, name: str, password: str) -> None:
    """Names are ours and passwords URL-safe base64: neither can end a literal."""
    if not await admin.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", name):
        await admin.execute(f"CREATE ROLE {name} LOGIN")
    await admin.execute(f"ALTER ROLE {name} PASSWORD '{password}'")
    if await admin.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", name):
        return
    await admin.execute(f"GRANT {name} TO CURRENT_USER")
    await admin.execute(
        f"CREATE DATABASE {name} OWNER {name} TEMPLATE template0 ENCODING 'UTF8' "
        "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LC_COLLATE 'C' LC_CTYPE 'C'"
    )
    await admin.execute(f"REVOKE ALL ON DATABASE {name} FROM PUBLIC")
