"""Who refused is asked again in acute need, a choice is one of its product, and what was decided after a departure is told."""

import sqlalchemy as sa
from alembic import op

from shared.kit.migrations import listed, patience

revision = "2026_11_23_0114"
down_revision = "2026_11_23_0112"
branch_labels = None
depends_on = None
REFERRALS, CHOICES, SIGNALS = "referrals", "provider_choices", "signals"
ASKED, LIVE, CHOSEN = (
    "uq_referrals_request_id_provider",
    "uq_referrals_live_provider",
    "uq_provider_choices_request_id",
)
KNOWN = "ck_signals_kind_known"
ADDED = "decidedAfterDeparture"
BEFORE = (
    "ageLimitNear", "youthCarePastAge", "stackedCare", "stackedValue", "carerOverloaded", "effortMissing",
    "acuteUndecided", "reviewOverdue", "termExpired", "termExpiring", "waitTooLong", "servedOutOfOrder",
    "acceptanceBreach", "heavyCareRefused", "referralRate", "referredFastAndAgain", "referredAcrossEdges",
    "accessCeilingNear", "expertNotIndependent", "gradedHigherByProvider", "productUseRising", "demandRising",
    "durationRising", "reachFalling", "heavierCareRising", "trajectoriesRising", "ownAccessVolumeRising",
    "resultWithoutTerm", "nurseDrawsDemand", "noRouteToTailorMade", "deskSlow", "refusalsWithComplaints",
    "legalDisputeOpen", "allocationWithoutEnd", "coordinatorMissing", "substitutionBehind", "costlyClient",
    "transitionComplaints", "transferOverdue", "volumeFalling", "reviewYieldLow", "demandRisingAfterCut",
    "complaintsWithoutInfluence", "interestUndeclared", "pgbSwitchesRising",
)  # fmt: skip


def upgrade() -> None:
    """Wider in acute need and by product; still nobody is asked twice at once."""
    patience()
    _asked("escalation_level < 2 and approval <> 'denied' and not acute")
    op.create_index(
        LIVE, REFERRALS, ["owner", "request_id", "provider"], unique=True,
        postgresql_where=sa.text("state <> 'refused' and closed_on is null"),
    )  # fmt: skip
    product = [sa.text("coalesce(product_category, '')"), sa.text("coalesce(product_code, '')")]
    _chosen(product)
    _know(*BEFORE, ADDED)


def downgrade() -> None:
    """Take it back; who was asked twice and what was chosen beside another must be gone before."""
    patience()
    op.execute(f"delete from {SIGNALS} where kind = '{ADDED}'")
    _know(*BEFORE)
    _chosen([])
    op.drop_index(LIVE, table_name=REFERRALS)
    _asked("escalation_level < 2 and approval <> 'denied'")


def _asked(where: str) -> None:
    op.drop_index(ASKED, table_name=REFERRALS)
    op.create_index(
        ASKED, REFERRALS, ["owner", "request_id", "provider"], unique=True, postgresql_where=sa.text(where)
    )


def _chosen(product: list[sa.TextClause]) -> None:
    op.drop_index(CHOSEN, table_name=CHOICES)
    op.create_index(
        CHOSEN, CHOICES, ["owner", "request_id", *product], unique=True,
        postgresql_where=sa.text("state <> 'withdrawn'"),
    )  # fmt: skip


def _know(*kinds: str) -> None:
    op.drop_constraint(op.f(KNOWN), SIGNALS, type_="check")
    constraint = listed(SIGNALS, "kind", *kinds)
    op.create_check_constraint(op.f(KNOWN), SIGNALS, constraint.sqltext)
