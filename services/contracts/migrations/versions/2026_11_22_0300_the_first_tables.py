"""The first tables of contracts."""

from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from shared.kit.migrations import patience, protect, protect_kit

revision = '2026_11_22_0300'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and close them off by row-level security."""
    patience()
    op.create_table('clocks',
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('parties', postgresql.ARRAY(sa.Text()), nullable=False),
    sa.Column('today', sa.Date(), nullable=False),
    sa.PrimaryKeyConstraint('owner', name=op.f('pk_clocks'))
    )
    op.create_table('consortia',
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('parties', postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('client_id', sa.Text(), nullable=False),
    sa.Column('external_reference', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('start_date', sa.Date(), nullable=False),
    sa.Column('members', postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
    sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f('ck_consortia_owner_oin')),
    sa.PrimaryKeyConstraint('owner', 'id', name=op.f('pk_consortia'))
    )
    op.create_index('ix_consortia_id', 'consortia', ['id'], unique=False)
    op.create_index('uq_consortia_external_reference', 'consortia', ['owner', 'client_id', 'external_reference'], unique=True, postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.create_table('epochs',
    sa.Column('epoch', sa.Uuid(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('epoch', name=op.f('pk_epochs'))
    )
    op.create_table('followers',
    sa.Column('feed', sa.Text(), nullable=False),
    sa.Column('epoch', sa.Uuid(), nullable=False),
    sa.Column('position', sa.BigInteger(), nullable=False),
    sa.Column('cursor', sa.Text(), nullable=True),
    sa.Column('applied', sa.BigInteger(), server_default=sa.text('0'), nullable=False),
    sa.Column('stopped', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('feed', name=op.f('pk_followers'))
    )
    op.create_table('logbook',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=True, cache=1), nullable=False),
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('parties', postgresql.ARRAY(sa.Text()), nullable=False),
    sa.Column('actor', sa.Text(), nullable=False),
    sa.Column('client_id', sa.Text(), nullable=False),
    sa.Column('end_user', sa.Text(), nullable=True),
    sa.Column('what', sa.Text(), nullable=False),
    sa.Column('subject', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('event_day', sa.Date(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('trace_id', sa.Text(), nullable=False),
    sa.Column('span_id', sa.Text(), nullable=False),
    sa.Column('retry_key', sa.LargeBinary(), nullable=True),
    sa.Column('input_hash', sa.LargeBinary(), nullable=True),
    sa.Column('status', sa.Integer(), nullable=False),
    sa.Column('data', postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
    sa.Column('derivation', postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_logbook'))
    )
    op.create_index('ix_logbook_owner_subject', 'logbook', ['owner', 'subject', 'id'], unique=False)
    op.create_index('uq_logbook_retry_key', 'logbook', ['retry_key'], unique=True, postgresql_where=sa.text('retry_key IS NOT NULL'))
    op.create_table('mandates',
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('parties', postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('client_id', sa.Text(), nullable=False),
    sa.Column('external_reference', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('holder', sa.Text(), nullable=False),
    sa.Column('role', sa.Text(), nullable=False),
    sa.Column('law', sa.Text(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_until', sa.Date(), nullable=True),
    sa.CheckConstraint("law in ('wmo2015', 'jeugdwet')", name=op.f('ck_mandates_law_known')),
    sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f('ck_mandates_owner_oin')),
    sa.CheckConstraint('valid_until >= valid_from', name=op.f('ck_mandates_period')),
    sa.PrimaryKeyConstraint('owner', 'id', name=op.f('pk_mandates'))
    )
    op.create_index('ix_mandates_id', 'mandates', ['id'], unique=False)
    op.create_index('uq_mandates_external_reference', 'mandates', ['owner', 'client_id', 'external_reference'], unique=True, postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.create_table('organisations',
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('parties', postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('client_id', sa.Text(), nullable=False),
    sa.Column('external_reference', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('oin', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('municipality_code', sa.Text(), nullable=True),
    sa.Column('agb_code', sa.Text(), nullable=True),
    sa.CheckConstraint("kind in ('municipality', 'provider', 'auditor')", name=op.f('ck_organisations_kind_known')),
    sa.CheckConstraint("oin ~ '^[0-9]{20}$'", name=op.f('ck_organisations_oin')),
    sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f('ck_organisations_owner_oin')),
    sa.PrimaryKeyConstraint('owner', 'id', name=op.f('pk_organisations')),
    sa.UniqueConstraint('owner', 'oin', name=op.f('uq_organisations_owner_oin'))
    )
    op.create_index('ix_organisations_id', 'organisations', ['id'], unique=False)
    op.create_index('uq_organisations_external_reference', 'organisations', ['owner', 'client_id', 'external_reference'], unique=True, postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.create_table('parked',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('feed', sa.Text(), nullable=False),
    sa.Column('sequence', sa.BigInteger(), nullable=False),
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('subject', sa.Uuid(), nullable=False),
    sa.Column('event_day', sa.Date(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('alarm', sa.Boolean(), nullable=False),
    sa.Column('parked_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('fact', postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_parked')),
    sa.UniqueConstraint('feed', 'sequence', name=op.f('uq_parked_feed_sequence'))
    )
    op.create_index('ix_parked_waiting', 'parked', ['feed', 'sequence'], unique=False, postgresql_where=sa.text('done_at IS NULL'))
    op.create_table('populations',
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('parties', postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('client_id', sa.Text(), nullable=False),
    sa.Column('external_reference', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('municipality_code', sa.Text(), nullable=False),
    sa.Column('laws', postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
    sa.Column('description', sa.Text(), nullable=False),
    sa.Column('inhabitants', sa.Integer(), nullable=False),
    sa.Column('inhabitants_on', sa.Date(), nullable=False),
    sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f('ck_populations_owner_oin')),
    sa.CheckConstraint('inhabitants >= 0', name=op.f('ck_populations_inhabitants')),
    sa.PrimaryKeyConstraint('owner', 'id', name=op.f('pk_populations'))
    )
    op.create_index('ix_populations_id', 'populations', ['id'], unique=False)
    op.create_index('uq_populations_external_reference', 'populations', ['owner', 'client_id', 'external_reference'], unique=True, postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.create_table('security_log',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('actor', sa.Text(), nullable=True),
    sa.Column('client_id', sa.Text(), nullable=True),
    sa.Column('end_user', sa.Text(), nullable=True),
    sa.Column('request', sa.Text(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('rule', sa.Text(), nullable=True),
    sa.Column('status', sa.Integer(), nullable=False),
    sa.Column('trace_id', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_security_log'))
    )
    op.create_table('contracts',
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('parties', postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('client_id', sa.Text(), nullable=False),
    sa.Column('external_reference', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('number', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('municipality_code', sa.Text(), nullable=False),
    sa.Column('legal_form', sa.Text(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('consortium_id', sa.Uuid(), nullable=True),
    sa.Column('population_id', sa.Uuid(), nullable=True),
    sa.Column('start_date', sa.Date(), nullable=True),
    sa.Column('end_date', sa.Date(), nullable=True),
    sa.Column('latest_end_date', sa.Date(), nullable=True),
    sa.Column('base_term_months', sa.Integer(), nullable=True),
    sa.Column('evaluation_after_months', sa.Integer(), nullable=True),
    sa.Column('evaluation_date', sa.Date(), nullable=True),
    sa.Column('extension_options', postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
    sa.Column('yearly_check', postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
    sa.Column('funding', postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
    sa.Column('funding_effective_on', sa.Date(), nullable=True),
    sa.Column('agreements', postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
    sa.Column('acceptance_duty', sa.Boolean(), nullable=False),
    sa.Column('waiting_norm_days', sa.Integer(), nullable=True),
    sa.Column('auditor', sa.Text(), nullable=True),
    sa.Column('members', postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
    sa.Column('payee', sa.Text(), nullable=True),
    sa.Column('signatures', postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
    sa.Column('amendment_id', sa.Uuid(), nullable=True),
    sa.CheckConstraint("legal_form in ('contract', 'framework', 'subsidy', 'covenant')", name=op.f('ck_contracts_legal_form_known')),
    sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f('ck_contracts_owner_oin')),
    sa.CheckConstraint("state in ('draft', 'signed') or (consortium_id is not null and population_id is not null and start_date is not null and end_date is not null and funding is not null and payee is not null)", name=op.f('ck_contracts_complete')),
    sa.CheckConstraint("state in ('draft', 'signed', 'active', 'ended')", name=op.f('ck_contracts_state_known')),
    sa.CheckConstraint('start_date <= end_date and end_date <= latest_end_date', name=op.f('ck_contracts_term')),
    sa.ForeignKeyConstraint(['owner', 'consortium_id'], ['consortia.owner', 'consortia.id'], name=op.f('fk_contracts_owner_consortium_id_consortia')),
    sa.ForeignKeyConstraint(['owner', 'population_id'], ['populations.owner', 'populations.id'], name=op.f('fk_contracts_owner_population_id_populations')),
    sa.PrimaryKeyConstraint('owner', 'id', name=op.f('pk_contracts')),
    sa.UniqueConstraint('owner', 'number', name=op.f('uq_contracts_owner_number'))
    )
    op.create_index('ix_contracts_id', 'contracts', ['id'], unique=False)
    op.create_index('ix_contracts_owner_consortium_id', 'contracts', ['owner', 'consortium_id'], unique=False)
    op.create_index('ix_contracts_owner_population_id', 'contracts', ['owner', 'population_id'], unique=False)
    op.create_index('uq_contracts_external_reference', 'contracts', ['owner', 'client_id', 'external_reference'], unique=True, postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.create_table('amendments',
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('parties', postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('client_id', sa.Text(), nullable=False),
    sa.Column('external_reference', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('contract_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('motivation', sa.Text(), nullable=False),
    sa.Column('decided_on', sa.Date(), nullable=False),
    sa.Column('effective_on', sa.Date(), nullable=False),
    sa.Column('annual_amount_cents', sa.BigInteger(), nullable=True),
    sa.Column('agreement_changes', postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
    sa.Column('signatures', postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
    sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f('ck_amendments_owner_oin')),
    sa.CheckConstraint("reason in ('extremeCircumstance', 'tightening', 'scope', 'kpiCompensation')", name=op.f('ck_amendments_reason_known')),
    sa.CheckConstraint("state in ('decided', 'inForce')", name=op.f('ck_amendments_state_known')),
    sa.CheckConstraint('annual_amount_cents >= 0', name=op.f('ck_amendments_amount')),
    sa.ForeignKeyConstraint(['owner', 'contract_id'], ['contracts.owner', 'contracts.id'], name=op.f('fk_amendments_owner_contract_id_contracts')),
    sa.PrimaryKeyConstraint('owner', 'id', name=op.f('pk_amendments')),
    sa.UniqueConstraint('owner', 'contract_id', 'number', name=op.f('uq_amendments_owner_contract_id_number'))
    )
    op.create_index('ix_amendments_id', 'amendments', ['id'], unique=False)
    op.create_index('uq_amendments_external_reference', 'amendments', ['owner', 'client_id', 'external_reference'], unique=True, postgresql_where=sa.text('external_reference IS NOT NULL'))
    # The two tables name each other: this key can only follow both.
    op.create_foreign_key(
        op.f('fk_contracts_owner_amendment_id_amendments'), 'contracts', 'amendments', ['owner', 'amendment_id'], ['owner', 'id']
    )
    protect("organisations", "consortia", "populations", "contracts", "amendments", "mandates")
    protect_kit()


def downgrade() -> None:
    """Take it back."""
    patience()
    op.drop_constraint(op.f('fk_contracts_owner_amendment_id_amendments'), 'contracts', type_='foreignkey')
    op.drop_index('uq_amendments_external_reference', table_name='amendments', postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.drop_index('ix_amendments_id', table_name='amendments')
    op.drop_table('amendments')
    op.drop_index('uq_contracts_external_reference', table_name='contracts', postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.drop_index('ix_contracts_owner_population_id', table_name='contracts')
    op.drop_index('ix_contracts_owner_consortium_id', table_name='contracts')
    op.drop_index('ix_contracts_id', table_name='contracts')
    op.drop_table('contracts')
    op.drop_table('security_log')
    op.drop_index('uq_populations_external_reference', table_name='populations', postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.drop_index('ix_populations_id', table_name='populations')
    op.drop_table('populations')
    op.drop_index('ix_parked_waiting', table_name='parked', postgresql_where=sa.text('done_at IS NULL'))
    op.drop_table('parked')
    op.drop_index('uq_organisations_external_reference', table_name='organisations', postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.drop_index('ix_organisations_id', table_name='organisations')
    op.drop_table('organisations')
    op.drop_index('uq_mandates_external_reference', table_name='mandates', postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.drop_index('ix_mandates_id', table_name='mandates')
    op.drop_table('mandates')
    op.drop_index('uq_logbook_retry_key', table_name='logbook', postgresql_where=sa.text('retry_key IS NOT NULL'))
    op.drop_index('ix_logbook_owner_subject', table_name='logbook')
    op.drop_table('logbook')
    op.drop_table('followers')
    op.drop_table('epochs')
    op.drop_index('uq_consortia_external_reference', table_name='consortia', postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.drop_index('ix_consortia_id', table_name='consortia')
    op.drop_table('consortia')
    op.drop_table('clocks')
    op.execute("drop function if exists refuse_change")
