"""Prices, programmes that pay for exhibitors, and recorded fees; stars of products."""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('listing', sa.Column('stars', sa.Integer(), nullable=True))
    op.create_table('prices',
    sa.Column('fair_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('body', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.ForeignKeyConstraint(['fair_id'], ['fair.id'], name=op.f('prices_fair_id_fkey')),
    sa.PrimaryKeyConstraint('fair_id', name=op.f('prices_pkey'))
    )
    op.create_table('programme',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('fair_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('funder', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('budget', sa.Numeric(), nullable=False),
    sa.Column('share', sa.Numeric(), nullable=False),
    sa.Column('organisation_ids', postgresql.ARRAY(sa.Uuid()), nullable=False),
    sa.CheckConstraint('budget >= 0', name=op.f('programme_budget_check')),
    sa.ForeignKeyConstraint(['fair_id'], ['fair.id'], name=op.f('programme_fair_id_fkey')),
    sa.PrimaryKeyConstraint('id', name=op.f('programme_pkey'))
    )
    op.create_index(op.f('programme_fair_id_idx'), 'programme', ['fair_id'], unique=False)
    op.create_table('fee',
    sa.Column('booking_id', sa.Uuid(), nullable=False),
    sa.Column('organisation_id', sa.Uuid(), nullable=False),
    sa.Column('fair_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('status', sa.Text(), nullable=False),
    sa.Column('currency', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('amount', sa.Numeric(), nullable=False),
    sa.Column('lines', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('programme_id', sa.Uuid(), nullable=True),
    sa.Column('number', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('reference', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('on', sa.Date(), nullable=True),
    sa.Column('account_id', sa.Uuid(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('amount >= 0', name=op.f('fee_amount_check')),
    sa.CheckConstraint("status IN ('due', 'waived', 'invoiced', 'paid')", name=op.f('fee_status_check')),
    sa.ForeignKeyConstraint(['booking_id'], ['booking.id'], name=op.f('fee_booking_id_fkey')),
    sa.ForeignKeyConstraint(['fair_id'], ['fair.id'], name=op.f('fee_fair_id_fkey')),
    sa.PrimaryKeyConstraint('booking_id', 'organisation_id', name=op.f('fee_pkey'))
    )
    op.create_index('fee_fair_id_number_key', 'fee', ['fair_id', 'number'], unique=True, postgresql_where=sa.text("number <> ''"))
