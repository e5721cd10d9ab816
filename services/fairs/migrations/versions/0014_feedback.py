"""What people say of a fair that is over."""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('feedback',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('fair_id', sa.Uuid(), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('overall', sa.Integer(), nullable=False),
    sa.Column('scores', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('again', sa.Boolean(), nullable=True),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('language', sa.Text(), nullable=False),
    sa.Column('status', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("kind IN ('exhibitor', 'buyer', 'trainee', 'visitor')", name=op.f('feedback_kind_check')),
    sa.CheckConstraint("status IN ('waiting', 'shown', 'hidden')", name=op.f('feedback_status_check')),
    sa.CheckConstraint('overall BETWEEN 1 AND 5', name=op.f('feedback_overall_check')),
    sa.ForeignKeyConstraint(['fair_id'], ['fair.id'], name=op.f('feedback_fair_id_fkey')),
    sa.PrimaryKeyConstraint('id', name=op.f('feedback_pkey'))
    )
    op.create_index('feedback_once_key', 'feedback', ['fair_id', 'account_id'], unique=True)
