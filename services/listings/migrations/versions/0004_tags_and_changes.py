"""Filters choose by tags, copies in memory follow changes. Entries are written anew at the start of a process that knows
how; the columns that tags replace are gone, so the release before cannot go on beside this one.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('catalogue_change',
    sa.Column('listing_id', sa.Uuid(), nullable=False),
    sa.Column('transaction', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('listing_id', name=op.f('catalogue_change_pkey'))
    )
    op.create_index('catalogue_change_place_idx', 'catalogue_change', ['transaction', 'listing_id'], unique=False)
    for name in ('category', 'stars', 'stars_until', 'province', 'certificates', 'completeness'):
        op.drop_column('catalogue_entry', name)
    op.add_column('catalogue_entry', sa.Column('tags', postgresql.ARRAY(sa.Text()), server_default='{}', nullable=False))
    op.add_column('catalogue_entry', sa.Column('price', sa.Float(), nullable=True))
    op.add_column('catalogue_entry', sa.Column('standing', sa.Float(), server_default='0', nullable=False))
    op.add_column('catalogue_entry', sa.Column('fades', sa.Date(), nullable=True))
    op.create_index(op.f('catalogue_entry_fades_idx'), 'catalogue_entry', ['fades'], unique=False)
