"""What a contract year pays: terms, schedules with their instalments, retentions."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
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
from sqlalchemy.dialects.postgresql import ARRAY

from services.settlement.tables.base import METADATA
from shared.kit.tables import choice, json_column, owned
from shared.values.agreements import ReleaseRule
from shared.values.terms import InstalmentState, RetentionState

# What settlement knows of a contract, from the contracts feed; the version is that of the contract.
contract_terms = owned(
    "contract_terms",
    METADATA,
    Column("number", Text, nullable=False),
    Column("legal_form", Text, nullable=False),
    Column("start_date", Date, nullable=False),
    Column("end_date", Date, nullable=False),
    Column("payee", Text, nullable=False),
    json_column("sums"),
    # What the sums come to in each year that has one, by year: a schedule with other sums is planned anew.
    json_column("years"),
    Column("rests_from", Date),
    Column("rests_until", Date),
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
    json_column("sums"),
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
    choice("release_rule", ReleaseRule),
    Column("forfeited_cents", BigInteger, nullable=False),
    Column("forfeited_on", Date),
    Column("decided_by", Text),
    Column("motivation", Text),
    UniqueConstraint("owner", "contract_id", "year"),
    # After a reduction more may be withheld than the year retains, until the correcting instalment is posted (R-S05).
    CheckConstraint("withheld_cents >= 0", name="withheld"),
    CheckConstraint("released_cents between 0 and withheld_cents", name="released"),
    CheckConstraint("forfeited_cents between 0 and withheld_cents - released_cents", name="forfeited"),
    CheckConstraint("(forfeited_cents > 0) = (motivation is not null)", name="forfeit_explained"),
)
