"""Delay by the citizen; the sealed secret of samples."""

import sqlalchemy as sa
from alembic import op

from shared.kit.migrations import patience

revision = "2026_11_22_0972"
down_revision = "2026_11_22_0970"
branch_labels = None
depends_on = None

_WORDS = "'ownWish', 'preferredProvider', 'absent', 'illness', 'other'"
_CHECKS = {
    "delay": "num_nonnulls(client_delay_days, client_delay_reason) in (0, 2)",
    "delay_days": "client_delay_days between 1 and first_talk_on - contact_on",
}


def upgrade() -> None:
    """Add what is told of a delay; from now on a secret is sealed, and what was promised before stays as it is."""
    patience()
    op.add_column("requests", sa.Column("client_delay_days", sa.Integer()))
    op.add_column("requests", sa.Column("client_delay_reason", sa.Text()))
    op.create_check_constraint(
        op.f("ck_requests_client_delay_reason_known"), "requests", f"client_delay_reason in ({_WORDS})"
    )
    for name, check in _CHECKS.items():
        op.create_check_constraint(op.f(f"ck_requests_{name}"), "requests", check)
    op.add_column("review_samples", sa.Column("sealed", sa.LargeBinary()))
    op.alter_column("review_samples", "secret", nullable=True)
    op.create_check_constraint(
        op.f("ck_review_samples_secret"), "review_samples", "num_nonnulls(secret, sealed) = 1"
    )


def downgrade() -> None:
    """Take it away again. It stops where a secret is sealed: without its key nobody can put it back."""
    patience()
    op.drop_constraint(op.f("ck_review_samples_secret"), "review_samples", type_="check")
    op.alter_column("review_samples", "secret", nullable=False)
    op.drop_column("review_samples", "sealed")
    for name in ("client_delay_reason_known", *_CHECKS):
        op.drop_constraint(op.f(f"ck_requests_{name}"), "requests", type_="check")
    op.drop_column("requests", "client_delay_reason")
    op.drop_column("requests", "client_delay_days")
