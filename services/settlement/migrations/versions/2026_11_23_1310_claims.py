"""Claims of care delivered: files, lines with what became of each, what they make payable; and what a claim is judged by."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from shared.kit.migrations import append_only, create_owned, known, listed, patience, protect, refer, unforced

revision = "2026_11_23_1310"
down_revision = "2026_11_23_1300"
branch_labels = None
depends_on = None

_BEFORE = ("commitment", "instalment", "retention", "release", "receivable", "payment", "memorial", "reversal")
_MORE = ("claim", "credit", "opening", "write-off", "correction", "hire-order")
_REASONS = (
    "claim.no-allocation", "claim.deleted-allocation", "claim.no-contract", "claim.contract-not-in-force",
    "claim.not-paid-by-claims", "claim.effort-is-not-claimed", "claim.category-differs", "claim.product-differs",
    "claim.unit-differs", "claim.period-before-start", "claim.period-after-end", "claim.period-not-over",
    "claim.before-allocation", "claim.before-care-order", "claim.within-guarantee-term", "claim.no-tariff",
    "claim.tariff-differs", "claim.amount-differs", "claim.repeated", "claim.volume-exceeded", "claim.budget-exceeded",
    "claim.paid-already", "claim.ceiling-exceeded", "claim.credit-without-debit", "claim.already-credited", "claim.credit-differs",
)  # fmt: skip
_TOLD = {
    "number": sa.Text(), "payee": sa.Text(), "start_date": sa.Date(), "end_date": sa.Date(), "rests_from": sa.Date(),
    "rests_until": sa.Date(), "partial_approval": sa.Text(), "guarantee_months": sa.Integer(), "population_id": sa.Uuid(),
}  # fmt: skip

# Of contracts that were told before, what their instalments rest on; the rest comes with their next version.
_FILL = """
update known_contracts known
set number = terms.number, payee = terms.payee, start_date = terms.start_date, end_date = terms.end_date,
    rests_from = terms.rests_from, rests_until = terms.rests_until
