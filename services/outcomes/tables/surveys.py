"""What clients and partners were asked, and what came of it."""

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
)

from services.outcomes.tables.base import METADATA
from shared.kit.tables import choice, owned
from shared.values.measuring import SurveyAudience, SurveySource

# Scores are text, as those of measurements; a correction is a new row and the corrected one stays.
surveys = owned(
    "surveys",
    METADATA,
    Column("contract_id", Uuid, nullable=False),
    choice("audience", SurveyAudience),
    Column("group", Text),
    choice("source", SurveySource),
    Column("researcher", Text),
    Column("passed_on", Boolean, nullable=False),
    Column("provider", Text),
    Column("area", Text),
    Column("held_on", Date, nullable=False),
    Column("invited", Integer, nullable=False),
    Column("responses", Integer, nullable=False),
    Column("mean", Text, nullable=False),
    Column("standard_deviation", Text),
    Column("lowest", Text, nullable=False),
    Column("highest", Text, nullable=False),
    Column("corrects_id", Uuid),
    Column("entered_by", Text, nullable=False),
    CheckConstraint("responses between 0 and invited", name="responses"),
    ForeignKeyConstraint(["owner", "contract_id"], ["contract_copies.owner", "contract_copies.id"]),
    ForeignKeyConstraint(["owner", "corrects_id"], ["surveys.owner", "surveys.id"]),
)
Index("ix_surveys_contract_id_held_on", surveys.c.contract_id, surveys.c.held_on)
Index(
    "uq_surveys_corrects_id",
    surveys.c.owner,
    surveys.c.corrects_id,
    unique=True,
    postgresql_where=surveys.c.corrects_id.isnot(None),
)
