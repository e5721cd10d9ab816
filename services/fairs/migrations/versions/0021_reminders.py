"""Who was reminded of a booth that is kept for them."""

import sqlalchemy as sa
from alembic import op

revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('booking', sa.Column('reminded_at', sa.DateTime(timezone=True), nullable=True))