from contract_terms terms where terms.owner = known.owner and terms.id = known.id
"""


def _column(name: str, kind: object, *, empty: bool = False) -> sa.Column[object]:
    return sa.Column(name, kind, nullable=empty)  # type: ignore[call-overload, no-any-return]


def upgrade() -> None:
    """Make the tables, and room for what a contract says of claims."""
    patience()
    known("entries", "cause", *_BEFORE, *_MORE)
    for name, kind in _TOLD.items():
        op.add_column("known_contracts", sa.Column(name, kind))
    known("known_contracts", "partial_approval", "split", "reject")
    with unforced("known_contracts", "contract_terms"):
        op.execute(_FILL)
    op.create_index("ix_allocations_owner_citizen_id", "allocations", ["owner", "citizen_id"])
    _batches()
    _claims()
    create_owned(
        "claim_payables",
        _column("batch_id", sa.Uuid()),
        _column("contract_id", sa.Uuid()),
        _column("contract_number", sa.Text()),
        _column("year", sa.Integer()),
        _column("payee", sa.Text()),
        _column("amount_cents", sa.BigInteger()),
        _column("delivered_until", sa.Date()),
        _column("approved_on", sa.Date()),
        _column("due_on", sa.Date()),
        _column("entry_id", sa.Uuid()),
        _column("state", sa.Text()),
        _column("paid_on", sa.Date(), empty=True),
        listed("claim_payables", "state", "planned", "posted", "ordered", "paid"),
        sa.UniqueConstraint("owner", "batch_id", "contract_id", "year", name=op.f("uq_claim_payables_owner_batch_id_contract_id_year")),
        sa.CheckConstraint("amount_cents <> 0", name=op.f("ck_claim_payables_amount")),
    )
    op.create_index("ix_claim_payables_owner_state", "claim_payables", ["owner", "state"])
    _payable("'instalment', 'retention', 'claim'")


def _batches() -> None:
    create_owned(
        "batches",
        _column("kind", sa.Text()),
        _column("state", sa.Text()),
        *(_column(name, sa.Integer()) for name in ("received", "accepted", "rejected", "duplicates")),
        _column("errors", JSONB()),
        listed("batches", "state", "running", "completed", "failed"),
    )
    op.create_table(
        "batch_errors",
        _column("owner", sa.Text()),
        _column("batch_id", sa.Uuid()),
        _column("line", sa.Integer()),
        _column("position", sa.Integer()),
        _column("location", sa.Text(), empty=True),
        *(_column(name, sa.Text()) for name in ("code", "nl", "en")),
        _column("rule", sa.Text(), empty=True),
        _column("parties", ARRAY(sa.Text())),
        refer("batch_errors", "batch_id", "batches"),
        sa.PrimaryKeyConstraint("owner", "batch_id", "line", "position", name=op.f("pk_batch_errors")),
    )
    protect("batch_errors")
    append_only("batch_errors")


def _claims() -> None:
    create_owned(
        "claims",
        _column("batch_id", sa.Uuid()),
        *(_column(name, sa.Text()) for name in ("provider", "law")),
        _column("allocation_number", sa.Integer()),
        *(_column(name, sa.Uuid(), empty=True) for name in ("allocation_id", "citizen_id", "contract_id")),
        _column("product_category", sa.Text(), empty=True),
        *(_column(name, sa.Text()) for name in ("product_code", "unit")),
        *(_column(name, sa.Date()) for name in ("period_start", "period_end")),
        _column("volume", sa.Integer()),
        _column("tariff", sa.Text(), empty=True),
        _column("amount_cents", sa.BigInteger()),
        _column("credit_of", sa.Text(), empty=True),
        _column("state", sa.Text()),
        *(_column(name, sa.Text(), empty=True) for name in ("reason", "rule", "return_code")),
        _column("paid_volume", sa.Integer()),
        _column("paid_cents", sa.BigInteger()),
        _column("exception_cents", sa.BigInteger()),
        _column("ceiling_id", sa.Uuid(), empty=True),
        _column("allowed_volume", sa.BigInteger(), empty=True),
        _column("judged_on", sa.Date()),
        _column("due_on", sa.Date(), empty=True),
        *(_column(name, sa.Integer(), empty=True) for name in ("contract_version", "agreement_number", "allocation_version")),
        _column("tariff_id", sa.Uuid(), empty=True),
        _column("tariff_version", sa.Integer(), empty=True),
        _column("applied_tariff", sa.Text(), empty=True),
        listed("claims", "law", "wmo2015", "jeugdwet"),
        listed("claims", "state", "approved", "partial", "rejected", "credited"),
        listed("claims", "reason", *_REASONS),
    )
    op.create_index("uq_claims_provider_reference", "claims", ["owner", "provider", "external_reference"], unique=True)
    op.create_index("ix_claims_owner_allocation_id", "claims", ["owner", "allocation_id"])
    op.create_index("ix_claims_owner_batch_id", "claims", ["owner", "batch_id", "id"])
    op.create_index("ix_claims_owner_contract_id", "claims", ["owner", "contract_id", "citizen_id"])
    op.create_index(
        "uq_claims_credit_of", "claims", ["owner", "provider", "credit_of"], unique=True,
        postgresql_where=sa.text("state = 'credited'"),
    )
    append_only("claims")


def _payable(subjects: str) -> None:
    op.execute("alter table payments drop constraint ck_payments_subject_known")
    op.execute(f"alter table payments add constraint ck_payments_subject_known check (subject in ({subjects}))")


def downgrade() -> None:
    """Take them away again."""
    patience()
    _payable("'instalment', 'retention'")
    for table in ("claim_payables", "claims", "batch_errors", "batches"):
        op.drop_table(table)
    op.drop_index("ix_allocations_owner_citizen_id", "allocations")
    for name in _TOLD:
        op.drop_column("known_contracts", name)
    known("entries", "cause", *_BEFORE)
