"""What a suggestion's score was made of, and what it was given before; how often each organisation kept its word."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('past_judgement',
    sa.Column('demand_id', sa.Uuid(), nullable=False),
    sa.Column('listing_id', sa.Uuid(), nullable=False),
    sa.Column('until', sa.DateTime(timezone=True), nullable=False),
    sa.Column('score', sa.Float(), nullable=False),
    sa.Column('band', sa.SmallInteger(), nullable=False),
    sa.Column('requirements', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('basis', postgresql.JSONB(astext_type=sa.Text()), nullable=True),
    sa.PrimaryKeyConstraint('demand_id', 'listing_id', 'until', name=op.f('past_judgement_pkey'))
    )
    op.create_index(op.f('past_judgement_until_idx'), 'past_judgement', ['until'], unique=False)
    op.create_table('organisation_past',
    sa.Column('organisation_id', sa.Uuid(), nullable=False),
    sa.Column('kept', sa.Integer(), nullable=False),
    sa.Column('failed', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('organisation_id', name=op.f('organisation_past_pkey'))
    )
    op.add_column('demand', sa.Column('weights', sa.String(), server_default='', nullable=False))
    op.add_column('suggestion', sa.Column('coop_id', sa.Uuid(), nullable=True))
    op.add_column('suggestion', sa.Column('band', sa.SmallInteger(), nullable=True))
    op.add_column('suggestion', sa.Column('lot', sa.Integer(), nullable=True))
    op.add_column('suggestion', sa.Column('basis', postgresql.JSONB(astext_type=sa.Text()), nullable=True))
    # Open demands are judged anew at the next start, because no version of the weights stands in them.
    op.execute(
        "UPDATE suggestion SET coop_id = (card.card -> 'organisation' ->> 'id')::uuid, band = 0, lot = 0"
        " FROM card WHERE card.listing_id = suggestion.listing_id"
    )
    for name in ('coop_id', 'band', 'lot'):
        op.alter_column('suggestion', name, nullable=False)
