"""Plans of action, meetings with their cycle, and the lights that persons give."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from shared.kit.migrations import create_owned, listed, patience, refer

revision = "2026_11_22_0926"
down_revision = "2026_11_22_0924"
branch_labels = None
depends_on = None
TABLES = ("improvement_plans", "meeting_cycles", "meetings", "incentive_evaluations")
KINDS = (
    "progressTalk", "steeringGroup", "quarterlyTalk", "developmentGroup", "workVisit", "caseDiscussion",
    "stakeholderRound", "auditDialogue", "yearlyReview",
)


def upgrade() -> None:
    """Make the tables, closed off by row-level security."""
    patience()
    _plans()
    _meetings()
    _lights()


def _json(name: str) -> sa.Column[object]:
    return sa.Column(name, JSONB(none_as_null=True), nullable=False)


def _plans() -> None:
    name = "improvement_plans"
    create_owned(
        name,
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("indicators", ARRAY(sa.Text()), nullable=False),
        sa.Column("quarter", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        _json("actions"),
        _json("fulfilled"),
        _json("progress"),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("proposed_by", sa.Text(), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("agreed_by", sa.Text()),
        sa.Column("agreed_on", sa.Date()),
        sa.Column("due_on", sa.Date()),
        sa.Column("result", sa.Text()),
        sa.Column("closed_on", sa.Date()),
        listed(name, "state", "proposed", "agreed", "completed", "withdrawn"),
        listed(name, "result", "recovered", "partly", "notRecovered"),
        refer(name, "contract_id", "contract_copies"),
    )
    op.create_index("ix_improvement_plans_contract_id_id", name, ["contract_id", "id"])


def _meetings() -> None:
    name = "meeting_cycles"
    create_owned(
        name,
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("every", sa.Integer(), nullable=False),
        sa.Column("rhythm", sa.Text(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("participants", ARRAY(sa.Text()), nullable=False),
        _json("standing_items"),
        sa.Column("next_on", sa.Date(), nullable=False),
        listed(name, "kind", *KINDS),
        listed(name, "rhythm", "weeks", "months"),
        refer(name, "contract_id", "contract_copies"),
    )
    op.create_index("ix_meeting_cycles_contract_id_id", name, ["contract_id", "id"])
    name = "meetings"
    create_owned(
        name,
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("present", ARRAY(sa.Text()), nullable=False),
        _json("agenda"),
        _json("figures"),
        _json("agreements"),
        _json("cases"),
        listed(name, "kind", *KINDS),
        refer(name, "cycle_id", "meeting_cycles"),
    )
    op.create_index("ix_meetings_cycle_id_id", name, ["cycle_id", "id"])
    op.create_index("ix_meetings_contract_id_id", name, ["contract_id", "id"])


def _lights() -> None:
    name = "incentive_evaluations"
    create_owned(
        name,
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("dimension", sa.Text(), nullable=False),
        sa.Column("light", sa.Text(), nullable=False),
        sa.Column("argument", sa.Text(), nullable=False),
        sa.Column("given_by", sa.Text(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        listed(name, "dimension", "definition", "volume", "effort", "quality", "accessibility"),
        listed(name, "light", "green", "amber", "red"),
        refer(name, "contract_id", "contract_copies"),
    )
    op.create_index("ix_incentive_evaluations_contract_id_year_id", name, ["contract_id", "year", "id"])


def downgrade() -> None:
    """Take them away."""
    patience()
    for table in reversed(TABLES):
        op.drop_table(table)
