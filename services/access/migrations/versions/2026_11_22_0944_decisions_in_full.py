"""Decisions from draft to final, and what they rest on."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from shared.kit.migrations import known, patience, unforced

revision = "2026_11_22_0944"
down_revision = "2026_11_22_0942"
branch_labels = None
depends_on = None

_TAKEN = "state in ('awaitingEffort', 'final')"
_CHECKS = {
    "not_retroactive": f"not ({_TAKEN}) or acute or retroactive or start_date >= decided_on",
    "value": "value_cents >= 0",
    "taken": f"({_TAKEN}) = (num_nonnulls(decided_on, decided_by, notified_on) = 3)"
    f" and ({_TAKEN} or num_nonnulls(decided_on, decided_by, notified_on, mandate_id) = 0)",
    "mandated": f"not ({_TAKEN}) or acute or mandate_id is not null",
    "allocated": f"({_TAKEN} and outcome = 'granted') = (allocation_number is not null)",
    "granted": "outcome = 'refused' or num_nonnulls(provider, start_date, volume, unit, frequency) = 5",
    "refused": "(outcome = 'refused') = (cardinality(refusal_grounds) > 0)",
    "awaiting": "state <> 'awaitingEffort' or (results_based and effort is null)",
    "effort": "state <> 'final' or outcome = 'refused' or not results_based or effort is not null",
    "withdrawn": "(state = 'withdrawn') = (withdrawn_on is not null)",
}
_GIVEN = (
    "provider",
    "allocation_number",
    "decided_on",
    "decided_by",
    "mandate_id",
    "start_date",
    "volume",
    "unit",
    "frequency",
)
_STATES = ("draft", "underReview", "awaitingEffort", "final", "withdrawn")
_PLACES = ("citizen", "secondLineProvider", "socialTeam", "otherParty")


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.text("false"))


def _json(name: str) -> sa.Column[object]:
    return sa.Column(name, JSONB(none_as_null=True), nullable=True)


def _columns() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("state", sa.Text(), nullable=False, server_default="final"),
        sa.Column("outcome", sa.Text(), nullable=False, server_default="granted"),
        sa.Column("refusal_grounds", ARRAY(sa.Text()), nullable=False, server_default=sa.text("'{}'")),
        sa.Column("value_cents", sa.BigInteger(), nullable=True),
        sa.Column("policy_id", sa.Uuid(), nullable=True),
        sa.Column("policy_version", sa.Integer(), nullable=True),
        _flag("results_based"),
        _json("results"),
        _json("effort"),
        sa.Column("effort_due_on", sa.Date(), nullable=True),
        sa.Column("effort_missed_on", sa.Date(), nullable=True),
        _json("research"),
        _json("legal_frame"),
        sa.Column("own_contribution", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("extension_of", sa.Integer(), nullable=True),
        sa.Column("extensions", sa.Integer(), nullable=False, server_default=sa.text("0")),
        _flag("retroactive"),
        _flag("acute_review"),
        sa.Column("notified_on", sa.Date(), nullable=True),
        sa.Column("extended_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("drafted_by", sa.Text(), nullable=True),
        sa.Column("substance_id", sa.Uuid(), nullable=True),
    )  # fmt: skip


def upgrade() -> None:
    """Add what a decision says on its way; what was decided before is final, and was made known on its day."""
    patience()
    op.drop_constraint(op.f("ck_decisions_not_retroactive"), "decisions", type_="check")
    op.drop_constraint(op.f("uq_decisions_owner_request_id"), "decisions", type_="unique")
    for column in _columns():
        op.add_column("decisions", column)
    for name in ("state", "outcome"):
        op.alter_column("decisions", name, server_default=None)
    for name in _GIVEN:
        op.alter_column("decisions", name, nullable=True)
    with unforced("decisions"):
        op.execute("update decisions set notified_on = decided_on, drafted_by = decided_by")
    known("decisions", "state", *_STATES)
    known("decisions", "outcome", "granted", "refused")
    known("decisions", "place", *_PLACES)
    for name, check in _CHECKS.items():
        op.create_check_constraint(op.f(f"ck_decisions_{name}"), "decisions", check)
    op.create_index("ix_decisions_request_id", "decisions", ["owner", "request_id"])
    op.create_index(
        "uq_decisions_live",
        "decisions",
        ["owner", "request_id", "product_category", sa.text("coalesce(product_code, '')")],
        unique=True,
        postgresql_where=sa.text("state <> 'withdrawn'"),
    )
    op.create_index(
        "ix_decisions_effort_due",
        "decisions",
        ["owner", "effort_due_on"],
        postgresql_where=sa.text("state = 'awaitingEffort' and effort_missed_on is null"),
    )


def downgrade() -> None:
    """Take it back; drafts and refusals, which the former shape cannot hold, go with it."""
    patience()
    for index in ("ix_decisions_effort_due", "uq_decisions_live", "ix_decisions_request_id"):
        op.drop_index(index, table_name="decisions")
    for name in (*_CHECKS, "place_known", "outcome_known", "state_known"):
        op.drop_constraint(op.f(f"ck_decisions_{name}"), "decisions", type_="check")
    with unforced("decisions"):
        op.execute("delete from decisions where allocation_number is null or mandate_id is null")
    for name in _GIVEN:
        op.alter_column("decisions", name, nullable=False)
    for column in reversed(_columns()):
        op.drop_column("decisions", column.name)
    op.create_unique_constraint(op.f("uq_decisions_owner_request_id"), "decisions", ["owner", "request_id"])
    op.create_check_constraint(
        op.f("ck_decisions_not_retroactive"), "decisions", "acute or start_date >= decided_on"
    )
