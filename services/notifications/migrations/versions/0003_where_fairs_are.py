"""Where a fair is held: it may move to another place."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('fair', sa.Column('venue', sqlmodel.sql.sqltypes.AutoString(), server_default='', nullable=False))
