"""Whom a pool waits for is reminded once."""

import sqlalchemy as sa
from alembic import op

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('pool', sa.Column('reminded_at', sa.DateTime(timezone=True), nullable=True))
