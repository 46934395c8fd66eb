"""The table on remedies: objections, appeals, complaints, files of the ombuds officer and the arbiter."""

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
    text,
)

from services.access.tables.base import METADATA
from shared.kit.tables import choice, owned
from shared.values import remedies as words

# Who may see a row follows from its kind and the reader's role (services/access/remedies/rules/walls.py), not from parties alone.
remedies = owned(
    "remedies",
    METADATA,
    choice("kind", words.RemedyKind),
    Column("citizen_id", Uuid, nullable=False),
    Column("decision_id", Uuid),
    Column("pgb_switch_id", Uuid),
    Column("previous_id", Uuid),
    Column("provider", Text),
    choice("subject", words.RemedySubject),
    Column("filed_on", Date, nullable=False),
    Column("posted_on", Date),
    Column("last_day", Date),
    Column("in_time", Boolean),
    Column("ground", Text),
    choice("handler_kind", words.RemedyHandler),
    Column("handler", Text),
    choice("state", words.RemedyState),
    Column("due_on", Date),
    Column("extended", Boolean, nullable=False, server_default=text("false")),
    Column("suspended_on", Date),
    Column("resumed_on", Date),
    Column("notice_on", Date),
    Column("suspended_days", Integer, nullable=False, server_default=text("0")),
    Column("decided_on", Date),
    choice("outcome", words.RemedyOutcome, nullable=True),
    Column("outcome_note", Text),
    ForeignKeyConstraint(["owner", "citizen_id"], ["citizens.owner", "citizens.id"]),
    ForeignKeyConstraint(["owner", "decision_id"], ["decisions.owner", "decisions.id"]),
    ForeignKeyConstraint(["owner", "pgb_switch_id"], ["pgb_switches.owner", "pgb_switches.id"]),
    ForeignKeyConstraint(["owner", "previous_id"], ["remedies.owner", "remedies.id"]),
    CheckConstraint("posted_on <= filed_on and decided_on >= filed_on", name="dates"),
    CheckConstraint("(state in ('decided', 'withdrawn')) = (decided_on is not null)", name="ended"),
    CheckConstraint("(state = 'decided') = (outcome is not null)", name="decided"),
    CheckConstraint("(state = 'suspended') = (suspended_on is not null)", name="suspended"),
    CheckConstraint("kind <> 'objection' or num_nonnulls(decision_id, pgb_switch_id) = 1", name="objection"),
    CheckConstraint("(kind = 'appeal') = (previous_id is not null)", name="appeal"),
    CheckConstraint("notice_on is null or (kind = 'objection' and notice_on > filed_on)", name="notice"),
    CheckConstraint("suspended_days >= 0", name="suspended_days"),
)
Index("ix_remedies_citizen_id", remedies.c.owner, remedies.c.citizen_id)
Index("ix_remedies_decision_id", remedies.c.owner, remedies.c.decision_id)
Index(
    "ix_remedies_pgb_switch_id", remedies.c.owner, remedies.c.pgb_switch_id,
    postgresql_where=text("pgb_switch_id is not null"),
)  # fmt: skip
Index("ix_remedies_previous_id", remedies.c.owner, remedies.c.previous_id)
Index(
    "ix_remedies_due_on", remedies.c.owner, remedies.c.due_on,
    postgresql_where=text("state not in ('decided', 'withdrawn')"),
)  # fmt: skip
