"""A group whose partners all agree waits for its buyer."""

from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None

BEFORE = ('solving', 'holding', 'offered')
AFTER = ('confirming', 'agreed', 'releasing', 'failed')


def upgrade() -> None:
    op.drop_constraint(op.f('pool_status_check'), 'pool')
    known = ", ".join(f"'{status}'" for status in (*BEFORE, 'awaiting_buyer', *AFTER))
    op.create_check_constraint(op.f('pool_status_check'), 'pool', f"status IN ({known})")
