"""The columns that every owned table begins with, and their guards in the database."""

from enum import StrEnum
from typing import Any

import asyncpg
import pytest
from sqlalchemy import CheckConstraint, Column, Integer

from shared.kit.tables import choice, json_column, kit_tables, metadata, owned
from shared.values import new_id
from tests.shared.kit.conftest import Diaries
from tests.support.diary.tables import METADATA, notes
from tests.support.tenants import Tenant


class Colour(StrEnum):
    """Two colours."""

    RED = "red"
    BLUE = "blue"


def test_an_owned_table_begins_like_every_other() -> None:
    """Owner first, in the primary key and in every unique index; then id, version, parties and where it comes from."""
    table = owned("things", metadata(), Column("size", Integer), choice("colour", Colour, nullable=True))
    names = [
        "owner",
        "id",
        "version",
        "parties",
        "client_id",
        "external_reference",
        "created_at",
        "size",
        "colour",
    ]
    assert [column.name for column in table.columns] == names
    assert [column.name for column in table.primary_key] == ["owner", "id"]
    unique = [index for index in table.indexes if index.unique]
    assert [next(iter(index.columns)).name for index in unique] == ["owner"]
    checks = {one.name: str(one.sqltext) for one in table.constraints if isinstance(one, CheckConstraint)}
    assert checks["ck_things_colour_known"] == "colour in ('red', 'blue')"


def test_every_key_of_the_diary_begins_with_the_owner() -> None:
    """Foreign keys pass policies by and unique keys betray existence, so none may span owners."""
    for table in METADATA.sorted_tables:
        if "owner" in table.columns and table.name not in ("logbook", "parked", "clocks"):
            for index in table.indexes:
                assert not index.unique or index.columns[0].name == "owner"


def test_two_services_keep_their_tables_apart() -> None:
    """Each has its own metadata with the kit's tables under the same names."""
    one, two = metadata(), metadata()
    kept = {"logbook", "security_log", "clocks", "epochs", "followers", "parked", "authorisations"}
    kept |= {"processing_log", "processing_chain", "rights_versions", "subscriptions", "deliveries"}
    assert kit_tables(one).keys() == kit_tables(two).keys() == kept
    assert one.tables["logbook"] is not two.tables["logbook"]


@pytest.mark.parametrize(
    ("column", "value", "constraint"),
    [
        ("state", "closed", "ck_notes_state_known"),
        ("owner", "0000009900000000048", "ck_notes_owner_oin"),
        ("owner", "0000009900000000048x", "ck_notes_owner_oin"),
    ],
)
async def test_the_database_refuses_what_the_types_forbid(
    diaries: Diaries, author: Tenant, column: str, value: Any, constraint: str
) -> None:
    """An unknown state or an owner that is no OIN does not enter, whoever writes it."""
    values = {"owner": author.owner, "state": "open", column: value}
    async with diaries.superuser() as admin:
        with pytest.raises(asyncpg.CheckViolationError) as found:
            await admin.execute(
                "insert into notes (owner, id, client_id, text, state) values ($1, $2, 'c', 'x', $3)",
                values["owner"], new_id(), values["state"],
            )  # fmt: skip
    assert found.value.constraint_name == constraint


async def test_none_is_null_and_never_json_null(diaries: Diaries, author: Tenant) -> None:
    """A json column without a value is SQL NULL; what has a default gets it."""
    assert json_column("x", nullable=True).type.none_as_null
    async with diaries.superuser() as admin:
        await admin.execute(
            "insert into notes (owner, id, client_id, text, state) values ($1, $2, 'c', 'x', 'open')",
            author.owner, new_id(),
        )  # fmt: skip
        row = await admin.fetchrow("select * from notes where owner = $1", author.owner)
    assert (row["lines"], row["version"], row["parties"], row["tags"]) == (None, 1, [], [])
    assert notes.c.text.nullable is False
