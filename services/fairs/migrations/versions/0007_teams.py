"""Who runs a fair."""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('member',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('fair_id', sa.Uuid(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('rights', postgresql.ARRAY(sa.Text()), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=True),
    sa.Column('token_hash', sa.LargeBinary(), nullable=True),
    sa.Column('invited_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('joined_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('removed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['fair_id'], ['fair.id'], name=op.f('member_fair_id_fkey')),
    sa.PrimaryKeyConstraint('id', name=op.f('member_pkey'))
    )
    op.create_index('member_fair_id_account_id_key', 'member', ['fair_id', 'account_id'], unique=True, postgresql_where=sa.text('removed_at IS NULL'))
