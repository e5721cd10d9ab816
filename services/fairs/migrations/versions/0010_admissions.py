"""Kinds of attendees with places and approval, and who waits for them."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None

KINDS = "kind IN ('visitor', 'exhibitor', 'guest', 'buyer', 'press', 'official', 'trainee')"
STATUSES = "status IN ('asked', 'waiting', 'admitted', 'refused', 'withdrawn')"


def upgrade() -> None:
    op.drop_constraint(op.f('registration_kind_check'), 'registration', type_='check')
    op.create_check_constraint(op.f('registration_kind_check'), 'registration', KINDS)
    op.add_column('registration', sa.Column('consented_at', sa.DateTime(timezone=True), nullable=True))
    op.create_table('admission',
    sa.Column('fair_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('places', sa.Integer(), nullable=True),
    sa.Column('approval', sa.Boolean(), nullable=False),
    sa.CheckConstraint(KINDS, name=op.f('admission_kind_check')),
    sa.CheckConstraint('places >= 0', name=op.f('admission_places_check')),
    sa.ForeignKeyConstraint(['fair_id'], ['fair.id'], name=op.f('admission_fair_id_fkey')),
    sa.PrimaryKeyConstraint('fair_id', 'kind', name=op.f('admission_pkey'))
    )
    op.create_table('enrolment',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('fair_id', sa.Uuid(), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('status', sa.Text(), nullable=False),
    sa.Column('person_name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('organisation_id', sa.Uuid(), nullable=True),
    sa.Column('organisation_name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('consented_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.CheckConstraint(KINDS, name=op.f('enrolment_kind_check')),
    sa.CheckConstraint(STATUSES, name=op.f('enrolment_status_check')),
    sa.ForeignKeyConstraint(['fair_id'], ['fair.id'], name=op.f('enrolment_fair_id_fkey')),
    sa.PrimaryKeyConstraint('id', name=op.f('enrolment_pkey'))
    )
    op.create_index('enrolment_queue_idx', 'enrolment', ['fair_id', 'kind', 'status', 'asked_at', 'id'])
    op.create_index('enrolment_account_id_idx', 'enrolment', ['account_id'])
