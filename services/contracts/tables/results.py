"""The table of what contract years came to, as outcomes tells it."""

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

from services.contracts.tables.base import METADATA
from shared.kit.tables import ARRAY, choice, json_column, owned
from shared.values.results import ResultOutcome
from shared.values.terms import AuditOpinion, Verdict

# A copy: the newest version of the verdict and the newest statement that the feed of outcomes brought.
contract_results = owned(
    "contract_results",
    METADATA,
    Column("contract_id", Uuid, nullable=False),
    Column("year", Integer, nullable=False),
    choice("outcome", ResultOutcome),
    choice("verdict", Verdict, nullable=True),
    Column("given_on", Date),
    Column("verdict_id", Uuid),
    Column("verdict_version", Integer),
    Column("verdict_event_id", Text),
    json_column("agreements"),
    Column("audit_statement_id", Uuid),
    choice("audit_opinion", AuditOpinion, nullable=True),
    Column("audit_stated_on", Date),
    Column("audit_complete", Boolean, nullable=False),
    Column("audit_gaps", ARRAY(Text), nullable=False),
    Column("audit_event_id", Text),
    UniqueConstraint("owner", "contract_id", "year"),
    ForeignKeyConstraint(["owner", "contract_id"], ["contracts.owner", "contracts.id"]),
    CheckConstraint(
        "(verdict is null) = (verdict_id is null) and (verdict is null) = (verdict_version is null)"
        " and (verdict is null) = (given_on is null)",
        name="given",
    ),
    CheckConstraint("verdict is not null or audit_statement_id is not null", name="told"),
)
# For a party, who asks across owners.
Index("ix_contract_results_contract_id", contract_results.c.contract_id)
