"""Steps that the revisions of all four services share; what has landed here is never changed."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from shared.kit.migrations import append_only, known, protect, roles

_FUNCTIONS = """
create function open_processing_month(day date) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    first date := date_trunc('month', day)::date;
    part text := 'processing_log_' || to_char(day, 'YYYY_MM');
begin
    perform pg_advisory_xact_lock(hashtext('processing_log'));
    if to_regclass('public.' || part) is not null then return; end if;
    execute format('create table public.%I partition of public.processing_log for values from (%L) to (%L)', part,
        first::timestamp at time zone 'UTC', (first + interval '1 month')::timestamp at time zone 'UTC');
    perform close_processing_part(part);
end $$;
create function close_processing_part(part text) returns void
language plpgsql set search_path = pg_catalog, public as $$
begin
    -- Through the parent its policies hold; a part by itself has none, so nobody but the owner may touch it.
    execute format('revoke all on public.%I from public, {app}, {worker}', part);
    execute format('create trigger append_only before update or delete or truncate on public.%I'
        ' for each statement execute function public.refuse_change()', part);
end $$;
"""


def add_trust() -> None:
    """The processing log and its seals, who acts for whom, webhooks; `via` in the logs."""
    op.create_table(
        "authorisations",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("parties", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("principal_kind", sa.Text(), nullable=False),
        sa.Column("scopes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("citizen_id", sa.Uuid(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(kind = 'ombuds') = (citizen_id is not null)", name=op.f("ck_authorisations_case")
        ),
        sa.CheckConstraint("holder ~ '^[0-9]{20}$'", name=op.f("ck_authorisations_holder_oin")),
        sa.CheckConstraint(
            "kind in ('purchaser', 'region', 'provider', 'auditor', 'researcher', 'insurer', 'ombuds', 'portal', 'vendor', 'operator', 'service', 'system')",
            name=op.f("ck_authorisations_kind_known"),
        ),
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f("ck_authorisations_owner_oin")),
        sa.CheckConstraint(
            "principal_kind in ('purchaser', 'region', 'provider', 'auditor', 'researcher', 'insurer', 'ombuds', 'portal', 'vendor', 'operator', 'service', 'system')",
            name=op.f("ck_authorisations_principal_kind_known"),
        ),
        sa.CheckConstraint("valid_until >= valid_from", name=op.f("ck_authorisations_dates")),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f("pk_authorisations")),
    )
    op.create_index("ix_authorisations_holder", "authorisations", ["holder", "owner"], unique=False)
    op.create_index("ix_authorisations_id", "authorisations", ["id"], unique=False)
    op.create_index(
        "uq_authorisations_external_reference",
        "authorisations",
        ["owner", "client_id", "external_reference"],
        unique=True,
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )
    op.create_table(
        "processing_chain",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.BigInteger(), nullable=False),
        sa.Column("last_id", sa.BigInteger(), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("month", "number", name=op.f("pk_processing_chain")),
    )
    op.create_table(
        "processing_log",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True, cache=1), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("via", sa.Text(), nullable=True),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("end_user", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("activity", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("subject", sa.Uuid(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("trace_id", sa.Text(), nullable=False),
        sa.Column("span_id", sa.Text(), nullable=False),
        sa.Column("parent_span_id", sa.Text(), nullable=True),
        sa.Column("processor", sa.Text(), nullable=True),
        sa.Column("fsc_transaction_id", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "event in ('read', 'search', 'create', 'update', 'erase', 'export', 'transfer', 'readLog')",
            name=op.f("ck_processing_log_event_known"),
        ),
        sa.CheckConstraint(
            "role in ('purchaser', 'region', 'provider', 'auditor', 'researcher', 'insurer', 'ombuds', 'portal', 'vendor', 'operator', 'service', 'system')",
            name=op.f("ck_processing_log_role_known"),
        ),
        sa.CheckConstraint("status in ('Ok', 'Unset', 'Error')", name=op.f("ck_processing_log_status_known")),
        sa.PrimaryKeyConstraint("created_at", "id", name=op.f("pk_processing_log")),
        postgresql_partition_by="RANGE (created_at)",
    )
    op.create_index("ix_processing_log_id", "processing_log", ["id"], unique=False)
    op.create_index(
        "ix_processing_log_subject", "processing_log", ["owner", "subject", "created_at"], unique=False
    )
    op.create_table(
        "subscriptions",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("parties", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("types", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("purchasers", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("via", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("disabled_because", sa.Text(), nullable=True),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("former_secret", sa.LargeBinary(), nullable=True),
        sa.Column("former_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("epoch", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind in ('purchaser', 'region', 'provider', 'auditor', 'researcher', 'insurer', 'ombuds', 'portal', 'vendor', 'operator', 'service', 'system')",
            name=op.f("ck_subscriptions_kind_known"),
        ),
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f("ck_subscriptions_owner_oin")),
        sa.CheckConstraint("state in ('active', 'disabled')", name=op.f("ck_subscriptions_state_known")),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f("pk_subscriptions")),
    )
    op.create_index("ix_subscriptions_id", "subscriptions", ["id"], unique=False)
    op.create_index(
        "uq_subscriptions_external_reference",
        "subscriptions",
        ["owner", "client_id", "external_reference"],
        unique=True,
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )
    op.create_table(
        "deliveries",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("parties", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("subscription_id", sa.Uuid(), nullable=False),
        sa.Column("logbook_id", sa.BigInteger(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_status", sa.Integer(), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(state = 'pending') = (due_at is not null)", name=op.f("ck_deliveries_due")),
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f("ck_deliveries_owner_oin")),
        sa.CheckConstraint(
            "state in ('pending', 'delivered', 'failed')", name=op.f("ck_deliveries_state_known")
        ),
        sa.ForeignKeyConstraint(
            ["owner", "subscription_id"],
            ["subscriptions.owner", "subscriptions.id"],
            name=op.f("fk_deliveries_owner_subscription_id_subscriptions"),
        ),
        sa.PrimaryKeyConstraint("owner", "id", name=op.f("pk_deliveries")),
    )
    op.create_index(
        "ix_deliveries_due",
        "deliveries",
        ["due_at"],
        unique=False,
        postgresql_where=sa.text("state = 'pending'"),
    )
    op.create_index("ix_deliveries_id", "deliveries", ["id"], unique=False)
    op.create_index(
        "uq_deliveries_external_reference",
        "deliveries",
        ["owner", "client_id", "external_reference"],
        unique=True,
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )
    op.create_index(
        "uq_deliveries_fact", "deliveries", ["owner", "subscription_id", "logbook_id"], unique=True
    )
    op.add_column("logbook", sa.Column("via", sa.Text(), nullable=True))
    op.add_column("security_log", sa.Column("role", sa.Text(), nullable=True))
    op.add_column("security_log", sa.Column("via", sa.Text(), nullable=True))
    append_only("processing_log", "processing_chain")
    protect("authorisations", "subscriptions", "deliveries")
    app, worker = roles()
    # Who reads somebody's data may be another than whose log it is: anyone may add, the purchaser alone may read.
    op.execute("alter table processing_log enable row level security")
    op.execute("alter table processing_log force row level security")
    op.execute(f'create policy processing_log_add on processing_log for insert to "{app}" with check (true)')
    own = "owner = any ((select string_to_array(nullif(current_setting('app.organisations', true), ''), ','))::text[])"
    op.execute(f'create policy processing_log_own on processing_log for select to "{app}" using ({own})')
    op.execute(f'create policy processing_log_worker on processing_log for select to "{worker}" using (true)')
    op.execute(f'revoke update on processing_log, processing_chain from "{app}"')
    op.execute(f'grant select on all tables in schema public to "{worker}"')
    op.execute(f'grant select on all sequences in schema public to "{worker}"')
    for part in _FUNCTIONS.format(app=f'"{app}"', worker=f'"{worker}"').split("$$;")[:-1]:
        op.execute(part + "$$")
    op.execute("revoke all on function open_processing_month(date), close_processing_part(text) from public")
    op.execute(f'grant execute on function open_processing_month(date) to "{app}"')
    op.execute("create table processing_log_other partition of processing_log default")
    op.execute("select close_processing_part('processing_log_other')")
    op.execute(
        "select open_processing_month((current_date + make_interval(months => n))::date) from generate_series(0, 2) n"
    )


def drop_trust() -> None:
    """Take it back."""
    op.execute("drop function open_processing_month(date)")
    op.execute("drop function close_processing_part(text)")
    op.drop_column("security_log", "via")
    op.drop_column("security_log", "role")
    op.drop_column("logbook", "via")
    op.drop_index("uq_deliveries_fact", table_name="deliveries")
    op.drop_index(
        "uq_deliveries_external_reference",
        table_name="deliveries",
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )
    op.drop_index("ix_deliveries_id", table_name="deliveries")
    op.drop_index("ix_deliveries_due", table_name="deliveries", postgresql_where=sa.text("state = 'pending'"))
    op.drop_table("deliveries")
    op.drop_index(
        "uq_subscriptions_external_reference",
        table_name="subscriptions",
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )
    op.drop_index("ix_subscriptions_id", table_name="subscriptions")
    op.drop_table("subscriptions")
    op.drop_index("ix_processing_log_subject", table_name="processing_log")
    op.drop_index("ix_processing_log_id", table_name="processing_log")
    op.drop_table("processing_log")
    op.drop_table("processing_chain")
    op.drop_index(
        "uq_authorisations_external_reference",
        table_name="authorisations",
        postgresql_where=sa.text("external_reference IS NOT NULL"),
    )
    op.drop_index("ix_authorisations_id", table_name="authorisations")
    op.drop_index("ix_authorisations_holder", table_name="authorisations")
    op.drop_table("authorisations")


_MONTHS = """
create or replace function open_processing_month(day date) returns void
language plpgsql security definer set search_path = pg_catalog, public set lock_timeout = '2s' as $$
declare
    first date := date_trunc('month', day)::date;
    part text := 'processing_log_' || to_char(day, 'YYYY_MM');
    starts timestamptz := first::timestamp at time zone 'UTC';
    ends timestamptz := (first + interval '1 month')::timestamp at time zone 'UTC';
