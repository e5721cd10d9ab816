"""Searches that are kept, and what was searched for in vain."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('empty_search',
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('language', sa.Text(), nullable=False),
    sa.Column('query', sa.Text(), nullable=False),
    sa.Column('searches', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('day', 'language', 'query', name=op.f('empty_search_pkey'))
    )
    op.create_table('saved_search',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('search', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('matches', postgresql.TSQUERY(), nullable=True),
    sa.Column('tags', postgresql.ARRAY(sa.Text()), nullable=False),
    sa.Column('facets', sa.Integer(), nullable=False),
    sa.Column('price_from', sa.Float(), nullable=True),
    sa.Column('price_to', sa.Float(), nullable=True),
    sa.Column('found', sa.Integer(), nullable=False),
    sa.Column('saved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('indexed_with', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('saved_search_pkey'))
    )
    op.create_index(op.f('saved_search_account_id_idx'), 'saved_search', ['account_id'], unique=False)
    op.create_table('saved_search_hit',
    sa.Column('search_id', sa.Uuid(), nullable=False),
    sa.Column('listing_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['search_id'], ['saved_search.id'], name=op.f('saved_search_hit_search_id_fkey'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('search_id', 'listing_id', name=op.f('saved_search_hit_pkey'))
    )
