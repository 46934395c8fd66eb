"""What settlement knows of support that access granted or referred."""

from sqlalchemy import Boolean, CheckConstraint, Column, Date, Index, Integer, Text, Uuid, text

from services.settlement.tables.base import METADATA
from shared.kit.tables import choice, owned
from shared.values.terms import Law

allocations = owned(
    "allocations",
    METADATA,
    Column("kind", Text, nullable=False),
    Column("citizen_id", Uuid, nullable=False),
    Column("contract_id", Uuid),
    choice("law", Law),
    Column("provider", Text, nullable=False),
    Column("allocation_number", Integer),
    Column("start_date", Date, nullable=False),
    Column("end_date", Date),
    Column("acute", Boolean, nullable=False),
    Column("volume", Integer),
    Column("budget_cents", Integer),
    Column("deleted", Boolean, nullable=False, server_default=text("false")),
    Column("earliest_delivery_on", Date),
    # Which version of access' allocation was told; 0 as long as only the decision was.
    Column("allocation_version", Integer, nullable=False, server_default=text("0")),
    # What was allocated, in the codes of iWmo and iJw; empty where access told of it before this was kept.
    Column("product_category", Text),
    Column("product_code", Text),
    Column("unit", Text),
    Column("frequency", Text),
    Column("allocated_on", Date),
    Column("decision_id", Uuid),
    Index(
        "ix_allocations_number",
        "owner",
        "law",
        "allocation_number",
        postgresql_where=text("allocation_number is not null"),
    ),
    # What a citizen had before, for a guarantee (R-S30).
    Index("ix_allocations_owner_citizen_id", "owner", "citizen_id"),
    CheckConstraint("kind in ('decision', 'referral', 'allocation')", name="kind_known"),
)
