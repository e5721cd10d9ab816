"""What fairs are called in other languages."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('fair', sa.Column('names', postgresql.JSONB(astext_type=sa.Text()), server_default='{}', nullable=False))
