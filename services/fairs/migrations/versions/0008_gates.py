"""Everything that gates read is kept; a badge counts once a day; badges are signed."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('gate_scan',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('fair_id', sa.Uuid(), nullable=False),
    sa.Column('gate', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('session', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('read', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('registration_id', sa.Uuid(), nullable=True),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('clock', sa.Text(), nullable=False),
    sa.Column('verdict', sa.Text(), nullable=False),
    sa.Column('merged_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.CheckConstraint("clock IN ('right', 'corrected', 'doubtful')", name=op.f('gate_scan_clock_check')),
    sa.CheckConstraint("verdict IN ('counted', 'already', 'unknown', 'forged', 'other_fair', 'cancelled')", name=op.f('gate_scan_verdict_check')),
    sa.CheckConstraint("verdict NOT IN ('counted', 'already') OR registration_id IS NOT NULL", name=op.f('gate_scan_whose_check')),
    sa.ForeignKeyConstraint(['fair_id'], ['fair.id'], name=op.f('gate_scan_fair_id_fkey')),
    sa.ForeignKeyConstraint(['registration_id'], ['registration.id'], name=op.f('gate_scan_registration_id_fkey')),
    sa.PrimaryKeyConstraint('id', name='gate_scan_pkey')
    )
    op.create_index('gate_scan_counted_key', 'gate_scan', ['registration_id', 'day', 'session'], unique=True, postgresql_where=sa.text("verdict = 'counted'"))
    op.create_index('gate_scan_fair_at_idx', 'gate_scan', ['fair_id', 'at'], unique=False)
    op.add_column('fair', sa.Column('badge_key', sa.Uuid(), server_default=sa.text('gen_random_uuid()'), nullable=False))
    op.add_column('registration', sa.Column('walked_in', sa.Boolean(), server_default=sa.text('false'), nullable=False))
    op.execute("""
        INSERT INTO gate_scan (id, fair_id, gate, session, read, registration_id, told_at, at, day, clock, verdict, merged_at, account_id)
        SELECT r.check_in_id, r.fair_id, '', '', r.code, r.id, r.checked_in_at, r.checked_in_at,
            (r.checked_in_at AT TIME ZONE f.zone)::date, 'right', 'counted', r.checked_in_at, r.account_id
        FROM registration r JOIN fair f ON f.id = r.fair_id WHERE r.check_in_id IS NOT NULL
    """)
    op.drop_constraint(op.f('registration_check_in_id_key'), 'registration', type_='unique')
    op.drop_column('registration', 'check_in_id')
