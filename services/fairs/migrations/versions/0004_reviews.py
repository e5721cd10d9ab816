"""Reviews of applications, questions to applicants, kinds of fairs that open and close by themselves."""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('application_review',
    sa.Column('application_id', sa.Uuid(), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('score', sa.Integer(), nullable=False),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('score BETWEEN 1 AND 5', name=op.f('application_review_score_check')),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('application_review_application_id_fkey')),
    sa.PrimaryKeyConstraint('application_id', 'account_id', name=op.f('application_review_pkey'))
    )
    op.add_column('application', sa.Column('answers', postgresql.ARRAY(sa.Text()), server_default='{}', nullable=False))
    op.add_column('fair', sa.Column('kind', sa.Text(), server_default='trade_fair', nullable=False))
    op.add_column('fair', sa.Column('opens_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('fair', sa.Column('closes_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('fair', sa.Column('questions', postgresql.JSONB(astext_type=sa.Text()), server_default='[]', nullable=False))
    words = "'submitted', 'accepted', 'declined', 'waitlisted', 'returned'"
    op.drop_constraint(op.f('application_status_check'), 'application', type_='check')
    op.create_check_constraint(op.f('application_status_check'), 'application', f"status IN ({words})")
    kinds = "'trade_fair', 'connection_session', 'conference', 'training_class'"
    op.create_check_constraint(op.f('fair_kind_check'), 'fair', f"kind IN ({kinds})")
