"""The part of the access client about the municipality's own rules: policies, products, routes, teams, terms, ceilings."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import quote
from uuid import UUID

from pydantic import BaseModel

from shared.clients.base import Client, Model
from shared.schemas.access import (
    AccessCeiling,
    AccessCeilingChange,
    AccessCeilingUse,
    AccessRoute,
    CurrentPolicy,
    EquatedDays,
    EquatedDaysChange,
    NewAccessCeiling,
    NewAccessRoute,
    NewEquatedDays,
    NewPolicy,
    NewTeam,
    Policy,
    PolicyChange,
    ProcessStep,
    Product,
    ReferrerRoute,
    ScenarioConstraint,
    Team,
    TeamAssigned,
    TeamChange,
    TeamQuestion,
)


def _on(day: date | None) -> dict[str, str]:
    return {} if day is None else {"on": day.isoformat()}


def _dry(dry_run: bool) -> dict[str, str]:
    return {"dryRun": "true"} if dry_run else {}


class PoliciesClient(Client):
    """The thresholds, teams, terms and ceilings of a municipality, and the catalogue that it grants from (R-A01 … R-A55)."""

    async def _put(self, path: str, reference: str, model: type[Model], new: BaseModel) -> Model:
        url = f"{path}/by-reference/{quote(reference, safe='')}"
        response = await self.request("PUT", url, body=new)
        return model.model_validate_json(response.content)

    async def _patch(
        self, path: str, version: int, model: type[Model], change: BaseModel, key: str | None
    ) -> Model:
        match = {"If-Match": f'"{version}"'}
        response = await self.request("PATCH", path, body=change, key=key, headers=match)
        return model.model_validate_json(response.content)

    async def _all(self, path: str, model: type[Model], filters: dict[str, Any]) -> list[Model]:
        response = await self.request("GET", path, params=filters)
        return [model.model_validate(one) for one in response.json()["items"]]

    async def register_policy(
        self, new: NewPolicy, *, key: str | None = None, dry_run: bool = False
    ) -> Policy:
        """Set a policy for today or a later day."""
        return await self.post("/policies", Policy, new, key=key, **_dry(dry_run))

    async def put_policy(self, reference: str, new: NewPolicy) -> Policy:
        """The same under a reference of one's own: twice is once."""
        return await self._put("/policies", reference, Policy, new)

    async def get_policy(self, policy_id: UUID) -> Policy:
        """One of them."""
        return await self.get(f"/policies/{policy_id}", Policy)

    async def list_policies(self, **filters: Any) -> list[Policy]:
        """All that match, oldest first; filters are named as in the query."""
        return await self.page("/policies", Policy, **filters)

    async def change_policy(
        self, policy_id: UUID, version: int, change: PolicyChange, *, key: str | None = None
    ) -> Policy:
        """Change the version that was read; what is left out stays."""
        return await self._patch(f"/policies/{policy_id}", version, Policy, change, key)

    async def withdraw_policy(self, policy_id: UUID, *, key: str | None = None) -> Policy:
        """Take back a policy that is still to come."""
        return await self.post(f"/policies/{policy_id}/withdrawal", Policy, key=key)

    async def current_policy(self, on: date | None = None) -> CurrentPolicy:
        """What holds on a day, today when none is named; version 0 is the built-in standard."""
        return await self.get("/policies/current", CurrentPolicy, **_on(on))

    async def get_product(self, product_id: UUID) -> Product:
        """One product of the catalogue."""
        return await self.get(f"/products/{product_id}", Product)

    async def list_products(self, **filters: Any) -> list[Product]:
        """All that match, oldest first; filters are named as in the query (`category`, `code`)."""
        return await self.page("/products", Product, **filters)

    async def access_route(self, asked: NewAccessRoute) -> AccessRoute:
        """Where access is decided (R-A01, R-A02); nothing is kept."""
        return await self.post("/access-routes/_assess", AccessRoute, asked)

    async def list_scenarios(self, **filters: Any) -> list[ScenarioConstraint]:
        """What each scenario demands (R-C38)."""
        return await self._all("/access-routes/scenarios", ScenarioConstraint, filters)

    async def list_referrers(self, **filters: Any) -> list[ReferrerRoute]:
        """What each referrer leads to (R-A04)."""
        return await self._all("/access-routes/referrers", ReferrerRoute, filters)

    async def list_process_steps(self, **filters: Any) -> list[ProcessStep]:
        """The steps of a scenario with who is responsible (N-90)."""
        return await self._all("/process-steps", ProcessStep, filters)

    async def register_team(self, new: NewTeam, *, key: str | None = None, dry_run: bool = False) -> Team:
        """Register a team with its areas."""
        return await self.post("/teams", Team, new, key=key, **_dry(dry_run))

    async def put_team(self, reference: str, new: NewTeam) -> Team:
        """The same under a reference of one's own: twice is once."""
        return await self._put("/teams", reference, Team, new)

    async def get_team(self, team_id: UUID) -> Team:
        """One of them."""
        return await self.get(f"/teams/{team_id}", Team)

    async def list_teams(self, **filters: Any) -> list[Team]:
        """All that match, oldest first; filters are named as in the query."""
        return await self.page("/teams", Team, **filters)

    async def change_team(
        self, team_id: UUID, version: int, change: TeamChange, *, key: str | None = None
    ) -> Team:
        """Change the version that was read; what is left out stays."""
        return await self._patch(f"/teams/{team_id}", version, Team, change, key)

    async def assign_team(self, asked: TeamQuestion) -> TeamAssigned:
        """Which team handles a question (R-A50); nothing is kept."""
        return await self.post("/teams/_assign", TeamAssigned, asked)

    async def register_equated_day(
        self, new: NewEquatedDays, *, key: str | None = None, dry_run: bool = False
    ) -> EquatedDays:
        """Add the equated days of a year."""
        return await self.post("/equated-days", EquatedDays, new, key=key, **_dry(dry_run))

    async def put_equated_day(self, reference: str, new: NewEquatedDays) -> EquatedDays:
        """The same under a reference of one's own: twice is once."""
        return await self._put("/equated-days", reference, EquatedDays, new)

    async def get_equated_day(self, equated_day_id: UUID) -> EquatedDays:
        """One of them."""
        return await self.get(f"/equated-days/{equated_day_id}", EquatedDays)

    async def list_equated_days(self, **filters: Any) -> list[EquatedDays]:
        """All that match, oldest first; filters are named as in the query."""
        return await self.page("/equated-days", EquatedDays, **filters)

    async def change_equated_day(
        self, equated_day_id: UUID, version: int, change: EquatedDaysChange, *, key: str | None = None
    ) -> EquatedDays:
        """Change the version that was read; what is left out stays."""
        return await self._patch(f"/equated-days/{equated_day_id}", version, EquatedDays, change, key)

    async def register_access_ceiling(
        self, new: NewAccessCeiling, *, key: str | None = None, dry_run: bool = False
    ) -> AccessCeiling:
        """Set how many access decisions are agreed for a year."""
        return await self.post("/access-ceilings", AccessCeiling, new, key=key, **_dry(dry_run))

    async def put_access_ceiling(self, reference: str, new: NewAccessCeiling) -> AccessCeiling:
        """The same under a reference of one's own: twice is once."""
        return await self._put("/access-ceilings", reference, AccessCeiling, new)

    async def get_access_ceiling(self, access_ceiling_id: UUID) -> AccessCeiling:
        """One of them."""
        return await self.get(f"/access-ceilings/{access_ceiling_id}", AccessCeiling)

    async def list_access_ceilings(self, **filters: Any) -> list[AccessCeiling]:
        """All that match, oldest first; filters are named as in the query."""
        return await self.page("/access-ceilings", AccessCeiling, **filters)

    async def change_access_ceiling(
        self, access_ceiling_id: UUID, version: int, change: AccessCeilingChange, *, key: str | None = None
    ) -> AccessCeiling:
        """Change the version that was read; what is left out stays."""
        return await self._patch(f"/access-ceilings/{access_ceiling_id}", version, AccessCeiling, change, key)

    async def access_ceiling_use(self, access_ceiling_id: UUID, on: date | None = None) -> AccessCeilingUse:
        """How far a ceiling is used up to a day (R-A38)."""
        return await self.get(f"/access-ceilings/{access_ceiling_id}/use", AccessCeilingUse, **_on(on))

    async def list_access_ceiling_uses(self, **filters: Any) -> list[AccessCeilingUse]:
        """How far each ceiling is used; filters are named as in the query (`year`, `on`)."""
        return await self.page("/access-ceilings/uses", AccessCeilingUse, **filters)
