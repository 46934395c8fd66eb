"""The table of imports: its policies hold where the store's filter would not."""

from __future__ import annotations

from services.contracts.imports.store import IMPORTS


def test_an_import_is_a_register_of_the_purchaser() -> None:
    """Its columns are those of what is answered, and every one belongs to an owner."""
    names = {column.name for column in IMPORTS.table.columns}
    assert {"owner", "parties", "kind", "touched"} <= names
    assert set(IMPORTS.model.model_fields) - {"parties"} <= names | {"created_at"}
