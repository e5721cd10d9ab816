"""Sessions with places, and partners."""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None

ROLES = "role IN ('organizer', 'co_organizer', 'sponsor', 'supporter', 'media')"


def upgrade() -> None:
    op.create_table('session',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('fair_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('told', sa.Integer(), nullable=False),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('starts_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('place', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('speaker', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('language', sa.Text(), nullable=False),
    sa.Column('interpreters', postgresql.ARRAY(sa.Text()), nullable=False),
    sa.Column('places', sa.Integer(), nullable=True),
    sa.Column('description', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('removed', sa.Boolean(), nullable=False),
    sa.CheckConstraint('ends_at > starts_at', name=op.f('session_ends_after_start_check')),
    sa.ForeignKeyConstraint(['fair_id'], ['fair.id'], name=op.f('session_fair_id_fkey')),
    sa.PrimaryKeyConstraint('id', name=op.f('session_pkey'))
    )
    op.create_index('session_fair_id_starts_at_idx', 'session', ['fair_id', 'starts_at'], unique=False)
    op.create_table('partner',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('fair_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('role', sa.Text(), nullable=False),
    sa.Column('link', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('named_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('removed', sa.Boolean(), nullable=False),
    sa.CheckConstraint(ROLES, name=op.f('partner_role_check')),
    sa.ForeignKeyConstraint(['fair_id'], ['fair.id'], name=op.f('partner_fair_id_fkey')),
    sa.PrimaryKeyConstraint('id', name=op.f('partner_pkey'))
    )
    op.create_index(op.f('partner_fair_id_idx'), 'partner', ['fair_id'], unique=False)
    op.create_table('seat',
    sa.Column('session_id', sa.Uuid(), nullable=False),
    sa.Column('registration_id', sa.Uuid(), nullable=False),
    sa.Column('taken_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['registration_id'], ['registration.id'], name=op.f('seat_registration_id_fkey'),
                            ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['session_id'], ['session.id'], name=op.f('seat_session_id_fkey')),
    sa.PrimaryKeyConstraint('session_id', 'registration_id', name=op.f('seat_pkey'))
    )
    op.create_index(op.f('seat_registration_id_idx'), 'seat', ['registration_id'], unique=False)
