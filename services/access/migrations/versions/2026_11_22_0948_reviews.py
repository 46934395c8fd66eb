"""Reviews, samples, advice of experts."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from shared.kit.migrations import create_owned, listed, narrowed, patience, protect, refer, roles, withheld

revision = "2026_11_22_0948"
down_revision = "2026_11_22_0946"
branch_labels = None
depends_on = None

_LAWS = ("wmo2015", "jeugdwet")
_KINDS = ("switchTeam", "voluntary", "vot", "conspicuous", "extension", "halfYear", "afterAcute")
_TRIGGERS = (
    "valueAboveThreshold", "consultantAsked", "sampled", "everyRequest", "muchUsed", "costly", "extensionAsked",
    "endNear", "halfYearPasses", "acuteCare", "startedBefore",
)  # fmt: skip
_ONCE = {
    "half_year": (["allocation_id", "due_on"], "kind = 'halfYear'"),
    "after_acute": (["decision_id"], "kind = 'afterAcute'"),
    "sampled": (["sample_id", "decision_id"], "sample_id is not null and decision_id is not null"),
    "sampled_request": (["sample_id", "allocation_request_id"], "sample_id is not null"),
    "open": (["kind", "decision_id"], "state = 'open' and kind in ('switchTeam', 'extension')"),
}


def _text(name: str, *, nullable: bool = True) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _day(name: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.Date(), nullable=nullable)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=True)


def _id(name: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def _check(table: str, name: str, says: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(says, name=op.f(f"ck_{table}_{name}"))


def _samples() -> None:
    name = "review_samples"
    drawn = "drawn_on, population_size, population_digest, seed, sample_size, rate_basis_points"
    create_owned(
        name,
        _text("period", nullable=False),
        _text("state", nullable=False),
        _day("starts_on", nullable=False),
        _day("ends_on", nullable=False),
        _day("committed_on", nullable=False),
        _text("commitment", nullable=False),
        _text("secret", nullable=False),
        _number("rate_basis_points"),
        _id("policy_id"),
        _number("policy_version"),
        _day("drawn_on"),
        _number("population_size"),
        _text("population_digest"),
        _text("seed"),
        _number("sample_size"),
        listed(name, "state", "committed", "drawn"),
        _check(name, "days", "ends_on >= starts_on and committed_on <= ends_on"),
        _check(name, "drawn", "(state = 'drawn') = (drawn_on is not null)"),
        _check(name, "drawn_whole", f"num_nulls({drawn}) in (0, 6)"),
    )
    op.create_index("uq_review_samples_period", name, ["owner", "period"], unique=True)
    lines = "review_sample_lines"
    op.create_table(
        lines,
        _text("owner", nullable=False),
        _id("sample_id", nullable=False),
        _id("subject_id", nullable=False),
        _text("subject_kind", nullable=False),
        sa.Column("parties", ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        _text("score", nullable=False),
        sa.Column("chosen", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("owner", "sample_id", "subject_id", name=op.f(f"pk_{lines}")),
        refer(lines, "sample_id", name),
        _check(lines, "rank", "rank >= 1"),
        listed(lines, "subject_kind", "decision", "allocationRequest"),
    )
    protect(lines)


def _reviews() -> None:
    name = "reviews"
    create_owned(
        name,
        *(_text(one, nullable=False) for one in ("kind", "trigger", "state", "law", "reviewer_role")),
        *(_id(one) for one in ("request_id", "decision_id", "allocation_id", "allocation_request_id")),
        *(_id(one) for one in ("policy_id", "sample_id")),
        _id("citizen_id", nullable=False),
        *(
            _number(one)
            for one in ("allocation_number", "extension_number", "extension_months", "policy_version")
        ),
        *(_text(one) for one in ("product_category", "product_code", "alternative_product")),
        *(
            _text(one)
            for one in ("consultant", "reviewer", "outcome", "advice", "deviation_reason", "cancellation")
        ),
        sa.Column("asked_cents", sa.BigInteger(), nullable=True),
        sa.Column("granted_cents", sa.BigInteger(), nullable=True),
        _day("opened_on", nullable=False),
        *(_day(one) for one in ("due_on", "provider_contact_on", "citizen_contact_on", "completed_on")),
        *(_day(one) for one in ("cancelled_on", "feedback_sent_on")),
        sa.Column("fit", sa.Boolean(), nullable=True),
        sa.Column("deviation", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        listed(name, "kind", *_KINDS),
        listed(name, "trigger", *_TRIGGERS),
        listed(name, "state", "open", "completed", "cancelled"),
        listed(name, "law", *_LAWS),
        listed(name, "reviewer_role", "switchTeam", "qualityOfficer", "basicTeam"),
        listed(name, "outcome", "approved", "approvedWithChange", "notApproved"),
        listed(name, "cancellation", "notDecided", "careEnded", "citizenGone", "openedInError"),
        _check(name, "completed", "(state = 'completed') = (completed_on is not null)"),
        _check(name, "outcome", "(completed_on is null) = (outcome is null)"),
        _check(name, "cancelled", "(state = 'cancelled') = (cancelled_on is not null)"),
        _check(name, "cancellation", "(cancelled_on is null) = (cancellation is null)"),
        _check(name, "another", "reviewer is distinct from consultant or reviewer is null"),
        _check(
            name,
            "both_contacts",
            "state <> 'completed' or kind <> 'halfYear' or num_nonnulls(provider_contact_on, citizen_contact_on) = 2",
        ),
        _check(name, "feedback", "feedback_sent_on is null or state = 'completed'"),
        refer(name, "request_id", "requests"),
        refer(name, "decision_id", "decisions"),
        refer(name, "citizen_id", "citizens"),
        refer(name, "sample_id", "review_samples"),
    )
    for one in ("citizen_id", "request_id", "decision_id", "completed_on"):
        op.create_index(f"ix_{name}_{one}", name, ["owner", one])
    op.create_index(
        "ix_reviews_due_on", name, ["owner", "due_on"], postgresql_where=sa.text("state = 'open'")
    )
    for one, (columns, where) in _ONCE.items():
        op.create_index(
            f"uq_{name}_{one}", name, ["owner", *columns], unique=True, postgresql_where=sa.text(where)
        )


def _advices() -> None:
    name = "expert_advices"
    create_owned(
        name,
        *(_id(one, nullable=False) for one in ("decision_id", "request_id", "citizen_id")),
        *(_text(one, nullable=False) for one in ("law", "kind", "expert", "opinion", "recorded_by")),
        *(_text(one) for one in ("employer", "ratifier", "chosen_provider", "note")),
        sa.Column("advisers", JSONB(none_as_null=True), nullable=False),
        _day("advised_on", nullable=False),
        sa.Column("independence_warning", sa.Boolean(), nullable=False),
        listed(name, "law", *_LAWS),
        listed(name, "kind", "advice", "jointAdvice", "ratification"),
        listed(name, "ratifier", "municipalDesk", "independentExpert"),
        listed(name, "opinion", "positive", "negative", "conditional"),
        _check(name, "ratifier", "(kind = 'ratification') = (ratifier is not null)"),
        refer(name, "decision_id", "decisions"),
        refer(name, "request_id", "requests"),
        refer(name, "citizen_id", "citizens"),
    )
    for one in ("decision_id", "request_id", "citizen_id", "advised_on"):
        op.create_index(f"ix_{name}_{one}", name, ["owner", one])


def upgrade() -> None:
    """Make the tables, closed off by row-level security, those on persons per citizen too."""
    patience()
    _samples()
    _reviews()
    _advices()
    narrowed("reviews", "expert_advices")
    withheld("review_samples", "review_sample_lines")
    # A review is never deleted, and what a draw was made of never changes.
    op.execute(
        "create or replace function refuse_delete() returns trigger language plpgsql as $$"
        " begin raise exception '% keeps its rows', tg_table_name using errcode = 'restrict_violation'; end $$"
    )
    op.execute(
        "create trigger reviews_kept before delete or truncate on reviews"
        " for each statement execute function refuse_delete()"
    )
    op.execute(
        "create trigger review_sample_lines_append_only before update or delete or truncate on review_sample_lines"
        " for each statement execute function refuse_change()"
    )
    _, worker = roles()
    op.execute(f'grant select on review_samples, review_sample_lines, reviews, expert_advices to "{worker}"')


def downgrade() -> None:
    """Take them away again."""
    patience()
    for table in ("expert_advices", "reviews", "review_sample_lines", "review_samples"):
        op.drop_table(table)
    op.execute("drop function refuse_delete()")
