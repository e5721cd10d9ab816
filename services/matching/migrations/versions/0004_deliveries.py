"""What both sides tell of each month."""

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('delivery',
    sa.Column('agreement_id', sa.Uuid(), nullable=False),
    sa.Column('month', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('side', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('delivered', sa.Numeric(), nullable=False),
    sa.Column('accepted', sa.Numeric(), nullable=True),
    sa.Column('paid', sa.Numeric(), nullable=True),
    sa.Column('cause', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("side IN ('buyer', 'coop')", name=op.f('delivery_side_check')),
    sa.CheckConstraint('delivered >= 0 AND accepted >= 0 AND accepted <= delivered AND paid >= 0', name=op.f('delivery_amounts_check')),
    sa.ForeignKeyConstraint(['agreement_id', 'month'], ['agreement_line.agreement_id', 'agreement_line.month'], name=op.f('delivery_agreement_id_month_fkey')),
    sa.PrimaryKeyConstraint('agreement_id', 'month', 'side', name=op.f('delivery_pkey'))
    )
    op.add_column('agreement_line', sa.Column('asked_at', sa.DateTime(timezone=True), nullable=True))
    op.create_index('agreement_made_at_idx', 'agreement', ['made_at'], unique=False)

