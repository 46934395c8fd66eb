"""What an import is."""

from __future__ import annotations

from services.contracts.imports.rules import Import, ImportNotFound
from shared.values import new_id
from shared.values.imports import ImportKind


def test_what_no_import_did_is_nought() -> None:
    """Only areas are closed and only characteristics suppressed: for others these are 0, never absent."""
    done = Import(
        id=new_id(),
        owner="00000099000000000484",
        kind=ImportKind.MEASURES,
        parties=[],
        registered=2,
        unchanged=1,
        touched=[],
    )
    assert (done.changed, done.closed, done.suppressed, done.unfit, done.version) == (0, 0, 0, 0, 1)
    assert ImportNotFound(id=done.id).facts["id"] == done.id
