"""The tables of matching, and the trigger that wakes the relay."""

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
    op.create_table('card',
    sa.Column('listing_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('published', sa.Boolean(), nullable=False),
    sa.Column('category', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('words', postgresql.ARRAY(sa.Text()), nullable=False),
    sa.Column('card', postgresql.JSONB(astext_type=sa.Text()), nullable=True),
    sa.PrimaryKeyConstraint('listing_id', name=op.f('card_pkey'))
    )
    op.create_index('card_words_idx', 'card', ['words'], unique=False, postgresql_using='gin', postgresql_where=sa.text('published'))
    op.create_table('dead_letters',
    sa.Column('message_id', sa.Uuid(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('headers', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('died_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('message_id', name=op.f('dead_letters_pkey'))
    )
    op.create_table('inbox',
    sa.Column('message_id', sa.Uuid(), nullable=False),
    sa.Column('handled_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('message_id', name=op.f('inbox_pkey')),
    comment='Events whose effect is in this database: a second delivery changes nothing.'
    )
    op.create_table('organisation',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('country', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
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
    op.create_table('demand',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('organisation_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('status', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('words', postgresql.ARRAY(sa.Text()), nullable=False),
    sa.Column('body', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('posted_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('findings', sa.Integer(), nullable=False),
    sa.CheckConstraint("status IN ('open', 'closed')", name=op.f('demand_status_check')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('demand_organisation_id_fkey')),
    sa.PrimaryKeyConstraint('id', name=op.f('demand_pkey'))
    )
    op.create_index(op.f('demand_organisation_id_idx'), 'demand', ['organisation_id'], unique=False)
    op.create_index('demand_words_idx', 'demand', ['words'], unique=False, postgresql_using='gin', postgresql_where=sa.text("status = 'open'"))
    op.create_table('match_request',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('demand_id', sa.Uuid(), nullable=False),
    sa.Column('listing_id', sa.Uuid(), nullable=False),
    sa.Column('buyer_id', sa.Uuid(), nullable=False),
    sa.Column('coop_id', sa.Uuid(), nullable=False),
    sa.Column('status', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('message', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('requirements', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('requested_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("(status = 'requested') = (decided_at IS NULL)", name=op.f('match_request_decided_check')),
    sa.CheckConstraint("status <> 'declined' OR reason <> ''", name=op.f('match_request_reason_check')),
    sa.CheckConstraint("status IN ('requested', 'accepted', 'declined')", name=op.f('match_request_status_check')),
    sa.ForeignKeyConstraint(['buyer_id'], ['organisation.id'], name=op.f('match_request_buyer_id_fkey')),
    sa.ForeignKeyConstraint(['coop_id'], ['organisation.id'], name=op.f('match_request_coop_id_fkey')),
    sa.ForeignKeyConstraint(['demand_id'], ['demand.id'], name=op.f('match_request_demand_id_fkey')),
    sa.ForeignKeyConstraint(['listing_id'], ['card.listing_id'], name=op.f('match_request_listing_id_fkey')),
    sa.PrimaryKeyConstraint('id', name=op.f('match_request_pkey'))
    )
    op.create_index(op.f('match_request_buyer_id_idx'), 'match_request', ['buyer_id'], unique=False)
    op.create_index(op.f('match_request_coop_id_idx'), 'match_request', ['coop_id'], unique=False)
    op.create_index(op.f('match_request_demand_id_idx'), 'match_request', ['demand_id'], unique=False)
    op.create_index('match_request_standing_key', 'match_request', ['demand_id', 'listing_id'], unique=True, postgresql_where=sa.text("status <> 'declined'"))
    op.create_table('suggestion',
    sa.Column('demand_id', sa.Uuid(), nullable=False),
    sa.Column('listing_id', sa.Uuid(), nullable=False),
    sa.Column('score', sa.Float(), nullable=False),
    sa.Column('requirements', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('current', sa.Boolean(), nullable=False),
    sa.CheckConstraint('score BETWEEN 0 AND 1', name=op.f('suggestion_score_check')),
    sa.ForeignKeyConstraint(['demand_id'], ['demand.id'], name=op.f('suggestion_demand_id_fkey')),
    sa.ForeignKeyConstraint(['listing_id'], ['card.listing_id'], name=op.f('suggestion_listing_id_fkey')),
    sa.PrimaryKeyConstraint('demand_id', 'listing_id', name=op.f('suggestion_pkey'))
    )
    op.create_index(op.f('suggestion_listing_id_idx'), 'suggestion', ['listing_id'], unique=False)
    op.execute(WAKE_RELAY)
