"""Who has an announcement in the inbox."""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    announced = sa.text("facts ->> 'kind' = 'announced'")
    op.create_index('entry_announcement_idx', 'entry', ['topic'], postgresql_where=announced)
