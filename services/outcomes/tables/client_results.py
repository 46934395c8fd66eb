"""What is wanted for clients, what the evaluators said became of it, and what that comes to."""

from sqlalchemy import (
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

from services.outcomes.tables.base import METADATA
from shared.kit.tables import choice, json_column, owned
from shared.values.arrangements import Evaluator
from shared.values.care_courses import ClientVerdict, DesiredResultState
from shared.values.client_results import ClientResultState, Influence, OutsideInfluence
from shared.values.terms import Law

# A client's desired result under access's own id and version, without its text; it follows the access feed.
desired_results = owned(
    "desired_results",
    METADATA,
    Column("citizen_id", Uuid),
    Column("contract_id", Uuid),
    Column("provider", Text, nullable=False),
    choice("law", Law),
    Column("allocation_number", Integer),
    Column("referral_id", Uuid),
    Column("domain", Text),
    Column("start_value", Text),
    Column("target", Text),
    Column("set_on", Date, nullable=False),
    Column("term", Date, nullable=False),
    Column("linked_share_basis_points", Integer),
    choice("state", DesiredResultState),
    CheckConstraint("linked_share_basis_points between 0 and 10000", name="linked_share"),
    Index("ix_desired_results_citizen_id", "owner", "citizen_id"),
)
Index("ix_desired_results_contract_id_term", desired_results.c.contract_id, desired_results.c.term)

client_results = owned(
    "client_results",
    METADATA,
    Column("desired_result_id", Uuid, nullable=False),
    Column("citizen_id", Uuid),
    Column("contract_id", Uuid),
    Column("provider", Text, nullable=False),
    choice("law", Law),
    Column("allocation_number", Integer),
    Column("referral_id", Uuid),
    Column("domain", Text),
    Column("term", Date, nullable=False),
    choice("state", ClientResultState),
    choice("verdict", ClientVerdict, nullable=True),
    json_column("demanded"),
    json_column("evaluators"),
    json_column("opinions"),
    Column("evaluated_on", Date),
    choice("influence", Influence, nullable=True),
    Column("attributable", Boolean),
    Column("linked_share_basis_points", Integer),
    UniqueConstraint("owner", "desired_result_id"),
    ForeignKeyConstraint(["owner", "desired_result_id"], ["desired_results.owner", "desired_results.id"]),
    CheckConstraint("(verdict is null) = (state = 'incomplete')", name="verdict_when_complete"),
    Index("ix_client_results_citizen_id", "owner", "citizen_id"),
)
Index("ix_client_results_contract_id_state", client_results.c.contract_id, client_results.c.state)

# Never changed: who thinks otherwise later says so in a new row.
result_opinions = owned(
    "result_opinions",
    METADATA,
    Column("desired_result_id", Uuid, nullable=False),
    Column("client_result_id", Uuid, nullable=False),
    Column("citizen_id", Uuid),
    choice("evaluator", Evaluator),
    choice("verdict", ClientVerdict),
    choice("influence", Influence),
    choice("outside_influence", OutsideInfluence, nullable=True),
    Column("evaluated_on", Date, nullable=False),
    Column("motive", Text),
    Column("given_by", Text, nullable=False),
    ForeignKeyConstraint(["owner", "client_result_id"], ["client_results.owner", "client_results.id"]),
    Index("ix_result_opinions_citizen_id", "owner", "citizen_id"),
)
Index("ix_result_opinions_desired_result_id_id", result_opinions.c.desired_result_id, result_opinions.c.id)
