"""The tables on clients in care: who is in care under a contract, as access tells, and moves to another contract."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    Text,
    Uuid,
    text,
)

from services.contracts.tables.base import METADATA
from shared.kit.tables import choice, json_column, owned
from shared.values.care import ContractTransitionState, PlacementOutcome
from shared.values.terms import ProvisionType

# A copy of what access says, under the id of its decision or referral, and nothing that names a person. No foreign key: a
# copy must not fail on what is not here.
clients_in_care = owned(
    "clients_in_care",
    METADATA,
    Column("contract_id", Uuid, nullable=False),
    Column("provider", Text, nullable=False),
    choice("provision_type", ProvisionType),
    Column("product_category", Text),
    Column("product_code", Text),
    Column("start_date", Date, nullable=False),
    Column("end_date", Date),
    Column("lapsed", Boolean, nullable=False),
    # Which version of access' allocation was told; 0 as long as only the decision was.
    Column("allocation_version", Integer, nullable=False, server_default=text("0")),
    CheckConstraint("end_date >= start_date", name="term"),
    CheckConstraint("provider ~ '^[0-9]{20}$'", name="provider_oin"),
)
Index(
    "ix_clients_in_care_owner_contract_id",
    clients_in_care.c.owner,
    clients_in_care.c.contract_id,
    clients_in_care.c.start_date,
)
# For a provider, who asks across owners.
Index("ix_clients_in_care_contract_id", clients_in_care.c.contract_id)

contract_transitions = owned(
    "contract_transitions",
    METADATA,
    Column("from_contract_id", Uuid, nullable=False),
    Column("to_contract_id", Uuid, nullable=False),
    Column("transition_date", Date, nullable=False),
    json_column("placements"),
    choice("state", ContractTransitionState),
    Column("last_day", Date, nullable=False),
    Column("first_day", Date, nullable=False),
    Column("clients", Integer, nullable=False),
    Column("placed", Integer, nullable=False),
    Column("unplaced", Integer, nullable=False),
    Column("care_ending", Integer, nullable=False),
    Column("with_gap", Integer, nullable=False),
    Column("largest_gap_days", Integer, nullable=False),
    Column("provider_changes", Integer, nullable=False),
    Column("counted_on", Date, nullable=False),
    Column("confirmed_on", Date),
    Column("confirmed_by", Text),
    json_column("remarks"),
    ForeignKeyConstraint(["owner", "from_contract_id"], ["contracts.owner", "contracts.id"]),
    ForeignKeyConstraint(["owner", "to_contract_id"], ["contracts.owner", "contracts.id"]),
    CheckConstraint("from_contract_id <> to_contract_id", name="moves"),
    CheckConstraint("last_day < first_day", name="days"),
    CheckConstraint("clients = placed + unplaced + care_ending", name="adds_up"),
    CheckConstraint("(state = 'confirmed') = (confirmed_on is not null)", name="confirmed"),
    # Nobody is without care once it is confirmed (R-C60).
    CheckConstraint(
        "state = 'planned' or (unplaced = 0 and with_gap = 0 and largest_gap_days = 0)", name="seamless"
    ),
)
Index(
    "ix_contract_transitions_owner_from_contract_id",
    contract_transitions.c.owner,
    contract_transitions.c.from_contract_id,
)
Index(
    "ix_contract_transitions_owner_to_contract_id",
    contract_transitions.c.owner,
    contract_transitions.c.to_contract_id,
)

# The lines of each version of a transition; those of an older version stay as they were.
contract_transition_lines = owned(
    "contract_transition_lines",
    METADATA,
    Column("transition_id", Uuid, nullable=False),
    Column("transition_version", Integer, nullable=False),
    Column("care_id", Uuid, nullable=False),
    choice("provision_type", ProvisionType),
    Column("product_code", Text),
    choice("outcome", PlacementOutcome),
    Column("last_day", Date, nullable=False),
    Column("first_day", Date),
    Column("gap_days", Integer),
    Column("product_contracted", Boolean, nullable=False),
    ForeignKeyConstraint(
        ["owner", "transition_id"], ["contract_transitions.owner", "contract_transitions.id"]
    ),
    CheckConstraint("(outcome = 'placed') = (first_day is not null)", name="placed"),
    CheckConstraint("(gap_days is null) = (first_day is null) and gap_days >= 0", name="gap"),
)
Index(
    "ix_contract_transition_lines_owner_transition_id",
    contract_transition_lines.c.owner,
    contract_transition_lines.c.transition_id,
    contract_transition_lines.c.transition_version,
)
