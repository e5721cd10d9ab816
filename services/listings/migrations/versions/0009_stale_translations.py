"""Translations of what was said before."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('listing', sa.Column('stale', postgresql.JSONB(astext_type=sa.Text()), server_default='[]', nullable=False))
