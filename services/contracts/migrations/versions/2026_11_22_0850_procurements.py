"""Procurements, bids and catalogues: a bid is read before its closing moment by its bidder alone, for the database too."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from shared.kit.migrations import SEEN, known, patience, protect, roles

revision = "2026_11_22_0850"
down_revision = "2026_11_22_0840"
branch_labels = None
depends_on = None

_ORGANISATIONS = "(select nullif(current_setting('app.organisations', true), ''))"
_OWN = f"strpos({_ORGANISATIONS}, owner) > 0"
_BIDDER = f"strpos({_ORGANISATIONS}, bidder) > 0"
# Who is in the purchaser's register as a provider reads what is published to all; of the register it sees itself alone.
_OPEN = (
    "openness <> 'invited' and published_at is not null and exists (select 1 from organisations"
    " where organisations.owner = procurements.owner and organisations.kind = 'provider'"
    f" and strpos({_ORGANISATIONS}, organisations.oin) > 0)"
)
_CLOSED = "closes_at <= domain_now(owner)"
# The domain's instant of a purchaser: noon of its sandbox's day, else the machine's (shared/kit/clock.py).
_NOW = """
create function domain_now(purchaser text) returns timestamptz language sql stable as $$
  select coalesce(
    (select (clocks.today + time '12:00') at time zone 'Europe/Amsterdam' from clocks where clocks.owner = purchaser),
    now())
$$
"""
_FROZEN = (
    "number", "name", "description", "municipality_code", "model", "procedure", "legal_form", "openness", "invited", "lots",
    "admission_criteria", "award_criteria", "tie_rule", "maximum_winners", "published_at", "closes_at", "standstill_days",
    "contract",
)  # fmt: skip
_FREEZE = """
create function refuse_thaw() returns trigger language plpgsql as $$
begin
  if old.state <> 'draft' and (%s) is distinct from (%s) then
    raise exception 'a published procurement is fixed (F-30)' using errcode = 'restrict_violation';
  end if;
  return new;
