"""Trust: the processing log, authorisations and webhooks."""

from alembic import op

from shared.kit.migrations import patience
from shared.kit.revisions import add_trust, drop_trust

revision = "2026_11_22_0700"
down_revision = "2026_11_22_0300"
branch_labels = None
depends_on = None

_PERSONS = {"citizens": "id", "requests": "citizen_id", "decisions": "citizen_id", "referrals": "citizen_id"}


def upgrade() -> None:
    """Make the tables and close them off by row-level security."""
    patience()
    add_trust()
    limit = "(select string_to_array(nullif(current_setting('app.citizens', true), ''), ',')::uuid[])"
    none = "(select nullif(current_setting('app.citizens', true), '') is null)"
    for table, column in _PERSONS.items():
        # Restrictive: it takes away from what the other policy gives, for a portal and an ombuds officer.
        op.execute(
            f"create policy {table}_citizens on {table} as restrictive"
            f" using ({none} or {column} = any ({limit}::uuid[])) with check ({none} or {column} = any ({limit}::uuid[]))"
        )


def downgrade() -> None:
    """Take it back."""
    patience()
    for table in _PERSONS:
        op.execute(f"drop policy {table}_citizens on {table}")
    drop_trust()
