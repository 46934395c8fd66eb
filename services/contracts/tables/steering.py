"""The tables of subsidies, pools and savings, and steering."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    Uuid,
)

from services.contracts.tables.base import METADATA
from shared.kit.tables import ARRAY, choice, json_column, owned
from shared.values.agreements import BaselineMethod, SharingForm
from shared.values.arrangements import Unit
from shared.values.steering import (
    MeasurePillar,
    MeasureStatus,
    MunicipalRole,
    PilotStatus,
    PoolVariant,
    ReadinessCode,
    ReadinessStatus,
    RelationAdvice,
    SpreadingKey,
    TransitionApproach,
    TransitionRouteKind,
)
from shared.values.subsidies import SubsidyState

_CONTRACT = (["owner", "contract_id"], ["contracts.owner", "contracts.id"])

subsidies = owned(
    "subsidies",
    METADATA,
    Column("contract_id", Uuid, nullable=False),
    Column("recipient", Text, nullable=False),
    choice("state", SubsidyState),
    Column("decision_number", Text, nullable=False),
    Column("granted_on", Date, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date, nullable=False),
    Column("granted_cents", BigInteger, nullable=False),
    Column("advance_basis_points", Integer, nullable=False),
    Column("advance_cents", BigInteger, nullable=False),
    Column("instalment_count", Integer, nullable=False),
    Column("account_due_on", Date, nullable=False),
    Column("decision_weeks", Integer, nullable=False),
    json_column("activities"),
    json_column("duties"),
    json_column("results"),
    json_column("account", nullable=True),
    Column("accounted_on", Date),
    Column("decision_due_on", Date),
    json_column("renewal_notes"),
    Column("determined_on", Date),
    Column("determined_cents", BigInteger),
    json_column("grounds"),
    Column("ex_officio", Boolean, nullable=False),
    Column("motivation", Text),
    Column("advances_paid_cents", BigInteger),
    Column("settlement_cents", BigInteger),
    Column("pay_by", Date),
    Column("recoverable_until", Date),
    json_column("recoveries"),
    Column("recovered_cents", BigInteger, nullable=False),
    UniqueConstraint("owner", "decision_number"),
    ForeignKeyConstraint(*_CONTRACT),
    CheckConstraint("valid_until >= valid_from", name="period"),
    CheckConstraint("(state = 'determined') = (determined_cents is not null)", name="determined"),
    # A result is never a ground (R-C09), and less than was granted always has one (Awb 4:46).
    CheckConstraint("not grounds ? 'resultScore'", name="no_result"),
    CheckConstraint(
        "determined_cents <= granted_cents and (determined_cents = granted_cents) = (jsonb_array_length(grounds) = 0)",
        name="grounded",
    ),
    CheckConstraint("recovered_cents = 0 or recovered_cents <= - settlement_cents", name="recovered_at_most"),
)
Index("ix_subsidies_owner_contract_id", subsidies.c.owner, subsidies.c.contract_id)
Index("ix_subsidies_owner_state", subsidies.c.owner, subsidies.c.state, subsidies.c.id)

risk_pools = owned(
    "risk_pools",
    METADATA,
    Column("name", Text, nullable=False),
    Column("year", Integer, nullable=False),
    choice("variant", PoolVariant),
    json_column("care_types"),
    json_column("members"),
    choice("spreading_key", SpreadingKey, nullable=True),
    Column("fixed_cents", BigInteger),
    Column("fixed_basis_points", Integer),
    Column("minimum_volume", Text),
    choice("unit", Unit, nullable=True),
    Column("unit_price", Text),
    json_column("history"),
    json_column("preconditions"),
    json_column("confirmations"),
    json_column("remarks"),
)
Index("ix_risk_pools_owner_year", risk_pools.c.owner, risk_pools.c.year)

shared_savings_agreements = owned(
    "shared_savings_agreements",
    METADATA,
    Column("name", Text, nullable=False),
    Column("contract_id", Uuid),
    choice("form", SharingForm),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date, nullable=False),
    choice("baseline_method", BaselineMethod),
    Column("baseline_cents", BigInteger, nullable=False),
    Column("baseline_year", Integer, nullable=False),
    Column("trend_basis_points", Integer, nullable=False),
    Column("minimum_savings_basis_points", Integer, nullable=False),
    Column("shares_losses", Boolean, nullable=False),
    Column("quality_gate", Boolean, nullable=False),
    json_column("parties_sharing"),
    Column("payer", Text, nullable=False),
    Column("terms", Text),
    ForeignKeyConstraint(*_CONTRACT),
    CheckConstraint("valid_until >= valid_from", name="period"),
)
Index(
    "ix_shared_savings_agreements_owner_contract_id",
    shared_savings_agreements.c.owner,
    shared_savings_agreements.c.contract_id,
)

steering_profiles = owned(
    "steering_profiles",
    METADATA,
    Column("name", Text, nullable=False),
    Column("contract_id", Uuid),
    Column("region", Text),
    json_column("instruments"),
    ForeignKeyConstraint(*_CONTRACT),
    CheckConstraint("(contract_id is null) <> (region is null)", name="subject"),
)

measures = owned(
    "measures",
    METADATA,
    Column("code", Text, nullable=False),
    choice("pillar", MeasurePillar),
    Column("name_nl", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("option", Text),
    Column("starts_on", Date),
    choice("owner_role", MunicipalRole, nullable=True),
    Column("expected_effect_cents", BigInteger),
    Column("real_effect_cents", BigInteger),
    choice("status", MeasureStatus),
    Column("note", Text),
)
Index("ix_measures_owner_code", measures.c.owner, measures.c.code)

pilots = owned(
    "pilots",
    METADATA,
    Column("name", Text, nullable=False),
    Column("area_code", Text, nullable=False),
    Column("measure_id", Uuid),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date, nullable=False),
    Column("participants", ARRAY(Text), nullable=False),
    Column("letter_of_intent_on", Date),
    json_column("business_case", nullable=True),
    choice("status", PilotStatus),
    Column("roll_out_areas", ARRAY(Text), nullable=False),
    Column("roll_out_on", Date),
    Column("expected_balance_cents", BigInteger),
    Column("real_balance_cents", BigInteger),
    ForeignKeyConstraint(["owner", "measure_id"], ["measures.owner", "measures.id"]),
    CheckConstraint("valid_until >= valid_from", name="period"),
)

transition_routes = owned(
    "transition_routes",
    METADATA,
    Column("name", Text, nullable=False),
    Column("contract_id", Uuid),
    choice("route", TransitionRouteKind),
    choice("approach", TransitionApproach),
    json_column("steps"),
    ForeignKeyConstraint(*_CONTRACT),
)

relation_scores = owned(
    "relation_scores",
    METADATA,
    Column("provider", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("municipality_score", Integer, nullable=False),
    Column("provider_score", Integer, nullable=False),
    Column("choice_of_providers", Boolean, nullable=False),
    Column("specialised", Boolean, nullable=False),
    choice("advice", RelationAdvice),
    CheckConstraint("municipality_score between 1 and 10 and provider_score between 1 and 10", name="scores"),
)
Index("ix_relation_scores_owner_provider", relation_scores.c.owner, relation_scores.c.provider)

readiness_items = owned(
    "readiness_items",
    METADATA,
    Column("municipality_code", Text, nullable=False),
    choice("code", ReadinessCode),
    choice("status", ReadinessStatus),
    Column("due_on", Date),
    choice("owner_role", MunicipalRole, nullable=True),
    Column("evidence", Text),
    UniqueConstraint("owner", "municipality_code", "code"),
)
