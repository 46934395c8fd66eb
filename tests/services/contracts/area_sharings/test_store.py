"""The table of sharings: its policies hold where the store's filter would not."""

from __future__ import annotations

from services.contracts.area_sharings.store import AREA_SHARINGS


def test_a_sharing_is_a_register_of_the_purchaser() -> None:
    """Its columns are those of what is answered, and every one belongs to an owner."""
    names = {column.name for column in AREA_SHARINGS.table.columns}
    assert {"owner", "parties", "organisations", "areas"} <= names
    assert set(AREA_SHARINGS.model.model_fields) - {"parties"} <= names | {"created_at"}
