"""Badges that became one, and people told apart."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('joined_badge',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('code', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('registration_id', sa.Uuid(), nullable=False),
    sa.Column('joined_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['registration_id'], ['registration.id'], name=op.f('joined_badge_registration_id_fkey'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('joined_badge_pkey')),
    sa.UniqueConstraint('code', name=op.f('joined_badge_code_key'))
    )
    op.create_index(op.f('joined_badge_account_id_idx'), 'joined_badge', ['account_id'], unique=False)
    op.create_index(op.f('joined_badge_registration_id_idx'), 'joined_badge', ['registration_id'], unique=False)
    op.create_table('namesakes',
    sa.Column('one_id', sa.Uuid(), nullable=False),
    sa.Column('other_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['one_id'], ['registration.id'], name=op.f('namesakes_one_id_fkey'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['other_id'], ['registration.id'], name=op.f('namesakes_other_id_fkey'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('one_id', 'other_id', name=op.f('namesakes_pkey'))
    )
    op.create_index(op.f('namesakes_other_id_idx'), 'namesakes', ['other_id'], unique=False)
