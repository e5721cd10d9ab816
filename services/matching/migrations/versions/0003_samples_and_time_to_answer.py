"""Samples; requests of either side that lapse."""

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('sample',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('match_request_id', sa.Uuid(), nullable=False),
    sa.Column('status', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('what', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('carrier', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('waybill', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('verdict', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('judged_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("status = 'asked' OR waybill <> ''", name=op.f('sample_waybill_check')),
    sa.CheckConstraint("status IN ('asked', 'sent', 'received', 'approved', 'rejected')", name=op.f('sample_status_check')),
    sa.ForeignKeyConstraint(['match_request_id'], ['match_request.id'], name=op.f('sample_match_request_id_fkey')),
    sa.PrimaryKeyConstraint('id', name=op.f('sample_pkey'))
    )
    op.create_index(op.f('sample_match_request_id_idx'), 'sample', ['match_request_id'], unique=False)
    op.add_column('match_request', sa.Column('asked_by', sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default='buyer'))
    op.alter_column('match_request', 'asked_by', server_default=None)
    op.add_column('match_request', sa.Column('answer_by', sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE match_request SET answer_by = requested_at + interval '7 days'")
    op.alter_column('match_request', 'answer_by', nullable=False)
    op.add_column('match_request', sa.Column('reminded_at', sa.DateTime(timezone=True), nullable=True))
    op.create_index('match_request_answer_by_idx', 'match_request', ['answer_by'], unique=False, postgresql_where=sa.text("status = 'requested'"))
    op.create_check_constraint(op.f('match_request_asked_by_check'), 'match_request', "asked_by IN ('buyer', 'coop')")
    op.drop_constraint('match_request_status_check', 'match_request')
    op.create_check_constraint(op.f('match_request_status_check'), 'match_request', "status IN ('requested', 'accepted', 'declined', 'lapsed')")
    op.drop_index('match_request_standing_key', 'match_request')
    op.create_index('match_request_standing_key', 'match_request', ['demand_id', 'listing_id'], unique=True, postgresql_where=sa.text("status IN ('requested', 'accepted')"))
