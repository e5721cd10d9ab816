"""The tables of listings, and the trigger that wakes the relay."""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

from shared.messaging.tables import WAKE_RELAY

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('dead_letters',
    sa.Column('message_id', sa.Uuid(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('headers', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('died_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('message_id', name=op.f('dead_letters_pkey'))
    )
    op.create_table('inbox',
    sa.Column('message_id', sa.Uuid(), nullable=False),
    sa.Column('handled_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('message_id', name=op.f('inbox_pkey')),
    comment='Events whose effect is in this database: a second delivery changes nothing.'
    )
    op.create_table('listing',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('organisation_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('status', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('body', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("status IN ('draft', 'published', 'withdrawn')", name=op.f('listing_status_check')),
    sa.PrimaryKeyConstraint('id', name=op.f('listing_pkey'))
    )
    op.create_index(op.f('listing_organisation_id_idx'), 'listing', ['organisation_id'], unique=False)
    op.create_table('organisation',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('province', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('status', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('organisation_pkey'))
    )
    op.create_table('outbox',
    sa.Column('position', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('message_id', sa.Uuid(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('headers', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('position', name=op.f('outbox_pkey')),
    comment='Events that a commit made and the relay has not published yet; published rows are gone.'
    )
    op.create_table('picture',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('width', sa.Integer(), nullable=False),
    sa.Column('height', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('picture_pkey'))
    )
    op.create_table('catalogue_entry',
    sa.Column('listing_id', sa.Uuid(), nullable=False),
    sa.Column('organisation_id', sa.Uuid(), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('category', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('stars', sa.Integer(), nullable=True),
    sa.Column('stars_until', sa.Date(), nullable=True),
    sa.Column('province', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('certificates', postgresql.ARRAY(sa.Text()), nullable=False),
    sa.Column('terms', postgresql.TSVECTOR(), nullable=False),
    sa.ForeignKeyConstraint(['listing_id'], ['listing.id'], name=op.f('catalogue_entry_listing_id_fkey')),
    sa.PrimaryKeyConstraint('listing_id', name=op.f('catalogue_entry_pkey'))
    )
    op.create_index('catalogue_entry_newest_idx', 'catalogue_entry', [sa.literal_column('published_at DESC'), sa.literal_column('listing_id DESC')], unique=False)
    op.create_index(op.f('catalogue_entry_organisation_id_idx'), 'catalogue_entry', ['organisation_id'], unique=False)
    op.create_index('catalogue_entry_terms_idx', 'catalogue_entry', ['terms'], unique=False, postgresql_using='gin')
    op.create_table('photo',
    sa.Column('listing_id', sa.Uuid(), nullable=False),
    sa.Column('picture_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('alt', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.ForeignKeyConstraint(['listing_id'], ['listing.id'], name=op.f('photo_listing_id_fkey')),
    sa.ForeignKeyConstraint(['picture_id'], ['picture.id'], name=op.f('photo_picture_id_fkey')),
    sa.PrimaryKeyConstraint('listing_id', 'picture_id', name=op.f('photo_pkey'))
    )
    op.execute(WAKE_RELAY)
