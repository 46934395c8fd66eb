"""Day one and the municipality's own books: what was paid before, where accounts land, the journals that were sent."""

from sqlalchemy import (
    BigInteger,
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
    literal_column,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, ExcludeConstraint

from services.settlement.tables.base import METADATA
from shared.kit.tables import choice, owned
from shared.values.posting import ReceivableState, VatTreatment

posting_profiles = owned(
    "posting_profiles",
    METADATA,
    Column("contract_id", Uuid),
    Column("account", Text, nullable=False),
    Column("ledger_account", Text, nullable=False),
    Column("cost_centre", Text),
    Column("task_field", Text),
    choice("vat_treatment", VatTreatment),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
    ForeignKeyConstraint(["owner", "contract_id"], ["known_contracts.owner", "known_contracts.id"]),
    CheckConstraint("valid_until >= valid_from", name="period"),
    # No contract is a value here too: on a day an account lands on one place.
    ExcludeConstraint(
        (literal_column("owner"), "="),
        (literal_column("account"), "="),
        (literal_column("coalesce(contract_id, '00000000-0000-0000-0000-000000000000'::uuid)"), "="),
        (literal_column("daterange(valid_from, valid_until, '[]')"), "&&"),
        name="ex_posting_profiles_one_place",
        using="gist",
    ),
)

journals = owned(
    "journals",
    METADATA,
    Column("number", Integer, nullable=False),
    Column("made_on", Date, nullable=False),
    Column("after_sequence", BigInteger, nullable=False),
    Column("until_sequence", BigInteger, nullable=False),
    Column("entry_count", Integer, nullable=False),
    Column("line_count", Integer, nullable=False),
    Column("total_cents", BigInteger, nullable=False),
    Column("suspense_account", Text),
    Column("suspense_count", Integer, nullable=False),
    Column("replaces", Uuid),
    Column("sha256", Text, nullable=False),
    UniqueConstraint("owner", "number"),
    UniqueConstraint("owner", "replaces"),
    ForeignKeyConstraint(["owner", "replaces"], ["journals.owner", "journals.id"]),
    CheckConstraint("until_sequence > after_sequence", name="forward"),
)

# Apart from its journal, so that a page of journals reads no files.
journal_files = Table(
    "journal_files",
    METADATA,
    Column("owner", Text, nullable=False),
    Column("journal_id", Uuid, nullable=False),
    Column("parties", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    Column("content", LargeBinary, nullable=False),
    PrimaryKeyConstraint("owner", "journal_id"),
    ForeignKeyConstraint(["owner", "journal_id"], ["journals.owner", "journals.id"]),
)

openings = owned(
    "openings",
    METADATA,
    Column("opened_on", Date, nullable=False),
    Column("total_cents", BigInteger, nullable=False),
    Column("line_count", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("reversed_on", Date),
    CheckConstraint("total_cents > 0", name="total"),
)

opening_lines = Table(
    "opening_lines",
    METADATA,
    Column("owner", Text, nullable=False),
    Column("id", Uuid, nullable=False),
    Column("opening_id", Uuid, nullable=False),
    Column("parties", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    Column("number", Integer, nullable=False),
    Column("schedule_id", Uuid, nullable=False),
    Column("contract_id", Uuid, nullable=False),
    Column("contract_number", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("paid_cents", BigInteger, nullable=False),
    Column("retained_cents", BigInteger, nullable=False),
    Column("instalment_ids", ARRAY(Uuid), nullable=False),
    PrimaryKeyConstraint("owner", "id"),
    UniqueConstraint("owner", "opening_id", "number"),
    ForeignKeyConstraint(["owner", "opening_id"], ["openings.owner", "openings.id"]),
    ForeignKeyConstraint(["owner", "schedule_id"], ["schedules.owner", "schedules.id"]),
    CheckConstraint("paid_cents > 0", name="paid"),
)
Index("ix_opening_lines_schedule_id", opening_lines.c.owner, opening_lines.c.schedule_id)

receivables = owned(
    "receivables",
    METADATA,
    Column("number", Integer, nullable=False),
    Column("entry_id", Uuid, nullable=False),
    Column("contract_id", Uuid, nullable=False),
    Column("amount_cents", BigInteger, nullable=False),
    Column("raised_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    choice("state", ReceivableState),
    Column("motivation", Text),
    Column("proposed_by", Text),
    Column("confirmed_by", Text),
    Column("written_off_on", Date),
    UniqueConstraint("owner", "number"),
    UniqueConstraint("owner", "entry_id"),
    ForeignKeyConstraint(["owner", "entry_id"], ["entries.owner", "entries.id"]),
    CheckConstraint("amount_cents <> 0", name="amount"),
    CheckConstraint("confirmed_by <> proposed_by", name="two_persons"),
    CheckConstraint("(state = 'written-off') = (confirmed_by is not null)", name="confirmed"),
)

__all__ = ["journal_files", "journals", "opening_lines", "openings", "posting_profiles", "receivables"]
