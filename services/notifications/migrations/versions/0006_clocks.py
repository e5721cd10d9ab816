"""The clock that a reader has chosen."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    zone = sa.Column('zone', sqlmodel.sql.sqltypes.AutoString(), server_default='', nullable=False)
    op.add_column('account', zone)
