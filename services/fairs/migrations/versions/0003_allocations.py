"""What booths have, what applicants need, and plans that bring them together."""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('allocation',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('fair_id', sa.Uuid(), nullable=False),
    sa.Column('status', sa.Text(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('seconds', sa.Integer(), nullable=False),
    sa.Column('fairness', sa.Float(), nullable=True),
    sa.Column('former_id', sa.Uuid(), nullable=True),
    sa.Column('pins', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('assignment', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('satisfaction', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('costs', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('objective', sa.Float(), nullable=True),
    sa.Column('bound', sa.Float(), nullable=True),
    sa.Column('elapsed', sa.Float(), nullable=False),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.CheckConstraint("status IN ('queued', 'running', 'done', 'cancelled', 'failed', 'applied')", name=op.f('allocation_status_check')),
    sa.ForeignKeyConstraint(['fair_id'], ['fair.id'], name=op.f('allocation_fair_id_fkey')),
    sa.PrimaryKeyConstraint('id', name=op.f('allocation_pkey'))
    )
    op.create_index(op.f('allocation_fair_id_idx'), 'allocation', ['fair_id'], unique=False)
    op.create_index('allocation_waiting_idx', 'allocation', ['asked_at'], unique=False, postgresql_where=sa.text("status IN ('queued', 'running')"))
    op.add_column('application', sa.Column('needs', postgresql.JSONB(astext_type=sa.Text()), server_default='{}', nullable=False))
    op.add_column('booth', sa.Column('zone', sqlmodel.sql.sqltypes.AutoString(), server_default='', nullable=False))
    op.add_column('booth', sa.Column('corner', sa.Boolean(), server_default=sa.text('false'), nullable=False))
    op.add_column('booth', sa.Column('power', sa.Integer(), server_default='0', nullable=False))
    op.add_column('booth', sa.Column('water', sa.Boolean(), server_default=sa.text('false'), nullable=False))
    op.add_column('booth', sa.Column('cold', sa.Boolean(), server_default=sa.text('false'), nullable=False))
    op.add_column('fair', sa.Column('plan_version', sa.Integer(), server_default='1', nullable=False))
    op.add_column('listing', sa.Column('category', sqlmodel.sql.sqltypes.AutoString(), nullable=True))
    op.add_column('organisation', sa.Column('province', sqlmodel.sql.sqltypes.AutoString(), nullable=True))
