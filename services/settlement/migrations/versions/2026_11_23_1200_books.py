"""Books that cannot lie: the database keeps balances, closed periods, resolutions and seals by itself."""

import sqlalchemy as sa
from alembic import op

from shared.kit.migrations import append_only, create_owned, known, patience, protect, unforced

revision = "2026_11_23_1200"
down_revision = "2026_11_22_0965"
branch_labels = None
depends_on = None

NIL = "00000000-0000-0000-0000-000000000000"

# Fires after the statement that wrote entries and lines together, so it sees both. In order: who closes or seals waits
# until those who write are done, and they for him; what is wrong is refused; sums are kept row by row in one order, so
# that two who write never wait for each other in a circle. A session keeps the plans that it made when the tables were
# empty: so that they cost the same when these have grown, an entry is looked up by its id alone (with `=` on the owner,
# too, an index on the owner would look as good), and never by a scan or hash of the whole table.
KEEP = f"""
create function keep_books() returns trigger language plpgsql
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare wrong record; resolving boolean;
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('books ' || owner, 0))
    from (select distinct owner from written order by owner) owners;

  select bool_or(unbalanced) as unbalanced, bool_or(broken) as broken, bool_or(resolves) as resolves,
      (array_agg(entry_id order by unbalanced desc) filter (where unbalanced or broken))[1] as id into wrong
    from (
      select w.entry_id, sum(w.amount_cents) <> 0
          or coalesce(sum(w.amount_cents) filter (where w.kind = 'pending'), 0) <> 0 as unbalanced,
        e.id is null or count(*) <> e.line_count or max(w.position) <> e.line_count
          or bool_or(w.booked_on <> e.booked_on or w.currency <> e.currency
            or w.contract_id <> coalesce(e.contract_id, '{NIL}')) as broken,
        bool_or(e.resolves is not null) as resolves
      from written w left join entries e on e.id = w.entry_id and e.owner is not distinct from w.owner
      group by w.owner, w.entry_id, e.id, e.line_count
    ) each_entry;
  if wrong.unbalanced then
    raise exception 'entry % does not balance', wrong.id using errcode = 'check_violation';
  elsif wrong.broken then
    raise exception 'entry % is not written whole', wrong.id using errcode = 'check_violation';
  end if;
  resolving := wrong.resolves;

  perform 1 from (select owner, min(booked_on) as first from written group by owner) w
    join closings c on c.owner = w.owner and c.closed_until >= w.first limit 1;
  if found then
    -- Closed while this was written: the transaction is done again and then books in the period that is open.
    raise exception 'the period was closed' using errcode = 'serialization_failure';
  end if;

  if resolving then
    select r.id into wrong from (
        select distinct e.owner, e.id, e.resolves from written w
        join entries e on e.id = w.entry_id and e.owner is not distinct from w.owner where e.resolves is not null
      ) r
      cross join lateral (
        -- of each account: what stays pending after it, what was pending, and what becomes definite of it
        select coalesce(sum(l.amount_cents) filter (where l.kind = 'pending'), 0) as left_open,
          sum(l.amount_cents) filter (where l.entry_id = r.resolves and l.kind = 'pending') as pending,
          coalesce(sum(l.amount_cents) filter (where l.entry_id = r.id and l.kind = 'posted'), 0) as posted
        from entry_lines l where l.owner = r.owner and l.entry_id in (r.id, r.resolves) group by l.account
      ) sides
      where sides.left_open <> 0 or abs(sides.posted) > abs(sides.pending) limit 1;
    if found then
      raise exception 'entry % does not resolve what was pending', wrong.id using errcode = 'check_violation';
    end if;
  end if;

  insert into accounts as kept (owner, account, contract_id, currency, parties, debit_cents, credit_cents, pending_cents)
    select owner, account, contract_id, currency, max(parties),
      coalesce(sum(amount_cents) filter (where kind = 'posted' and amount_cents > 0), 0),
      coalesce(-sum(amount_cents) filter (where kind = 'posted' and amount_cents < 0), 0),
      coalesce(sum(amount_cents) filter (where kind = 'pending'), 0)
    from written group by owner, account, contract_id, currency order by owner, account, contract_id, currency
    on conflict (owner, account, contract_id, currency) do update set
      parties = excluded.parties, debit_cents = kept.debit_cents + excluded.debit_cents,
      credit_cents = kept.credit_cents + excluded.credit_cents, pending_cents = kept.pending_cents + excluded.pending_cents;
  insert into account_days as kept
      (owner, account, contract_id, currency, booked_on, parties, debit_cents, credit_cents, pending_cents)
    select owner, account, contract_id, currency, booked_on, max(parties),
      coalesce(sum(amount_cents) filter (where kind = 'posted' and amount_cents > 0), 0),
      coalesce(-sum(amount_cents) filter (where kind = 'posted' and amount_cents < 0), 0),
      coalesce(sum(amount_cents) filter (where kind = 'pending'), 0)
    from written group by owner, account, contract_id, currency, booked_on
    order by owner, account, contract_id, currency, booked_on
    on conflict (owner, account, contract_id, currency, booked_on) do update set
      parties = excluded.parties, debit_cents = kept.debit_cents + excluded.debit_cents,
      credit_cents = kept.credit_cents + excluded.credit_cents, pending_cents = kept.pending_cents + excluded.pending_cents;
  return null;
end $$
"""

