"""The inhabitants of areas follow the characteristics of contracts: registered, corrected, imported."""

from datetime import date
from typing import Any

import pytest

from services.access.area_sizes.store import newest_sizes
from shared.clients.contracts import ContractsClient
from shared.schemas import contracts
from shared.values import new_id
from shared.values.populations import AreaLevel, CharacteristicKind, CharacteristicUnit, FigureSource
from tests.services.access.conftest import Agreed


def inhabitants(agreed: Agreed, area: str, value: str | None, **other: Any) -> contracts.Characteristic:
    """How many people live in an area in 2026, as contracts tells of it."""
    told: dict[str, Any] = {
        "id": new_id(), "version": 1, "owner": agreed.tenant.owner, "area_code": area,
        "characteristic": CharacteristicKind.INHABITANTS, "detail": None, "year": 2026,
        "source": FigureSource.MUNICIPALITY, "unit": CharacteristicUnit.COUNT, "value": value,
        "suppressed": value is None, "used_for": None, "fits_use": True,
    }  # fmt: skip
    return contracts.Characteristic.model_validate({**told, **other})


async def known(agreed: Agreed) -> dict[str, int | None]:
    """What access knows of 2026, by area."""
    async with agreed.connection() as connection:
        found = await newest_sizes(connection, agreed.tenant.owner, 2026)
    return {area: one.inhabitants for area, one in found.items()}


@pytest.mark.rule("R-A39")
async def test_inhabitants_follow_what_contracts_registered_and_corrected(agreed: Agreed) -> None:
    """Whole numbers of everybody count; of one age, in percent or suppressed does not; old news changes nothing."""
    made = inhabitants(agreed, "WK-1", "5000")
    await agreed.tell("characteristic-registered", made)
    await agreed.tell("characteristic-corrected", made.model_copy(update={"version": 2, "value": "5100"}))
    await agreed.tell("characteristic-registered", made)
    percent = inhabitants(agreed, "WK-2", "12.5", unit=CharacteristicUnit.PERCENT)
    await agreed.tell("characteristic-registered", percent)
    await agreed.tell("characteristic-registered", inhabitants(agreed, "WK-3", None))
    young = inhabitants(agreed, "WK-4", "900", detail="0-17")
    await agreed.tell("characteristic-registered", young)
    assert await known(agreed) == {"WK-1": 5_100}


@pytest.mark.rule("R-A39")
async def test_an_import_is_asked_for_with_its_values(agreed: Agreed) -> None:
    """The fact of an import names characteristics without values: access asks contracts for them."""
    client = agreed.tenant.client(ContractsClient)
    area = contracts.NewArea(
        code="WK-ZUID",
        division="eigen",
        level=AreaLevel.DISTRICT,
        name="Zuid",
        municipality_code="0484",
        valid_from=date(2020, 1, 1),
    )
    await client.register_area(area)
    new = contracts.NewCharacteristic(
        area_code=area.code, characteristic=CharacteristicKind.INHABITANTS, year=2026,
        source=FigureSource.MUNICIPALITY, unit=CharacteristicUnit.COUNT, value="4321",
    )  # fmt: skip
    await client.import_characteristics(contracts.CharacteristicsToImport(characteristics=[new]))
    await agreed.tenant.drain()
    assert (await known(agreed))[area.code] == 4_321
