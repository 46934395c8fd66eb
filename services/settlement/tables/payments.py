"""Payments: bank accounts, files for the bank, statements of the bank."""

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

from services.settlement.tables.base import METADATA
from shared.kit.tables import choice, json_column, owned
from shared.values.terms import PaymentState

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
    CheckConstraint("subject in ('instalment', 'retention', 'claim')", name="subject_known"),
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
