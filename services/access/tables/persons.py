"""The tables on persons: citizens, and their transfers to another municipality."""

from sqlalchemy import CheckConstraint, Column, Date, Index, LargeBinary, Text, UniqueConstraint, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from services.access.tables.base import METADATA
from shared.kit.tables import choice, owned
from shared.values import terms

# Seen by the purchaser alone: the only place where a person stands beside its surrogate (the id). `sealed` holds the personal
# data under a key of the environment, `bsn_hash` finds a BSN again; both begin with the number of their key.
citizens = owned(
    "citizens",
    METADATA,
    Column("reference", Text),
    Column("sealed", LargeBinary),
    Column("bsn_hash", LargeBinary),
    Column("purposes", JSONB, nullable=False, server_default=text("'{}'")),
    Column("moved_on", Date),
    Column("moved_to", Text),
    Column("departure_id", Uuid),
    Column("arrival_id", Uuid),
    Column("erased_on", Date),
    UniqueConstraint("owner", "reference"),
    # An erased citizen is a dead surrogate: nothing is left of the person.
    CheckConstraint("(erased_on is null) = (reference is not null)", name="erased"),
    CheckConstraint("erased_on is null or sealed is null and purposes = '{}'", name="erased_empty"),
    CheckConstraint("bsn_hash is null or sealed is not null", name="bsn_sealed"),
    CheckConstraint("num_nulls(moved_on, moved_to, departure_id) in (0, 3)", name="moved"),
)
Index(
    "uq_citizens_bsn_hash", citizens.c.owner, citizens.c.bsn_hash, unique=True,
    postgresql_where=citizens.c.bsn_hash.isnot(None),
)  # fmt: skip
Index(
    "ix_citizens_departure_id", citizens.c.owner, citizens.c.departure_id,
    postgresql_where=citizens.c.departure_id.isnot(None),
)  # fmt: skip
Index(
    "ix_citizens_arrival_id", citizens.c.owner, citizens.c.arrival_id,
    postgresql_where=citizens.c.arrival_id.isnot(None),
)  # fmt: skip

# Between two municipalities: no surrogate of either stands here, and what goes over is sealed until it is answered.
transfers = owned(
    "transfers",
    METADATA,
    Column("recipient", Text, nullable=False),
    Column("moved_on", Date, nullable=False),
    choice("state", terms.TransferState),
    Column("offered_on", Date, nullable=False),
    Column("expires_on", Date, nullable=False),
    Column("answered_on", Date),
    Column("fields", ARRAY(Text), nullable=False),
    Column("sealed", LargeBinary),
    CheckConstraint("recipient ~ '^[0-9]{20}$' and recipient <> owner", name="recipient"),
    CheckConstraint("expires_on >= offered_on", name="dates"),
    CheckConstraint("(state = 'offered') = (answered_on is null)", name="answered"),
    CheckConstraint("(state = 'offered') = (sealed is not null)", name="sealed"),
)
Index("ix_transfers_recipient", transfers.c.recipient, transfers.c.id)
