"""Applications that their co-ops withdrew."""

import sqlalchemy as sa
from alembic import op

revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None


def upgrade() -> None:
    words = "'submitted', 'accepted', 'declined', 'waitlisted', 'returned', 'withdrawn'"
    op.drop_constraint(op.f('application_status_check'), 'application', type_='check')
    op.create_check_constraint(op.f('application_status_check'), 'application', f"status IN ({words})")
    op.drop_index('application_standing_key', 'application')
    op.create_index('application_standing_key', 'application', ['fair_id', 'organisation_id'], unique=True, postgresql_where=sa.text("status NOT IN ('declined', 'withdrawn')"))
