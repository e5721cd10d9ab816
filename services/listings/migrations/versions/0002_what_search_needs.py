"""What search needs of an entry. Defaults stand for what the entries do not hold yet: they are written anew at the
start of a process that knows how, and until then, the old one goes on writing them without.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('catalogue_entry', sa.Column('concepts', postgresql.ARRAY(sa.Text()), server_default='{}', nullable=False))
    op.add_column('catalogue_entry', sa.Column('turn', sa.SmallInteger(), server_default='1', nullable=False))
    op.add_column('catalogue_entry', sa.Column('completeness', sa.SmallInteger(), server_default='0', nullable=False))
    op.add_column('catalogue_entry', sa.Column('indexed_with', sa.Text(), server_default='', nullable=False))
