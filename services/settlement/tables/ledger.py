"""The books: entries with their lines, the balances that the database keeps of them, what is closed and what is sealed."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from services.settlement.tables.base import METADATA
from shared.kit.tables import choice, owned
from shared.values.booking import EntryCause, EntryKind

# Append-only, whole, balanced and never in a closed period: kept by triggers (migration 2026_11_23_1200).
entries = owned(
    "entries",
    METADATA,
    # The order in which they were written: of one owner those with a lower number are there before a seal is made.
    Column("sequence", BigInteger, Identity(always=True, cache=1), nullable=False),
    choice("kind", EntryKind),
    choice("cause", EntryCause),
    Column("subject_id", Uuid),
    Column("description", Text, nullable=False),
    Column("event_on", Date, nullable=False),
    Column("booked_on", Date, nullable=False),
    Column("contract_id", Uuid),
    Column("currency", Text, nullable=False),
    Column("resolves", Uuid),
    Column("reverses", Uuid),
    Column("line_count", Integer, nullable=False),
    CheckConstraint("currency ~ '^[A-Z]{3}$'", name="currency"),
    CheckConstraint("line_count >= 2", name="whole"),
    Index("ix_entries_owner_sequence", "owner", "sequence"),
    Index("ix_entries_owner_contract_id", "owner", "contract_id", "id"),
    # What asks money back, to be numbered as receivables.
    Index(
        "ix_entries_asking", "owner", "sequence", postgresql_where=text("cause in ('receivable', 'credit')")
    ),
    Index("ix_entries_owner_subject_id", "owner", "subject_id"),
    Index(
        "uq_entries_resolves", "owner", "resolves", unique=True, postgresql_where=text("resolves is not null")
    ),
    Index(
        "uq_entries_reverses", "owner", "reverses", unique=True, postgresql_where=text("reverses is not null")
    ),
)

# Of what no contract has, contract_id is the nil UUID: a key has no empty part.
entry_lines = Table(
    "entry_lines",
    METADATA,
    Column("owner", Text, nullable=False),
    Column("entry_id", Uuid, nullable=False),
    Column("position", Integer, nullable=False),
    Column("parties", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    choice("kind", EntryKind),
    Column("contract_id", Uuid, nullable=False),
    Column("account", Text, nullable=False),
    Column("currency", Text, nullable=False),
    Column("booked_on", Date, nullable=False),
    Column("amount_cents", BigInteger, nullable=False),
    PrimaryKeyConstraint("owner", "entry_id", "position"),
    ForeignKeyConstraint(["owner", "entry_id"], ["entries.owner", "entries.id"]),
    CheckConstraint("amount_cents <> 0", name="amount"),
    Index(
        "ix_entry_lines_statement",
        "owner",
        "account",
        "contract_id",
        "booked_on",
        "entry_id",
        "position",
    ),
)


def _sums() -> list[Column[int]]:
    names = ("debit_cents", "credit_cents", "pending_cents")
    return [Column(name, BigInteger, nullable=False) for name in names]


# Kept by the trigger that looks at new lines, and by nothing else: direct changes are refused.
accounts = Table(
    "accounts",
    METADATA,
    Column("owner", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("contract_id", Uuid, nullable=False),
    Column("currency", Text, nullable=False),
    Column("parties", ARRAY(Text), nullable=False),
    *_sums(),
    PrimaryKeyConstraint("owner", "account", "contract_id", "currency"),
)

account_days = Table(
    "account_days",
    METADATA,
    Column("owner", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("contract_id", Uuid, nullable=False),
    Column("currency", Text, nullable=False),
    Column("booked_on", Date, nullable=False),
    Column("parties", ARRAY(Text), nullable=False),
    *_sums(),
    PrimaryKeyConstraint("owner", "account", "contract_id", "currency", "booked_on"),
)

closings = owned(
    "closings",
    METADATA,
    Column("closed_until", Date, nullable=False),
    Column("closed_on", Date, nullable=False),
    Column("motivation", Text),
    UniqueConstraint("owner", "closed_until"),
)

seals = owned(
    "seals",
    METADATA,
    Column("number", Integer, nullable=False),
    Column("sealed_on", Date, nullable=False),
    Column("after_sequence", BigInteger, nullable=False),
    Column("until_sequence", BigInteger, nullable=False),
    Column("entry_count", Integer, nullable=False),
    Column("previous_hash", Text, nullable=False),
    Column("hash", Text, nullable=False),
    UniqueConstraint("owner", "number"),
    UniqueConstraint("owner", "after_sequence"),
    CheckConstraint("until_sequence > after_sequence", name="forward"),
)

__all__ = ["account_days", "accounts", "closings", "entries", "entry_lines", "seals"]
