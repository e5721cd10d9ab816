"""What a buyer has put aside, and further products of one request."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('basket_item',
    sa.Column('organisation_id', sa.Uuid(), nullable=False),
    sa.Column('listing_id', sa.Uuid(), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['listing_id'], ['card.listing_id'], name=op.f('basket_item_listing_id_fkey')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('basket_item_organisation_id_fkey')),
    sa.PrimaryKeyConstraint('organisation_id', 'listing_id', name=op.f('basket_item_pkey'))
    )
    op.add_column('match_request', sa.Column('further', postgresql.ARRAY(sa.Uuid()), server_default='{}', nullable=False))
