"""The tables of plans of action, meetings and traffic lights."""

from sqlalchemy import Column, Date, ForeignKeyConstraint, Index, Integer, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY

from services.outcomes.tables.base import METADATA
from shared.kit.tables import choice, json_column, owned
from shared.values.consulting import Light, MeetingKind, PlanResult, PlanState, Rhythm
from shared.values.findings import Dimension

_CONTRACT = (["owner", "contract_id"], ["contract_copies.owner", "contract_copies.id"])

improvement_plans = owned(
    "improvement_plans",
    METADATA,
    Column("contract_id", Uuid, nullable=False),
    Column("indicators", ARRAY(Text), nullable=False),
    Column("quarter", Text, nullable=False),
    Column("cause", Text, nullable=False),
    json_column("actions"),
    json_column("fulfilled"),
    json_column("progress"),
    choice("state", PlanState),
    Column("proposed_by", Text, nullable=False),
    Column("proposed_on", Date, nullable=False),
    Column("agreed_by", Text),
    Column("agreed_on", Date),
    Column("due_on", Date),
    choice("result", PlanResult, nullable=True),
    Column("closed_on", Date),
    ForeignKeyConstraint(*_CONTRACT),
)
Index("ix_improvement_plans_contract_id_id", improvement_plans.c.contract_id, improvement_plans.c.id)

meeting_cycles = owned(
    "meeting_cycles",
    METADATA,
    Column("contract_id", Uuid, nullable=False),
    choice("kind", MeetingKind),
    Column("name", Text, nullable=False),
    Column("every", Integer, nullable=False),
    choice("rhythm", Rhythm),
    Column("first_on", Date, nullable=False),
    Column("participants", ARRAY(Text), nullable=False),
    json_column("standing_items"),
    Column("next_on", Date, nullable=False),
    ForeignKeyConstraint(*_CONTRACT),
)
Index("ix_meeting_cycles_contract_id_id", meeting_cycles.c.contract_id, meeting_cycles.c.id)

meetings = owned(
    "meetings",
    METADATA,
    Column("cycle_id", Uuid, nullable=False),
    Column("contract_id", Uuid, nullable=False),
    choice("kind", MeetingKind),
    Column("held_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("present", ARRAY(Text), nullable=False),
    json_column("agenda"),
    json_column("figures"),
    json_column("agreements"),
    json_column("cases"),
    ForeignKeyConstraint(["owner", "cycle_id"], ["meeting_cycles.owner", "meeting_cycles.id"]),
)
Index("ix_meetings_cycle_id_id", meetings.c.cycle_id, meetings.c.id)
Index("ix_meetings_contract_id_id", meetings.c.contract_id, meetings.c.id)

incentive_evaluations = owned(
    "incentive_evaluations",
    METADATA,
    Column("contract_id", Uuid, nullable=False),
    Column("year", Integer, nullable=False),
    choice("dimension", Dimension),
    choice("light", Light),
    Column("argument", Text, nullable=False),
    Column("given_by", Text, nullable=False),
    Column("given_on", Date, nullable=False),
    ForeignKeyConstraint(*_CONTRACT),
)
Index(
    "ix_incentive_evaluations_contract_id_year_id",
    incentive_evaluations.c.contract_id,
    incentive_evaluations.c.year,
    incentive_evaluations.c.id,
)
