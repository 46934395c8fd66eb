"""What a sharing is."""

from __future__ import annotations

from services.contracts.area_sharings.rules import AreaSharing
from shared.values import new_id


def test_a_sharing_is_made_once_and_never_revised() -> None:
    """It starts at its first version, without a reference of a client."""
    made = AreaSharing(
        id=new_id(),
        owner="00000099000000000484",
        parties=[],
        municipality_code="0484",
        organisations=[],
        areas=0,
    )
    assert (made.version, made.external_reference) == (1, None)
