"""The tables on choosing a provider and waiting for one, copies of catalogues, and contacts of the nurse at the practice."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
    Uuid,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from services.access.tables.base import METADATA
from shared.kit.tables import choice, json_column, owned
from shared.values import choosing, terms


def _of_person() -> list[ForeignKeyConstraint]:
    named = {"request_id": "requests", "citizen_id": "citizens"}
    return [ForeignKeyConstraint(["owner", one], [f"{to}.owner", f"{to}.id"]) for one, to in named.items()]


def _found_by(table: Table, *columns: str) -> None:
    for one in columns:
        Index(f"ix_{table.name}_{one}", table.c.owner, table.c[one])


# A copy of what contracts tells; id and version are those of the catalogue.
catalogues = owned(
    "catalogues",
    METADATA,
    Column("procurement_id", Uuid, nullable=False),
    Column("name", Text, nullable=False),
    Column("product_codes", ARRAY(Text), nullable=False),
    Column("choice_term_days", Integer, nullable=False),
    json_column("entries"),
    CheckConstraint("choice_term_days >= 0", name="term"),
)

# `catalogue_version` is that of the catalogue by which the provider was found: places taken count against its capacity.
provider_choices = owned(
    "provider_choices",
    METADATA,
    Column("request_id", Uuid, nullable=False),
    Column("citizen_id", Uuid, nullable=False),
    Column("contract_id", Uuid),
    choice("law", terms.Law),
    Column("product_category", Text),
    Column("product_code", Text),
    Column("catalogue_id", Uuid),
    Column("catalogue_version", Integer),
    json_column("ranking"),
    Column("offered", ARRAY(Text), nullable=False),
    Column("pgb_offered", Boolean, nullable=False),
    Column("preferred", Text),
    Column("chosen", Text),
    choice("origin", choosing.ChoiceOrigin, nullable=True),
    choice("state", choosing.ChoiceState),
    Column("offered_on", Date, nullable=False),
    Column("choose_until", Date, nullable=False),
    Column("chosen_on", Date),
    Column("rank", Integer),
    Column("acute", Boolean, nullable=False),
    Column("urgency", Integer, nullable=False),
    Column("policy_version", Integer, nullable=False),
    Column("note", Text),
    *_of_person(),
    ForeignKeyConstraint(["owner", "catalogue_id"], ["catalogues.owner", "catalogues.id"]),
    CheckConstraint("cardinality(offered) > 0", name="offered"),
    CheckConstraint("(catalogue_id is null) = (catalogue_version is null)", name="catalogue"),
    CheckConstraint("choose_until >= offered_on and chosen_on >= offered_on", name="dates"),
    CheckConstraint(
        "(state in ('chosen', 'assigned')) = (chosen is not null and origin is not null and chosen_on is not null)",
        name="chosen",
    ),
    CheckConstraint("urgency between 1 and 3", name="urgency"),
)
# One choice at a time for a product of a question; after a withdrawal another may be offered.
Index(
    "uq_provider_choices_request_id", provider_choices.c.owner, provider_choices.c.request_id,
    func.coalesce(provider_choices.c.product_category, ""), func.coalesce(provider_choices.c.product_code, ""), unique=True,
    postgresql_where=text("state <> 'withdrawn'"),
)  # fmt: skip
Index(
    "ix_provider_choices_choose_until", provider_choices.c.owner, provider_choices.c.choose_until,
    postgresql_where=text("state = 'offered'"),
)  # fmt: skip
_found_by(provider_choices, "citizen_id", "catalogue_id")

waiting_entries = owned(
    "waiting_entries",
    METADATA,
    Column("request_id", Uuid, nullable=False),
    Column("citizen_id", Uuid, nullable=False),
    Column("contract_id", Uuid),
    Column("choice_id", Uuid),
    choice("law", terms.Law),
    Column("product_category", Text, nullable=False),
    Column("product_code", Text),
    Column("provider", Text),
    Column("urgency", Integer, nullable=False),
    Column("since", Date, nullable=False),
    choice("cause", choosing.WaitingCause),
    choice("bridging", choosing.BridgingCare),
    Column("note", Text),
    Column("available_from", Date),
    choice("client_delay_reason", choosing.ClientDelayReason, nullable=True),
    Column("client_delay_days", Integer, nullable=False),
    choice("state", choosing.WaitingState),
    Column("ended_on", Date),
    choice("withdrawal_reason", choosing.WaitingWithdrawal, nullable=True),
    Column("placed_with", Text),
    Column("passed_over", Integer),
    Column("out_of_order", Boolean, nullable=False),
    Column("motive", Text),
    Column("policy_version", Integer, nullable=False),
    *_of_person(),
    ForeignKeyConstraint(["owner", "choice_id"], ["provider_choices.owner", "provider_choices.id"]),
    CheckConstraint("urgency between 1 and 3", name="urgency"),
    CheckConstraint("(state = 'waiting') = (ended_on is null)", name="ended"),
    CheckConstraint("ended_on >= since and available_from >= since", name="dates"),
    CheckConstraint("(state = 'withdrawn') = (withdrawal_reason is not null)", name="withdrawn"),
    CheckConstraint("(state = 'placed') = (placed_with is not null)", name="placed"),
    CheckConstraint("client_delay_days >= 0", name="client_delay"),
)
# Nobody waits twice for the same product on one question.
Index(
    "uq_waiting_entries_request_id", waiting_entries.c.owner, waiting_entries.c.request_id, waiting_entries.c.product_category,
    unique=True, postgresql_where=text("state = 'waiting'"),
)  # fmt: skip
Index(
    "ix_waiting_entries_waiting", waiting_entries.c.owner, waiting_entries.c.law, waiting_entries.c.product_category,
    waiting_entries.c.product_code, postgresql_where=text("state = 'waiting'"),
)  # fmt: skip
_found_by(waiting_entries, "request_id", "citizen_id", "choice_id")

# By practice and days, and nobody's name: a single contact is a row of one.
nurse_contacts = owned(
    "nurse_contacts",
    METADATA,
    Column("practice", Text, nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("contacts", Integer, nullable=False),
    Column("handled", Integer, nullable=False),
    json_column("referred"),
    Column("referred_count", Integer, nullable=False),
    CheckConstraint("last_day >= first_day", name="days"),
    CheckConstraint("contacts > 0 and handled >= 0 and referred_count >= 0", name="counts"),
    CheckConstraint("handled + referred_count <= contacts", name="outcomes"),
    Index("ix_nurse_contacts_practice", "owner", "practice", "first_day"),
)

__all__ = ["catalogues", "nurse_contacts", "provider_choices", "waiting_entries"]
