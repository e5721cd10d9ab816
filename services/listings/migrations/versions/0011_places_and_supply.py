"""In which former province a seller is, and how much there is in a month, for filters."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('organisation', sa.Column('former_province', sa.String(), nullable=True))
    for table, column in (('catalogue_entry', 'supply'), ('saved_search', 'supply_from'), ('saved_search', 'supply_to')):
        points = sa.Column(column, postgresql.ARRAY(sa.Double()), server_default='{}', nullable=False)
        op.add_column(table, points)