# A trigger's own statements run one deeper than what somebody asks for.
GUARD = """
create function refuse_by_hand() returns trigger language plpgsql as $$
begin
  if pg_trigger_depth() < 2 then
    raise exception '% is kept by the books themselves', tg_table_name using errcode = 'restrict_violation';
  end if;
  return null;
end $$
"""

# What a seal covers, entry by entry in the order of writing, each as one line of JSON with its lines; anybody who has the
# entries can do it again.
DIGEST = """
create function chain_entries(of_owner text, after_number bigint, most integer, previous text)
returns table (until_sequence bigint, entry_count integer, hash text) language sql stable as $$
  with taken as (
    select * from entries where owner = of_owner and sequence > after_number order by sequence limit most
  ), told as (
    select t.sequence, sha256(convert_to(jsonb_build_array(
      t.id, t.kind, t.cause, t.subject_id, t.description, t.event_on, t.booked_on, t.contract_id, t.currency, t.resolves,
      t.reverses, (
        select jsonb_agg(jsonb_build_array(l.position, l.kind, l.account, l.amount_cents) order by l.position)
        from entry_lines l where l.owner = t.owner and l.entry_id = t.id
      ))::text, 'UTF8')) as digest
    from taken t
  )
  select max(t.sequence), count(*)::integer, 
    encode(sha256(decode(previous, 'hex') || string_agg(t.digest, ''::bytea order by t.sequence)), 'hex')
  from told t having count(*) > 0
$$
"""


# What kept the balance before, for the way back.
BALANCED = """
create function refuse_unbalanced() returns trigger language plpgsql as $$
declare unbalanced uuid;
begin
  select entry_id into unbalanced from written group by owner, entry_id
  having sum(amount_cents) <> 0 or count(*) < 2 limit 1;
  if found then
    raise exception 'entry % does not balance', unbalanced using errcode = 'check_violation';
  end if;
  return null;
end $$
"""


def upgrade() -> None:
    """Give entries their cause, day of booking and number; sums, closings and seals; and let the database keep them."""
    patience()
    _widen()
    _fill()
    _tighten()
    _keep()


