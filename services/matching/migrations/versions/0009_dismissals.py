"""Suggestions that buyers set aside."""

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('dismissal',
    sa.Column('demand_id', sa.Uuid(), nullable=False),
    sa.Column('listing_id', sa.Uuid(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('dismissed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['demand_id'], ['demand.id'], name=op.f('dismissal_demand_id_fkey')),
    sa.ForeignKeyConstraint(['listing_id'], ['card.listing_id'], name=op.f('dismissal_listing_id_fkey')),
    sa.PrimaryKeyConstraint('demand_id', 'listing_id', name=op.f('dismissal_pkey'))
    )
    op.create_index(op.f('dismissal_dismissed_at_idx'), 'dismissal', ['dismissed_at'], unique=False)
