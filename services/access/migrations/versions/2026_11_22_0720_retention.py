"""Retention: terms, legal holds, destruction lists, and what is left of who was erased (docs/decisions/0013)."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from shared.kit.migrations import patience, protect, roles

revision = "2026_11_22_0720"
down_revision = "2026_11_22_0710"
branch_labels = None
depends_on = None

_PERSONS = ("legal_holds", "destruction_lines", "erasures")
_TEXTS = {"decisions": "motivation", "referrals": "refusal_reason"}


def _reason(rule: str) -> None:
    op.drop_constraint(op.f("ck_referrals_reason"), "referrals", type_="check")
    op.create_check_constraint(op.f("ck_referrals_reason"), "referrals", rule)


def upgrade() -> None:
    """Make the tables, close them off by row-level security, and let what was said of a person go."""
    patience()
    op.create_table(
        "destruction_lists",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("parties", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("proposed_by", sa.Text(), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("approved_by", sa.Text(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("executed_by", sa.Text(), nullable=True),
        sa.Column("executed_on", sa.Date(), nullable=True),
        sa.Column("executed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("listed", sa.Integer(), nullable=False),
        sa.Column("excluded", sa.Integer(), nullable=False),
        sa.Column("destroyed", sa.Integer(), nullable=True),
        sa.Column("terms", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(state = 'executed') = (sha256 is not null)", name=op.f("ck_destruction_lists_executed")
        ),
        sa.CheckConstraint(
            "(state = 'proposed') = (approved_by is null)", name=op.f("ck_destruction_lists_approved")
        ),
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f("ck_destruction_lists_owner_oin")),
        sa.CheckConstraint(
            "state in ('proposed', 'approved', 'executed')", name=op.f("ck_destruction_lists_state_known")
        ),
        sa.CheckConstraint("approved_by <> proposed_by", name=op.f("ck_destruction_lists_two_persons")),
        sa.CheckConstraint(
            "num_nulls(executed_by, executed_on, executed_at, destroyed, sha256) in (0, 5)",
            name=op.f("ck_destruction_lists_whole"),
        ),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f("pk_destruction_lists")),
    )
    op.create_index("ix_destruction_lists_id", "destruction_lists", ["id"], unique=False)
    op.create_index(
        "uq_destruction_lists_external_reference",
        "destruction_lists",
        ["owner", "client_id", "external_reference"],
        unique=True,
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )
    op.create_table(
        "retention_terms",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("parties", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("years", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "category in ('youthFile', 'wmoFile', 'claimsAndBooks', 'accessLog')",
            name=op.f("ck_retention_terms_category_known"),
        ),
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f("ck_retention_terms_owner_oin")),
        sa.CheckConstraint("years between 1 and 100", name=op.f("ck_retention_terms_years")),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f("pk_retention_terms")),
        sa.UniqueConstraint("owner", "category", name=op.f("uq_retention_terms_owner_category")),
    )
    op.create_index("ix_retention_terms_id", "retention_terms", ["id"], unique=False)
    op.create_index(
        "uq_retention_terms_external_reference",
        "retention_terms",
        ["owner", "client_id", "external_reference"],
        unique=True,
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )
    op.create_table(
        "destruction_lines",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("list_id", sa.Uuid(), nullable=False),
        sa.Column("citizen_id", sa.Uuid(), nullable=False),
        sa.Column("parties", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("excluded", sa.Text(), nullable=True),
        sa.Column("destroyed", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "category in ('youthFile', 'wmoFile', 'claimsAndBooks', 'accessLog')",
            name=op.f("ck_destruction_lines_category_known"),
        ),
        sa.CheckConstraint(
            "excluded in ('legalHold', 'open', 'termRunning', 'erased')",
            name=op.f("ck_destruction_lines_excluded_known"),
        ),
        sa.CheckConstraint("not destroyed or excluded is null", name=op.f("ck_destruction_lines_destroyed")),
        sa.ForeignKeyConstraint(
            ["owner", "citizen_id"],
            ["citizens.owner", "citizens.id"],
            name=op.f("fk_destruction_lines_owner_citizen_id_citizens"),
        ),
        sa.ForeignKeyConstraint(
            ["owner", "list_id"],
            ["destruction_lists.owner", "destruction_lists.id"],
            name=op.f("fk_destruction_lines_owner_list_id_destruction_lists"),
        ),
        sa.PrimaryKeyConstraint("owner", "list_id", "citizen_id", name=op.f("pk_destruction_lines")),
    )
    op.create_table(
        "erasures",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("parties", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("citizen_id", sa.Uuid(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("erased_on", sa.Date(), nullable=False),
        sa.Column("erased_by", sa.Text(), nullable=False),
        sa.Column("destruction_list_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "ground in ('termPassed', 'wrongPerson', 'unlawful', 'consentWithdrawn', 'courtOrder')",
            name=op.f("ck_erasures_ground_known"),
        ),
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f("ck_erasures_owner_oin")),
        sa.ForeignKeyConstraint(
            ["owner", "citizen_id"],
            ["citizens.owner", "citizens.id"],
            name=op.f("fk_erasures_owner_citizen_id_citizens"),
        ),
        sa.ForeignKeyConstraint(
            ["owner", "destruction_list_id"],
            ["destruction_lists.owner", "destruction_lists.id"],
            name=op.f("fk_erasures_owner_destruction_list_id_destruction_lists"),
        ),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f("pk_erasures")),
        sa.UniqueConstraint("owner", "citizen_id", name=op.f("uq_erasures_owner_citizen_id")),
    )
    op.create_index("ix_erasures_id", "erasures", ["id"], unique=False)
    op.create_index(
        "uq_erasures_external_reference",
        "erasures",
        ["owner", "client_id", "external_reference"],
        unique=True,
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )
    op.create_table(
        "legal_holds",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("parties", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("citizen_id", sa.Uuid(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=True),
        sa.Column("placed_on", sa.Date(), nullable=False),
        sa.Column("placed_by", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("released_on", sa.Date(), nullable=True),
        sa.Column("released_by", sa.Text(), nullable=True),
        sa.Column("release_reason", sa.Text(), nullable=True),
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f("ck_legal_holds_owner_oin")),
        sa.CheckConstraint(
            "(released_on is null) = (released_by is null)", name=op.f("ck_legal_holds_released")
        ),
        sa.CheckConstraint("until >= placed_on", name=op.f("ck_legal_holds_dates")),
        sa.ForeignKeyConstraint(
            ["owner", "citizen_id"],
            ["citizens.owner", "citizens.id"],
            name=op.f("fk_legal_holds_owner_citizen_id_citizens"),
        ),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f("pk_legal_holds")),
    )
    op.create_index("ix_legal_holds_citizen_id", "legal_holds", ["owner", "citizen_id"], unique=False)
    op.create_index("ix_legal_holds_id", "legal_holds", ["id"], unique=False)
    op.create_index(
        "uq_legal_holds_external_reference",
        "legal_holds",
        ["owner", "client_id", "external_reference"],
        unique=True,
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )
    op.alter_column("decisions", "motivation", existing_type=sa.TEXT(), nullable=True)
    for table in _TEXTS:
        erased = sa.Column("erased", sa.Boolean(), server_default=sa.text("false"), nullable=False)
        op.add_column(table, erased)
    op.create_check_constraint(
        op.f("ck_decisions_motivated"), "decisions", "erased or motivation is not null"
    )
    _reason("(state = 'refused' and not erased) = (refusal_reason is not null)")
    protect("retention_terms", "legal_holds", "destruction_lists", "destruction_lines", "erasures")
    limit = "(select string_to_array(nullif(current_setting('app.citizens', true), ''), ',')::uuid[])"
    none = "(select nullif(current_setting('app.citizens', true), '') is null)"
    for table in _PERSONS:
        # Restrictive: it takes away from what the other policy gives, for a portal and an ombuds officer.
        op.execute(
            f"create policy {table}_citizens on {table} as restrictive"
            f" using ({none} or citizen_id = any ({limit}::uuid[])) with check ({none} or citizen_id = any ({limit}::uuid[]))"
        )
    _, worker = roles()
    op.execute(
        f'grant select on retention_terms, legal_holds, destruction_lists, destruction_lines, erasures to "{worker}"'
    )


def downgrade() -> None:
    """Take it back; a text that was erased comes back empty."""
    patience()
    op.drop_constraint(op.f("ck_referrals_reason"), "referrals", type_="check")
    op.drop_constraint(op.f("ck_decisions_motivated"), "decisions", type_="check")
    for table, column in _TEXTS.items():
        op.execute(f"alter table {table} disable row level security")
        where = "erased" + (" and state = 'refused'" if table == "referrals" else "")
        op.execute(f"update {table} set {column} = '' where {where}")
        op.execute(f"alter table {table} enable row level security")
        op.drop_column(table, "erased")
    reason = "(state = 'refused') = (refusal_reason is not null)"
    op.create_check_constraint(op.f("ck_referrals_reason"), "referrals", reason)
    op.alter_column("decisions", "motivation", existing_type=sa.TEXT(), nullable=False)
    op.drop_index(
        "uq_legal_holds_external_reference",
        table_name="legal_holds",
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )
    op.drop_index("ix_legal_holds_id", table_name="legal_holds")
    op.drop_index("ix_legal_holds_citizen_id", table_name="legal_holds")
    op.drop_table("legal_holds")
    op.drop_index(
        "uq_erasures_external_reference",
        table_name="erasures",
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )
    op.drop_index("ix_erasures_id", table_name="erasures")
    op.drop_table("erasures")
    op.drop_table("destruction_lines")
    op.drop_index(
        "uq_retention_terms_external_reference",
        table_name="retention_terms",
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )
    op.drop_index("ix_retention_terms_id", table_name="retention_terms")
    op.drop_table("retention_terms")
    op.drop_index(
        "uq_destruction_lists_external_reference",
        table_name="destruction_lists",
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )
    op.drop_index("ix_destruction_lists_id", table_name="destruction_lists")
    op.drop_table("destruction_lists")
