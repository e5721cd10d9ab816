"""The three tables that every service has beside its own: outbox, inbox, dead letters."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

OUTBOX_CHANNEL = "outbox"

NAMES = {
    "ix": "%(table_name)s_%(column_0_N_name)s_idx",
    "uq": "%(table_name)s_%(column_0_N_name)s_key",
    "ck": "%(table_name)s_%(constraint_name)s_check",
    "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
    "pk": "%(table_name)s_pkey",
}


@dataclass(frozen=True)
class MessagingTables:
    outbox: sa.Table
    inbox: sa.Table
    dead_letters: sa.Table


def messaging_tables(metadata: sa.MetaData) -> MessagingTables:
    """Declare the tables in a service's own metadata, so that its migrations make them."""
    now = sa.text("now()")
    stamp = sa.DateTime(timezone=True)
    outbox = sa.Table(
        "outbox",
        metadata,
        sa.Column("position", sa.BigInteger, sa.Identity(always=True), primary_key=True),
        sa.Column("message_id", sa.Uuid, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("headers", JSONB, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        comment="Events that a commit made and the relay has not published yet; published rows are gone.",
    )
    inbox = sa.Table(
        "inbox",
        metadata,
        sa.Column("message_id", sa.Uuid, primary_key=True),
        sa.Column("handled_at", stamp, nullable=False, server_default=now),
        comment="Events whose effect is in this database: a second delivery changes nothing.",
    )
    dead_letters = sa.Table(
        "dead_letters",
        metadata,
        sa.Column("message_id", sa.Uuid, primary_key=True),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("headers", JSONB, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("died_at", stamp, nullable=False, server_default=now),
    )
    return MessagingTables(outbox, inbox, dead_letters)


WAKE_RELAY = f"""
DO $do$ BEGIN
    CREATE FUNCTION wake_relay() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_notify('{OUTBOX_CHANNEL}', ''); RETURN NULL; END $$;
    CREATE TRIGGER wake_relay AFTER INSERT ON outbox FOR EACH STATEMENT EXECUTE FUNCTION wake_relay();
END $do$
"""
"""One statement for a migration: every commit that adds to the outbox wakes the relay."""
