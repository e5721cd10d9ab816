"""The tables of notifications, and the triggers that wake the relay, the nudges and the mail."""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

from shared.messaging.tables import WAKE_RELAY

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


WAKE_NUDGES = """
DO $do$ BEGIN
    CREATE FUNCTION tell_inbox_grew() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_notify('inbox_grew', NEW.account_id || ' ' || NEW.sequence); RETURN NULL; END $$;
    CREATE TRIGGER tell_inbox_grew AFTER INSERT ON entry FOR EACH ROW EXECUTE FUNCTION tell_inbox_grew();
END $do$
"""
WAKE_MAIL = """
DO $do$ BEGIN
    CREATE FUNCTION tell_letter_written() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_notify('letter_written', ''); RETURN NULL; END $$;
    CREATE TRIGGER tell_letter_written AFTER INSERT ON letter FOR EACH STATEMENT EXECUTE FUNCTION tell_letter_written();
END $do$
"""


def upgrade() -> None:
    op.create_table('account',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('roles', postgresql.ARRAY(sa.Text()), nullable=False),
    sa.Column('organisation_ids', postgresql.ARRAY(sa.Uuid()), nullable=False),
    sa.Column('locale', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('account_pkey'))
    )
    op.create_index('account_organisation_ids_idx', 'account', ['organisation_ids'], unique=False, postgresql_using='gin')
    op.create_index('account_roles_idx', 'account', ['roles'], unique=False, postgresql_using='gin')
    op.create_table('attendance',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('fair_id', sa.Uuid(), nullable=False),
    sa.Column('organisation_id', sa.Uuid(), nullable=True),
    sa.Column('account_id', sa.Uuid(), nullable=True),
    sa.Column('ended', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('attendance_pkey'))
    )
    op.create_index(op.f('attendance_fair_id_idx'), 'attendance', ['fair_id'], unique=False)
    op.create_table('dead_letters',
    sa.Column('message_id', sa.Uuid(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('headers', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('died_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('message_id', name=op.f('dead_letters_pkey'))
    )
    op.create_table('fair',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('status', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('starts_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('zone', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('fair_pkey'))
    )
    op.create_table('inbox',
    sa.Column('message_id', sa.Uuid(), nullable=False),
    sa.Column('handled_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('message_id', name=op.f('inbox_pkey')),
    comment='Events whose effect is in this database: a second delivery changes nothing.'
    )
    op.create_table('letter',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('topic', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('times', sa.Integer(), nullable=False),
    sa.Column('facts', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('status', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('address', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('subject', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.CheckConstraint("status IN ('waiting', 'sent', 'failed')", name=op.f('letter_status_check')),
    sa.PrimaryKeyConstraint('id', name=op.f('letter_pkey'))
    )
    op.create_index('letter_due_at_idx', 'letter', ['due_at'], unique=False, postgresql_where=sa.text("status = 'waiting'"))
    op.create_index('letter_newest_idx', 'letter', [sa.literal_column('written_at DESC'), sa.literal_column('id DESC')], unique=False)
    op.create_index('letter_topic_idx', 'letter', ['account_id', 'topic'], unique=False, postgresql_where=sa.text('topic IS NOT NULL'))
    op.create_table('occurrence',
    sa.Column('what', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('what', 'id', 'version', name=op.f('occurrence_pkey'))
    )
    op.create_table('organisation',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('status', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('organisation_pkey'))
    )
    op.create_table('outbox',
    sa.Column('position', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('message_id', sa.Uuid(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('headers', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('position', name=op.f('outbox_pkey')),
    comment='Events that a commit made and the relay has not published yet; published rows are gone.'
    )
    op.create_table('reader',
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('newest', sa.BigInteger(), nullable=False),
    sa.Column('read_up_to', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('account_id', name=op.f('reader_pkey'))
    )
    op.create_table('unclaimed',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('audience', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('facts', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('times', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('unclaimed_pkey'))
    )
    op.create_index(op.f('unclaimed_audience_idx'), 'unclaimed', ['audience'], unique=False)
    op.create_table('entry',
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('sequence', sa.BigInteger(), nullable=False),
    sa.Column('topic', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('times', sa.Integer(), nullable=False),
    sa.Column('facts', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['reader.account_id'], name=op.f('entry_account_id_fkey')),
    sa.PrimaryKeyConstraint('account_id', 'sequence', name=op.f('entry_pkey'))
    )
    op.create_index('entry_topic_idx', 'entry', ['account_id', 'topic'], unique=False, postgresql_where=sa.text('topic IS NOT NULL'))
    op.execute(WAKE_RELAY)
    op.execute(WAKE_NUDGES)
    op.execute(WAKE_MAIL)
