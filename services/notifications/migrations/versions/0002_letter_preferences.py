"""Which letters somebody wants."""

import sqlalchemy as sa
import sqlmodel
from alembic import op


revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('preference',
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('letters', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('token', sa.Uuid(), server_default=sa.text('gen_random_uuid()'), nullable=False),
    sa.CheckConstraint("letters IN ('each', 'daily', 'none')", name=op.f('preference_letters_check')),
    sa.PrimaryKeyConstraint('account_id', name=op.f('preference_pkey')),
    sa.UniqueConstraint('token', name=op.f('preference_token_key'))
    )

