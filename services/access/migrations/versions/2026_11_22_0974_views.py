"""What work lists and reports are read by."""

import sqlalchemy as sa
from alembic import op

from shared.kit.migrations import patience

revision = "2026_11_22_0974"
down_revision = "2026_11_22_0972"
branch_labels = None
depends_on = None

# Name, table, columns, which rows: what is still to be done is a small part of what is kept.
INDEXES = (
    ("ix_requests_open", "requests", ["owner", "id"], "state in ('received', 'clarified', 'applied')"),
    (
        "ix_decisions_unfinished",
        "decisions",
        ["owner", "state"],
        "state in ('draft', 'underReview', 'awaitingEffort')",
    ),
    (
        "ix_decisions_granted",
        "decisions",
        ["owner", "decided_on"],
        "state = 'final' and outcome = 'granted'",
    ),
    (
        "ix_statutory_terms_unmet",
        "statutory_terms",
        ["owner", "due_on"],
        "state in ('running', 'suspended', 'late')",
    ),
    ("ix_care_orders_sent", "care_orders", ["provider", "start_date"], "state = 'sent'"),
    (
        "ix_allocation_requests_pending",
        "allocation_requests",
        ["owner", "provider"],
        "state in ('pending', 'underInvestigation')",
    ),
    (
        "ix_change_requests_pending",
        "change_requests",
        ["owner", "provider"],
        "state in ('pending', 'underInvestigation')",
    ),
)


def upgrade() -> None:
    """Make room for it."""
    patience()
    for name, table, columns, where in INDEXES:
        op.create_index(name, table, columns, postgresql_where=sa.text(where))


def downgrade() -> None:
    """Take it away again."""
    patience()
    for name, table, *_ in INDEXES:
        op.drop_index(name, table_name=table)
