"""Leads, and each side's notes of them."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('lead',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('fair_id', sa.Uuid(), nullable=False),
    sa.Column('asker_id', sa.Uuid(), nullable=False),
    sa.Column('asked_id', sa.Uuid(), nullable=False),
    sa.Column('status', sa.Text(), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("status IN ('asked', 'agreed', 'declined')", name=op.f('lead_status_check')),
    sa.CheckConstraint('asker_id <> asked_id', name=op.f('lead_two_badges_check')),
    sa.ForeignKeyConstraint(['fair_id'], ['fair.id'], name=op.f('lead_fair_id_fkey')),
    sa.ForeignKeyConstraint(['asker_id'], ['registration.id'], name=op.f('lead_asker_id_fkey')),
    sa.ForeignKeyConstraint(['asked_id'], ['registration.id'], name=op.f('lead_asked_id_fkey')),
    sa.PrimaryKeyConstraint('id', name=op.f('lead_pkey'))
    )
    op.create_index(op.f('lead_asker_id_idx'), 'lead', ['asker_id'], unique=False)
    op.create_index(op.f('lead_asked_id_idx'), 'lead', ['asked_id'], unique=False)
    op.create_index('lead_pair_key', 'lead', [sa.text('least(asker_id, asked_id)'), sa.text('greatest(asker_id, asked_id)')], unique=True)
    op.create_table('lead_note',
    sa.Column('lead_id', sa.Uuid(), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('follow_up', sa.Date(), nullable=True),
    sa.Column('done', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['lead_id'], ['lead.id'], name=op.f('lead_note_lead_id_fkey')),
    sa.PrimaryKeyConstraint('lead_id', 'account_id', name=op.f('lead_note_pkey'))
    )
