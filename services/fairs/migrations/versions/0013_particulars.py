"""What was told of attendees beside their names."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('particulars',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('fair_id', sa.Uuid(), nullable=False),
    sa.Column('email', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('phone', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('language', sa.Text(), nullable=True),
    sa.Column('wishes', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.ForeignKeyConstraint(['fair_id'], ['fair.id'], name=op.f('particulars_fair_id_fkey')),
    sa.PrimaryKeyConstraint('id', name=op.f('particulars_pkey'))
    )
    op.create_index(op.f('particulars_fair_id_idx'), 'particulars', ['fair_id'], unique=False)
