"""The tables of the registry, and the trigger that wakes the relay."""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

from shared.messaging.tables import WAKE_RELAY

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute('CREATE EXTENSION IF NOT EXISTS pg_trgm')
    op.create_table('accepted_match',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('buyer_id', sa.Uuid(), nullable=False),
    sa.Column('coop_id', sa.Uuid(), nullable=False),
    sa.Column('heard_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('accepted_match_pkey'))
    )
    op.create_index(op.f('accepted_match_buyer_id_idx'), 'accepted_match', ['buyer_id'], unique=False)
    op.create_index(op.f('accepted_match_coop_id_idx'), 'accepted_match', ['coop_id'], unique=False)
    op.create_table('account',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('email', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('person_name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('phone', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('password_hash', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('roles', postgresql.ARRAY(sa.Text()), nullable=False),
    sa.Column('locale', sa.Text(), nullable=False),
    sa.Column('consented_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('account_pkey')),
    sa.UniqueConstraint('email', name=op.f('account_email_key'))
    )
    op.create_table('dead_letters',
    sa.Column('message_id', sa.Uuid(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('headers', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('died_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('message_id', name=op.f('dead_letters_pkey'))
    )
    op.create_table('inbox',
    sa.Column('message_id', sa.Uuid(), nullable=False),
    sa.Column('handled_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('message_id', name=op.f('inbox_pkey')),
    comment='Events whose effect is in this database: a second delivery changes nothing.'
    )
    op.create_table('organisation',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('search_text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('sort_key', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('legal_form', sa.Text(), nullable=False),
    sa.Column('sector', sa.Text(), nullable=True),
    sa.Column('country', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('province', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('status', sa.Text(), nullable=False),
    sa.Column('tax_state', sa.Text(), nullable=False),
    sa.Column('tax_code', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('address', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('founded', sa.Integer(), nullable=True),
    sa.Column('members', sa.Integer(), nullable=True),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('registered_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("(tax_state = 'known') = (tax_code IS NOT NULL)", name=op.f('organisation_tax_state_check')),
    sa.PrimaryKeyConstraint('id', name=op.f('organisation_pkey'))
    )
    op.create_index('organisation_search_text_idx', 'organisation', ['search_text'], unique=False, postgresql_using='gin', postgresql_ops={'search_text': 'gin_trgm_ops'})
    op.create_index('organisation_sort_key_idx', 'organisation', ['sort_key', 'id'], unique=False)
    op.create_index('organisation_tax_code_key', 'organisation', ['country', 'tax_code'], unique=True, postgresql_where=sa.text('tax_code IS NOT NULL'))
    op.create_table('outbox',
    sa.Column('position', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('message_id', sa.Uuid(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('headers', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('position', name=op.f('outbox_pkey')),
    comment='Events that a commit made and the relay has not published yet; published rows are gone.'
    )
    op.create_table('api_token',
    sa.Column('token_hash', sa.LargeBinary(), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('scopes', postgresql.ARRAY(sa.Text()), nullable=False),
    sa.Column('issued_by', sa.Uuid(), nullable=True),
    sa.Column('issued_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('api_token_account_id_fkey')),
    sa.PrimaryKeyConstraint('token_hash', name=op.f('api_token_pkey'))
    )
    op.create_index(op.f('api_token_account_id_idx'), 'api_token', ['account_id'], unique=False)
    op.create_table('disclosure',
    sa.Column('match_id', sa.Uuid(), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('organisation_id', sa.Uuid(), nullable=False),
    sa.Column('consented_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('disclosed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('disclosure_account_id_fkey')),
    sa.ForeignKeyConstraint(['match_id'], ['accepted_match.id'], name=op.f('disclosure_match_id_fkey')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('disclosure_organisation_id_fkey')),
    sa.PrimaryKeyConstraint('match_id', 'account_id', name=op.f('disclosure_pkey'))
    )
    op.create_table('invitation',
    sa.Column('token_hash', sa.LargeBinary(), nullable=False),
    sa.Column('email', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('roles', postgresql.ARRAY(sa.Text()), nullable=False),
    sa.Column('invited_by', sa.Uuid(), nullable=True),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('invitation_account_id_fkey')),
    sa.PrimaryKeyConstraint('token_hash', name=op.f('invitation_pkey'))
    )
    op.create_table('membership',
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('organisation_id', sa.Uuid(), nullable=False),
    sa.Column('role', sa.Text(), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('membership_account_id_fkey')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('membership_organisation_id_fkey')),
    sa.PrimaryKeyConstraint('account_id', 'organisation_id', name=op.f('membership_pkey'))
    )
    op.create_index(op.f('membership_organisation_id_idx'), 'membership', ['organisation_id'], unique=False)
    op.create_table('session',
    sa.Column('token_hash', sa.LargeBinary(), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('began_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('session_account_id_fkey')),
    sa.PrimaryKeyConstraint('token_hash', name=op.f('session_pkey'))
    )
    op.create_index(op.f('session_account_id_idx'), 'session', ['account_id'], unique=False)
    op.create_table('status_change',
    sa.Column('organisation_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('status', sa.Text(), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('changed_by', sa.Uuid(), nullable=True),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('status_change_organisation_id_fkey')),
    sa.PrimaryKeyConstraint('organisation_id', 'version', name=op.f('status_change_pkey'))
    )
    op.execute(WAKE_RELAY)
