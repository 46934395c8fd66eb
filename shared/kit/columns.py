"""The columns that every owned table begins with, and the kinds of columns that tables here are made of."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    DateTime,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    Uuid,
    event,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def metadata() -> MetaData:
    """A service's own metadata: two services in one process keep their tables apart."""
    return MetaData(naming_convention=NAMING)


def json_column(name: str, *, nullable: bool = False) -> Column[Any]:
    """A jsonb column; None is SQL NULL, never JSON null."""
    return Column(name, JSONB(none_as_null=True), nullable=nullable)


def choice(name: str, kind: type[Any], *, nullable: bool = False) -> Column[str]:
    """A StrEnum as text with a CHECK on its table; comes back as str."""
    # Never a length: VARCHAR(n)[] would cut silently when the values travel as an array.
    column: Column[str] = Column(name, Text, nullable=nullable)
    listed = ", ".join(f"'{member.value}'" for member in kind)

    def attach(_: object, table: Table) -> None:
        table.append_constraint(CheckConstraint(f"{name} in ({listed})", name=f"{name}_known"))

    event.listen(column, "after_parent_attach", attach)
    return column


def owned(name: str, meta: MetaData, *more: Any) -> Table:
    """A table whose rows belong to a purchaser and are seen by the parties; every key starts with the owner.

    Row-level security is put on it by the migration (`kit.migrations.protect`).
    """
    table = Table(
        name,
        meta,
        Column("owner", Text, nullable=False),
        Column("id", Uuid, nullable=False),
        Column("version", Integer, nullable=False, server_default=text("1")),
        Column("parties", ARRAY(Text), nullable=False, server_default=text("'{}'")),
        Column("client_id", Text, nullable=False),
        Column("external_reference", Text),
        Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
        *more,
        PrimaryKeyConstraint("owner", "id"),
        CheckConstraint("owner ~ '^[0-9]{20}$'", name="owner_oin"),
    )
    Index(f"ix_{name}_id", table.c.id)
    Index(
        f"uq_{name}_external_reference",
        table.c.owner,
        table.c.client_id,
        table.c.external_reference,
        unique=True,
        postgresql_where=table.c.external_reference.isnot(None),
    )
    return table
