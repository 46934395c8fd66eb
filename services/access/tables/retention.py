"""The tables on keeping and destroying: terms, legal holds, destruction lists, erasures."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from services.access.tables.base import METADATA
from shared.kit.tables import choice, owned
from shared.values import terms

# How long the municipality keeps a category where it keeps it longer than the law says; without a row the law's term holds.
retention_terms = owned(
    "retention_terms",
    METADATA,
    choice("category", terms.RecordCategory),
    Column("years", Integer, nullable=False),
    Column("since", Date, nullable=False),
    Column("reason", Text, nullable=False),
    UniqueConstraint("owner", "category"),
    CheckConstraint("years between 1 and 100", name="years"),
)

# What stops destruction. The texts go when the citizen is erased later; that there was a hold stays.
legal_holds = owned(
    "legal_holds",
    METADATA,
    Column("citizen_id", Uuid, nullable=False),
    Column("ground", Text),
    Column("placed_on", Date, nullable=False),
    Column("placed_by", Text, nullable=False),
    Column("until", Date),
    Column("released_on", Date),
    Column("released_by", Text),
    Column("release_reason", Text),
    ForeignKeyConstraint(["owner", "citizen_id"], ["citizens.owner", "citizens.id"]),
    CheckConstraint("until >= placed_on", name="dates"),
    CheckConstraint("(released_on is null) = (released_by is null)", name="released"),
    Index("ix_legal_holds_citizen_id", "owner", "citizen_id"),
)

destruction_lists = owned(
    "destruction_lists",
    METADATA,
    Column("as_of", Date, nullable=False),
    choice("state", terms.DestructionState),
    Column("proposed_by", Text, nullable=False),
    Column("proposed_on", Date, nullable=False),
    Column("approved_by", Text),
    Column("approved_on", Date),
    Column("executed_by", Text),
    Column("executed_on", Date),
    Column("executed_at", DateTime(timezone=True)),
    Column("listed", Integer, nullable=False),
    Column("excluded", Integer, nullable=False),
    Column("destroyed", Integer),
    Column("terms", JSONB, nullable=False),
    Column("sha256", Text),
    CheckConstraint("approved_by <> proposed_by", name="two_persons"),
    CheckConstraint("(state = 'proposed') = (approved_by is null)", name="approved"),
    CheckConstraint("(state = 'executed') = (sha256 is not null)", name="executed"),
    CheckConstraint(
        "num_nulls(executed_by, executed_on, executed_at, destroyed, sha256) in (0, 5)", name="whole"
    ),
)

destruction_lines = Table(
    "destruction_lines",
    METADATA,
    Column("owner", Text, nullable=False),
    Column("list_id", Uuid, nullable=False),
    Column("citizen_id", Uuid, nullable=False),
    Column("parties", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    choice("category", terms.RecordCategory),
    Column("closed_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    choice("excluded", terms.Exclusion, nullable=True),
    Column("destroyed", Boolean, nullable=False),
    PrimaryKeyConstraint("owner", "list_id", "citizen_id"),
    ForeignKeyConstraint(["owner", "list_id"], ["destruction_lists.owner", "destruction_lists.id"]),
    ForeignKeyConstraint(["owner", "citizen_id"], ["citizens.owner", "citizens.id"]),
    CheckConstraint("not destroyed or excluded is null", name="destroyed"),
)

# Who was erased, why and by whom; `citizen_id` is a dead surrogate.
erasures = owned(
    "erasures",
    METADATA,
    Column("citizen_id", Uuid, nullable=False),
    choice("ground", terms.ErasureGround),
    Column("erased_on", Date, nullable=False),
    Column("erased_by", Text, nullable=False),
    Column("destruction_list_id", Uuid),
    UniqueConstraint("owner", "citizen_id"),
    ForeignKeyConstraint(["owner", "citizen_id"], ["citizens.owner", "citizens.id"]),
    ForeignKeyConstraint(
        ["owner", "destruction_list_id"], ["destruction_lists.owner", "destruction_lists.id"]
    ),
)
