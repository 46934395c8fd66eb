"""The day on which a notice of default on an objection came: two weeks later an appeal against the failure to decide is open."""

import sqlalchemy as sa
from alembic import op

from shared.kit.migrations import patience

revision = "2026_11_23_0110"
down_revision = "2026_11_23_0106"
branch_labels = None
depends_on = None
_CHECK = "ck_remedies_notice"


def upgrade() -> None:
    """Keep the day; no objection has one yet."""
    patience()
    op.add_column("remedies", sa.Column("notice_on", sa.Date()))
    op.create_check_constraint(
        op.f(_CHECK), "remedies", "notice_on is null or (kind = 'objection' and notice_on > filed_on)"
    )


def downgrade() -> None:
    """Take it back."""
    patience()
    op.drop_constraint(op.f(_CHECK), "remedies", type_="check")
    op.drop_column("remedies", "notice_on")
