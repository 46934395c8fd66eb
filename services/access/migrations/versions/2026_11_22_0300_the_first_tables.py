"""The first tables of access."""

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
    op.create_table('allocation_counters',
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('law', sa.Text(), nullable=False),
    sa.Column('parties', postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('last', sa.Integer(), nullable=False),
    sa.CheckConstraint("law in ('wmo2015', 'jeugdwet')", name=op.f('ck_allocation_counters_law_known')),
    sa.PrimaryKeyConstraint('owner', 'law', name=op.f('pk_allocation_counters'))
    )
    op.create_table('citizens',
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('parties', postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('client_id', sa.Text(), nullable=False),
    sa.Column('external_reference', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('reference', sa.Text(), nullable=False),
    sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f('ck_citizens_owner_oin')),
    sa.PrimaryKeyConstraint('owner', 'id', name=op.f('pk_citizens')),
    sa.UniqueConstraint('owner', 'reference', name=op.f('uq_citizens_owner_reference'))
    )
    op.create_index('ix_citizens_id', 'citizens', ['id'], unique=False)
    op.create_index('uq_citizens_external_reference', 'citizens', ['owner', 'client_id', 'external_reference'], unique=True, postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.create_table('clocks',
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('parties', postgresql.ARRAY(sa.Text()), nullable=False),
    sa.Column('today', sa.Date(), nullable=False),
    sa.PrimaryKeyConstraint('owner', name=op.f('pk_clocks'))
    )
    op.create_table('contract_terms',
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('parties', postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('client_id', sa.Text(), nullable=False),
    sa.Column('external_reference', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('number', sa.Text(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('start_date', sa.Date(), nullable=False),
    sa.Column('end_date', sa.Date(), nullable=False),
    sa.Column('acceptance_duty', sa.Boolean(), nullable=False),
    sa.Column('waiting_norm_days', sa.Integer(), nullable=True),
    sa.Column('payee', sa.Text(), nullable=True),
    sa.Column('members', postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
    sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f('ck_contract_terms_owner_oin')),
    sa.CheckConstraint("state in ('draft', 'signed', 'active', 'ended')", name=op.f('ck_contract_terms_state_known')),
    sa.CheckConstraint('end_date >= start_date', name=op.f('ck_contract_terms_dates')),
    sa.PrimaryKeyConstraint('owner', 'id', name=op.f('pk_contract_terms'))
    )
    op.create_index('ix_contract_terms_id', 'contract_terms', ['id'], unique=False)
    op.create_index('uq_contract_terms_external_reference', 'contract_terms', ['owner', 'client_id', 'external_reference'], unique=True, postgresql_where=sa.text('external_reference IS NOT NULL'))
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
    sa.PrimaryKeyConstraint('owner', 'id', name=op.f('pk_mandates'))
    )
    op.create_index('ix_mandates_holder', 'mandates', ['owner', 'holder'], unique=False)
    op.create_index('ix_mandates_id', 'mandates', ['id'], unique=False)
    op.create_index('uq_mandates_external_reference', 'mandates', ['owner', 'client_id', 'external_reference'], unique=True, postgresql_where=sa.text('external_reference IS NOT NULL'))
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
    op.create_table('requests',
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('parties', postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('client_id', sa.Text(), nullable=False),
    sa.Column('external_reference', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('citizen_id', sa.Uuid(), nullable=False),
    sa.Column('contract_id', sa.Uuid(), nullable=True),
    sa.Column('law', sa.Text(), nullable=False),
    sa.Column('contact_on', sa.Date(), nullable=False),
    sa.Column('first_talk_on', sa.Date(), nullable=True),
    sa.Column('acute', sa.Boolean(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.CheckConstraint("law in ('wmo2015', 'jeugdwet')", name=op.f('ck_requests_law_known')),
    sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f('ck_requests_owner_oin')),
    sa.CheckConstraint("state in ('received', 'referred', 'decided')", name=op.f('ck_requests_state_known')),
    sa.CheckConstraint('first_talk_on >= contact_on', name=op.f('ck_requests_first_talk')),
    sa.ForeignKeyConstraint(['owner', 'citizen_id'], ['citizens.owner', 'citizens.id'], name=op.f('fk_requests_owner_citizen_id_citizens')),
    sa.ForeignKeyConstraint(['owner', 'contract_id'], ['contract_terms.owner', 'contract_terms.id'], name=op.f('fk_requests_owner_contract_id_contract_terms')),
    sa.PrimaryKeyConstraint('owner', 'id', name=op.f('pk_requests'))
    )
    op.create_index('ix_requests_citizen_id', 'requests', ['owner', 'citizen_id'], unique=False)
    op.create_index('ix_requests_contact_on', 'requests', ['owner', 'contact_on'], unique=False)
    op.create_index('ix_requests_id', 'requests', ['id'], unique=False)
    op.create_index('uq_requests_external_reference', 'requests', ['owner', 'client_id', 'external_reference'], unique=True, postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.create_table('decisions',
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('parties', postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('client_id', sa.Text(), nullable=False),
    sa.Column('external_reference', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('request_id', sa.Uuid(), nullable=False),
    sa.Column('citizen_id', sa.Uuid(), nullable=False),
    sa.Column('contract_id', sa.Uuid(), nullable=True),
    sa.Column('law', sa.Text(), nullable=False),
    sa.Column('provision_type', sa.Text(), nullable=False),
    sa.Column('product_category', sa.Text(), nullable=False),
    sa.Column('product_code', sa.Text(), nullable=True),
    sa.Column('provider', sa.Text(), nullable=False),
    sa.Column('allocation_number', sa.Integer(), nullable=False),
    sa.Column('decided_on', sa.Date(), nullable=False),
    sa.Column('decided_by', sa.Text(), nullable=False),
    sa.Column('mandate_id', sa.Uuid(), nullable=False),
    sa.Column('start_date', sa.Date(), nullable=False),
    sa.Column('end_date', sa.Date(), nullable=True),
    sa.Column('volume', sa.Integer(), nullable=False),
    sa.Column('unit', sa.Text(), nullable=False),
    sa.Column('frequency', sa.Text(), nullable=False),
    sa.Column('acute', sa.Boolean(), nullable=False),
    sa.Column('objection_until', sa.Date(), nullable=True),
    sa.Column('motivation', sa.Text(), nullable=False),
    sa.CheckConstraint("law in ('wmo2015', 'jeugdwet')", name=op.f('ck_decisions_law_known')),
    sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f('ck_decisions_owner_oin')),
    sa.CheckConstraint("provision_type = 'tailorMade'", name=op.f('ck_decisions_tailor_made')),
    sa.CheckConstraint("provision_type in ('general', 'tailorMade')", name=op.f('ck_decisions_provision_type_known')),
    sa.CheckConstraint('acute or start_date >= decided_on', name=op.f('ck_decisions_not_retroactive')),
    sa.CheckConstraint('allocation_number > 0', name=op.f('ck_decisions_allocation_number')),
    sa.CheckConstraint('end_date >= start_date', name=op.f('ck_decisions_dates')),
    sa.ForeignKeyConstraint(['owner', 'citizen_id'], ['citizens.owner', 'citizens.id'], name=op.f('fk_decisions_owner_citizen_id_citizens')),
    sa.ForeignKeyConstraint(['owner', 'mandate_id'], ['mandates.owner', 'mandates.id'], name=op.f('fk_decisions_owner_mandate_id_mandates')),
    sa.ForeignKeyConstraint(['owner', 'request_id'], ['requests.owner', 'requests.id'], name=op.f('fk_decisions_owner_request_id_requests')),
    sa.PrimaryKeyConstraint('owner', 'id', name=op.f('pk_decisions')),
    sa.UniqueConstraint('owner', 'law', 'allocation_number', name=op.f('uq_decisions_owner_law_allocation_number')),
    sa.UniqueConstraint('owner', 'request_id', name=op.f('uq_decisions_owner_request_id'))
    )
    op.create_index('ix_decisions_id', 'decisions', ['id'], unique=False)
    op.create_index('uq_decisions_external_reference', 'decisions', ['owner', 'client_id', 'external_reference'], unique=True, postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.create_table('referrals',
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('parties', postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('client_id', sa.Text(), nullable=False),
    sa.Column('external_reference', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('request_id', sa.Uuid(), nullable=False),
    sa.Column('citizen_id', sa.Uuid(), nullable=False),
    sa.Column('contract_id', sa.Uuid(), nullable=False),
    sa.Column('law', sa.Text(), nullable=False),
    sa.Column('provider', sa.Text(), nullable=False),
    sa.Column('referred_on', sa.Date(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('answered_on', sa.Date(), nullable=True),
    sa.Column('refusal_reason', sa.Text(), nullable=True),
    sa.Column('breach', sa.Boolean(), nullable=False),
    sa.Column('escalation_level', sa.Integer(), nullable=False),
    sa.CheckConstraint("(state = 'made') = (answered_on is null)", name=op.f('ck_referrals_answered')),
    sa.CheckConstraint("(state = 'refused') = (refusal_reason is not null)", name=op.f('ck_referrals_reason')),
    sa.CheckConstraint("law in ('wmo2015', 'jeugdwet')", name=op.f('ck_referrals_law_known')),
    sa.CheckConstraint("not breach or state = 'refused'", name=op.f('ck_referrals_breach')),
    sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f('ck_referrals_owner_oin')),
    sa.CheckConstraint("state in ('made', 'accepted', 'refused')", name=op.f('ck_referrals_state_known')),
    sa.CheckConstraint('escalation_level = case when breach then 1 else 0 end', name=op.f('ck_referrals_escalation')),
    sa.ForeignKeyConstraint(['owner', 'citizen_id'], ['citizens.owner', 'citizens.id'], name=op.f('fk_referrals_owner_citizen_id_citizens')),
    sa.ForeignKeyConstraint(['owner', 'contract_id'], ['contract_terms.owner', 'contract_terms.id'], name=op.f('fk_referrals_owner_contract_id_contract_terms')),
    sa.ForeignKeyConstraint(['owner', 'request_id'], ['requests.owner', 'requests.id'], name=op.f('fk_referrals_owner_request_id_requests')),
    sa.PrimaryKeyConstraint('owner', 'id', name=op.f('pk_referrals')),
    sa.UniqueConstraint('owner', 'request_id', 'provider', name=op.f('uq_referrals_owner_request_id_provider'))
    )
    op.create_index('ix_referrals_id', 'referrals', ['id'], unique=False)
    op.create_index('ix_referrals_provider', 'referrals', ['owner', 'provider'], unique=False)
    op.create_index('uq_referrals_external_reference', 'referrals', ['owner', 'client_id', 'external_reference'], unique=True, postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.create_index('uq_referrals_open', 'referrals', ['owner', 'request_id'], unique=True, postgresql_where=sa.text("state <> 'refused'"))
    protect(
        "contract_terms", "mandates", "citizens", "requests", "decisions", "allocation_counters", "referrals",
    )
    protect_kit()


def downgrade() -> None:
    """Take it back."""
    patience()
    op.drop_index('uq_referrals_open', table_name='referrals', postgresql_where=sa.text("state <> 'refused'"))
    op.drop_index('uq_referrals_external_reference', table_name='referrals', postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.drop_index('ix_referrals_provider', table_name='referrals')
    op.drop_index('ix_referrals_id', table_name='referrals')
    op.drop_table('referrals')
    op.drop_index('uq_decisions_external_reference', table_name='decisions', postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.drop_index('ix_decisions_id', table_name='decisions')
    op.drop_table('decisions')
    op.drop_index('uq_requests_external_reference', table_name='requests', postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.drop_index('ix_requests_id', table_name='requests')
    op.drop_index('ix_requests_contact_on', table_name='requests')
    op.drop_index('ix_requests_citizen_id', table_name='requests')
    op.drop_table('requests')
    op.drop_table('security_log')
    op.drop_index('ix_parked_waiting', table_name='parked', postgresql_where=sa.text('done_at IS NULL'))
    op.drop_table('parked')
    op.drop_index('uq_mandates_external_reference', table_name='mandates', postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.drop_index('ix_mandates_id', table_name='mandates')
    op.drop_index('ix_mandates_holder', table_name='mandates')
    op.drop_table('mandates')
    op.drop_index('uq_logbook_retry_key', table_name='logbook', postgresql_where=sa.text('retry_key IS NOT NULL'))
    op.drop_index('ix_logbook_owner_subject', table_name='logbook')
    op.drop_table('logbook')
    op.drop_table('followers')
    op.drop_table('epochs')
    op.drop_index('uq_contract_terms_external_reference', table_name='contract_terms', postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.drop_index('ix_contract_terms_id', table_name='contract_terms')
    op.drop_table('contract_terms')
    op.drop_table('clocks')
    op.drop_index('uq_citizens_external_reference', table_name='citizens', postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.drop_index('ix_citizens_id', table_name='citizens')
    op.drop_table('citizens')
    op.drop_table('allocation_counters')
    op.execute("drop function if exists refuse_change")
