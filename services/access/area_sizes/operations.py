"""What happens to the inhabitants of areas: they follow the characteristics of contracts."""

from __future__ import annotations

from collections.abc import Sequence

from services.access.area_sizes import store
from services.access.area_sizes.rules import AreaSize
from shared.kit.context import Context, operation
from shared.kit.followers import Fact
from shared.schemas import contracts as agreed
from shared.values.imports import ImportKind
from shared.values.populations import CharacteristicKind, CharacteristicUnit


@operation
async def apply_characteristic(ctx: Context, fact: Fact) -> None:
    """Take over how many inhabitants an area has in a year, registered or corrected (N-106)."""
    told = fact.told(agreed.Characteristic)
    async with ctx.begin() as connection:
        await store.save_area_sizes(
            connection, fact.owner, _inhabitants([told], fact.owner), ctx.actor.client_id
        )


@operation
async def apply_import(ctx: Context, fact: Fact) -> None:
    """Ask for the inhabitants of areas when characteristics were imported: that fact names them without their values."""
    told = fact.told(agreed.Import)
    found: list[agreed.Characteristic] = []
    if told.kind is ImportKind.CHARACTERISTICS:
        contracts = ctx.clients.contracts.acting_for(fact.owner)
        found = await contracts.characteristics(characteristic=CharacteristicKind.INHABITANTS.value)
    async with ctx.begin() as connection:
        await store.save_area_sizes(
            connection, fact.owner, _inhabitants(found, fact.owner), ctx.actor.client_id
        )


def _inhabitants(found: Sequence[agreed.Characteristic], owner: str) -> list[AreaSize]:
    """Whole numbers of all inhabitants: not those of one age or sex, and no percentages."""
    return [
        AreaSize(
            id=one.id, version=one.version, owner=owner, area_code=one.area_code, year=one.year,
            inhabitants=int(one.value.partition(".")[0]) if one.value is not None else None,
        )
        for one in found
        if one.characteristic is CharacteristicKind.INHABITANTS
        and one.unit is CharacteristicUnit.COUNT
        and one.detail is None
    ]  # fmt: skip
