"""Every table of settlement on one page: columns, keys, constraints. No behaviour."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from shared.kit.tables import choice, json_column, kit_tables, metadata, owned
from shared.values.terms import EntryKind, InstalmentState, Law, PaymentState, RetentionState

METADATA = metadata()
KIT = kit_tables(METADATA)

# What settlement knows of a contract, from the contracts feed; the version is that of the contract.
contract_terms = owned(
    "contract_terms",
    METADATA,
    Column("number", Text, nullable=False),
    Column("legal_form", Text, nullable=False),
    Column("start_date", Date, nullable=False),
    Column("end_date", Date, nullable=False),
    Column("payee", Text, nullable=False),
    Column("annual_amount_cents", BigInteger, nullable=False),
    Column("effective_on", Date, nullable=False),
    Column("advance_basis_points", Integer, nullable=False),
    Column("instalment_count", Integer, nullable=False),
    Column("instalment_day", Integer, nullable=False),
    Column("rests_from", Date),
    Column("rests_until", Date),
    CheckConstraint("annual_amount_cents >= 0", name="amount"),
    CheckConstraint("advance_basis_points between 0 and 10000", name="advance"),
)

schedules = owned(
    "schedules",
    METADATA,
    Column("contract_id", Uuid, nullable=False),
    Column("contract_number", Text, nullable=False),
    Column("contract_version", Integer, nullable=False),
    Column("year", Integer, nullable=False),
    Column("annual_amount_cents", BigInteger, nullable=False),
    Column("year_amount_cents", BigInteger, nullable=False),
    Column("advance_basis_points", Integer, nullable=False),
    Column("advance_cents", BigInteger, nullable=False),
    Column("retention_cents", BigInteger, nullable=False),
    Column("receivable_cents", BigInteger, nullable=False),
    Column("payee", Text, nullable=False),
    Column("planned_until", Date, nullable=False),
    UniqueConstraint("owner", "contract_id", "year"),
    CheckConstraint("advance_cents + retention_cents = year_amount_cents", name="whole"),
    ForeignKeyConstraint(["owner", "contract_id"], ["contract_terms.owner", "contract_terms.id"]),
)

instalments = Table(
    "instalments",
    METADATA,
    Column("owner", Text, nullable=False),
    Column("id", Uuid, nullable=False),
    Column("schedule_id", Uuid, nullable=False),
    Column("parties", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    Column("number", Integer, nullable=False),
    Column("due_date", Date, nullable=False),
    Column("gross_cents", BigInteger, nullable=False),
    Column("amount_cents", BigInteger, nullable=False),
    Column("retained_cents", BigInteger, nullable=False),
    choice("state", InstalmentState),
    Column("posted_on", Date),
    Column("paid_on", Date),
    PrimaryKeyConstraint("owner", "id"),
    UniqueConstraint("owner", "schedule_id", "number"),
    ForeignKeyConstraint(["owner", "schedule_id"], ["schedules.owner", "schedules.id"]),
    # Never a negative payment: what was paid too much becomes a receivable (architecture § 8).
    CheckConstraint("amount_cents >= 0", name="amount"),
    CheckConstraint("gross_cents = amount_cents + retained_cents", name="whole"),
)
Index("ix_instalments_id", instalments.c.id)
Index("ix_instalments_due", instalments.c.owner, instalments.c.state, instalments.c.due_date)

retentions = owned(
    "retentions",
    METADATA,
    Column("contract_id", Uuid, nullable=False),
    Column("contract_number", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("amount_cents", BigInteger, nullable=False),
    Column("withheld_cents", BigInteger, nullable=False),
    Column("released_cents", BigInteger, nullable=False),
    choice("state", RetentionState),
    Column("released_on", Date),
    Column("paid_on", Date),
    Column("verdict_id", Uuid),
    Column("verdict_version", Integer),
    Column("audit_statement_id", Uuid),
    Column("payee", Text, nullable=False),
    UniqueConstraint("owner", "contract_id", "year"),
    # After a reduction more may be withheld than the year retains, until the correcting instalment is posted (R-S05).
    CheckConstraint("withheld_cents >= 0", name="withheld"),
    CheckConstraint("released_cents between 0 and withheld_cents", name="released"),
)

# Append-only and balanced by the database itself (triggers in the migration).
entries = owned(
    "entries",
    METADATA,
    choice("kind", EntryKind),
    Column("description", Text, nullable=False),
    Column("event_on", Date, nullable=False),
    Column("contract_id", Uuid),
    Column("resolves", Uuid),
    Index(
        "uq_entries_resolves", "owner", "resolves", unique=True, postgresql_where=text("resolves is not null")
    ),
)

entry_lines = Table(
    "entry_lines",
    METADATA,
    Column("owner", Text, nullable=False),
    Column("entry_id", Uuid, nullable=False),
    Column("position", Integer, nullable=False),
    Column("parties", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    choice("kind", EntryKind),
    Column("account", Text, nullable=False),
    Column("amount_cents", BigInteger, nullable=False),
    PrimaryKeyConstraint("owner", "entry_id", "position"),
    ForeignKeyConstraint(["owner", "entry_id"], ["entries.owner", "entries.id"]),
    CheckConstraint("amount_cents <> 0", name="amount"),
)
Index("ix_entry_lines_account", entry_lines.c.owner, entry_lines.c.account, entry_lines.c.kind)

bank_accounts = owned(
    "bank_accounts",
    METADATA,
    Column("organisation", Text, nullable=False),
    Column("holder_name", Text, nullable=False),
    Column("iban", Text, nullable=False),
    Column("proposed_by", Text, nullable=False),
    Column("confirmed_by", Text),
    Column("confirmed", Boolean, nullable=False),
    Column("usable_from", Date),
    Column("withdrawn_on", Date),
    CheckConstraint("confirmed = (confirmed_by is not null)", name="confirmed"),
    CheckConstraint("confirmed = (usable_from is not null)", name="usable"),
    CheckConstraint("confirmed_by <> proposed_by", name="two_persons"),
    # One account at a time: from its day on the newest takes over.
    Index(
        "uq_bank_accounts_usable",
        "owner",
        "organisation",
        "usable_from",
        unique=True,
        postgresql_where=text("confirmed and withdrawn_on is null"),
    ),
)

payment_batches = owned(
    "payment_batches",
    METADATA,
    Column("message_id", Text, nullable=False),
    Column("execution_date", Date, nullable=False),
    Column("total_cents", BigInteger, nullable=False),
    Column("count", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    UniqueConstraint("owner", "message_id"),
)

# Apart from its batch, so that a page of batches reads no files. The only place besides bank_accounts with IBANs.
payment_files = Table(
    "payment_files",
    METADATA,
    Column("owner", Text, nullable=False),
    Column("batch_id", Uuid, nullable=False),
    Column("parties", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    Column("content", LargeBinary, nullable=False),
    PrimaryKeyConstraint("owner", "batch_id"),
    ForeignKeyConstraint(["owner", "batch_id"], ["payment_batches.owner", "payment_batches.id"]),
)

payments = Table(
    "payments",
    METADATA,
    Column("owner", Text, nullable=False),
    Column("id", Uuid, nullable=False),
    Column("batch_id", Uuid, nullable=False),
    Column("parties", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    Column("end_to_end_id", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("subject_id", Uuid, nullable=False),
    Column("contract_id", Uuid, nullable=False),
    Column("year", Integer, nullable=False),
    Column("payee", Text, nullable=False),
    Column("amount_cents", BigInteger, nullable=False),
    choice("state", PaymentState),
    Column("paid_on", Date),
    PrimaryKeyConstraint("owner", "id"),
    UniqueConstraint("owner", "end_to_end_id"),
    UniqueConstraint("owner", "subject_id"),
    ForeignKeyConstraint(["owner", "batch_id"], ["payment_batches.owner", "payment_batches.id"]),
    CheckConstraint("amount_cents > 0", name="amount"),
    CheckConstraint("subject in ('instalment', 'retention')", name="subject_known"),
)
Index("ix_payments_batch_id", payments.c.owner, payments.c.batch_id)

bank_statements = owned(
    "bank_statements",
    METADATA,
    Column("bank_account_id", Uuid, nullable=False),
    Column("statement_id", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("booked_count", Integer, nullable=False),
    Column("matched_count", Integer, nullable=False),
    Column("paid_cents", BigInteger, nullable=False),
    json_column("unmatched"),
    # A bank numbers the statements of each account by itself.
    UniqueConstraint("owner", "bank_account_id", "statement_id"),
    ForeignKeyConstraint(["owner", "bank_account_id"], ["bank_accounts.owner", "bank_accounts.id"]),
)

allocations = owned(
    "allocations",
    METADATA,
    Column("kind", Text, nullable=False),
    Column("citizen_id", Uuid, nullable=False),
    Column("contract_id", Uuid),
    choice("law", Law),
    Column("provider", Text, nullable=False),
    Column("allocation_number", Integer),
    Column("start_date", Date, nullable=False),
    Column("end_date", Date),
    Column("acute", Boolean, nullable=False),
    Column("volume", Integer),
    Column("budget_cents", Integer),
    Column("deleted", Boolean, nullable=False, server_default=text("false")),
    Column("earliest_delivery_on", Date),
    # Which version of access' allocation was told; 0 as long as only the decision was.
    Column("allocation_version", Integer, nullable=False, server_default=text("0")),
    CheckConstraint("kind in ('decision', 'referral', 'allocation')", name="kind_known"),
)
