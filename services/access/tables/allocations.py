"""The tables on allocating support: allocations with their versions, care orders, providers' requests, transition cohorts."""

from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from services.access.tables.base import METADATA
from shared.kit.tables import choice, json_column, owned
from shared.values import allocating, terms

_TO = {
    "request_id": "requests",
    "citizen_id": "citizens",
    "decision_id": "decisions",
    "contract_id": "contract_terms",
    "allocation_id": "allocations",
    "cohort_id": "transition_cohorts",
}


def _refers(*columns: str) -> list[ForeignKeyConstraint]:
    return [ForeignKeyConstraint(["owner", one], [f"{_TO[one]}.owner", f"{_TO[one]}.id"]) for one in columns]


def _found_by(table: Table, *columns: str) -> None:
    for one in columns:
        Index(f"ix_{table.name}_{one}", table.c.owner, table.c[one])


# Clients in care at a day who go from an old contract to a new one; who they are stands at their allocations.
transition_cohorts = owned(
    "transition_cohorts",
    METADATA,
    Column("from_contract_id", Uuid, nullable=False),
    Column("to_contract_id", Uuid, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("start_date", Date, nullable=False),
    Column("end_date", Date),
    Column("change_reason", Text, nullable=False),
    json_column("providers"),
    choice("state", allocating.CohortState),
    Column("carried_out_on", Date),
    Column("clients", Integer, nullable=False),
    Column("allocations", Integer, nullable=False),
    Column("gap_days", Integer, nullable=False),
    json_column("warnings"),
    ForeignKeyConstraint(["owner", "from_contract_id"], ["contract_terms.owner", "contract_terms.id"]),
    ForeignKeyConstraint(["owner", "to_contract_id"], ["contract_terms.owner", "contract_terms.id"]),
    CheckConstraint("from_contract_id <> to_contract_id", name="two_contracts"),
    CheckConstraint("start_date > last_day", name="dates"),
    CheckConstraint("(state = 'carriedOut') = (carried_out_on is not null)", name="carried_out"),
)

# The version that counts of each allocation number; what it was before stands in `allocation_versions`.
allocations = owned(
    "allocations",
    METADATA,
    Column("request_id", Uuid),
    Column("citizen_id", Uuid, nullable=False),
    Column("decision_id", Uuid),
    Column("contract_id", Uuid),
    choice("law", terms.Law),
    Column("allocation_number", Integer, nullable=False),
    Column("provider", Text, nullable=False),
    Column("product_category", Text),
    Column("product_code", Text),
    Column("volume", Integer),
    Column("unit", Text),
    Column("frequency", Text),
    Column("budget_cents", Integer),
    Column("start_date", Date, nullable=False),
    Column("end_date", Date),
    Column("allocated_on", Date, nullable=False),
    Column("allocated_at", DateTime(timezone=True), nullable=False),
    Column("change_reason", Text),
    Column("stop_reason", Text),
    Column("acute", Boolean, nullable=False),
    Column("retroactive", Boolean, nullable=False),
    Column("arrangement", Text),
    choice("state", allocating.AllocationState),
    choice("origin", allocating.AllocationOrigin),
    Column("provider_reference", Text),
    Column("replaces_number", Integer),
    Column("replaced_by_number", Integer),
    Column("cohort_id", Uuid),
    # Up to which version a fact told it; what lags is told by a duty, one by one.
    Column("told_version", Integer, nullable=False),
    *_refers("request_id", "citizen_id", "decision_id", "contract_id", "cohort_id"),
    UniqueConstraint("owner", "law", "allocation_number"),
    CheckConstraint("allocation_number > 0", name="allocation_number"),
    CheckConstraint("end_date >= start_date", name="dates"),
    CheckConstraint("state <> 'deleted' or end_date = start_date", name="deleted"),
    CheckConstraint("num_nulls(volume, unit, frequency) in (0, 3)", name="size"),
    CheckConstraint("volume is null or budget_cents is null", name="one_size"),
    CheckConstraint("budget_cents between 0 and 99999999", name="budget"),
)
_found_by(allocations, "request_id", "citizen_id", "decision_id", "contract_id", "provider", "cohort_id")
Index(
    "ix_allocations_endless", allocations.c.owner, allocations.c.id,
    postgresql_where=text("end_date is null and state = 'granted'"),
)  # fmt: skip
Index(
    "ix_allocations_undecided", allocations.c.owner, allocations.c.id,
    postgresql_where=text("decision_id is null and state = 'granted'"),
)  # fmt: skip
Index(
    "ix_allocations_untold", allocations.c.owner, allocations.c.id,
    postgresql_where=text("told_version < version"),
)  # fmt: skip

# Never changed and never taken away: each row is what a 301 said at its moment.
allocation_versions = owned(
    "allocation_versions",
    METADATA,
    Column("allocation_id", Uuid, nullable=False),
    choice("law", terms.Law),
    Column("allocation_number", Integer, nullable=False),
    Column("provider", Text, nullable=False),
    Column("product_category", Text),
    Column("product_code", Text),
    Column("volume", Integer),
    Column("unit", Text),
    Column("frequency", Text),
    Column("budget_cents", Integer),
    Column("start_date", Date, nullable=False),
    Column("end_date", Date),
    Column("allocated_on", Date, nullable=False),
    Column("allocated_at", DateTime(timezone=True), nullable=False),
    Column("change_reason", Text),
    Column("stop_reason", Text),
    choice("state", allocating.AllocationState),
    choice("initiator", allocating.ChangeInitiator),
    *_refers("allocation_id"),
    UniqueConstraint("owner", "allocation_id", "version"),
    UniqueConstraint("owner", "allocation_id", "allocated_on", "allocated_at"),
)

care_orders = owned(
    "care_orders",
    METADATA,
    Column("request_id", Uuid),
    Column("citizen_id", Uuid, nullable=False),
    Column("allocation_id", Uuid),
    Column("allocation_number", Integer),
    Column("decision_id", Uuid),
    Column("contract_id", Uuid),
    choice("law", terms.Law),
    Column("provider", Text, nullable=False),
    Column("sent_on", Date, nullable=False),
    Column("start_date", Date, nullable=False),
    Column("earliest_delivery_on", Date, nullable=False),
    Column("acute", Boolean, nullable=False),
    Column("daily_amount_cents", Integer),
    choice("state", allocating.CareOrderState),
    Column("decided_on", Date),
    Column("days_undecided", Integer),
    Column("exposure_cents", Integer),
    *_refers("request_id", "citizen_id", "allocation_id", "decision_id", "contract_id"),
    CheckConstraint("acute or allocation_id is not null", name="of_allocation"),
    CheckConstraint("allocation_id is not null or request_id is not null", name="subject"),
    CheckConstraint(
        "daily_amount_cents >= 0 and exposure_cents >= 0 and days_undecided >= 0", name="amounts"
    ),
    CheckConstraint("(state = 'decided') = (decided_on is not null)", name="decided"),
)
Index(
    "uq_care_orders_allocation_id", care_orders.c.owner, care_orders.c.allocation_id, unique=True,
    postgresql_where=text("state = 'sent' and allocation_id is not null"),
)  # fmt: skip
Index(
    "uq_care_orders_undecided", care_orders.c.owner, care_orders.c.request_id, care_orders.c.provider, unique=True,
    postgresql_where=text("state = 'sent' and allocation_id is null"),
)  # fmt: skip
_found_by(care_orders, "request_id", "citizen_id", "contract_id")
# A provider asks what was sent to it, whichever municipality sent it.
Index(
    "ix_care_orders_sent", care_orders.c.provider, care_orders.c.start_date,
    postgresql_where=text("state = 'sent'"),
)  # fmt: skip


def _asked(name: str, *more: Any) -> Table:
    """A request of a provider about one client, answered by a 301 or a 319."""
    made = owned(
        name,
        METADATA,
        Column("citizen_id", Uuid, nullable=False),
        choice("law", terms.Law),
        Column("provider", Text, nullable=False),
        # Emptied with the person; unique for ever otherwise (TR347).
        Column("provider_reference", Text),
        Column("requested_on", Date, nullable=False),
        *more,
        choice("state", allocating.AskingState),
        Column("answered_on", Date),
        Column("investigated_on", Date),
        Column("answer_due_on", Date),
        Column("rejection_reason", Text),
        Column("responsible_municipality", Text),
        *_refers("citizen_id"),
        UniqueConstraint("owner", "law", "provider", "provider_reference"),
        CheckConstraint(
            "(state in ('granted', 'rejected', 'withdrawn')) = (answered_on is not null)", name="answered"
        ),
        CheckConstraint("(state = 'rejected') = (rejection_reason is not null)", name="rejected"),
        CheckConstraint(
            "(rejection_reason = '8') = (responsible_municipality is not null)", name="residence"
        ),
        CheckConstraint("state <> 'underInvestigation' or investigated_on is not null", name="investigated"),
    )
    _found_by(made, "citizen_id", "provider")
    Index(
        f"ix_{name}_pending", made.c.owner, made.c.provider,
        postgresql_where=text("state in ('pending', 'underInvestigation')"),
    )  # fmt: skip
    return made


allocation_requests = _asked(
    "allocation_requests",
    Column("message_reference", Text),
    Column("request_id", Uuid),
    Column("contract_id", Uuid),
    Column("decision_number", Integer),
    Column("decision_date", Date),
    Column("product_category", Text),
    Column("product_code", Text),
    Column("volume", Integer),
    Column("unit", Text),
    Column("frequency", Text),
    Column("budget_cents", Integer),
    Column("start_date", Date, nullable=False),
    Column("end_date", Date),
    Column("referrer_type", Text, nullable=False),
    Column("referrer_name", Text),
    Column("referrer_code", Text),
    Column("framework_contract", Boolean),
    Column("acute", Boolean, nullable=False),
    Column("note", Text),
    Column("allocation_id", Uuid),
    Column("allocation_number", Integer),
    *_refers("request_id", "contract_id", "allocation_id"),
    CheckConstraint("num_nulls(decision_number, decision_date) in (0, 2)", name="decision"),
    CheckConstraint("end_date >= start_date", name="dates"),
    CheckConstraint("(state = 'granted') = (allocation_id is not null)", name="granted"),
)

change_requests = _asked(
    "change_requests",
    Column("reason", Text, nullable=False),
    Column("unchanged_numbers", ARRAY(Integer), nullable=False),
    json_column("changed_products"),
    json_column("new_products"),
    Column("granted_numbers", ARRAY(Integer), nullable=False, server_default=text("'{}'")),
)
