"""To whom addresses of those met at fairs were shown."""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('address_shown',
    sa.Column('lead_id', sa.Uuid(), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('shown_to', sa.Uuid(), nullable=False),
    sa.Column('shown_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('address_shown_account_id_fkey')),
    sa.ForeignKeyConstraint(['shown_to'], ['account.id'], name=op.f('address_shown_shown_to_fkey')),
    sa.PrimaryKeyConstraint('lead_id', 'account_id', 'shown_to', name=op.f('address_shown_pkey'))
    )
