"""How long a citizen's question waits."""

from sqlalchemy import CheckConstraint, Column, Date, Index, Integer, Uuid

from services.outcomes.tables.base import METADATA
from shared.kit.tables import owned

# A citizen's question under the request's own id and version: only the two days, no person; it follows the access feed.
# The surrogate stands here for the processing log and the dossier alone: no answer shows it.
waits = owned(
    "waits",
    METADATA,
    Column("citizen_id", Uuid),
    Column("contract_id", Uuid),
    Column("contact_on", Date, nullable=False),
    Column("first_talk_on", Date),
    Column("closed_on", Date),
    Column("client_delay_days", Integer),
    CheckConstraint("client_delay_days between 1 and first_talk_on - contact_on", name="delay"),
    CheckConstraint("first_talk_on >= contact_on", name="order"),
    Index("ix_waits_citizen_id", "owner", "citizen_id"),
)
Index("ix_waits_contract_id_contact_on", waits.c.contract_id, waits.c.contact_on)
