"""The tables of procurement: procedures, bids and catalogues."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    Text,
    UniqueConstraint,
    Uuid,
)

from services.contracts.tables.base import METADATA
from shared.kit.tables import choice, json_column, owned
from shared.values.agreements import LegalForm
from shared.values.arrangements import ProcurementModel
from shared.values.procurements import BidState, Openness, ProcurementState, TieRule

# Row-level security shows an open procedure to every provider in the purchaser's register (decision 0016).
procurements = owned(
    "procurements",
    METADATA,
    Column("number", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("description", Text),
    Column("municipality_code", Text, nullable=False),
    choice("state", ProcurementState),
    choice("model", ProcurementModel),
    json_column("procedure"),
    choice("legal_form", LegalForm),
    choice("openness", Openness),
    json_column("invited"),
    json_column("lots"),
    json_column("admission_criteria"),
    json_column("award_criteria"),
    choice("tie_rule", TieRule),
    Column("maximum_winners", Integer),
    Column("published_at", DateTime(timezone=True)),
    Column("closes_at", DateTime(timezone=True)),
    Column("opened_at", DateTime(timezone=True)),
    json_column("concluded_phases"),
    Column("standstill_days", Integer, nullable=False),
    Column("standstill_until", Date),
    Column("awarded_on", Date),
    json_column("awards"),
    Column("replaces_id", Uuid),
    Column("withdrawal_reason", Text),
    json_column("contract"),
    UniqueConstraint("owner", "number"),
    # So that a bid's closing moment is that of its procedure.
    UniqueConstraint("owner", "id", "closes_at"),
    ForeignKeyConstraint(["owner", "replaces_id"], ["procurements.owner", "procurements.id"]),
    CheckConstraint(
        "state in ('draft', 'withdrawn') or (closes_at is not null and published_at is not null)",
        name="published",
    ),
    CheckConstraint("opened_at >= closes_at", name="opened_late_enough"),
)

# Its reader is decided by time as well: until `closes_at` the bidder alone, whatever owner and parties say (decision 0016).
bids = owned(
    "bids",
    METADATA,
    Column("procurement_id", Uuid, nullable=False),
    Column("lot", Integer),
    Column("bidder", Text, nullable=False),
    choice("state", BidState),
    Column("closes_at", DateTime(timezone=True), nullable=False),
    Column("submitted_at", DateTime(timezone=True), nullable=False),
    Column("sealed", LargeBinary),
    json_column("content", nullable=True),
    json_column("outcome", nullable=True),
    json_column("derivation", nullable=True),
    ForeignKeyConstraint(
        ["owner", "procurement_id", "closes_at"],
        ["procurements.owner", "procurements.id", "procurements.closes_at"],
    ),
    CheckConstraint("bidder ~ '^[0-9]{20}$'", name="bidder_oin"),
    CheckConstraint(
        "(state = 'sealed') = (sealed is not null)"
        " and (state not in ('sealed', 'withdrawn') or (content is null and outcome is null and derivation is null))",
        name="sealed",
    ),
)
Index(
    "uq_bids_live",
    bids.c.owner,
    bids.c.procurement_id,
    bids.c.bidder,
    bids.c.lot,
    unique=True,
    postgresql_nulls_not_distinct=True,
    postgresql_where=bids.c.state != "withdrawn",
)

catalogues = owned(
    "catalogues",
    METADATA,
    Column("procurement_id", Uuid, nullable=False),
    Column("name", Text, nullable=False),
    json_column("product_codes"),
    Column("choice_term_days", Integer, nullable=False),
    json_column("entries"),
    UniqueConstraint("owner", "procurement_id"),
    ForeignKeyConstraint(["owner", "procurement_id"], ["procurements.owner", "procurements.id"]),
)
