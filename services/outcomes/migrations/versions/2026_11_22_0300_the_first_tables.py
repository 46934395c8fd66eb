"""The first tables of outcomes."""

from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from shared.kit.migrations import append_only, patience, protect, protect_kit

revision = '2026_11_22_0300'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, close them off by row-level security, and let nothing that was measured or stated change."""
    patience()
    op.create_table('batches',
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('parties', postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('client_id', sa.Text(), nullable=False),
    sa.Column('external_reference', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('received', sa.Integer(), nullable=False),
    sa.Column('accepted', sa.Integer(), nullable=False),
    sa.Column('rejected', sa.Integer(), nullable=False),
    sa.Column('duplicates', sa.Integer(), nullable=False),
    sa.Column('errors', postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
    sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f('ck_batches_owner_oin')),
    sa.CheckConstraint("state in ('running', 'completed', 'failed')", name=op.f('ck_batches_state_known')),
    sa.PrimaryKeyConstraint('owner', 'id', name=op.f('pk_batches'))
    )
    op.create_index('ix_batches_id', 'batches', ['id'], unique=False)
    op.create_index('uq_batches_external_reference', 'batches', ['owner', 'client_id', 'external_reference'], unique=True, postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.create_table('clocks',
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('parties', postgresql.ARRAY(sa.Text()), nullable=False),
    sa.Column('today', sa.Date(), nullable=False),
    sa.PrimaryKeyConstraint('owner', name=op.f('pk_clocks'))
    )
    op.create_table('contract_copies',
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('parties', postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('client_id', sa.Text(), nullable=False),
    sa.Column('external_reference', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('number', sa.Text(), nullable=False),
    sa.Column('members', postgresql.ARRAY(sa.Text()), nullable=False),
    sa.Column('auditor', sa.Text(), nullable=True),
    sa.Column('waiting_norm_days', sa.Integer(), nullable=True),
    sa.Column('start_date', sa.Date(), nullable=False),
    sa.Column('end_date', sa.Date(), nullable=True),
    sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f('ck_contract_copies_owner_oin')),
    sa.CheckConstraint('start_date <= end_date', name=op.f('ck_contract_copies_term')),
    sa.PrimaryKeyConstraint('owner', 'id', name=op.f('pk_contract_copies'))
    )
    op.create_index('ix_contract_copies_id', 'contract_copies', ['id'], unique=False)
    op.create_index('uq_contract_copies_external_reference', 'contract_copies', ['owner', 'client_id', 'external_reference'], unique=True, postgresql_where=sa.text('external_reference IS NOT NULL'))
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
    op.create_table('waits',
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('parties', postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('client_id', sa.Text(), nullable=False),
    sa.Column('external_reference', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('contract_id', sa.Uuid(), nullable=True),
    sa.Column('contact_on', sa.Date(), nullable=False),
    sa.Column('first_talk_on', sa.Date(), nullable=True),
    sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f('ck_waits_owner_oin')),
    sa.CheckConstraint('first_talk_on >= contact_on', name=op.f('ck_waits_order')),
    sa.PrimaryKeyConstraint('owner', 'id', name=op.f('pk_waits'))
    )
    op.create_index('ix_waits_contract_id_contact_on', 'waits', ['contract_id', 'contact_on'], unique=False)
    op.create_index('ix_waits_id', 'waits', ['id'], unique=False)
    op.create_index('uq_waits_external_reference', 'waits', ['owner', 'client_id', 'external_reference'], unique=True, postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.create_table('audit_statements',
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('parties', postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('client_id', sa.Text(), nullable=False),
    sa.Column('external_reference', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('contract_id', sa.Uuid(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('opinion', sa.Text(), nullable=False),
    sa.Column('stated_on', sa.Date(), nullable=False),
    sa.Column('covers_processes', sa.Boolean(), nullable=False),
    sa.Column('covered_indicators', postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
    sa.Column('document_sha256', sa.Text(), nullable=False),
    sa.Column('stated_by', sa.Text(), nullable=False),
    sa.Column('auditor', sa.Text(), nullable=False),
    sa.Column('complete', sa.Boolean(), nullable=False),
    sa.Column('gaps', postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
    sa.CheckConstraint("opinion in ('unqualified', 'qualified', 'adverse', 'disclaimer')", name=op.f('ck_audit_statements_opinion_known')),
    sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f('ck_audit_statements_owner_oin')),
    sa.ForeignKeyConstraint(['owner', 'contract_id'], ['contract_copies.owner', 'contract_copies.id'], name=op.f('fk_audit_statements_owner_contract_id_contract_copies')),
    sa.PrimaryKeyConstraint('owner', 'id', name=op.f('pk_audit_statements'))
    )
    op.create_index('ix_audit_statements_contract_id_year_id', 'audit_statements', ['contract_id', 'year', 'id'], unique=False)
    op.create_index('ix_audit_statements_id', 'audit_statements', ['id'], unique=False)
    op.create_index('uq_audit_statements_external_reference', 'audit_statements', ['owner', 'client_id', 'external_reference'], unique=True, postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.create_table('batch_errors',
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('batch_id', sa.Uuid(), nullable=False),
    sa.Column('line', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('location', sa.Text(), nullable=True),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('nl', sa.Text(), nullable=False),
    sa.Column('en', sa.Text(), nullable=False),
    sa.Column('rule', sa.Text(), nullable=True),
    sa.Column('parties', postgresql.ARRAY(sa.Text()), nullable=False),
    sa.ForeignKeyConstraint(['owner', 'batch_id'], ['batches.owner', 'batches.id'], name=op.f('fk_batch_errors_owner_batch_id_batches')),
    sa.PrimaryKeyConstraint('owner', 'batch_id', 'line', 'position', name=op.f('pk_batch_errors'))
    )
    op.create_table('indicators',
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('parties', postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('client_id', sa.Text(), nullable=False),
    sa.Column('external_reference', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('contract_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('scope', sa.Text(), nullable=False),
    sa.Column('unit', sa.Text(), nullable=False),
    sa.Column('lowest', sa.Text(), nullable=False),
    sa.Column('highest', sa.Text(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('verdict_basis', sa.Text(), nullable=False),
    sa.Column('year_rule', sa.Text(), nullable=False),
    sa.Column('norm_invented', sa.Boolean(), nullable=False),
    sa.Column('norms', postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
    sa.CheckConstraint("kind in ('structure', 'process', 'outcome')", name=op.f('ck_indicators_kind_known')),
    sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f('ck_indicators_owner_oin')),
    sa.CheckConstraint("scope in ('client', 'supported', 'population', 'stakeholder', 'provider')", name=op.f('ck_indicators_scope_known')),
    sa.CheckConstraint("source in ('provider', 'municipality', 'independentResearcher', 'clientSurvey')", name=op.f('ck_indicators_source_known')),
    sa.CheckConstraint("verdict_basis in ('point', 'interval')", name=op.f('ck_indicators_verdict_basis_known')),
    sa.CheckConstraint("year_rule in ('lastValue', 'meanWeighted', 'everyPeriodMet')", name=op.f('ck_indicators_year_rule_known')),
    sa.ForeignKeyConstraint(['owner', 'contract_id'], ['contract_copies.owner', 'contract_copies.id'], name=op.f('fk_indicators_owner_contract_id_contract_copies')),
    sa.PrimaryKeyConstraint('owner', 'id', name=op.f('pk_indicators')),
    sa.UniqueConstraint('owner', 'contract_id', 'code', name=op.f('uq_indicators_owner_contract_id_code')),
    sa.UniqueConstraint('owner', 'contract_id', 'number', name=op.f('uq_indicators_owner_contract_id_number'))
    )
    op.create_index('ix_indicators_id', 'indicators', ['id'], unique=False)
    op.create_index('uq_indicators_external_reference', 'indicators', ['owner', 'client_id', 'external_reference'], unique=True, postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.create_table('contract_verdicts',
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('parties', postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('client_id', sa.Text(), nullable=False),
    sa.Column('external_reference', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('contract_id', sa.Uuid(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('verdict', sa.Text(), nullable=False),
    sa.Column('quarters', postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
    sa.Column('years', postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
    sa.Column('audit_statement_id', sa.Uuid(), nullable=True),
    sa.Column('audit_complete', sa.Boolean(), nullable=False),
    sa.Column('audit_gaps', postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
    sa.Column('announced_version', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f('ck_contract_verdicts_owner_oin')),
    sa.CheckConstraint("verdict in ('met', 'notMet', 'notJudgeable')", name=op.f('ck_contract_verdicts_verdict_known')),
    sa.ForeignKeyConstraint(['owner', 'audit_statement_id'], ['audit_statements.owner', 'audit_statements.id'], name=op.f('fk_contract_verdicts_owner_audit_statement_id_audit_statements')),
    sa.ForeignKeyConstraint(['owner', 'contract_id'], ['contract_copies.owner', 'contract_copies.id'], name=op.f('fk_contract_verdicts_owner_contract_id_contract_copies')),
    sa.PrimaryKeyConstraint('owner', 'id', name=op.f('pk_contract_verdicts')),
    sa.UniqueConstraint('owner', 'contract_id', 'year', name=op.f('uq_contract_verdicts_owner_contract_id_year'))
    )
    op.create_index('ix_contract_verdicts_id', 'contract_verdicts', ['id'], unique=False)
    op.create_index('ix_contract_verdicts_to_announce', 'contract_verdicts', ['owner'], unique=False, postgresql_where=sa.text('version > announced_version'))
    op.create_index('uq_contract_verdicts_external_reference', 'contract_verdicts', ['owner', 'client_id', 'external_reference'], unique=True, postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.create_table('measurements',
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('parties', postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('client_id', sa.Text(), nullable=False),
    sa.Column('external_reference', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('contract_id', sa.Uuid(), nullable=False),
    sa.Column('indicator_id', sa.Uuid(), nullable=False),
    sa.Column('indicator', sa.Text(), nullable=False),
    sa.Column('quarter', sa.Text(), nullable=False),
    sa.Column('value', sa.Text(), nullable=False),
    sa.Column('respondents', sa.Integer(), nullable=True),
    sa.Column('standard_deviation', sa.Text(), nullable=True),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('narrative', sa.Text(), nullable=True),
    sa.Column('batch_id', sa.Uuid(), nullable=True),
    sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f('ck_measurements_owner_oin')),
    sa.CheckConstraint("source in ('provider', 'municipality', 'independentResearcher', 'clientSurvey')", name=op.f('ck_measurements_source_known')),
    sa.CheckConstraint('respondents >= 0', name=op.f('ck_measurements_respondents')),
    sa.ForeignKeyConstraint(['owner', 'indicator_id'], ['indicators.owner', 'indicators.id'], name=op.f('fk_measurements_owner_indicator_id_indicators')),
    sa.PrimaryKeyConstraint('owner', 'id', name=op.f('pk_measurements'))
    )
    op.create_index('ix_measurements_contract_id_id', 'measurements', ['contract_id', 'id'], unique=False)
    op.create_index('ix_measurements_id', 'measurements', ['id'], unique=False)
    op.create_index('ix_measurements_indicator_id_quarter_id', 'measurements', ['indicator_id', 'quarter', 'id'], unique=False)
    op.create_index('uq_measurements_external_reference', 'measurements', ['owner', 'client_id', 'external_reference'], unique=True, postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.create_table('verdict_versions',
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('parties', postgresql.ARRAY(sa.Text()), nullable=False),
    sa.Column('content', postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
    sa.Column('derivation', postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
    sa.ForeignKeyConstraint(['owner', 'id'], ['contract_verdicts.owner', 'contract_verdicts.id'], name=op.f('fk_verdict_versions_owner_id_contract_verdicts')),
    sa.PrimaryKeyConstraint('owner', 'id', 'version', name=op.f('pk_verdict_versions'))
    )
    op.create_index('ix_verdict_versions_id_version', 'verdict_versions', ['id', 'version'], unique=False)
    protect(
        "contract_copies", "indicators", "measurements", "batches", "batch_errors", "audit_statements",
        "contract_verdicts", "verdict_versions", "waits",
    )
    append_only("measurements", "batch_errors", "audit_statements", "verdict_versions")
    protect_kit()


def downgrade() -> None:
    """Take it back."""
    patience()
    op.drop_index('ix_verdict_versions_id_version', table_name='verdict_versions')
    op.drop_table('verdict_versions')
    op.drop_index('uq_measurements_external_reference', table_name='measurements', postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.drop_index('ix_measurements_indicator_id_quarter_id', table_name='measurements')
    op.drop_index('ix_measurements_contract_id_id', table_name='measurements')
    op.drop_index('ix_measurements_id', table_name='measurements')
    op.drop_table('measurements')
    op.drop_index('uq_contract_verdicts_external_reference', table_name='contract_verdicts', postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.drop_index('ix_contract_verdicts_to_announce', table_name='contract_verdicts', postgresql_where=sa.text('version > announced_version'))
    op.drop_index('ix_contract_verdicts_id', table_name='contract_verdicts')
    op.drop_table('contract_verdicts')
    op.drop_index('uq_indicators_external_reference', table_name='indicators', postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.drop_index('ix_indicators_id', table_name='indicators')
    op.drop_table('indicators')
    op.drop_table('batch_errors')
    op.drop_index('uq_audit_statements_external_reference', table_name='audit_statements', postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.drop_index('ix_audit_statements_id', table_name='audit_statements')
    op.drop_index('ix_audit_statements_contract_id_year_id', table_name='audit_statements')
    op.drop_table('audit_statements')
    op.drop_index('uq_waits_external_reference', table_name='waits', postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.drop_index('ix_waits_id', table_name='waits')
    op.drop_index('ix_waits_contract_id_contact_on', table_name='waits')
    op.drop_table('waits')
    op.drop_table('security_log')
    op.drop_index('ix_parked_waiting', table_name='parked', postgresql_where=sa.text('done_at IS NULL'))
    op.drop_table('parked')
    op.drop_index('uq_logbook_retry_key', table_name='logbook', postgresql_where=sa.text('retry_key IS NOT NULL'))
    op.drop_index('ix_logbook_owner_subject', table_name='logbook')
    op.drop_table('logbook')
    op.drop_table('followers')
    op.drop_table('epochs')
    op.drop_index('uq_contract_copies_external_reference', table_name='contract_copies', postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.drop_index('ix_contract_copies_id', table_name='contract_copies')
    op.drop_table('contract_copies')
    op.drop_table('clocks')
    op.drop_index('uq_batches_external_reference', table_name='batches', postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.drop_index('ix_batches_id', table_name='batches')
    op.drop_table('batches')
    op.execute("drop function if exists refuse_change")
