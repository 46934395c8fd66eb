"""Claims: files of them with what came back, each line with what became of it, and what each file makes payable."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)

from services.settlement.tables.base import METADATA
from shared.kit.batches import error_columns, staged
from shared.kit.tables import batch_table, choice, json_column, metadata, owned
from shared.values.claiming import ClaimReason, ClaimState
from shared.values.terms import InstalmentState, Law

batches = batch_table(METADATA)
batch_errors = Table(
    "batch_errors",
    METADATA,
    *error_columns(),
    ForeignKeyConstraint(["owner", "batch_id"], ["batches.owner", "batches.id"]),
)

# A line never changes: what takes it back is a credit, a line of its own.
claims = owned(
    "claims",
    METADATA,
    Column("batch_id", Uuid, nullable=False),
    Column("provider", Text, nullable=False),
    choice("law", Law),
    Column("allocation_number", Integer, nullable=False),
    Column("allocation_id", Uuid),
    Column("citizen_id", Uuid),
    Column("contract_id", Uuid),
    Column("product_category", Text),
    Column("product_code", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("period_start", Date, nullable=False),
    Column("period_end", Date, nullable=False),
    Column("volume", Integer, nullable=False),
    Column("tariff", Text),
    Column("amount_cents", BigInteger, nullable=False),
    Column("credit_of", Text),
    choice("state", ClaimState),
    choice("reason", ClaimReason, nullable=True),
    Column("rule", Text),
    Column("return_code", Text),
    Column("paid_volume", Integer, nullable=False),
    Column("paid_cents", BigInteger, nullable=False),
    # Of what was paid, above a ceiling (R-S33); and which ceiling was in the way.
    Column("exception_cents", BigInteger, nullable=False),
    Column("ceiling_id", Uuid),
    # How much of it above which ceiling, by id, where there is any.
    json_column("exceptions", nullable=True),
    Column("allowed_volume", BigInteger),
    Column("judged_on", Date, nullable=False),
    Column("due_on", Date),
    # What it was judged by: the versions of what was known on that day.
    Column("contract_version", Integer),
    Column("agreement_number", Integer),
    Column("allocation_version", Integer),
    Column("tariff_id", Uuid),
    Column("tariff_version", Integer),
    Column("applied_tariff", Text),
    # One meaning per reference of a provider, whichever of its systems sends.
    Index("uq_claims_provider_reference", "owner", "provider", "external_reference", unique=True),
    Index("ix_claims_owner_allocation_id", "owner", "allocation_id"),
    Index("ix_claims_owner_batch_id", "owner", "batch_id", "id"),
    Index("ix_claims_owner_contract_id", "owner", "contract_id", "citizen_id"),
    # A line is taken back once.
    Index(
        "uq_claims_credit_of",
        "owner",
        "provider",
        "credit_of",
        unique=True,
        postgresql_where=text("state = 'credited'"),
    ),
)

claim_payables = owned(
    "claim_payables",
    METADATA,
    Column("batch_id", Uuid, nullable=False),
    Column("contract_id", Uuid, nullable=False),
    Column("contract_number", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("payee", Text, nullable=False),
    Column("amount_cents", BigInteger, nullable=False),
    Column("delivered_until", Date, nullable=False),
    Column("approved_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("entry_id", Uuid, nullable=False),
    choice("state", InstalmentState),
    Column("paid_on", Date),
    UniqueConstraint("owner", "batch_id", "contract_id", "year"),
    CheckConstraint("amount_cents <> 0", name="amount"),
    Index("ix_claim_payables_owner_state", "owner", "state"),
)

# Temporary, for one transaction: the lines of a file on their way (docs/decisions/0009).
STAGED = metadata()
staged_claims = staged(
    "staged_claims",
    STAGED,
    Column("external_reference", Text, nullable=False),
    Column("law", Text, nullable=False),
    Column("allocation_number", Integer, nullable=False),
    Column("product_category", Text),
    Column("product_code", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("period_start", Date, nullable=False),
    Column("period_end", Date, nullable=False),
    Column("volume", Integer, nullable=False),
    Column("tariff", Text),
    Column("amount_cents", BigInteger, nullable=False),
    Column("credit_of", Text),
)
staged_claim_errors = staged("staged_claim_errors", STAGED, *error_columns(staged=True))

__all__ = ["batch_errors", "batches", "claim_payables", "claims", "staged_claim_errors", "staged_claims"]
