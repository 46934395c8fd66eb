"""The first tables of settlement."""

from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from shared.kit.migrations import append_only, patience, protect, protect_kit

revision = '2026_11_22_0300'
down_revision = None
branch_labels = None
depends_on = None


def balanced() -> None:
    """Refuse an entry whose lines do not sum to zero: once per statement, over the rows that it wrote."""
    op.execute(
        """
        create function refuse_unbalanced() returns trigger language plpgsql as $$
        declare unbalanced uuid;
        begin
          select entry_id into unbalanced from written group by owner, entry_id
          having sum(amount_cents) <> 0 or count(*) < 2 limit 1;
          if found then
            raise exception 'entry % does not balance', unbalanced using errcode = 'check_violation';
          end if;
          return null;
        end $$
        """
    )
    op.execute(
        "create trigger entry_lines_balance after insert on entry_lines referencing new table as written"
        " for each statement execute function refuse_unbalanced()"
    )


def upgrade() -> None:
    """Make the tables, close them off by row-level security, and let the ledger refuse what does not balance."""
    patience()
    op.create_table('allocations',
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('parties', postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('client_id', sa.Text(), nullable=False),
    sa.Column('external_reference', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('citizen_id', sa.Uuid(), nullable=False),
    sa.Column('contract_id', sa.Uuid(), nullable=True),
    sa.Column('law', sa.Text(), nullable=False),
    sa.Column('provider', sa.Text(), nullable=False),
    sa.Column('allocation_number', sa.Integer(), nullable=True),
    sa.Column('start_date', sa.Date(), nullable=False),
    sa.Column('end_date', sa.Date(), nullable=True),
    sa.Column('acute', sa.Boolean(), nullable=False),
    sa.CheckConstraint("kind in ('decision', 'referral')", name=op.f('ck_allocations_kind_known')),
    sa.CheckConstraint("law in ('wmo2015', 'jeugdwet')", name=op.f('ck_allocations_law_known')),
    sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f('ck_allocations_owner_oin')),
    sa.PrimaryKeyConstraint('owner', 'id', name=op.f('pk_allocations'))
    )
    op.create_index('ix_allocations_id', 'allocations', ['id'], unique=False)
    op.create_index('uq_allocations_external_reference', 'allocations', ['owner', 'client_id', 'external_reference'], unique=True, postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.create_table('bank_accounts',
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('parties', postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('client_id', sa.Text(), nullable=False),
    sa.Column('external_reference', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('organisation', sa.Text(), nullable=False),
    sa.Column('holder_name', sa.Text(), nullable=False),
    sa.Column('iban', sa.Text(), nullable=False),
    sa.Column('proposed_by', sa.Text(), nullable=False),
    sa.Column('confirmed_by', sa.Text(), nullable=True),
    sa.Column('confirmed', sa.Boolean(), nullable=False),
    sa.Column('usable_from', sa.Date(), nullable=True),
    sa.Column('withdrawn_on', sa.Date(), nullable=True),
    sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f('ck_bank_accounts_owner_oin')),
    sa.CheckConstraint('confirmed = (confirmed_by is not null)', name=op.f('ck_bank_accounts_confirmed')),
    sa.CheckConstraint('confirmed = (usable_from is not null)', name=op.f('ck_bank_accounts_usable')),
    sa.CheckConstraint('confirmed_by <> proposed_by', name=op.f('ck_bank_accounts_two_persons')),
    sa.PrimaryKeyConstraint('owner', 'id', name=op.f('pk_bank_accounts'))
    )
    op.create_index('ix_bank_accounts_id', 'bank_accounts', ['id'], unique=False)
    op.create_index('uq_bank_accounts_external_reference', 'bank_accounts', ['owner', 'client_id', 'external_reference'], unique=True, postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.create_index('uq_bank_accounts_usable', 'bank_accounts', ['owner', 'organisation', 'usable_from'], unique=True, postgresql_where=sa.text('confirmed and withdrawn_on is null'))
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
    sa.Column('legal_form', sa.Text(), nullable=False),
    sa.Column('start_date', sa.Date(), nullable=False),
    sa.Column('end_date', sa.Date(), nullable=False),
    sa.Column('payee', sa.Text(), nullable=False),
    sa.Column('annual_amount_cents', sa.BigInteger(), nullable=False),
    sa.Column('effective_on', sa.Date(), nullable=False),
    sa.Column('advance_basis_points', sa.Integer(), nullable=False),
    sa.Column('instalment_count', sa.Integer(), nullable=False),
    sa.Column('instalment_day', sa.Integer(), nullable=False),
    sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f('ck_contract_terms_owner_oin')),
    sa.CheckConstraint('advance_basis_points between 0 and 10000', name=op.f('ck_contract_terms_advance')),
    sa.CheckConstraint('annual_amount_cents >= 0', name=op.f('ck_contract_terms_amount')),
    sa.PrimaryKeyConstraint('owner', 'id', name=op.f('pk_contract_terms'))
    )
    op.create_index('ix_contract_terms_id', 'contract_terms', ['id'], unique=False)
    op.create_index('uq_contract_terms_external_reference', 'contract_terms', ['owner', 'client_id', 'external_reference'], unique=True, postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.create_table('entries',
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('parties', postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('client_id', sa.Text(), nullable=False),
    sa.Column('external_reference', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('description', sa.Text(), nullable=False),
    sa.Column('event_on', sa.Date(), nullable=False),
    sa.Column('contract_id', sa.Uuid(), nullable=True),
    sa.Column('resolves', sa.Uuid(), nullable=True),
    sa.CheckConstraint("kind in ('posted', 'pending')", name=op.f('ck_entries_kind_known')),
    sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f('ck_entries_owner_oin')),
    sa.PrimaryKeyConstraint('owner', 'id', name=op.f('pk_entries'))
    )
    op.create_index('ix_entries_id', 'entries', ['id'], unique=False)
    op.create_index('uq_entries_external_reference', 'entries', ['owner', 'client_id', 'external_reference'], unique=True, postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.create_index('uq_entries_resolves', 'entries', ['owner', 'resolves'], unique=True, postgresql_where=sa.text('resolves is not null'))
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
    op.create_table('payment_batches',
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('parties', postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('client_id', sa.Text(), nullable=False),
    sa.Column('external_reference', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('message_id', sa.Text(), nullable=False),
    sa.Column('execution_date', sa.Date(), nullable=False),
    sa.Column('total_cents', sa.BigInteger(), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.Text(), nullable=False),
    sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f('ck_payment_batches_owner_oin')),
    sa.PrimaryKeyConstraint('owner', 'id', name=op.f('pk_payment_batches')),
    sa.UniqueConstraint('owner', 'message_id', name=op.f('uq_payment_batches_owner_message_id'))
    )
    op.create_index('ix_payment_batches_id', 'payment_batches', ['id'], unique=False)
    op.create_index('uq_payment_batches_external_reference', 'payment_batches', ['owner', 'client_id', 'external_reference'], unique=True, postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.create_table('retentions',
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('parties', postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('client_id', sa.Text(), nullable=False),
    sa.Column('external_reference', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('contract_id', sa.Uuid(), nullable=False),
    sa.Column('contract_number', sa.Text(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('amount_cents', sa.BigInteger(), nullable=False),
    sa.Column('withheld_cents', sa.BigInteger(), nullable=False),
    sa.Column('released_cents', sa.BigInteger(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('released_on', sa.Date(), nullable=True),
    sa.Column('paid_on', sa.Date(), nullable=True),
    sa.Column('verdict_id', sa.Uuid(), nullable=True),
    sa.Column('verdict_version', sa.Integer(), nullable=True),
    sa.Column('audit_statement_id', sa.Uuid(), nullable=True),
    sa.Column('payee', sa.Text(), nullable=False),
    sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f('ck_retentions_owner_oin')),
    sa.CheckConstraint("state in ('withheld', 'released', 'ordered', 'paid')", name=op.f('ck_retentions_state_known')),
    sa.CheckConstraint('released_cents between 0 and withheld_cents', name=op.f('ck_retentions_released')),
    sa.CheckConstraint('withheld_cents >= 0', name=op.f('ck_retentions_withheld')),
    sa.PrimaryKeyConstraint('owner', 'id', name=op.f('pk_retentions')),
    sa.UniqueConstraint('owner', 'contract_id', 'year', name=op.f('uq_retentions_owner_contract_id_year'))
    )
    op.create_index('ix_retentions_id', 'retentions', ['id'], unique=False)
    op.create_index('uq_retentions_external_reference', 'retentions', ['owner', 'client_id', 'external_reference'], unique=True, postgresql_where=sa.text('external_reference IS NOT NULL'))
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
    op.create_table('bank_statements',
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('parties', postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('client_id', sa.Text(), nullable=False),
    sa.Column('external_reference', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('bank_account_id', sa.Uuid(), nullable=False),
    sa.Column('statement_id', sa.Text(), nullable=False),
    sa.Column('sha256', sa.Text(), nullable=False),
    sa.Column('booked_count', sa.Integer(), nullable=False),
    sa.Column('matched_count', sa.Integer(), nullable=False),
    sa.Column('paid_cents', sa.BigInteger(), nullable=False),
    sa.Column('unmatched', postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
    sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f('ck_bank_statements_owner_oin')),
    sa.ForeignKeyConstraint(['owner', 'bank_account_id'], ['bank_accounts.owner', 'bank_accounts.id'], name=op.f('fk_bank_statements_owner_bank_account_id_bank_accounts')),
    sa.PrimaryKeyConstraint('owner', 'id', name=op.f('pk_bank_statements')),
    sa.UniqueConstraint('owner', 'bank_account_id', 'statement_id', name=op.f('uq_bank_statements_owner_bank_account_id_statement_id'))
    )
    op.create_index('ix_bank_statements_id', 'bank_statements', ['id'], unique=False)
    op.create_index('uq_bank_statements_external_reference', 'bank_statements', ['owner', 'client_id', 'external_reference'], unique=True, postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.create_table('entry_lines',
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('entry_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('parties', postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('account', sa.Text(), nullable=False),
    sa.Column('amount_cents', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("kind in ('posted', 'pending')", name=op.f('ck_entry_lines_kind_known')),
    sa.CheckConstraint('amount_cents <> 0', name=op.f('ck_entry_lines_amount')),
    sa.ForeignKeyConstraint(['owner', 'entry_id'], ['entries.owner', 'entries.id'], name=op.f('fk_entry_lines_owner_entry_id_entries')),
    sa.PrimaryKeyConstraint('owner', 'entry_id', 'position', name=op.f('pk_entry_lines'))
    )
    op.create_index('ix_entry_lines_account', 'entry_lines', ['owner', 'account', 'kind'], unique=False)
    op.create_table('payment_files',
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('batch_id', sa.Uuid(), nullable=False),
    sa.Column('parties', postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['owner', 'batch_id'], ['payment_batches.owner', 'payment_batches.id'], name=op.f('fk_payment_files_owner_batch_id_payment_batches')),
    sa.PrimaryKeyConstraint('owner', 'batch_id', name=op.f('pk_payment_files'))
    )
    op.create_table('payments',
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('batch_id', sa.Uuid(), nullable=False),
    sa.Column('parties', postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('end_to_end_id', sa.Text(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('subject_id', sa.Uuid(), nullable=False),
    sa.Column('contract_id', sa.Uuid(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('payee', sa.Text(), nullable=False),
    sa.Column('amount_cents', sa.BigInteger(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('paid_on', sa.Date(), nullable=True),
    sa.CheckConstraint("state in ('ordered', 'paid')", name=op.f('ck_payments_state_known')),
    sa.CheckConstraint("subject in ('instalment', 'retention')", name=op.f('ck_payments_subject_known')),
    sa.CheckConstraint('amount_cents > 0', name=op.f('ck_payments_amount')),
    sa.ForeignKeyConstraint(['owner', 'batch_id'], ['payment_batches.owner', 'payment_batches.id'], name=op.f('fk_payments_owner_batch_id_payment_batches')),
    sa.PrimaryKeyConstraint('owner', 'id', name=op.f('pk_payments')),
    sa.UniqueConstraint('owner', 'end_to_end_id', name=op.f('uq_payments_owner_end_to_end_id')),
    sa.UniqueConstraint('owner', 'subject_id', name=op.f('uq_payments_owner_subject_id'))
    )
    op.create_index('ix_payments_batch_id', 'payments', ['owner', 'batch_id'], unique=False)
    op.create_table('schedules',
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('parties', postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('client_id', sa.Text(), nullable=False),
    sa.Column('external_reference', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('contract_id', sa.Uuid(), nullable=False),
    sa.Column('contract_number', sa.Text(), nullable=False),
    sa.Column('contract_version', sa.Integer(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('annual_amount_cents', sa.BigInteger(), nullable=False),
    sa.Column('year_amount_cents', sa.BigInteger(), nullable=False),
    sa.Column('advance_basis_points', sa.Integer(), nullable=False),
    sa.Column('advance_cents', sa.BigInteger(), nullable=False),
    sa.Column('retention_cents', sa.BigInteger(), nullable=False),
    sa.Column('receivable_cents', sa.BigInteger(), nullable=False),
    sa.Column('payee', sa.Text(), nullable=False),
    sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f('ck_schedules_owner_oin')),
    sa.CheckConstraint('advance_cents + retention_cents = year_amount_cents', name=op.f('ck_schedules_whole')),
    sa.ForeignKeyConstraint(['owner', 'contract_id'], ['contract_terms.owner', 'contract_terms.id'], name=op.f('fk_schedules_owner_contract_id_contract_terms')),
    sa.PrimaryKeyConstraint('owner', 'id', name=op.f('pk_schedules')),
    sa.UniqueConstraint('owner', 'contract_id', 'year', name=op.f('uq_schedules_owner_contract_id_year'))
    )
    op.create_index('ix_schedules_id', 'schedules', ['id'], unique=False)
    op.create_index('uq_schedules_external_reference', 'schedules', ['owner', 'client_id', 'external_reference'], unique=True, postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.create_table('instalments',
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('schedule_id', sa.Uuid(), nullable=False),
    sa.Column('parties', postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('due_date', sa.Date(), nullable=False),
    sa.Column('gross_cents', sa.BigInteger(), nullable=False),
    sa.Column('amount_cents', sa.BigInteger(), nullable=False),
    sa.Column('retained_cents', sa.BigInteger(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('posted_on', sa.Date(), nullable=True),
    sa.Column('paid_on', sa.Date(), nullable=True),
    sa.CheckConstraint("state in ('planned', 'posted', 'ordered', 'paid')", name=op.f('ck_instalments_state_known')),
    sa.CheckConstraint('amount_cents >= 0', name=op.f('ck_instalments_amount')),
    sa.CheckConstraint('gross_cents = amount_cents + retained_cents', name=op.f('ck_instalments_whole')),
    sa.ForeignKeyConstraint(['owner', 'schedule_id'], ['schedules.owner', 'schedules.id'], name=op.f('fk_instalments_owner_schedule_id_schedules')),
    sa.PrimaryKeyConstraint('owner', 'id', name=op.f('pk_instalments')),
    sa.UniqueConstraint('owner', 'schedule_id', 'number', name=op.f('uq_instalments_owner_schedule_id_number'))
    )
    op.create_index('ix_instalments_due', 'instalments', ['owner', 'state', 'due_date'], unique=False)
    op.create_index('ix_instalments_id', 'instalments', ['id'], unique=False)
    protect(
        "allocations",
        "bank_accounts",
        "contract_terms",
        "entries",
        "payment_batches",
        "retentions",
        "bank_statements",
        "entry_lines",
        "payment_files",
        "payments",
        "schedules",
        "instalments",
    )
    append_only("entries", "entry_lines", "payment_files")
    balanced()
    protect_kit()


def downgrade() -> None:
    """Take it back."""
    patience()
    op.drop_index('ix_instalments_id', table_name='instalments')
    op.drop_index('ix_instalments_due', table_name='instalments')
    op.drop_table('instalments')
    op.drop_index('uq_schedules_external_reference', table_name='schedules', postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.drop_index('ix_schedules_id', table_name='schedules')
    op.drop_table('schedules')
    op.drop_index('ix_payments_batch_id', table_name='payments')
    op.drop_table('payments')
    op.drop_table('payment_files')
    op.drop_index('ix_entry_lines_account', table_name='entry_lines')
    op.drop_table('entry_lines')
    op.drop_index('uq_bank_statements_external_reference', table_name='bank_statements', postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.drop_index('ix_bank_statements_id', table_name='bank_statements')
    op.drop_table('bank_statements')
    op.drop_table('security_log')
    op.drop_index('uq_retentions_external_reference', table_name='retentions', postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.drop_index('ix_retentions_id', table_name='retentions')
    op.drop_table('retentions')
    op.drop_index('uq_payment_batches_external_reference', table_name='payment_batches', postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.drop_index('ix_payment_batches_id', table_name='payment_batches')
    op.drop_table('payment_batches')
    op.drop_index('ix_parked_waiting', table_name='parked', postgresql_where=sa.text('done_at IS NULL'))
    op.drop_table('parked')
    op.drop_index('uq_logbook_retry_key', table_name='logbook', postgresql_where=sa.text('retry_key IS NOT NULL'))
    op.drop_index('ix_logbook_owner_subject', table_name='logbook')
    op.drop_table('logbook')
    op.drop_table('followers')
    op.drop_table('epochs')
    op.drop_index('uq_entries_resolves', table_name='entries', postgresql_where=sa.text('resolves is not null'))
    op.drop_index('uq_entries_external_reference', table_name='entries', postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.drop_index('ix_entries_id', table_name='entries')
    op.drop_table('entries')
    op.drop_index('uq_contract_terms_external_reference', table_name='contract_terms', postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.drop_index('ix_contract_terms_id', table_name='contract_terms')
    op.drop_table('contract_terms')
    op.drop_table('clocks')
    op.drop_index('uq_bank_accounts_usable', table_name='bank_accounts', postgresql_where=sa.text('confirmed and withdrawn_on is null'))
    op.drop_index('uq_bank_accounts_external_reference', table_name='bank_accounts', postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.drop_index('ix_bank_accounts_id', table_name='bank_accounts')
    op.drop_table('bank_accounts')
    op.drop_index('uq_allocations_external_reference', table_name='allocations', postgresql_where=sa.text('external_reference IS NOT NULL'))
    op.drop_index('ix_allocations_id', table_name='allocations')
    op.drop_table('allocations')
    op.execute("drop function if exists refuse_unbalanced, refuse_change")
