"""Holds, offers and the audit trail."""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('booth_change',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('fair_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=True),
    sa.Column('booth_id', sa.Uuid(), nullable=False),
    sa.Column('booth_code', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('booking_id', sa.Uuid(), nullable=True),
    sa.Column('organisation_id', sa.Uuid(), nullable=True),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.CheckConstraint("kind IN ('confirmed', 'held', 'offered', 'ended', 'moved', 'swapped', 'transferred', 'blocked', 'released', 'drawn', 'renamed', 'removed', 'split', 'merged')", name=op.f('booth_change_kind_check')),
    sa.PrimaryKeyConstraint('id', name=op.f('booth_change_pkey'))
    )
    op.create_index('booth_change_booth_id_idx', 'booth_change', ['booth_id'], unique=False)
    op.create_index('booth_change_fair_id_at_idx', 'booth_change', ['fair_id', sa.literal_column('at DESC')], unique=False)
    op.add_column('booking', sa.Column('held_until', sa.DateTime(timezone=True), nullable=True))
    op.add_column('booking', sa.Column('by_organizer', sa.Boolean(), server_default=sa.text('false'), nullable=False))
    op.add_column('booking', sa.Column('entry_id', sa.Uuid(), nullable=True))
    op.add_column('booking', sa.Column('end_reason', sqlmodel.sql.sqltypes.AutoString(), server_default='', nullable=False))
    op.create_index('booking_held_until_idx', 'booking', ['held_until'], unique=False, postgresql_where=sa.text('ended_at IS NULL AND held_until IS NOT NULL'))
    op.create_index('booking_offer_entry_id_key', 'booking', ['entry_id'], unique=True, postgresql_where=sa.text('ended_at IS NULL AND held_until IS NOT NULL'))
    op.add_column('booth', sa.Column('booth_type', sqlmodel.sql.sqltypes.AutoString(), server_default='', nullable=False))
    op.add_column('fair', sa.Column('promotion', sa.Text(), server_default='by_hand', nullable=False))
    op.add_column('fair', sa.Column('offer_hours', sa.Integer(), server_default='24', nullable=False))
    op.add_column('waiting_entry', sa.Column('quantity', sa.Integer(), server_default='1', nullable=False))
    op.add_column('waiting_entry', sa.Column('got', sa.Integer(), server_default='0', nullable=False))
    op.add_column('waiting_entry', sa.Column('booth_types', postgresql.ARRAY(sa.Text()), server_default='{}', nullable=False))
    op.add_column('waiting_entry', sa.Column('precedence', sa.Integer(), server_default='0', nullable=False))
    op.create_check_constraint(op.f('fair_promotion_check'), 'fair', "promotion IN ('by_hand', 'automatic')")
    op.create_check_constraint(op.f('waiting_entry_got_what_was_wished_check'), 'waiting_entry', 'got <= quantity')
