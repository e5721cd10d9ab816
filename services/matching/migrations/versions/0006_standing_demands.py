"""Demands that are asked again by themselves, and why a demand was closed."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('standing_demand',
    sa.Column('demand_id', sa.Uuid(), nullable=False),
    sa.Column('every_months', sa.Integer(), nullable=False),
    sa.Column('next_on', sa.Date(), nullable=False),
    sa.Column('repeated_from', sa.Uuid(), nullable=True),
    sa.CheckConstraint('every_months BETWEEN 1 AND 24', name=op.f('standing_demand_every_months_check')),
    sa.ForeignKeyConstraint(['demand_id'], ['demand.id'], name=op.f('standing_demand_demand_id_fkey')),
    sa.PrimaryKeyConstraint('demand_id', name=op.f('standing_demand_pkey'))
    )
    op.create_index('standing_demand_next_on_idx', 'standing_demand', ['next_on'], unique=False)
    op.create_table('demand_closing',
    sa.Column('demand_id', sa.Uuid(), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['demand_id'], ['demand.id'], name=op.f('demand_closing_demand_id_fkey')),
    sa.PrimaryKeyConstraint('demand_id', name=op.f('demand_closing_pkey'))
    )


def downgrade() -> None:
    op.drop_table('demand_closing')
    op.drop_table('standing_demand')
