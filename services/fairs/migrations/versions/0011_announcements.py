"""Messages to groups; and from which country an organisation is.

With version 0 the copies of organisations are replaced when the registry tells of them next.
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('organisation', sa.Column('country', sqlmodel.sql.sqltypes.AutoString(), nullable=True))
    op.execute('UPDATE organisation SET version = 0')
    op.create_table('announcement',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('fair_id', sa.Uuid(), nullable=False),
    sa.Column('group_name', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=True),
    sa.Column('country', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=True),
    sa.Column('organisation_ids', postgresql.ARRAY(sa.Uuid()), nullable=False),
    sa.Column('account_ids', postgresql.ARRAY(sa.Uuid()), nullable=False),
    sa.CheckConstraint("group_name IN ('exhibitors', 'waiting', 'registered')",
                       name=op.f('announcement_group_name_check')),
    sa.ForeignKeyConstraint(['fair_id'], ['fair.id'], name=op.f('announcement_fair_id_fkey')),
    sa.PrimaryKeyConstraint('id', name=op.f('announcement_pkey'))
    )
    op.create_index('announcement_fair_id_at_idx', 'announcement', ['fair_id', sa.literal_column('at DESC')])
