"""Pilots: what became of the three aims, and what a pilot cost and yielded."""

from sqlalchemy import BigInteger, Column, Date, ForeignKeyConstraint, Index, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY

from services.outcomes.tables.base import METADATA
from shared.kit.tables import choice, json_column, owned
from shared.values.flowing import PilotVerdict, RollOutDecision, TripleAimVerdict

triple_aims = owned(
    "triple_aims",
    METADATA,
    Column("name", Text, nullable=False),
    Column("contract_id", Uuid),
    Column("pilot_id", Uuid),
    Column("area_code", Text),
    json_column("before"),
    json_column("after"),
    json_column("quality"),
    json_column("health"),
    json_column("cost"),
    Column("participants", ARRAY(Text), nullable=False),
    choice("verdict", TripleAimVerdict),
)
Index("ix_triple_aims_pilot_id", triple_aims.c.pilot_id)

pilot_evaluations = owned(
    "pilot_evaluations",
    METADATA,
    Column("pilot_id", Uuid, nullable=False),
    Column("name", Text, nullable=False),
    Column("contract_id", Uuid),
    Column("area_code", Text, nullable=False),
    Column("control_area_code", Text),
    Column("letter_of_intent_on", Date),
    Column("participants", ARRAY(Text), nullable=False),
    Column("triple_aim_id", Uuid),
    json_column("before"),
    json_column("after"),
    Column("cost_cents", BigInteger, nullable=False),
    Column("stated_saving_cents", BigInteger),
    json_column("compared", nullable=True),
    Column("saving_cents", BigInteger, nullable=False),
    Column("net_cents", BigInteger, nullable=False),
    choice("verdict", PilotVerdict),
    choice("decision", RollOutDecision, nullable=True),
    Column("decided_on", Date),
    Column("decision_reason", Text),
    Column("roll_out_areas", ARRAY(Text), nullable=False),
    ForeignKeyConstraint(["owner", "triple_aim_id"], ["triple_aims.owner", "triple_aims.id"]),
)
Index("ix_pilot_evaluations_pilot_id", pilot_evaluations.c.pilot_id)
