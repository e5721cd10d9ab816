"""Logos of partners."""

import sqlalchemy as sa
from alembic import op

revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('partner', sa.Column('logo_id', sa.Uuid(), nullable=True))
    op.create_index(op.f('partner_logo_id_idx'), 'partner', ['logo_id'], unique=False)
