"""Accountability reports and the bytes of those that were submitted."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY

from services.outcomes.tables.base import METADATA
from shared.kit.tables import choice, json_column, owned
from shared.values.reporting import ReportKind, ReportStatus

reports = owned(
    "reports",
    METADATA,
    choice("kind", ReportKind),
    Column("contract_id", Uuid),
    Column("period", Text, nullable=False),
    choice("status", ReportStatus),
    Column("composed_by", Text, nullable=False),
    Column("composed_on", Date, nullable=False),
    Column("corrects_id", Uuid),
    Column("narrative", Text),
    json_column("narratives"),
    json_column("content"),
    Column("submitted_on", Date),
    Column("submitted_by", Text),
    Column("content_sha256", Text),
    Column("page_nl_sha256", Text),
    Column("page_en_sha256", Text),
    CheckConstraint("(status = 'submitted') = (content_sha256 is not null)", name="sealed"),
    ForeignKeyConstraint(["owner", "contract_id"], ["contract_copies.owner", "contract_copies.id"]),
    ForeignKeyConstraint(["owner", "corrects_id"], ["reports.owner", "reports.id"]),
)
Index("ix_reports_contract_id_kind_period", reports.c.contract_id, reports.c.kind, reports.c.period)
# One is submitted first; whoever corrects names what it corrects, and a report is corrected once.
Index(
    "uq_reports_first_submitted",
    reports.c.owner,
    reports.c.kind,
    reports.c.contract_id,
    reports.c.period,
    reports.c.composed_by,
    unique=True,
    postgresql_nulls_not_distinct=True,
    postgresql_where=(reports.c.status == "submitted") & reports.c.corrects_id.is_(None),
)
Index(
    "uq_reports_corrected_once",
    reports.c.owner,
    reports.c.corrects_id,
    unique=True,
    postgresql_where=(reports.c.status == "submitted") & reports.c.corrects_id.isnot(None),
)

# The very bytes that were submitted: asked again after any release, they are the same (architecture § 5).
report_bytes = Table(
    "report_bytes",
    METADATA,
    Column("owner", Text, nullable=False),
    Column("id", Uuid, nullable=False),
    Column("parties", ARRAY(Text), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("page_nl", LargeBinary, nullable=False),
    Column("page_en", LargeBinary, nullable=False),
    PrimaryKeyConstraint("owner", "id"),
    ForeignKeyConstraint(["owner", "id"], ["reports.owner", "reports.id"]),
)
