"""Drawings behind the booths of halls."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('fair', sa.Column('backdrops', postgresql.JSONB(astext_type=sa.Text()), server_default='[]', nullable=False))
