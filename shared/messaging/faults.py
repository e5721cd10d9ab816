"""What says that a server is away, rather than that somebody has made a mistake."""

import asyncpg
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

DATABASE_AWAY = (SQLAlchemyError, asyncpg.PostgresError, asyncpg.InterfaceError, OSError)
"""What work that goes on for ever waits out. The driver's own errors come unwrapped where it listens."""

AWAY = ("08", "53", "57P")
"""SQLSTATE classes (PostgreSQL, appendix A): connection broken, resources used up, starting or shutting down."""


def is_database_away(error: BaseException) -> bool:
    """Whether to try again later is all that there is to do."""
    if isinstance(error, DBAPIError):
        return error.connection_invalidated or str(getattr(error.orig, "sqlstate", None)).startswith(AWAY)
    return isinstance(error, (PoolTimeout, OSError))
