"""More kinds of signals: patterns of demand, and transfers that stay out."""

from alembic import op

from shared.kit.migrations import listed, patience

revision = "2026_11_22_0967"
down_revision = "2026_11_22_0960"
branch_labels = None
depends_on = None
BEFORE = (
    "ageLimitNear", "youthCarePastAge", "stackedCare", "stackedValue", "carerOverloaded", "effortMissing",
    "acuteUndecided", "reviewOverdue", "termExpired", "termExpiring", "waitTooLong", "servedOutOfOrder",
    "acceptanceBreach", "heavyCareRefused", "referralRate", "referredFastAndAgain", "referredAcrossEdges",
    "accessCeilingNear", "expertNotIndependent", "gradedHigherByProvider", "productUseRising", "demandRising",
    "durationRising", "reachFalling", "heavierCareRising", "trajectoriesRising", "ownAccessVolumeRising",
    "resultWithoutTerm", "nurseDrawsDemand", "noRouteToTailorMade", "deskSlow", "refusalsWithComplaints",
    "legalDisputeOpen", "allocationWithoutEnd", "coordinatorMissing", "substitutionBehind", "costlyClient",
    "transitionComplaints",
)  # fmt: skip
ADDED = (
    "transferOverdue", "volumeFalling", "reviewYieldLow", "demandRisingAfterCut",
    "complaintsWithoutInfluence", "interestUndeclared", "pgbSwitchesRising",
)  # fmt: skip


def upgrade() -> None:
    """Let the kinds be known."""
    patience()
    _know(*BEFORE, *ADDED)


def downgrade() -> None:
    """Take them back, with the signals that nobody could read any more."""
    patience()
    kinds = ", ".join(f"'{one}'" for one in ADDED)
    op.execute(f"delete from signals where kind in ({kinds})")
    _know(*BEFORE)


def _know(*kinds: str) -> None:
    op.drop_constraint(op.f("ck_signals_kind_known"), "signals", type_="check")
    constraint = listed("signals", "kind", *kinds)
    op.create_check_constraint(op.f("ck_signals_kind_known"), "signals", constraint.sqltext)
