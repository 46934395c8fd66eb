"""A contract in full: funding agreements of every form, incentives, conditions, the transaction frame."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from shared.kit.migrations import known, patience, unforced

revision = "2026_11_22_0800"
down_revision = "2026_11_22_0740"
branch_labels = None
depends_on = None

_LISTS = (
    "co_purchasers", "product_codes", "tendered_scope", "scope", "funding_agreements", "yearly_funding", "incentives",
    "non_financial_incentives",
)  # fmt: skip
_GROUPS = ("frame", "arrangement", "conditions", "guarantee")
_COMPLETE = (
    "state in ('draft', 'offered', 'signed') or"
    " ((consortium_id is null) <> (provider is null) and start_date is not null"
    " and end_date is not null and payee is not null)"
)
_COMPLETE_BEFORE = (
    "state in ('draft', 'signed') or"
    " (consortium_id is not null and population_id is not null and start_date is not null"
    " and end_date is not null and funding is not null and payee is not null)"
)
# The one reward of before becomes the first agreement; what it comes to in a full year stands beside it.
_FILL = """
update contracts set
  funding_agreements = jsonb_build_array(
    (case when funding->>'form' = 'lumpSum' then funding - 'advance_basis_points' else funding end) || '{"number": 1}'),
  yearly_funding = jsonb_build_array(jsonb_strip_nulls(jsonb_build_object(
    'number', 1, 'form', funding->'form', 'annual_amount_cents', funding->'annual_amount_cents',
    'effective_on', funding_effective_on, 'advance_basis_points', funding->'advance_basis_points',
    'advance_cents',
      round((funding->>'annual_amount_cents')::numeric * (funding->>'advance_basis_points')::numeric / 10000),
    'retention_cents', (funding->>'annual_amount_cents')::numeric
      - round((funding->>'annual_amount_cents')::numeric * (funding->>'advance_basis_points')::numeric / 10000),
    'instalment_count', funding->'instalment_count', 'instalment_day', funding->'instalment_day')))
where funding is not null
"""


def upgrade() -> None:
    """Add what a contract says in full, and carry its reward over."""
    patience()
    op.add_column("contracts", sa.Column("provider", sa.Text()))
    for name in _LISTS:
        op.add_column("contracts", sa.Column(name, JSONB(none_as_null=True), nullable=False, server_default="[]"))
        op.alter_column("contracts", name, server_default=None)
    for name in _GROUPS:
        op.add_column("contracts", sa.Column(name, JSONB(none_as_null=True)))
    op.drop_constraint(op.f("ck_contracts_complete"), "contracts")
    with unforced("contracts"):
        op.execute(_FILL)
    op.drop_column("contracts", "funding")
    op.drop_column("contracts", "funding_effective_on")
    op.create_check_constraint(op.f("ck_contracts_complete"), "contracts", _COMPLETE)
    known(
        "contracts", "legal_form", "contract", "framework", "subsidy", "covenant", "letterOfIntent", "cooperationAgreement",
        "partnership", "executionAgreement",
    )  # fmt: skip
    known("contracts", "state", "draft", "offered", "signed", "active", "suspended", "ended", "terminated")
    known(
        "amendments", "reason", "extremeCircumstance", "tightening", "scope", "kpiCompensation", "grantChange",
        "extension",
    )  # fmt: skip


def downgrade() -> None:
    """Take back the first agreement as the one reward; what the old tables have no place for is refused by their checks."""
    patience()
    op.add_column("contracts", sa.Column("funding", JSONB(none_as_null=True)))
    op.add_column("contracts", sa.Column("funding_effective_on", sa.Date()))
    op.drop_constraint(op.f("ck_contracts_complete"), "contracts")
    with unforced("contracts"):
        op.execute(
            "update contracts set funding = (funding_agreements->0 || jsonb_build_object('advance_basis_points',"
            " yearly_funding->0->'advance_basis_points')) - 'number', funding_effective_on ="
            " (yearly_funding->0->>'effective_on')::date where jsonb_array_length(yearly_funding) > 0"
        )
    op.create_check_constraint(op.f("ck_contracts_complete"), "contracts", _COMPLETE_BEFORE)
    known("contracts", "legal_form", "contract", "framework", "subsidy", "covenant")
    known("contracts", "state", "draft", "signed", "active", "ended")
    known("amendments", "reason", "extremeCircumstance", "tightening", "scope", "kpiCompensation")
    for name in ("provider", *_LISTS, *_GROUPS):
        op.drop_column("contracts", name)
