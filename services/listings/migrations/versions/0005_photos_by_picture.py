"""Which listings show a picture is asked of every photo; entries and listings belong to a co-op that is known."""

from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index('photo_picture_id_idx', 'photo', ['picture_id'])
    op.create_foreign_key('catalogue_entry_organisation_id_fkey', 'catalogue_entry', 'organisation', ['organisation_id'], ['id'])
    op.create_foreign_key('listing_organisation_id_fkey', 'listing', 'organisation', ['organisation_id'], ['id'])
