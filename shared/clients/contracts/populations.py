"""Whom agreements are for and where: populations anew, areas, characteristics, the social map, coverage."""

from typing import Any, TypeVar
from urllib.parse import quote
from uuid import UUID

from pydantic import BaseModel

from shared.clients.base import Client
from shared.schemas.common import DerivationAnswer
from shared.schemas.contracts import (
    Area,
    AreaChange,
    AreaProfile,
    AreaSharing,
    AreasToImport,
    Characteristic,
    CharacteristicChange,
    CharacteristicsToImport,
    Coverage,
    CoverageChange,
    CoveragePlan,
    CoverageState,
    Import,
    LegalFrameworkDates,
    NewArea,
    NewAreaSharing,
    NewCharacteristic,
    NewCoverage,
    NewPopulation,
    NewProvision,
    Population,
    PopulationChange,
    Provision,
    ProvisionChange,
)

Model = TypeVar("Model", bound=BaseModel)


class PopulationsClient(Client):
    """Populations, areas, characteristics, provisions and coverages."""

    async def put_population(self, reference: str, new: NewPopulation) -> Population:
        """Register a population under the client's own reference, or bring it to this."""
        return await self._put("populations", reference, Population, new)

    async def change_population(
        self, population_id: UUID, version: int, change: PopulationChange, *, key: str | None = None
    ) -> Population:
        """Change a population of which this version was read; another reference date is added to its sizes."""
        return await self._patch(f"/populations/{population_id}", version, Population, change, key)

    async def population_derivation(self, population_id: UUID) -> DerivationAnswer:
        """Which count is the population's, and what R-C54 warns of."""
        return await self.get(f"/populations/{population_id}/derivation", DerivationAnswer)

    async def legal_frameworks(self) -> list[LegalFrameworkDates]:
        """The legal frameworks with their days (N-14)."""
        response = await self.request("GET", "/legal-frameworks")
        return [LegalFrameworkDates.model_validate(one) for one in response.json()["items"]]

    async def register_area(self, new: NewArea, *, key: str | None = None) -> Area:
        """Register an area; new borders under a code end the open ones the day before."""
        return await self.post("/areas", Area, new, key=key)

    async def put_area(self, reference: str, new: NewArea) -> Area:
        """Register an area under the client's own reference, or bring it to this."""
        return await self._put("areas", reference, Area, new)

    async def change_area(
        self, area_id: UUID, version: int, change: AreaChange, *, key: str | None = None
    ) -> Area:
        """Change an area of which this version was read."""
        return await self._patch(f"/areas/{area_id}", version, Area, change, key)

    async def import_areas(self, new: AreasToImport, *, key: str | None = None) -> Import:
        """Enter many areas at once: all or nothing, safe to repeat."""
        return await self.post("/areas/_import", Import, new, key=key)

    async def area(self, area_id: UUID) -> Area:
        """One area."""
        return await self.get(f"/areas/{area_id}", Area)

    async def areas(self, **filters: Any) -> list[Area]:
        """All areas, by `code`, `division`, `level`, `municipalityCode` or `externalReference`."""
        return await self.page("/areas", Area, **filters)

    async def register_characteristic(
        self, new: NewCharacteristic, *, key: str | None = None
    ) -> Characteristic:
        """Register a value of an area in a year (N-106)."""
        return await self.post("/characteristics", Characteristic, new, key=key)

    async def put_characteristic(self, reference: str, new: NewCharacteristic) -> Characteristic:
        """Register a value under the client's own reference, or correct it."""
        return await self._put("characteristics", reference, Characteristic, new)

    async def change_characteristic(
        self, characteristic_id: UUID, version: int, change: CharacteristicChange, *, key: str | None = None
    ) -> Characteristic:
        """Correct a value of which this version was read."""
        path = f"/characteristics/{characteristic_id}"
        return await self._patch(path, version, Characteristic, change, key)

    async def import_characteristics(self, new: CharacteristicsToImport, *, key: str | None = None) -> Import:
        """Enter many values at once: all or nothing, safe to repeat."""
        return await self.post("/characteristics/_import", Import, new, key=key)

    async def import_done(self, import_id: UUID) -> Import:
        """What an import did."""
        return await self.get(f"/imports/{import_id}", Import)

    async def imports(self, **filters: Any) -> list[Import]:
        """All imports, by `kind`."""
        return await self.page("/imports", Import, **filters)

    async def characteristic(self, characteristic_id: UUID) -> Characteristic:
        """One value."""
        return await self.get(f"/characteristics/{characteristic_id}", Characteristic)

    async def characteristics(self, **filters: Any) -> list[Characteristic]:
        """All values, by `areaCode`, `characteristic`, `year`, `usedFor`, `fitsUse` or `externalReference`."""
        return await self.page("/characteristics", Characteristic, **filters)

    async def characteristic_derivation(self, characteristic_id: UUID) -> DerivationAnswer:
        """Where a value comes from and for what it may count (R-C17)."""
        return await self.get(f"/characteristics/{characteristic_id}/derivation", DerivationAnswer)

    async def register_provision(self, new: NewProvision, *, key: str | None = None) -> Provision:
        """Put a provision on the social map (D-17)."""
        return await self.post("/provisions", Provision, new, key=key)

    async def put_provision(self, reference: str, new: NewProvision) -> Provision:
        """Put a provision on the map under the client's own reference, or bring it to this."""
        return await self._put("provisions", reference, Provision, new)

    async def change_provision(
        self, provision_id: UUID, version: int, change: ProvisionChange, *, key: str | None = None
    ) -> Provision:
        """Change a provision of which this version was read."""
        return await self._patch(f"/provisions/{provision_id}", version, Provision, change, key)

    async def provision(self, provision_id: UUID) -> Provision:
        """One provision."""
        return await self.get(f"/provisions/{provision_id}", Provision)

    async def provisions(self, **filters: Any) -> list[Provision]:
        """All provisions, by `areaCode`, `kind`, `organisation` or `externalReference`."""
        return await self.page("/provisions", Provision, **filters)

    async def area_profiles(self, **filters: Any) -> list[AreaProfile]:
        """Areas with neighbourhood data and social map, by `code`, `division`, `municipalityCode`, `year`, `on` (D-17)."""
        return await self.page("/area-profiles", AreaProfile, **filters)

    async def share_area_profiles(self, new: NewAreaSharing, *, key: str | None = None) -> AreaSharing:
        """Share neighbourhood data and social map with organisations (D-17)."""
        return await self.post("/area-profiles/_share", AreaSharing, new, key=key)

    async def area_sharing(self, area_sharing_id: UUID) -> AreaSharing:
        """What was shared with whom."""
        return await self.get(f"/area-sharings/{area_sharing_id}", AreaSharing)

    async def area_sharings(self, **filters: Any) -> list[AreaSharing]:
        """All sharings, by `municipalityCode`."""
        return await self.page("/area-sharings", AreaSharing, **filters)

    async def assign_coverage(self, new: NewCoverage, *, key: str | None = None) -> Coverage:
        """Make one provider responsible for areas of a population (R-C12)."""
        return await self.post("/coverages", Coverage, new, key=key)

    async def put_coverage(self, reference: str, new: NewCoverage) -> Coverage:
        """Assign under the client's own reference, or bring that coverage to this as far as its past allows."""
        return await self._put("coverages", reference, Coverage, new)

    async def change_coverage(
        self, coverage_id: UUID, version: int, change: CoverageChange, *, key: str | None = None
    ) -> Coverage:
        """Change a coverage of which this version was read: its last day, or its areas before it begins."""
        return await self._patch(f"/coverages/{coverage_id}", version, Coverage, change, key)

    async def withdraw_coverage(self, coverage_id: UUID, *, key: str | None = None) -> Coverage:
        """Take a coverage back that has not begun."""
        return await self.post(f"/coverages/{coverage_id}/withdrawal", Coverage, key=key)

    async def coverage(self, coverage_id: UUID) -> Coverage:
        """One coverage."""
        return await self.get(f"/coverages/{coverage_id}", Coverage)

    async def coverages(self, **filters: Any) -> list[Coverage]:
        """All coverages, by `populationId`, `contractId`, `provider` or `externalReference`."""
        return await self.page("/coverages", Coverage, **filters)

    async def coverage_derivation(self, coverage_id: UUID) -> DerivationAnswer:
        """For what the provider is responsible, and whether it can carry that (R-C12, R-C55)."""
        return await self.get(f"/coverages/{coverage_id}/derivation", DerivationAnswer)

    async def coverage_gaps(self, **filters: Any) -> list[CoverageState]:
        """Per population its gaps and overlaps, by `populationId`, from `validFrom` until `validUntil` (R-C12)."""
        return await self.page("/coverages/gaps", CoverageState, **filters)

    async def check_coverage_plan(self, plan: CoveragePlan) -> CoverageState:
        """Hold a division of areas that is not saved against a population (R-C12)."""
        return await self.post("/coverages/_check", CoverageState, plan)

    async def _put(self, resource: str, reference: str, model: type[Model], new: BaseModel) -> Model:
        path = f"/{resource}/by-reference/{quote(reference, safe='')}"
        return model.model_validate_json((await self.request("PUT", path, body=new)).content)

    async def _patch(
        self, path: str, version: int, model: type[Model], change: BaseModel, key: str | None
    ) -> Model:
        match = {"If-Match": f'"{version}"'}
        response = await self.request("PATCH", path, body=change, key=key, headers=match)
        return model.model_validate_json(response.content)
