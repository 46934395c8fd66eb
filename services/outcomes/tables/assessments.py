"""The self-sufficiency matrix: which domains a request needs, what was scored, and how exactly the scores measure."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from services.outcomes.tables.base import METADATA
from shared.kit.batches import error_columns, staged
from shared.kit.tables import choice, json_column, owned
from shared.values.self_sufficiency import AssessmentMoment, AssessmentPurpose, AssessorRole, Rater
from shared.values.terms import Law

# Which domains may be scored, and what for: of one client's case, or of all cases of a contract or product category.
assessment_selections = owned(
    "assessment_selections",
    METADATA,
    Column("case_id", Uuid),
    Column("citizen_id", Uuid),
    choice("law", Law, nullable=True),
    Column("allocation_number", Integer),
    Column("care_start_id", Uuid),
    Column("contract_id", Uuid),
    Column("product_category", Text),
    Column("edition", Text, nullable=False),
    json_column("domains"),
    choice("purpose", AssessmentPurpose),
    Column("progress_months", Integer),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
    CheckConstraint("valid_from <= valid_until", name="validity"),
    CheckConstraint(
        "case_id is not null or contract_id is not null or product_category is not null", name="reach"
    ),
    Index("ix_assessment_selections_case_id", "owner", "case_id"),
    Index("ix_assessment_selections_citizen_id", "owner", "citizen_id"),
)

# Whom it is about is taken over from the case when it is registered; a correction is a new row, and `counts` moves to it.
assessments = owned(
    "assessments",
    METADATA,
    Column("case_id", Uuid, nullable=False),
    Column("citizen_id", Uuid),
    Column("contract_id", Uuid),
    choice("law", Law),
    Column("allocation_number", Integer),
    Column("care_start_id", Uuid),
    Column("provider", Text, nullable=False),
    Column("area_code", Text),
    Column("product_category", Text),
    Column("edition", Text, nullable=False),
    choice("moment", AssessmentMoment),
    Column("taken_on", Date, nullable=False),
    choice("rater", Rater),
    choice("assessor_role", AssessorRole),
    Column("selection_id", Uuid, nullable=False),
    json_column("scores"),
    Column("corrects", Uuid),
    Column("counts", Boolean, nullable=False),
    Column("batch_id", Uuid),
    CheckConstraint("not jsonb_path_exists(scores, '$[*].score ? (@ < 1 || @ > 5)')", name="scores"),
    ForeignKeyConstraint(
        ["owner", "selection_id"], ["assessment_selections.owner", "assessment_selections.id"]
    ),
    ForeignKeyConstraint(["owner", "corrects"], ["assessments.owner", "assessments.id"]),
    Index("ix_assessments_citizen_id", "owner", "citizen_id"),
)
Index(
    "ix_assessments_contract_id_case_id",
    assessments.c.contract_id,
    assessments.c.case_id,
    assessments.c.taken_on,
)
Index(
    "uq_assessments_slot",
    assessments.c.owner,
    assessments.c.case_id,
    assessments.c.moment,
    assessments.c.taken_on,
    assessments.c.rater,
    assessments.c.assessor_role,
    unique=True,
    postgresql_where=assessments.c.counts,
)

# How exactly the scores of a year measure, frozen once: the spread of the first scores and the reliability of the instrument.
reliability_norms = owned(
    "reliability_norms",
    METADATA,
    Column("edition", Text, nullable=False),
    Column("year", Integer, nullable=False),
    choice("rater", Rater),
    Column("reliability", Text, nullable=False),
    Column("domain_reliability", Text, nullable=False),
    json_column("domains"),
    Column("mean_deviation", Text),
    Column("clients", Integer, nullable=False),
    Column("frozen_on", Date, nullable=False),
    UniqueConstraint("owner", "edition", "year", "rater"),
)

# Temporary, for one transaction: the good lines of a file on their way to assessments (docs/decisions/0009).
STAGED_ASSESSMENTS = MetaData()
staged_assessments = staged(
    "staged_assessments",
    STAGED_ASSESSMENTS,
    Column("external_reference", Text),
    Column("case_id", Uuid, nullable=False),
    Column("edition", Text, nullable=False),
    Column("moment", Text, nullable=False),
    Column("taken_on", Date, nullable=False),
    Column("rater", Text, nullable=False),
    Column("assessor_role", Text, nullable=False),
    Column("selection_id", Uuid, nullable=False),
    Column("scores", JSONB, nullable=False),
)
staged_assessment_errors = staged("staged_assessment_errors", STAGED_ASSESSMENTS, *error_columns(staged=True))
