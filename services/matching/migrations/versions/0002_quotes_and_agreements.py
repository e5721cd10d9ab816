"""Messages, quotes and agreements."""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('message',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('match_request_id', sa.Uuid(), nullable=False),
    sa.Column('side', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['match_request_id'], ['match_request.id'], name=op.f('message_match_request_id_fkey')),
    sa.PrimaryKeyConstraint('id', name=op.f('message_pkey'))
    )
    op.create_index(op.f('message_match_request_id_idx'), 'message', ['match_request_id'], unique=False)
    op.create_table('quote',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('match_request_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('side', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('status', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('terms', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('total', sa.Numeric(), nullable=False),
    sa.Column('moq', postgresql.JSONB(astext_type=sa.Text()), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('valid_until', sa.DateTime(timezone=True), nullable=False),
    sa.Column('accepted_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("side IN ('buyer', 'coop')", name=op.f('quote_side_check')),
    sa.CheckConstraint("status IN ('open', 'replaced', 'accepted', 'refused')", name=op.f('quote_status_check')),
    sa.CheckConstraint('accepted_at < valid_until', name=op.f('quote_validity_check')),
    sa.ForeignKeyConstraint(['match_request_id'], ['match_request.id'], name=op.f('quote_match_request_id_fkey')),
    sa.PrimaryKeyConstraint('id', name=op.f('quote_pkey')),
    sa.UniqueConstraint('match_request_id', 'number', name=op.f('quote_match_request_id_number_key'))
    )
    op.create_index('quote_open_key', 'quote', ['match_request_id'], unique=True, postgresql_where=sa.text("status = 'open'"))
    op.create_table('agreement',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('status', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('match_request_id', sa.Uuid(), nullable=False),
    sa.Column('demand_id', sa.Uuid(), nullable=False),
    sa.Column('listing_id', sa.Uuid(), nullable=False),
    sa.Column('buyer_id', sa.Uuid(), nullable=False),
    sa.Column('coop_id', sa.Uuid(), nullable=False),
    sa.Column('accepted_by', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('unit', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('currency', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('total', sa.Numeric(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('place', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('fair_id', sa.Uuid(), nullable=True),
    sa.Column('fair_name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('signed_on', sa.Date(), nullable=True),
    sa.Column('seen_by', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('scan', postgresql.JSONB(astext_type=sa.Text()), nullable=True),
    sa.Column('buyer_confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('coop_confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("accepted_by IN ('buyer', 'coop')", name=op.f('agreement_accepted_by_check')),
    sa.CheckConstraint("kind IN ('contract', 'mou')", name=op.f('agreement_kind_check')),
    sa.CheckConstraint("seen_by IN ('alliance', 'parties')", name=op.f('agreement_seen_by_check')),
    sa.CheckConstraint("status IN ('reserving', 'releasing', 'agreed', 'refused')", name=op.f('agreement_status_check')),
    sa.ForeignKeyConstraint(['id'], ['quote.id'], name=op.f('agreement_id_fkey')),
    sa.ForeignKeyConstraint(['match_request_id'], ['match_request.id'], name=op.f('agreement_match_request_id_fkey')),
    sa.PrimaryKeyConstraint('id', name=op.f('agreement_pkey'))
    )
    op.create_index(op.f('agreement_buyer_id_idx'), 'agreement', ['buyer_id'], unique=False)
    op.create_index(op.f('agreement_coop_id_idx'), 'agreement', ['coop_id'], unique=False)
    op.create_index(op.f('agreement_fair_id_idx'), 'agreement', ['fair_id'], unique=False)
    op.create_index('agreement_standing_key', 'agreement', ['match_request_id'], unique=True, postgresql_where=sa.text("status <> 'refused'"))
    op.create_index('agreement_under_way_idx', 'agreement', ['made_at'], unique=False, postgresql_where=sa.text("status IN ('reserving', 'releasing')"))
    op.create_table('agreement_line',
    sa.Column('agreement_id', sa.Uuid(), nullable=False),
    sa.Column('month', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('quantity', sa.Numeric(), nullable=False),
    sa.Column('price', sa.Numeric(), nullable=False),
    sa.Column('value', sa.Numeric(), nullable=False),
    sa.CheckConstraint('quantity > 0', name=op.f('agreement_line_quantity_check')),
    sa.ForeignKeyConstraint(['agreement_id'], ['agreement.id'], name=op.f('agreement_line_agreement_id_fkey')),
    sa.PrimaryKeyConstraint('agreement_id', 'month', name=op.f('agreement_line_pkey'))
    )