end $$
"""


def _owned(*more: sa.Column) -> list:  # type: ignore[type-arg]
    return [
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("parties", ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("external_reference", sa.Text()),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        *more,
    ]


def _keys(table: str) -> list:  # type: ignore[type-arg]
    return [
        sa.PrimaryKeyConstraint("owner", "id", name=op.f(f"pk_{table}")),
        sa.CheckConstraint("owner ~ '^[0-9]{20}$'", name=op.f(f"ck_{table}_owner_oin")),
    ]


def _indexes(table: str) -> None:
    op.create_index(f"ix_{table}_id", table, ["id"])
    op.create_index(
        f"uq_{table}_external_reference", table, ["owner", "client_id", "external_reference"], unique=True,
        postgresql_where=sa.text("external_reference is not null"),
    )  # fmt: skip


def _json(name: str, *, nullable: bool = False) -> sa.Column:  # type: ignore[type-arg]
    return sa.Column(name, JSONB(none_as_null=True), nullable=nullable)


def _text(name: str, *, nullable: bool = False) -> sa.Column:  # type: ignore[type-arg]
    return sa.Column(name, sa.Text(), nullable=nullable)


def _instant(name: str, *, nullable: bool = True) -> sa.Column:  # type: ignore[type-arg]
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _procurements() -> None:
    op.create_table(
        "procurements",
        *_owned(
            _text("number"), _text("name"), _text("description", nullable=True), _text("municipality_code"),
            _text("state"), _text("model"), _json("procedure"), _text("legal_form"), _text("openness"), _json("invited"),
            _json("lots"), _json("admission_criteria"), _json("award_criteria"), _text("tie_rule"),
            sa.Column("maximum_winners", sa.Integer()), _instant("published_at"), _instant("closes_at"),
            _instant("opened_at"), _json("concluded_phases"), sa.Column("standstill_days", sa.Integer(), nullable=False),
            sa.Column("standstill_until", sa.Date()), sa.Column("awarded_on", sa.Date()), _json("awards"),
            sa.Column("replaces_id", sa.Uuid()), _text("withdrawal_reason", nullable=True), _json("contract"),
        ),
        *_keys("procurements"),
        sa.UniqueConstraint("owner", "number", name=op.f("uq_procurements_owner_number")),
        sa.UniqueConstraint("owner", "id", "closes_at", name=op.f("uq_procurements_owner_id_closes_at")),
        sa.ForeignKeyConstraint(
            ["owner", "replaces_id"], ["procurements.owner", "procurements.id"],
            name=op.f("fk_procurements_owner_replaces_id_procurements"),
        ),
        sa.CheckConstraint(
            "state in ('draft', 'withdrawn') or (closes_at is not null and published_at is not null)",
            name=op.f("ck_procurements_published"),
        ),
        sa.CheckConstraint("opened_at >= closes_at", name=op.f("ck_procurements_opened_late_enough")),
    )  # fmt: skip
    _indexes("procurements")
    known("procurements", "state", "draft", "published", "closed", "ranked", "awarded", "withdrawn")
    known(
        "procurements", "model", "zeeland", "dynamicSelection", "administrative", "dialogue", "catalogue", "oneToOne",
        "perClient", "miniCompetition", "classicTender", "auction", "policyDriven", "subsidyTender", "classicSubsidy",
    )  # fmt: skip
    known(
        "procurements", "legal_form", "contract", "framework", "subsidy", "covenant", "letterOfIntent",
        "cooperationAgreement", "partnership", "executionAgreement",
    )  # fmt: skip
    known("procurements", "openness", "open", "invited", "framework")
    known("procurements", "tie_rule", "lowestPrice", "heaviestCriterion", "draw")
    op.execute(_FREEZE % (", ".join(f"old.{name}" for name in _FROZEN), ", ".join(f"new.{name}" for name in _FROZEN)))
    op.execute(
        "create trigger procurements_fixed before update on procurements for each row execute function refuse_thaw()"
    )


def _bids() -> None:
    op.create_table(
        "bids",
        *_owned(
            sa.Column("procurement_id", sa.Uuid(), nullable=False), sa.Column("lot", sa.Integer()), _text("bidder"),
            _text("state"), _instant("closes_at", nullable=False), _instant("submitted_at", nullable=False),
            sa.Column("sealed", sa.LargeBinary()), _json("content", nullable=True), _json("outcome", nullable=True),
            _json("derivation", nullable=True),
        ),
        *_keys("bids"),
        sa.ForeignKeyConstraint(
            ["owner", "procurement_id", "closes_at"],
            ["procurements.owner", "procurements.id", "procurements.closes_at"],
            name=op.f("fk_bids_owner_procurement_id_closes_at_procurements"),
        ),
        sa.CheckConstraint("bidder ~ '^[0-9]{20}$'", name=op.f("ck_bids_bidder_oin")),
        sa.CheckConstraint(
            "(state = 'sealed') = (sealed is not null) and (state not in ('sealed', 'withdrawn')"
            " or (content is null and outcome is null and derivation is null))",
            name=op.f("ck_bids_sealed"),
        ),
    )  # fmt: skip
    _indexes("bids")
    op.create_index(
        "uq_bids_live", "bids", ["owner", "procurement_id", "bidder", "lot"], unique=True,
        postgresql_nulls_not_distinct=True, postgresql_where=sa.text("state != 'withdrawn'"),
    )  # fmt: skip
    known("bids", "state", "sealed", "withdrawn", "opened", "excluded", "ranked", "awarded", "notAwarded")


def _catalogues() -> None:
    op.create_table(
        "catalogues",
        *_owned(
            sa.Column("procurement_id", sa.Uuid(), nullable=False), _text("name"), _json("product_codes"),
            sa.Column("choice_term_days", sa.Integer(), nullable=False), _json("entries"),
        ),
        *_keys("catalogues"),
        sa.UniqueConstraint("owner", "procurement_id", name=op.f("uq_catalogues_owner_procurement_id")),
        sa.ForeignKeyConstraint(
            ["owner", "procurement_id"], ["procurements.owner", "procurements.id"],
            name=op.f("fk_catalogues_owner_procurement_id_procurements"),
        ),
    )  # fmt: skip
    _indexes("catalogues")


def _secure(table: str, seen: str, added: str, changed: str) -> None:
    """Policies apart for reading, adding and changing: who may read a procedure or a bid may not therefore write it."""
    app, worker = roles()
    op.execute(f"alter table {table} enable row level security")
    op.execute(f"alter table {table} force row level security")
    op.execute(f'create policy {table}_app on {table} for select to "{app}" using ({seen})')
    op.execute(f'create policy {table}_app_adds on {table} for insert to "{app}" with check ({added})')
    op.execute(
        f'create policy {table}_app_changes on {table} for update to "{app}" using ({changed}) with check ({changed})'
    )
    op.execute(f'create policy {table}_worker on {table} for select to "{worker}" using (true)')


def upgrade() -> None:
    """Make the tables, their policies in time, and the trigger that keeps what was published as it was."""
    patience()
    _procurements()
    _bids()
    _catalogues()
    op.execute(_NOW)
    _secure("procurements", f"({SEEN}) or ({_OPEN})", _OWN, _OWN)
    _secure(
        "bids",
        f"{_BIDDER} or (({SEEN}) and {_CLOSED})",
        f"{_BIDDER} and not ({_CLOSED})",
        f"({_BIDDER} and not ({_CLOSED})) or ({_OWN} and {_CLOSED})",
    )
    protect("catalogues")


def downgrade() -> None:
    """Take them back."""
    patience()
    for table in ("catalogues", "bids", "procurements"):
        op.drop_table(table)
    op.execute("drop function domain_now(text)")
    op.execute("drop function refuse_thaw()")
