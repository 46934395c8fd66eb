"""Remedies: objections, appeals, complaints, files of the ombuds officer and the arbiter."""

import sqlalchemy as sa
from alembic import op

from shared.kit.migrations import create_owned, listed, narrowed, patience, refer

revision = "2026_11_22_0954"
down_revision = "2026_11_22_0952"
branch_labels = None
depends_on = None
NAME = "remedies"
_ENDED = "'decided', 'withdrawn'"


def upgrade() -> None:
    """Make the table, closed off by row-level security, and for those who see single cases narrowed to them."""
    patience()
    create_owned(
        NAME,
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("citizen_id", sa.Uuid(), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=True),
        sa.Column("previous_id", sa.Uuid(), nullable=True),
        sa.Column("provider", sa.Text(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.Column("posted_on", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("in_time", sa.Boolean(), nullable=True),
        sa.Column("ground", sa.Text(), nullable=True),
        sa.Column("handler_kind", sa.Text(), nullable=False),
        sa.Column("handler", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("extended", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("suspended_on", sa.Date(), nullable=True),
        sa.Column("suspended_days", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("outcome_note", sa.Text(), nullable=True),
        listed(NAME, "kind", "objection", "appeal", "complaint", "ombudsFile", "arbitration"),
        listed(
            NAME, "subject", "decision", "refusalOfCare", "care", "conduct", "waiting", "lateDecision", "other"
        ),
        listed(
            NAME, "handler_kind", "legalAffairs", "objectionsCommittee", "court", "complaintsDesk",
            "complaintsCommittee", "ombudsOfficer", "arbiter",
        ),
        listed(NAME, "state", "filed", "inHandling", "suspended", "decided", "withdrawn"),
        listed(NAME, "outcome", "founded", "partlyFounded", "unfounded", "inadmissible", "settled"),
        *_checks(),
        *(
            refer(NAME, column, to)
            for column, to in (("citizen_id", "citizens"), ("decision_id", "decisions"), ("previous_id", NAME))
        ),
    )  # fmt: skip
    narrowed(NAME)
    for column in ("citizen_id", "decision_id", "previous_id"):
        op.create_index(f"ix_{NAME}_{column}", NAME, ["owner", column])
    op.create_index(
        "ix_remedies_due_on", NAME, ["owner", "due_on"], postgresql_where=sa.text(f"state not in ({_ENDED})")
    )


def _checks() -> list[sa.CheckConstraint]:
    rules = {
        "dates": "posted_on <= filed_on and decided_on >= filed_on",
        "ended": f"(state in ({_ENDED})) = (decided_on is not null)",
        "decided": "(state = 'decided') = (outcome is not null)",
        "suspended": "(state = 'suspended') = (suspended_on is not null)",
        "objection": "kind <> 'objection' or decision_id is not null",
        "appeal": "(kind = 'appeal') = (previous_id is not null)",
        "suspended_days": "suspended_days >= 0",
    }
    return [sa.CheckConstraint(rule, name=op.f(f"ck_{NAME}_{name}")) for name, rule in rules.items()]


def downgrade() -> None:
    """Take it away again."""
    op.drop_table(NAME)
