"""Steps that the revisions of all four services share; what has landed here is never changed."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

_OF = ["owner", "subscription_id"]


def add_sending() -> None:
    """What sending needs: who claimed a message, since when a subscription is well, and what its maker may read."""
    empty, now = sa.text("'{}'"), sa.text("now()")
    texts, instant = postgresql.ARRAY(sa.Text()), sa.DateTime(timezone=True)
    op.add_column("subscriptions", sa.Column("scopes", texts, server_default=empty, nullable=False))
    op.add_column("subscriptions", sa.Column("healthy_at", instant, server_default=now, nullable=False))
    op.add_column("deliveries", sa.Column("claimed_until", instant, nullable=True))
    op.drop_index("ix_deliveries_due", table_name="deliveries")
    pending = sa.text("state = 'pending'")
    op.create_index("ix_deliveries_waiting", "deliveries", [*_OF, "due_at"], postgresql_where=pending)
    op.create_index("ix_deliveries_state", "deliveries", [*_OF, "state", "id"])


def drop_sending() -> None:
    """Take it back."""
    op.drop_index("ix_deliveries_state", table_name="deliveries")
    op.drop_index("ix_deliveries_waiting", table_name="deliveries")
    pending = sa.text("state = 'pending'")
    op.create_index("ix_deliveries_due", "deliveries", ["due_at"], postgresql_where=pending)
    op.drop_column("deliveries", "claimed_until")
    op.drop_column("subscriptions", "healthy_at")
    op.drop_column("subscriptions", "scopes")
