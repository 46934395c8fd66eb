"""Signals: what access found that a person should look at."""

import sqlalchemy as sa
from alembic import op

from shared.kit.migrations import create_owned, listed, narrowed, patience, refer

revision = "2026_11_22_0956"
down_revision = "2026_11_22_0954"
branch_labels = None
depends_on = None
KINDS = (
    "ageLimitNear", "youthCarePastAge", "stackedCare", "stackedValue", "carerOverloaded", "effortMissing",
    "acuteUndecided", "reviewOverdue", "termExpired", "termExpiring", "waitTooLong", "servedOutOfOrder",
    "acceptanceBreach", "heavyCareRefused", "referralRate", "referredFastAndAgain", "referredAcrossEdges",
    "accessCeilingNear", "expertNotIndependent", "gradedHigherByProvider", "productUseRising", "demandRising",
    "durationRising", "reachFalling", "heavierCareRising", "trajectoriesRising", "ownAccessVolumeRising",
    "resultWithoutTerm", "nurseDrawsDemand", "noRouteToTailorMade", "deskSlow", "refusalsWithComplaints",
    "legalDisputeOpen", "allocationWithoutEnd", "coordinatorMissing", "substitutionBehind", "costlyClient",
    "transitionComplaints",
)  # fmt: skip
SUBJECTS = (
    "citizen", "householdPlan", "request", "decision", "allocation", "referral", "review", "waitingListEntry",
    "desiredResult", "provider", "team", "product", "contract", "practice", "municipality",
)  # fmt: skip


def upgrade() -> None:
    """Make the table, closed off by row-level security."""
    patience()
    name = "signals"
    create_owned(
        name,
        *(sa.Column(one, sa.Text(), nullable=False) for one in ("kind", "rule", "subject_kind", "subject")),
        sa.Column("citizen_id", sa.Uuid(), nullable=True),
        sa.Column("provider", sa.Text(), nullable=True),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("facts", sa.dialects.postgresql.JSONB(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("acknowledged_on", sa.Date(), nullable=True),
        sa.Column("acknowledged_by", sa.Text(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_by", sa.Text(), nullable=True),
        sa.Column("action", sa.Text(), nullable=True),
        listed(name, "kind", *KINDS),
        listed(name, "subject_kind", *SUBJECTS),
        listed(name, "severity", "information", "warning", "serious"),
        listed(name, "state", "open", "acknowledged", "closed"),
        sa.CheckConstraint("(state = 'closed') = (closed_on is not null)", name=op.f("ck_signals_closed")),
        sa.CheckConstraint("(closed_on is null) = (closed_by is null)", name=op.f("ck_signals_closer")),
        sa.CheckConstraint(
            "(acknowledged_on is null) = (acknowledged_by is null)", name=op.f("ck_signals_acknowledger")
        ),
        refer(name, "citizen_id", "citizens"),
    )
    narrowed(name)
    op.create_index("ix_signals_citizen_id", name, ["owner", "citizen_id"])
    op.create_index("ix_signals_state", name, ["owner", "state", "kind"])
    op.create_index(
        "uq_signals_open", name, ["owner", "kind", "subject"], unique=True,
        postgresql_where=sa.text("state <> 'closed'"),
    )  # fmt: skip


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("signals")
