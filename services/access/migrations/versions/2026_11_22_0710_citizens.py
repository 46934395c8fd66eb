"""Citizens with personal data, sealed, and transfers to another municipality."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from shared.kit.migrations import patience, protect, roles

revision = "2026_11_22_0710"
down_revision = "2026_11_22_0750"
branch_labels = None
depends_on = None

_COLUMNS = {
    "sealed": sa.LargeBinary(),
    "bsn_hash": sa.LargeBinary(),
    "moved_on": sa.Date(),
    "moved_to": sa.Text(),
    "departure_id": sa.Uuid(),
    "arrival_id": sa.Uuid(),
    "erased_on": sa.Date(),
}
_CHECKS = {
    "erased": "(erased_on is null) = (reference is not null)",
    "erased_empty": "erased_on is null or sealed is null and purposes = '{}'",
    "bsn_sealed": "bsn_hash is null or sealed is not null",
    "moved": "num_nulls(moved_on, moved_to, departure_id) in (0, 3)",
}
_INDEXES = {"bsn_hash": True, "departure_id": False, "arrival_id": False}
_STATES = "'received', 'referred', 'decided'"


def upgrade() -> None:
    """Add the columns, make the table, and close it off by row-level security."""
    patience()
    op.alter_column("citizens", "reference", existing_type=sa.Text(), nullable=True)
    for name, kind in _COLUMNS.items():
        op.add_column("citizens", sa.Column(name, kind, nullable=True))
    purposes = postgresql.JSONB(astext_type=sa.Text())
    op.add_column("citizens", sa.Column("purposes", purposes, server_default=sa.text("'{}'"), nullable=False))
    for name, rule in _CHECKS.items():
        op.create_check_constraint(op.f(f"ck_citizens_{name}"), "citizens", rule)
    for name, unique in _INDEXES.items():
        op.create_index(
            f"{'uq' if unique else 'ix'}_citizens_{name}",
            "citizens",
            ["owner", name],
            unique=unique,
            postgresql_where=sa.text(f"{name} IS NOT NULL"),
        )
    _set_states(f"{_STATES}, 'moved'")
    op.create_table(
        "transfers",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("parties", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("offered_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("fields", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("(state = 'offered') = (answered_on is null)", name=op.f("ck_transfers_answered")),
        sa.CheckConstraint("(state = 'offered') = (sealed is not null)", name=op.f("ck_transfers_sealed")),
        sa.CheckConstraint("expires_on >= offered_on", name=op.f("ck_transfers_dates")),
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f("ck_transfers_owner_oin")),
        sa.CheckConstraint(
            "recipient ~ '^[0-9]{20}$' and recipient <> owner", name=op.f("ck_transfers_recipient")
        ),
        sa.CheckConstraint(
            "state in ('offered', 'accepted', 'withdrawn', 'expired')", name=op.f("ck_transfers_state_known")
        ),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f("pk_transfers")),
    )
    op.create_index("ix_transfers_id", "transfers", ["id"], unique=False)
    op.create_index("ix_transfers_recipient", "transfers", ["recipient", "id"], unique=False)
    op.create_index(
        "uq_transfers_external_reference",
        "transfers",
        ["owner", "client_id", "external_reference"],
        unique=True,
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )
    protect("transfers")
    none = "(select nullif(current_setting('app.citizens', true), '') is null)"
    # Who is limited to some citizens has no business here at all.
    op.execute(
        f"create policy transfers_citizens on transfers as restrictive using ({none}) with check ({none})"
    )
    _, worker = roles()
    op.execute(f'grant select on transfers to "{worker}"')


def downgrade() -> None:
    """Take it back; what was recorded of persons goes with it."""
    patience()
    op.drop_table("transfers")
    op.execute("alter table requests disable row level security")
    op.execute("update requests set state = 'received' where state = 'moved'")
    op.execute("alter table requests enable row level security")
    _set_states(_STATES)
    for name, unique in _INDEXES.items():
        op.drop_index(f"{'uq' if unique else 'ix'}_citizens_{name}", table_name="citizens")
    for name in _CHECKS:
        op.drop_constraint(op.f(f"ck_citizens_{name}"), "citizens", type_="check")
    for name in ("purposes", *_COLUMNS):
        op.drop_column("citizens", name)
    op.execute("alter table citizens disable row level security")
    op.execute("update citizens set reference = 'erased-' || id where reference is null")
    op.execute("alter table citizens enable row level security")
    op.alter_column("citizens", "reference", existing_type=sa.Text(), nullable=False)


def _set_states(states: str) -> None:
    op.drop_constraint(op.f("ck_requests_state_known"), "requests", type_="check")
    op.create_check_constraint(op.f("ck_requests_state_known"), "requests", f"state in ({states})")
