"""Promises against the capacity of a month."""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('capacity_month',
    sa.Column('listing_id', sa.Uuid(), nullable=False),
    sa.Column('month', sa.Text(), nullable=False),
    sa.Column('unit', sa.Text(), nullable=False),
    sa.Column('capacity', sa.Numeric(), nullable=False),
    sa.Column('promised', sa.Numeric(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('promised <= capacity', name=op.f('capacity_month_never_twice_check')),
    sa.CheckConstraint('promised >= 0', name=op.f('capacity_month_not_below_zero_check')),
    sa.ForeignKeyConstraint(['listing_id'], ['listing.id'], name=op.f('capacity_month_listing_id_fkey')),
    sa.PrimaryKeyConstraint('listing_id', 'month', name=op.f('capacity_month_pkey'))
    )
    op.create_table('reservation',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('status', sa.Text(), nullable=False),
    sa.Column('listing_id', sa.Uuid(), nullable=True),
    sa.Column('month', sa.Text(), nullable=True),
    sa.Column('amount', sa.Numeric(), nullable=True),
    sa.Column('unit', sa.Text(), nullable=True),
    sa.Column('counted', sa.Numeric(), nullable=True),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("status IN ('held', 'confirmed', 'released', 'expired')", name=op.f('reservation_status_check')),
    sa.CheckConstraint("status = 'released' OR counted > 0", name=op.f('reservation_counts_check')),
    sa.CheckConstraint("status <> 'held' OR expires_at IS NOT NULL", name=op.f('reservation_held_for_a_time_check')),
    sa.ForeignKeyConstraint(['listing_id', 'month'], ['capacity_month.listing_id', 'capacity_month.month'], name=op.f('reservation_listing_id_fkey')),
    sa.PrimaryKeyConstraint('id', name=op.f('reservation_pkey'))
    )
    op.create_index('reservation_due_idx', 'reservation', ['expires_at'], unique=False, postgresql_where=sa.text("status = 'held'"))
