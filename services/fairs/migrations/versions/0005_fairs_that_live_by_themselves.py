"""A stated moment of closing that organizers overruled."""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('fair', sa.Column('closed_for', sa.DateTime(timezone=True), nullable=True))
