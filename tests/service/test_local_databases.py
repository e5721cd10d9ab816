"""The embedded PostgreSQL: who may connect to what."""

from collections.abc import AsyncIterator
from dataclasses import replace
from urllib.parse import quote

import asyncpg
import pytest

from deploy.local.databases import make_empty_databases
from deploy.local.stack import Stack
from tests.support.stack import data_directory, running_servers


@pytest.fixture(scope="module")
async def stack() -> AsyncIterator[Stack]:
    with data_directory() as path:
        async with running_servers(path, []) as running:
            await make_empty_databases(running, ["registry", "fairs"])
            yield running


async def asked(url: str, question: str) -> object:
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    try:
        return await connection.fetchval(question)
    finally:
        await connection.close()


async def test_a_service_owns_its_database_and_may_use_trusted_extensions(stack: Stack) -> None:
    url = stack.database_url("fairs")
    await asked(url, "CREATE EXTENSION IF NOT EXISTS btree_gist")

    assert await asked(url, "SELECT current_user || ' ' || current_database()") == "chophien_fairs chophien_fairs"


async def test_a_service_cannot_open_the_database_of_another(stack: Stack) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await asked(stack.database_url("fairs").replace("/chophien_fairs?", "/chophien_registry?"), "SELECT 1")


async def test_nobody_gets_in_without_the_password(stack: Stack) -> None:
    guessed = stack.database_url("fairs").replace(stack.credentials.databases["fairs"], "guessed")

    with pytest.raises(asyncpg.InvalidPasswordError):
        await asked(guessed, "SELECT 1")


async def test_there_is_no_tcp_and_the_locale_needs_no_system_library(stack: Stack) -> None:
    url = stack.database_url("registry")

    assert await asked(url, "SHOW listen_addresses") == ""
    assert (
        await asked(url, "SELECT datlocprovider::text || datlocale FROM pg_database WHERE datname = current_database()")
        == "bC.UTF-8"
    )


async def test_an_operators_own_server_gets_the_same_roles_and_databases(stack: Stack) -> None:
    assert stack.postgres is not None
    place = quote(str(stack.postgres.socket_directory))
    admin = f"postgresql://postgres:{stack.postgres.password}@/postgres?host={place}"
    external = replace(stack, postgres=None, external_postgres=admin)

    await make_empty_databases(external, ["matching"])
    await make_empty_databases(external, ["matching"])

    assert await asked(external.database_url("matching"), "SELECT current_database()") == "chophien_matching"
