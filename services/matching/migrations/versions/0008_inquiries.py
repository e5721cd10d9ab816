"""Requests of people without an account, and the one-time links that prove their e-mail."""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('inquiry',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('status', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('listing_id', sa.Uuid(), nullable=False),
    sa.Column('coop_id', sa.Uuid(), nullable=False),
    sa.Column('language', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('body', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('mailbox', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_by', sa.Uuid(), nullable=True),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('invited_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("(status = 'refused') = (reason IS NOT NULL)", name=op.f('inquiry_reason_check')),
    sa.CheckConstraint("status IN ('unconfirmed', 'waiting', 'passed', 'invited', 'refused')", name=op.f('inquiry_status_check')),
    sa.ForeignKeyConstraint(['coop_id'], ['organisation.id'], name=op.f('inquiry_coop_id_fkey')),
    sa.ForeignKeyConstraint(['listing_id'], ['card.listing_id'], name=op.f('inquiry_listing_id_fkey')),
    sa.PrimaryKeyConstraint('id', name=op.f('inquiry_pkey'))
    )
    op.create_index(op.f('inquiry_coop_id_idx'), 'inquiry', ['coop_id'], unique=False)
    op.create_index(op.f('inquiry_mailbox_idx'), 'inquiry', ['mailbox'], unique=False)
    op.create_index('inquiry_status_idx', 'inquiry', ['status', 'written_at'], unique=False)
    op.create_index(op.f('inquiry_written_at_idx'), 'inquiry', ['written_at'], unique=False)
    op.create_table('inquiry_link',
    sa.Column('token_hash', sa.LargeBinary(), nullable=False),
    sa.Column('inquiry_id', sa.Uuid(), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['inquiry_id'], ['inquiry.id'], name=op.f('inquiry_link_inquiry_id_fkey'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('token_hash', name=op.f('inquiry_link_pkey'))
    )
    op.create_index(op.f('inquiry_link_inquiry_id_idx'), 'inquiry_link', ['inquiry_id'], unique=False)


def downgrade() -> None:
    op.drop_table('inquiry_link')
    op.drop_table('inquiry')
