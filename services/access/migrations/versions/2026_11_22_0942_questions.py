"""Questions in full: channel and referrer, clarifications, plans of households, files taken over."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from shared.kit.migrations import create_owned, known, listed, narrowed, patience, protect, refer, roles, unforced, withheld

revision = "2026_11_22_0942"
down_revision = "2026_11_22_0940"
branch_labels = None
depends_on = None

_STATES = ("received", "clarified", "applied", "referred", "decided", "moved", "withdrawn", "closed")
_CHANNELS = (
    "desk",
    "phone",
    "email",
    "letter",
    "portal",
    "homeVisit",
    "referrer",
    "court",
    "message",
    "takenOver",
    "other",
)
_REFERRERS = ("01", "02", "03", "04", "05", "06", "08")
_REASONS = ("registered", "beforeStay", "mother", "actualStay", "notAssessed", "notKnown")
_ENDS = (
    "notNeeded", "ownSolution", "advice", "generalProvision", "otherLaw", "pilotFlame", "duplicate", "noContact",
    "deceased", "other",
)  # fmt: skip
_BATCH = ("running", "completed", "failed")
_COLUMNS = {
    "channel": sa.Text(),
    "referrer_type": sa.Text(),
    "referrer_name": sa.Text(),
    "referrer_code": sa.Text(),
    "direct_access": sa.Boolean(),
    "question": sa.Text(),
    "application_on": sa.Date(),
    "team": sa.Text(),
    "area": sa.Text(),
    "urgency": sa.Integer(),
    "acute_motive": sa.Text(),
    "acute_decided_by": sa.Text(),
    "responsible_municipality": sa.Text(),
    "responsible_reason": sa.Text(),
    "responsible_since": sa.Date(),
    "responsible_code": sa.Text(),
    "transfer_by": sa.Date(),
    "product_category": sa.Text(),
    "product_code": sa.Text(),
    "previous_id": sa.Uuid(),
    "end_reason": sa.Text(),
    "end_note": sa.Text(),
    "source_system": sa.Text(),
    "source_reference": sa.Text(),
}
_CHECKS = {
    "applied": "application_on >= contact_on",
    "urgency": "urgency between 1 and 3",
    "source": "num_nonnulls(source_system, source_reference) in (0, 2)",
    "ended": "state not in ('withdrawn', 'closed') or (closed_on is not null and end_reason is not null)",
}
TABLES = ("clarifications", "household_plans", "household_members", "pilot_flames", "file_takeovers")


def _json(name: str) -> sa.Column[object]:
    return sa.Column(name, JSONB(none_as_null=True), nullable=False)


def _text(name: str, *, nullable: bool = True) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _day(name: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.Date(), nullable=nullable)


def _flag(name: str, *, nullable: bool = False) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=nullable)


def _id(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def _check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def _requests() -> None:
    for name, kind in _COLUMNS.items():
        op.add_column("requests", sa.Column(name, kind, nullable=True))
    op.add_column(
        "requests", sa.Column("untold", sa.Boolean(), nullable=False, server_default=sa.text("false"))
    )
    for column, words in {
        "state": _STATES, "channel": _CHANNELS, "referrer_type": _REFERRERS, "responsible_reason": _REASONS,
        "end_reason": _ENDS,
    }.items():  # fmt: skip
        known("requests", column, *words)
    for name, condition in _CHECKS.items():
        op.create_check_constraint(op.f(f"ck_requests_{name}"), "requests", condition)
    op.create_foreign_key(
        op.f("fk_requests_owner_previous_id_requests"),
        "requests",
        "requests",
        ["owner", "previous_id"],
        ["owner", "id"],
    )
    op.create_index("ix_requests_team", "requests", ["owner", "team", "state"])
    op.create_index("ix_requests_previous_id", "requests", ["owner", "previous_id"])
    untold = sa.text("untold")
    op.create_index("ix_requests_untold", "requests", ["owner", "id"], postgresql_where=untold)
    source = sa.text("source_system is not null")
    columns = ["owner", "source_system", "source_reference"]
    op.create_index("uq_requests_source", "requests", columns, unique=True, postgresql_where=source)


def _clarifications() -> None:
    name = "clarifications"
    create_owned(
        name,
        _id("request_id"),
        _id("citizen_id"),
        _day("held_on", nullable=False),
        _text("worker", nullable=False),
        _text("method", nullable=False),
        _text("edition"),
        sa.Column("domains", ARRAY(sa.Text()), nullable=False),
        _text("own_strength"),
        _text("network"),
        sa.Column("carer_hours", ARRAY(sa.Integer()), nullable=False),
        _json("provisions_first"),
        _day("support_offered_on"),
        _flag("support_accepted", nullable=True),
        _flag("learning_only"),
        _flag("permanent_need"),
        _flag("lifelong_mental_need"),
        _flag("wlz_doubt"),
        _flag("short"),
        _text("note"),
        _json("findings"),
        _id("policy_id", nullable=True),
        _number("policy_version"),
        refer(name, "request_id", "requests"),
        refer(name, "citizen_id", "citizens"),
    )
    op.create_index(f"ix_{name}_request_id", name, ["owner", "request_id", "id"])
    op.create_index(f"ix_{name}_citizen_id", name, ["owner", "citizen_id"])


def _plans() -> None:
    name = "household_plans"
    create_owned(
        name,
        _text("state", nullable=False),
        _text("director", nullable=False),
        _text("coordinator"),
        _day("start_date", nullable=False),
        _day("end_date"),
        _day("ended_on"),
        _json("members"),
        _json("providers"),
        _json("goals"),
        _json("warnings"),
        _id("policy_id", nullable=True),
        _number("policy_version"),
        listed(name, "state", "open", "ended"),
        _check(name, "dates", "end_date >= start_date"),
        _check(name, "ended", "(state = 'ended') = (ended_on is not null)"),
    )
    name = "household_members"
    create_owned(
        name,
        _id("plan_id"),
        _id("citizen_id"),
        _text("relation"),
        _day("left_on"),
        refer(name, "plan_id", "household_plans"),
        refer(name, "citizen_id", "citizens"),
    )
    op.create_index(f"ix_{name}_plan_id", name, ["owner", "plan_id"])
    op.create_index(f"ix_{name}_citizen_id", name, ["owner", "citizen_id"])
    there = sa.text("left_on is null")
    op.create_index(f"uq_{name}_open", name, ["owner", "citizen_id"], unique=True, postgresql_where=there)


def _flames() -> None:
    name = "pilot_flames"
    create_owned(
        name,
        _id("request_id"),
        _id("citizen_id"),
        _text("state", nullable=False),
        _day("lit_on", nullable=False),
        _day("next_contact_on"),
        _day("last_contact_on"),
        _day("reminded_for"),
        _number("contacts"),
        _text("team"),
        _text("note"),
        _day("ended_on"),
        _id("reentry_id", nullable=True),
        _id("policy_id", nullable=True),
        _number("policy_version"),
        refer(name, "request_id", "requests"),
        refer(name, "citizen_id", "citizens"),
        refer(name, "reentry_id", "requests"),
        listed(name, "state", "burning", "reentered", "ended"),
        _check(name, "ended", "(state = 'burning') = (ended_on is null)"),
        _check(name, "next_contact", "(state = 'burning') = (next_contact_on is not null)"),
        _check(name, "reentered", "(state = 'reentered') = (reentry_id is not null)"),
    )
    op.create_index(f"ix_{name}_citizen_id", name, ["owner", "citizen_id"])
    op.create_index(f"ix_{name}_next_contact_on", name, ["owner", "next_contact_on"])
    burns = sa.text("state = 'burning'")
    op.create_index(f"uq_{name}_burning", name, ["owner", "request_id"], unique=True, postgresql_where=burns)


def _takeovers() -> None:
    name = "file_takeovers"
    create_owned(
        name,
        _text("kind", nullable=False),
        _text("state", nullable=False),
        _text("source_system"),
        _number("received"),
        _number("accepted"),
        _number("rejected"),
        _number("duplicates"),
        _json("errors"),
        listed(name, "state", *_BATCH),
    )
    name = "file_takeover_errors"
    op.create_table(
        name,
        _text("owner", nullable=False),
        _id("batch_id"),
        _number("line"),
        _number("position"),
        _text("location"),
        _text("code", nullable=False),
        _text("nl", nullable=False),
        _text("en", nullable=False),
        _text("rule"),
        sa.Column("parties", ARRAY(sa.Text()), nullable=False),
        refer(name, "batch_id", "file_takeovers"),
        sa.PrimaryKeyConstraint("owner", "batch_id", "line", "position", name=op.f(f"pk_{name}")),
    )
    protect(name)


def upgrade() -> None:
    """Make the tables, closed off by row-level security."""
    patience()
    _requests()
    _clarifications()
    _plans()
    _flames()
    _takeovers()
    of_citizens = ("clarifications", "household_members", "pilot_flames")
    narrowed(*of_citizens)
    withheld(*(one for one in (*TABLES, "file_takeover_errors") if one not in of_citizens))
    _, worker = roles()
    op.execute(f'grant select on {", ".join(TABLES)}, file_takeover_errors to "{worker}"')


def downgrade() -> None:
    """Take them away again; what came in after them keeps only what was known before."""
    patience()
    op.drop_table("file_takeover_errors")
    for table in reversed(TABLES):
        op.drop_table(table)
    op.drop_index("uq_requests_source", "requests")
    op.drop_index("ix_requests_untold", "requests")
    op.drop_column("requests", "untold")
    op.drop_index("ix_requests_previous_id", "requests")
    op.drop_index("ix_requests_team", "requests")
    op.drop_constraint(op.f("fk_requests_owner_previous_id_requests"), "requests", type_="foreignkey")
    for name in _CHECKS:
        op.drop_constraint(op.f(f"ck_requests_{name}"), "requests", type_="check")
    for name in reversed(_COLUMNS):
        op.drop_column("requests", name)
    # A question that was clear or applied for was still waiting; one that ended without an answer left.
    with unforced("requests"):
        op.execute("update requests set state = 'received' where state in ('clarified', 'applied')")
        op.execute("update requests set state = 'moved' where state in ('withdrawn', 'closed')")
    known("requests", "state", "received", "referred", "decided", "moved")
