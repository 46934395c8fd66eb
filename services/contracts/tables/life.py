"""The tables of a contract's life: its versions in two times, its evaluations, its signed documents."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    Text,
    UniqueConstraint,
    Uuid,
)

from services.contracts.tables.base import METADATA
from shared.kit.tables import choice, json_column, owned
from shared.values.life import DocumentKind, EvaluationKind, VersionReason

# Append-only but for closing `known_until…`; the database refuses two slices that hold on one day as known at one version
# (the migration makes that constraint, and the trigger).
contract_versions = owned(
    "contract_versions",
    METADATA,
    Column("contract_id", Uuid, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
    Column("known_from_version", Integer, nullable=False),
    Column("known_until_version", Integer),
    Column("known_from", Date, nullable=False),
    Column("known_until", Date),
    choice("reason", VersionReason),
    Column("taken_over", Boolean, nullable=False),
    Column("amendment_id", Uuid),
    json_column("changed"),
    json_column("content"),
    ForeignKeyConstraint(["owner", "contract_id"], ["contracts.owner", "contracts.id"]),
    CheckConstraint("valid_until >= valid_from", name="valid"),
    CheckConstraint("known_until_version > known_from_version and known_until >= known_from", name="known"),
    CheckConstraint("(known_until_version is null) = (known_until is null)", name="closed"),
)
Index(
    "ix_contract_versions_now",
    contract_versions.c.owner,
    contract_versions.c.contract_id,
    contract_versions.c.valid_from,
    postgresql_where=contract_versions.c.known_until_version.is_(None),
)
Index(
    "ix_contract_versions_known",
    contract_versions.c.owner,
    contract_versions.c.contract_id,
    contract_versions.c.known_from_version,
)
# For a party, who asks across owners.
Index("ix_contract_versions_contract_id", contract_versions.c.contract_id)

evaluations = owned(
    "evaluations",
    METADATA,
    Column("contract_id", Uuid, nullable=False),
    Column("contract_version", Integer, nullable=False),
    choice("kind", EvaluationKind),
    Column("due_on", Date),
    Column("held_on", Date, nullable=False),
    json_column("added"),
    json_column("removed"),
    Column("extreme_circumstances", Boolean, nullable=False),
    Column("conclusion", Text, nullable=False),
    Column("proposal", Text),
    Column("amendment_id", Uuid),
    ForeignKeyConstraint(["owner", "contract_id"], ["contracts.owner", "contracts.id"]),
    ForeignKeyConstraint(["owner", "amendment_id"], ["amendments.owner", "amendments.id"]),
)
Index(
    "ix_evaluations_owner_contract_id", evaluations.c.owner, evaluations.c.contract_id, evaluations.c.held_on
)

# Immutable: the bytes stand beside it, or in the archive that the link names.
contract_documents = owned(
    "contract_documents",
    METADATA,
    Column("contract_id", Uuid, nullable=False),
    Column("contract_version", Integer, nullable=False),
    Column("amendment_id", Uuid),
    choice("kind", DocumentKind),
    Column("title", Text, nullable=False),
    Column("signed_on", Date),
    Column("media_type", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("archive_url", Text),
    Column("stored", Boolean, nullable=False),
    UniqueConstraint(
        "owner", "contract_id", "contract_version", "sha256", name="uq_contract_documents_sha256"
    ),
    ForeignKeyConstraint(["owner", "contract_id"], ["contracts.owner", "contracts.id"]),
    ForeignKeyConstraint(["owner", "amendment_id"], ["amendments.owner", "amendments.id"]),
    CheckConstraint("sha256 ~ '^[0-9a-f]{64}$'", name="sha256"),
    CheckConstraint("stored = (archive_url is null)", name="one_place"),
    CheckConstraint("size between 1 and 20971520", name="size"),
)

# Under the document's own id, apart from it, so that a list of documents does not read their bytes.
contract_document_contents = owned(
    "contract_document_contents",
    METADATA,
    Column("bytes", LargeBinary, nullable=False),
    ForeignKeyConstraint(["owner", "id"], ["contract_documents.owner", "contract_documents.id"]),
)
