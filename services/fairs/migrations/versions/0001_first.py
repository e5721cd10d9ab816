"""The tables of fairs, and the trigger that wakes the relay."""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

from shared.messaging.tables import WAKE_RELAY

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
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
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('status', sa.Text(), nullable=False),
    sa.Column('starts_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('zone', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('venue', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('description', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('booking', sa.Text(), nullable=False),
    sa.Column('halls', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("booking IN ('direct', 'approval')", name=op.f('fair_booking_check')),
    sa.CheckConstraint("status IN ('draft', 'open', 'closed', 'running', 'finished', 'cancelled')", name=op.f('fair_status_check')),
    sa.CheckConstraint('ends_at > starts_at', name=op.f('fair_ends_after_start_check')),
    sa.PrimaryKeyConstraint('id', name=op.f('fair_pkey'))
    )
    op.create_index(op.f('fair_starts_at_idx'), 'fair', ['starts_at'], unique=False)
    op.create_table('inbox',
    sa.Column('message_id', sa.Uuid(), nullable=False),
    sa.Column('handled_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('message_id', name=op.f('inbox_pkey')),
    comment='Events whose effect is in this database: a second delivery changes nothing.'
    )
    op.create_table('listing',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Uuid(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('published', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('listing_pkey'))
    )
    op.create_table('organisation',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
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
    op.create_table('application',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('fair_id', sa.Uuid(), nullable=False),
    sa.Column('organisation_id', sa.Uuid(), nullable=False),
    sa.Column('listing_ids', postgresql.ARRAY(sa.Uuid()), nullable=False),
    sa.Column('wish', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('status', sa.Text(), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('submitted_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('booth_id', sa.Uuid(), nullable=True),
    sa.Column('booking_id', sa.Uuid(), nullable=True),
    sa.CheckConstraint("status IN ('submitted', 'accepted', 'declined')", name=op.f('application_status_check')),
    sa.ForeignKeyConstraint(['fair_id'], ['fair.id'], name=op.f('application_fair_id_fkey')),
    sa.PrimaryKeyConstraint('id', name=op.f('application_pkey'))
    )
    op.create_index(op.f('application_fair_id_idx'), 'application', ['fair_id'], unique=False)
    op.create_index(op.f('application_organisation_id_idx'), 'application', ['organisation_id'], unique=False)
    op.create_index('application_standing_key', 'application', ['fair_id', 'organisation_id'], unique=True, postgresql_where=sa.text("status <> 'declined'"))
    op.create_table('booth',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('fair_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('code', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('hall', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('x', sa.Float(), nullable=False),
    sa.Column('y', sa.Float(), nullable=False),
    sa.Column('width', sa.Float(), nullable=False),
    sa.Column('depth', sa.Float(), nullable=False),
    sa.Column('standing', sa.Boolean(), nullable=False),
    sa.Column('blocked', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['fair_id'], ['fair.id'], name=op.f('booth_fair_id_fkey')),
    sa.PrimaryKeyConstraint('id', name=op.f('booth_pkey'))
    )
    op.create_index('booth_fair_id_code_key', 'booth', ['fair_id', 'code'], unique=True, postgresql_where=sa.text('standing'))
    op.create_table('registration',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('fair_id', sa.Uuid(), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('person_name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('name_folded', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('organisation_id', sa.Uuid(), nullable=True),
    sa.Column('organisation_name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('code', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('registered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('check_in_id', sa.Uuid(), nullable=True),
    sa.Column('checked_in_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("kind IN ('visitor', 'exhibitor', 'guest')", name=op.f('registration_kind_check')),
    sa.ForeignKeyConstraint(['fair_id'], ['fair.id'], name=op.f('registration_fair_id_fkey')),
    sa.PrimaryKeyConstraint('id', name=op.f('registration_pkey')),
    sa.UniqueConstraint('check_in_id', name=op.f('registration_check_in_id_key')),
    sa.UniqueConstraint('code', name=op.f('registration_code_key'))
    )
    op.create_index(op.f('registration_account_id_idx'), 'registration', ['account_id'], unique=False)
    op.create_index(op.f('registration_fair_id_idx'), 'registration', ['fair_id'], unique=False)
    op.create_table('waiting_entry',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('fair_id', sa.Uuid(), nullable=False),
    sa.Column('organisation_id', sa.Uuid(), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('left_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['fair_id'], ['fair.id'], name=op.f('waiting_entry_fair_id_fkey')),
    sa.PrimaryKeyConstraint('id', name=op.f('waiting_entry_pkey'))
    )
    op.create_index('waiting_entry_live_key', 'waiting_entry', ['fair_id', 'organisation_id'], unique=True, postgresql_where=sa.text('left_at IS NULL'))
    op.create_table('booking',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('fair_id', sa.Uuid(), nullable=False),
    sa.Column('booth_id', sa.Uuid(), nullable=False),
    sa.Column('organisation_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['booth_id'], ['booth.id'], name=op.f('booking_booth_id_fkey')),
    sa.PrimaryKeyConstraint('id', name=op.f('booking_pkey'))
    )
    op.create_index('booking_live_booth_id_key', 'booking', ['booth_id'], unique=True, postgresql_where=sa.text('ended_at IS NULL'))
    op.create_index('booking_organisation_id_fair_id_idx', 'booking', ['organisation_id', 'fair_id'], unique=False)
    op.execute(WAKE_RELAY)
