"""Papers of listings, reminders of their end, scans of them. What is stated already gets its rows here.

The end of an OCOP certificate is 36 calendar months after its issue; an interval in PostgreSQL counts them alike.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('paper',
    sa.Column('listing_id', sa.Uuid(), nullable=False),
    sa.Column('scheme', sa.Text(), nullable=False),
    sa.Column('number', sa.Text(), nullable=False),
    sa.Column('facts', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('expires', sa.Date(), nullable=True),
    sa.Column('remind_on', sa.Date(), nullable=True),
    sa.Column('checked_facts', postgresql.JSONB(astext_type=sa.Text()), nullable=True),
    sa.Column('checked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('checked_by', sa.Uuid(), nullable=True),
    sa.Column('verdict', sa.Text(), nullable=True),
    sa.Column('note', sa.Text(), nullable=False),
    sa.CheckConstraint("verdict IN ('confirmed', 'doubted')", name=op.f('paper_verdict_check')),
    sa.ForeignKeyConstraint(['listing_id'], ['listing.id'], name=op.f('paper_listing_id_fkey')),
    sa.PrimaryKeyConstraint('listing_id', 'scheme', 'number', name=op.f('paper_pkey'))
    )
    op.create_index('paper_remind_on_idx', 'paper', ['remind_on'], unique=False, postgresql_where=sa.text('remind_on IS NOT NULL'))
    op.create_table('evidence',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('listing_id', sa.Uuid(), nullable=False),
    sa.Column('scheme', sa.Text(), nullable=False),
    sa.Column('number', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('media_type', sa.Text(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('open_to', postgresql.ARRAY(sa.Uuid()), nullable=False),
    sa.ForeignKeyConstraint(['listing_id'], ['listing.id'], name=op.f('evidence_listing_id_fkey')),
    sa.PrimaryKeyConstraint('id', name=op.f('evidence_pkey'))
    )
    op.create_index('evidence_listing_id_idx', 'evidence', ['listing_id', 'scheme', 'number'], unique=False)
    op.execute("""
        INSERT INTO paper (listing_id, scheme, number, facts, expires, note)
        SELECT id, 'OCOP', body #>> '{ocop,certificate}', body -> 'ocop',
               ((body #>> '{ocop,issued}')::date + interval '36 months')::date, ''
        FROM listing WHERE body #>> '{ocop,issued}' IS NOT NULL
        UNION ALL
        SELECT DISTINCT ON (id, one ->> 'scheme', one ->> 'number')
               id, one ->> 'scheme', one ->> 'number', one, (one ->> 'expires')::date, ''
        FROM listing, jsonb_array_elements(body -> 'certificates') AS one
    """)
    op.execute("""
        UPDATE paper SET remind_on = (
            SELECT min(expires - before) FROM unnest(ARRAY[180, 90, 30, -1]) AS before WHERE expires - before > current_date
        )
    """)