begin
    perform pg_advisory_xact_lock(hashtext('processing_log'));
    if to_regclass('public.' || part) is not null then return; end if;
    -- A month that began without its part stays where its lines are.
    if exists (select from public.processing_log_other where created_at >= starts and created_at < ends) then return; end if;
    -- Made beside the log and then attached: nobody who reads or writes has to wait.
    execute format('create table public.%I (like public.processing_log including defaults including constraints)', part);
    execute format('alter table public.processing_log attach partition public.%I for values from (%L) to (%L)',
        part, starts, ends);
    perform close_processing_part(part);
end $$
"""


def complete_processing() -> None:
    """The version of the rights under which a decision fell, seals that declare a destruction, months opened without a wait."""
    app, _ = roles()
    op.add_column("processing_log", sa.Column("policy", sa.Text(), nullable=True))
    op.create_index("ix_processing_log_trace_id", "processing_log", ["trace_id"], unique=False)
    for name in ("span_id", "fsc_transaction_id", "policy"):
        op.add_column("security_log", sa.Column(name, sa.Text(), nullable=True))
    op.add_column("processing_chain", sa.Column("declared_by", sa.Text(), nullable=True))
    op.create_table(
        "rights_versions",
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("rights", postgresql.JSONB(none_as_null=True), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_rights_versions")),
    )
    append_only("rights_versions")
    op.execute(f'revoke update on rights_versions from "{app}"')
    op.execute(_MONTHS)


def undo_processing() -> None:
    """Take it back; the function stays as it is, for it does the same."""
    op.drop_table("rights_versions")
    op.drop_column("processing_chain", "declared_by")
    for name in ("policy", "fsc_transaction_id", "span_id"):
        op.drop_column("security_log", name)
    op.drop_index("ix_processing_log_trace_id", table_name="processing_log")
    op.drop_column("processing_log", "policy")


_ROLES = (
    "purchaser", "region", "provider", "auditor", "researcher", "insurer", "ombuds", "portal", "vendor", "operator", "service",
    "system",
)  # fmt: skip
_WITH_ROLES = (
    ("authorisations", "kind"),
    ("authorisations", "principal_kind"),
    ("processing_log", "role"),
    ("subscriptions", "kind"),
)


def add_arbiters() -> None:
    """An arbiter sees single cases, as an ombuds officer does (F-26)."""
    for table, column in _WITH_ROLES:
        known(table, column, *_ROLES, "arbiter")
    _of_a_case("'ombuds', 'arbiter'")


def drop_arbiters() -> None:
    """Take it back."""
    _of_a_case("'ombuds'")
    for table, column in _WITH_ROLES:
        known(table, column, *_ROLES)


def _of_a_case(kinds: str) -> None:
    op.execute("alter table authorisations drop constraint ck_authorisations_case")
    check = f"(kind in ({kinds})) = (citizen_id is not null)"
    op.execute(f"alter table authorisations add constraint ck_authorisations_case check ({check})")
