"""The table on signals: what access found that a person should look at."""

from sqlalchemy import Boolean, CheckConstraint, Column, Date, ForeignKeyConstraint, Index, Text, Uuid, text

from services.access.tables.base import METADATA
from shared.kit.tables import choice, json_column, owned
from shared.values import signals as words

signals = owned(
    "signals",
    METADATA,
    choice("kind", words.SignalKind),
    Column("rule", Text, nullable=False),
    choice("subject_kind", words.SignalSubject),
    Column("subject", Text, nullable=False),
    Column("citizen_id", Uuid),
    Column("provider", Text),
    choice("severity", words.SignalSeverity),
    Column("found_on", Date, nullable=False),
    json_column("facts"),
    choice("state", words.SignalState),
    Column("acknowledged_on", Date),
    Column("acknowledged_by", Text),
    Column("closed_on", Date),
    Column("closed_by", Text),
    Column("action", Text),
    # No fact told it yet in the version that it has: the watch of cases does.
    Column("untold", Boolean, nullable=False, server_default=text("false")),
    ForeignKeyConstraint(["owner", "citizen_id"], ["citizens.owner", "citizens.id"]),
    CheckConstraint("(state = 'closed') = (closed_on is not null)", name="closed"),
    CheckConstraint("(closed_on is null) = (closed_by is null)", name="closer"),
    CheckConstraint("(acknowledged_on is null) = (acknowledged_by is null)", name="acknowledger"),
    Index("ix_signals_citizen_id", "owner", "citizen_id"),
)
# What is so is told once, until a person has closed it.
Index(
    "uq_signals_open", signals.c.owner, signals.c.kind, signals.c.subject, unique=True,
    postgresql_where=text("state <> 'closed'"),
)  # fmt: skip
Index("ix_signals_state", signals.c.owner, signals.c.state, signals.c.kind)
# What a person closed not long ago, and what was told once, is found by its subject.
Index("ix_signals_subject", signals.c.owner, signals.c.kind, signals.c.subject)
Index("ix_signals_untold", signals.c.owner, signals.c.id, postgresql_where=text("untold"))
