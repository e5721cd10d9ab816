"""Groups that fill one demand together."""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('pool',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('demand_id', sa.Uuid(), nullable=False),
    sa.Column('buyer_id', sa.Uuid(), nullable=False),
    sa.Column('status', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('end', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('months', postgresql.ARRAY(sa.Text()), nullable=False),
    sa.Column('most_partners', sa.Integer(), nullable=False),
    sa.Column('unit', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('currency', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('quantity', sa.Numeric(), nullable=False),
    sa.Column('proved', sa.Boolean(), nullable=False),
    sa.Column('progress', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('said', postgresql.ARRAY(sa.Text()), nullable=False),
    sa.Column('proposed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('answer_by', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("status IN ('solving', 'holding', 'offered', 'confirming', 'agreed', 'releasing', 'failed')", name=op.f('pool_status_check')),
    sa.ForeignKeyConstraint(['demand_id'], ['demand.id'], name=op.f('pool_demand_id_fkey')),
    sa.PrimaryKeyConstraint('id', name=op.f('pool_pkey'))
    )
    op.create_index(op.f('pool_demand_id_idx'), 'pool', ['demand_id'], unique=False)
    op.create_index('pool_standing_key', 'pool', ['demand_id'], unique=True, postgresql_where=sa.text("status <> 'failed'"))
    op.create_table('pool_partner',
    sa.Column('pool_id', sa.Uuid(), nullable=False),
    sa.Column('listing_id', sa.Uuid(), nullable=False),
    sa.Column('coop_id', sa.Uuid(), nullable=False),
    sa.Column('price', sa.Numeric(), nullable=False),
    sa.Column('lots', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('answer', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("answer IN ('asked', 'agreed', 'declined')", name=op.f('pool_partner_answer_check')),
    sa.ForeignKeyConstraint(['pool_id'], ['pool.id'], name=op.f('pool_partner_pool_id_fkey')),
    sa.PrimaryKeyConstraint('pool_id', 'listing_id', name=op.f('pool_partner_pkey'))
    )
    op.create_index(op.f('pool_partner_coop_id_idx'), 'pool_partner', ['coop_id'], unique=False)

