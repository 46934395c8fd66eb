"""The day on which a request, or an unanswered referral, closed because its citizen moved (docs/decisions/0011, 0013)."""

import sqlalchemy as sa
from alembic import op

from shared.kit.migrations import patience

revision = "2026_11_22_0760"
down_revision = "2026_11_22_0755"
branch_labels = None
depends_on = None

_OPEN = "uq_referrals_open"
# The day stands in the fact that closed it; a moved request without one closed on its first contact at the earliest.
_FILL = """
update requests r set closed_on = greatest(r.contact_on, r.first_talk_on, coalesce(
    (select max(l.event_day) from logbook l where l.owner = r.owner and l.subject = r.id and l.what = 'request-moved'),
    r.contact_on)) where r.state = 'moved'
"""


def _open(rule: str) -> None:
    op.drop_index(_OPEN, table_name="referrals")
    op.create_index(_OPEN, "referrals", ["owner", "request_id"], unique=True, postgresql_where=sa.text(rule))


def upgrade() -> None:
    """Add the days, and fill that of the requests that moved."""
    patience()
    op.add_column("requests", sa.Column("closed_on", sa.Date(), nullable=True))
    op.add_column("referrals", sa.Column("closed_on", sa.Date(), nullable=True))
    # A table's owner has no policy, and FORCE keeps it out of its own rows.
    for table in ("requests", "logbook"):
        op.execute(f"alter table {table} no force row level security")
    op.execute(_FILL)
    for table in ("requests", "logbook"):
        op.execute(f"alter table {table} force row level security")
    op.create_check_constraint(
        op.f("ck_requests_moved_on_a_day"), "requests", "state <> 'moved' or closed_on is not null"
    )
    op.create_check_constraint(
        op.f("ck_referrals_closed"), "referrals", "closed_on is null or state = 'made'"
    )
    _open("state <> 'refused' and closed_on is null")


def downgrade() -> None:
    """Take them back; a request with a closed referral and a later one keeps the later one only as the open one."""
    patience()
    op.drop_constraint(op.f("ck_referrals_closed"), "referrals", type_="check")
    op.drop_constraint(op.f("ck_requests_moved_on_a_day"), "requests", type_="check")
    op.drop_column("requests", "closed_on")
    _open("state <> 'refused'")
    op.drop_column("referrals", "closed_on")
