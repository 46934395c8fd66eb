"""Every table of the diary, and the house's own."""

from enum import StrEnum

from sqlalchemy import Column, Date, Integer, Text, Uuid, text

from shared.kit.jobs_tables import job_table
from shared.kit.tables import ARRAY, choice, json_column, kit_tables, metadata, owned


class NoteState(StrEnum):
    """A note is open until its day has come."""

    OPEN = "open"
    DONE = "done"


METADATA = metadata()
KIT = kit_tables(METADATA)
jobs = job_table(METADATA)
notes = owned(
    "notes",
    METADATA,
    Column("text", Text, nullable=False),
    Column("about", Uuid),
    Column("due_on", Date),
    Column("tags", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    json_column("lines", nullable=True),
    choice("state", NoteState),
)
copies = owned(
    "copies",
    METADATA,
    Column("text", Text, nullable=False),
    Column("seen", ARRAY(Integer), nullable=False),
    Column("times", Integer, nullable=False),
)
