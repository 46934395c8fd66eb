"""Definitions of indicators by version, libraries taken over, limits of findings; the scopes of N-25 and the sources of N-33 in full."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from shared.kit.migrations import create_owned, known, patience

revision = "2026_11_22_0912"
down_revision = "2026_11_22_0910"
branch_labels = None
depends_on = None
_KINDS = ("structure", "process", "outcome")
_SCOPES = ("client", "supported", "population", "stakeholder", "provider")
_SOURCES = ("provider", "municipality", "independentResearcher", "clientSurvey")
_MORE_SCOPES = ("client", "individual", "group", "supported", "population", "area", "team", "provider", "stakeholder")
_MORE_SOURCES = (*_SOURCES, "accountant", "ggd", "citizenPoll", "sampleCheck", "auditDialogue")
_MEASURED = ("indicators", "measurements")


def _json(name: str) -> sa.Column[object]:
    return sa.Column(name, JSONB(none_as_null=True), nullable=False)


def upgrade() -> None:
    """Make the tables; the lists know their new words."""
    patience()
    create_owned(
        "indicator_definitions",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("library", sa.Text()),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("providers", ARRAY(sa.Text()), nullable=False),
        _json("versions"),
        sa.UniqueConstraint("owner", "code", name=op.f("uq_indicator_definitions_owner_code")),
    )
    known("indicator_definitions", "kind", *_KINDS)
    known("indicator_definitions", "scope", *_MORE_SCOPES)
    known("indicator_definitions", "source", *_MORE_SOURCES)
    create_owned("library_imports", sa.Column("library", sa.Text(), nullable=False), _json("items"))
    create_owned(
        "indicator_policies",
        _json("limits"),
        sa.UniqueConstraint("owner", name=op.f("uq_indicator_policies_owner")),
    )
    op.create_index("ix_indicators_owner_code", "indicators", ["owner", "code"])
    known("indicators", "scope", *_MORE_SCOPES)
    for table in _MEASURED:
        known(table, "source", *_MORE_SOURCES)


def downgrade() -> None:
    """Take them away; refused while a row says one of the new words."""
    patience()
    for table in _MEASURED:
        known(table, "source", *_SOURCES)
    known("indicators", "scope", *_SCOPES)
    op.drop_index("ix_indicators_owner_code", "indicators")
    for table in ("indicator_policies", "library_imports", "indicator_definitions"):
        op.drop_table(table)
