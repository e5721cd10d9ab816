"""How ready each listing is for its markets; found at the start of a process that knows how."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('readiness',
    sa.Column('listing_id', sa.Uuid(), nullable=False),
    sa.Column('organisation_id', sa.Uuid(), nullable=False),
    sa.Column('marks', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('missing', sa.Integer(), nullable=False),
    sa.Column('evaluated_with', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['listing_id'], ['listing.id'], name=op.f('readiness_listing_id_fkey')),
    sa.PrimaryKeyConstraint('listing_id', name=op.f('readiness_pkey'))
    )
    op.create_index(op.f('readiness_organisation_id_idx'), 'readiness', ['organisation_id'], unique=False)
