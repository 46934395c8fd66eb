"""The watch of cases: signals that no fact told yet, when a term comes near, and the indexes that it looks by."""

import sqlalchemy as sa
from alembic import op

from shared.kit.migrations import patience

revision = "2026_11_22_0976"
down_revision = "2026_11_22_0974"
branch_labels = None
depends_on = None
INDEXES = (
    ("ix_signals_subject", "signals", ("owner", "kind", "subject"), None),
    ("ix_signals_untold", "signals", ("owner", "id"), "untold"),
    ("ix_statutory_terms_late", "statutory_terms", ("owner", "id"), "state = 'late'"),
    ("ix_requests_transfer_by", "requests", ("owner", "transfer_by"), "transfer_by is not null"),
    ("ix_referrals_breach", "referrals", ("owner", "answered_on"), "breach"),
    ("ix_legal_checks_unanswered", "legal_checks", ("owner", "asked_on"), "answer is null"),
    ("ix_clarifications_carers", "clarifications", ("owner", "request_id", "id"), "cardinality(carer_hours) > 0"),
    ("ix_allocations_endless", "allocations", ("owner", "id"), "end_date is null and state = 'granted'"),
    ("ix_decisions_refused", "decisions", ("owner", "decided_on"), "outcome = 'refused'"),
    ("ix_decisions_results", "decisions", ("owner", "decided_on"), "results_based"),
)  # fmt: skip


def upgrade() -> None:
    """Make room for it; signals that are there already count as told."""
    patience()
    op.add_column(
        "signals", sa.Column("untold", sa.Boolean(), nullable=False, server_default=sa.text("false"))
    )
    days = sa.Column("term_warning_days", sa.Integer(), nullable=False, server_default=sa.text("7"))
    op.add_column("policies", days)
    for name, table, columns, where in INDEXES:
        condition = None if where is None else sa.text(where)
        op.create_index(name, table, list(columns), postgresql_where=condition)


def downgrade() -> None:
    """Take it away again."""
    patience()
    for name, table, _, _ in reversed(INDEXES):
        op.drop_index(name, table)
    op.drop_column("policies", "term_warning_days")
    op.drop_column("signals", "untold")