def _widen() -> None:
    known("entries", "kind", "posted", "pending", "voided")
    known("entry_lines", "kind", "posted", "pending", "voided")
    op.add_column(
        "entries",
        sa.Column("sequence", sa.BigInteger(), sa.Identity(always=True, cache=1), nullable=False),
    )
    for column in (
        sa.Column("cause", sa.Text()),
        sa.Column("subject_id", sa.Uuid()),
        sa.Column("booked_on", sa.Date()),
        sa.Column("currency", sa.Text()),
        sa.Column("reverses", sa.Uuid()),
        sa.Column("line_count", sa.Integer()),
    ):
        op.add_column("entries", column)
    for column in (
        sa.Column("contract_id", sa.Uuid()),
        sa.Column("currency", sa.Text()),
        sa.Column("booked_on", sa.Date()),
    ):
        op.add_column("entry_lines", column)
    for table, extra in (("accounts", ()), ("account_days", ("booked_on",))):
        names = ["owner", "account", "contract_id", "currency", *extra]
        op.create_table(
            table,
            sa.Column("owner", sa.Text(), nullable=False),
            sa.Column("account", sa.Text(), nullable=False),
            sa.Column("contract_id", sa.Uuid(), nullable=False),
            sa.Column("currency", sa.Text(), nullable=False),
            *(sa.Column(one, sa.Date(), nullable=False) for one in extra),
            sa.Column("parties", sa.ARRAY(sa.Text()), nullable=False),
            sa.Column("debit_cents", sa.BigInteger(), nullable=False),
            sa.Column("credit_cents", sa.BigInteger(), nullable=False),
            sa.Column("pending_cents", sa.BigInteger(), nullable=False),
            sa.PrimaryKeyConstraint(*names, name=op.f(f"pk_{table}")),
        )
        protect(table)
    create_owned(
        "closings",
        sa.Column("closed_until", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=False),
        sa.Column("motivation", sa.Text()),
        sa.UniqueConstraint("owner", "closed_until", name=op.f("uq_closings_owner_closed_until")),
    )
    create_owned(
        "seals",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sealed_on", sa.Date(), nullable=False),
        sa.Column("after_sequence", sa.BigInteger(), nullable=False),
        sa.Column("until_sequence", sa.BigInteger(), nullable=False),
        sa.Column("entry_count", sa.Integer(), nullable=False),
        sa.Column("previous_hash", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.UniqueConstraint("owner", "number", name=op.f("uq_seals_owner_number")),
        sa.UniqueConstraint("owner", "after_sequence", name=op.f("uq_seals_owner_after_sequence")),
        sa.CheckConstraint("until_sequence > after_sequence", name=op.f("ck_seals_forward")),
    )


def _fill() -> None:
    """What older entries say by their description, and the sums of what is there."""
    tables = ("entries", "entry_lines", "accounts", "account_days")
    with unforced(*tables):
        for table in ("entries", "entry_lines"):
            op.execute(f"alter table {table} disable trigger {table}_append_only")
        op.execute(
            "update entries e set booked_on = event_on, currency = 'EUR',"
            " line_count = (select count(*) from entry_lines l where l.owner = e.owner and l.entry_id = e.id),"
            " cause = case when description like 'instalment %' then 'instalment'"
            " when description like 'retained with %' then 'retention'"
            " when description like 'receivable %' then 'receivable'"
            " when description like 'paid %' then 'payment' else 'release' end"
        )
        op.execute(
            f"update entry_lines l set booked_on = e.booked_on, currency = 'EUR', contract_id = coalesce(e.contract_id, '{NIL}')"
            " from entries e where e.owner = l.owner and e.id = l.entry_id"
        )
        for table in ("entries", "entry_lines"):
            op.execute(f"alter table {table} enable trigger {table}_append_only")
        sums = (
            "'{}', coalesce(sum(amount_cents) filter (where kind = 'posted' and amount_cents > 0), 0),"
            " coalesce(-sum(amount_cents) filter (where kind = 'posted' and amount_cents < 0), 0),"
            " coalesce(sum(amount_cents) filter (where kind = 'pending'), 0)"
        )
        keys = "owner, account, contract_id, currency"
        for table, by in (("accounts", keys), ("account_days", f"{keys}, booked_on")):
            op.execute(
                f"insert into {table} ({by}, parties, debit_cents, credit_cents, pending_cents)"
                f" select {by}, {sums} from entry_lines group by {by}"
            )


def _tighten() -> None:
    for column in ("cause", "booked_on", "currency", "line_count"):
        op.alter_column("entries", column, nullable=False)
    for column in ("contract_id", "currency", "booked_on"):
        op.alter_column("entry_lines", column, nullable=False)
    known(
        "entries",
        "cause",
        "commitment",
        "instalment",
        "retention",
        "release",
        "receivable",
        "payment",
        "memorial",
        "reversal",
    )
    op.create_check_constraint(op.f("ck_entries_currency"), "entries", "currency ~ '^[A-Z]{3}$'")
    op.create_check_constraint(op.f("ck_entries_whole"), "entries", "line_count >= 2")
    op.create_index("ix_entries_owner_sequence", "entries", ["owner", "sequence"])
    op.create_index("ix_entries_owner_contract_id", "entries", ["owner", "contract_id", "id"])
    op.create_index("ix_entries_owner_subject_id", "entries", ["owner", "subject_id"])
    op.create_index(
        "uq_entries_reverses",
        "entries",
        ["owner", "reverses"],
        unique=True,
        postgresql_where=sa.text("reverses is not null"),
    )
    op.drop_index("ix_entry_lines_account", "entry_lines")
    op.create_index(
        "ix_entry_lines_statement",
        "entry_lines",
        ["owner", "account", "contract_id", "booked_on", "entry_id", "position"],
    )


def _keep() -> None:
    append_only("closings", "seals")
    op.execute("drop trigger entry_lines_balance on entry_lines")
    op.execute("drop function refuse_unbalanced()")
    op.execute(KEEP)
    op.execute(
        "create trigger entry_lines_books after insert on entry_lines referencing new table as written"
        " for each statement execute function keep_books()"
    )
    op.execute(GUARD)
    for table in ("accounts", "account_days"):
        op.execute(
            f"create trigger {table}_by_hand before insert or update or delete or truncate on {table}"
            " for each statement execute function refuse_by_hand()"
        )
        # Rows that change with each posting: room on their page keeps a change from touching the index.
        op.execute(f"alter table {table} set (fillfactor = 70)")
    op.execute(DIGEST)


def downgrade() -> None:
    """Take it all back; what was voided is pending again, and older rules keep the balance."""
    patience()
    for table in ("entry_lines", "entries"):
        op.execute(f"alter table {table} disable trigger {table}_append_only")
    op.execute("drop trigger entry_lines_books on entry_lines")
    for name in ("chain_entries(text, bigint, integer, text)", "keep_books()"):
        op.execute(f"drop function {name}")
    op.drop_index("ix_entry_lines_statement", "entry_lines")
    for name in ("uq_entries_reverses", "ix_entries_owner_subject_id", "ix_entries_owner_contract_id"):
        op.drop_index(name, "entries")
    op.drop_index("ix_entries_owner_sequence", "entries")
    with unforced("entries", "entry_lines"):
        op.execute("update entries set kind = 'pending' where kind = 'voided'")
        for column in ("line_count", "reverses", "currency", "booked_on", "subject_id", "cause", "sequence"):
            op.drop_column("entries", column)
        for column in ("booked_on", "currency", "contract_id"):
            op.drop_column("entry_lines", column)
    known("entries", "kind", "posted", "pending")
    known("entry_lines", "kind", "posted", "pending")
    for table in ("seals", "closings", "account_days", "accounts"):
        op.drop_table(table)
    op.execute("drop function refuse_by_hand()")
    op.create_index("ix_entry_lines_account", "entry_lines", ["owner", "account", "kind"])
    op.execute(BALANCED)
    op.execute(
        "create trigger entry_lines_balance after insert on entry_lines referencing new table as written"
        " for each statement execute function refuse_unbalanced()"
    )
    for table in ("entry_lines", "entries"):
        op.execute(f"alter table {table} enable trigger {table}_append_only")
