"""Steering: profiles, measures, pilots, routes, relations, readiness, the lists of the sources."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from shared.clients.base import Client
from shared.schemas.common import DerivationAnswer
from shared.schemas.contracts import (
    Import,
    Measure,
    MeasureChange,
    MeasuresToImport,
    NewMeasure,
    NewPilot,
    NewReadinessItem,
    NewRelationScore,
    NewSteeringProfile,
    NewTransitionRoute,
    Pilot,
    PilotChange,
    ReadinessChecklist,
    ReadinessItem,
    ReadinessItemChange,
    ReferenceList,
    RelationScore,
    SteeringCoherence,
    SteeringProfile,
    SteeringProfileChange,
    TransitionRoute,
    TransitionTimeline,
)


class SteeringClient(Client):
    """Steering: profiles, measures, pilots, routes, relations, readiness, the lists of the sources."""

    async def register_steering_profile(
        self, new: NewSteeringProfile, *, key: str | None = None
    ) -> SteeringProfile:
        """Register a steering profile."""
        return await self.post("/steering-profiles", SteeringProfile, new, key=key)

    async def put_steering_profile(self, reference: str, new: NewSteeringProfile) -> SteeringProfile:
        """Register a steering profile under the client's own reference; the same again gives what is there."""
        path = f"/steering-profiles/by-reference/{quote(reference, safe='')}"
        response = await self.request("PUT", path, body=new)
        return SteeringProfile.model_validate_json(response.content)

    async def steering_profile(self, steering_profile_id: UUID) -> SteeringProfile:
        """Read a steering profile."""
        return await self.get(f"/steering-profiles/{steering_profile_id}", SteeringProfile)

    async def steering_profiles(self, **filters: Any) -> list[SteeringProfile]:
        """All of them, by `contractId`, `region` or `externalReference`."""
        return await self.page("/steering-profiles", SteeringProfile, **filters)

    async def change_steering_profile(
        self,
        steering_profile_id: UUID,
        version: int,
        change: SteeringProfileChange,
        *,
        key: str | None = None,
    ) -> SteeringProfile:
        """Change a steering profile of which this version was read; what is not set stays."""
        path, match = f"/steering-profiles/{steering_profile_id}", {"If-Match": f'"{version}"'}
        response = await self.request("PATCH", path, body=change, key=key, headers=match)
        return SteeringProfile.model_validate_json(response.content)

    async def register_measure(self, new: NewMeasure, *, key: str | None = None) -> Measure:
        """Register a cost-control measure."""
        return await self.post("/measures", Measure, new, key=key)

    async def put_measure(self, reference: str, new: NewMeasure) -> Measure:
        """Register a cost-control measure under the client's own reference; the same again gives what is there."""
        path = f"/measures/by-reference/{quote(reference, safe='')}"
        response = await self.request("PUT", path, body=new)
        return Measure.model_validate_json(response.content)

    async def measure(self, measure_id: UUID) -> Measure:
        """Read a cost-control measure."""
        return await self.get(f"/measures/{measure_id}", Measure)

    async def measures(self, **filters: Any) -> list[Measure]:
        """All of them, by `pillar`, `status`, `code` or `externalReference`."""
        return await self.page("/measures", Measure, **filters)

    async def change_measure(
        self, measure_id: UUID, version: int, change: MeasureChange, *, key: str | None = None
    ) -> Measure:
        """Change a cost-control measure of which this version was read; what is not set stays."""
        path, match = f"/measures/{measure_id}", {"If-Match": f'"{version}"'}
        response = await self.request("PATCH", path, body=change, key=key, headers=match)
        return Measure.model_validate_json(response.content)

    async def register_pilot(self, new: NewPilot, *, key: str | None = None) -> Pilot:
        """Register a pilot."""
        return await self.post("/pilots", Pilot, new, key=key)

    async def put_pilot(self, reference: str, new: NewPilot) -> Pilot:
        """Register a pilot under the client's own reference; the same again gives what is there."""
        path = f"/pilots/by-reference/{quote(reference, safe='')}"
        response = await self.request("PUT", path, body=new)
        return Pilot.model_validate_json(response.content)

    async def pilot(self, pilot_id: UUID) -> Pilot:
        """Read a pilot."""
        return await self.get(f"/pilots/{pilot_id}", Pilot)

    async def pilots(self, **filters: Any) -> list[Pilot]:
        """All of them, by `status`, `areaCode`, `measureId` or `externalReference`."""
        return await self.page("/pilots", Pilot, **filters)

    async def change_pilot(
        self, pilot_id: UUID, version: int, change: PilotChange, *, key: str | None = None
    ) -> Pilot:
        """Change a pilot of which this version was read; what is not set stays."""
        path, match = f"/pilots/{pilot_id}", {"If-Match": f'"{version}"'}
        response = await self.request("PATCH", path, body=change, key=key, headers=match)
        return Pilot.model_validate_json(response.content)

    async def pilot_derivation(self, pilot_id: UUID) -> DerivationAnswer:
        """Why it is what it is."""
        return await self.get(f"/pilots/{pilot_id}/derivation", DerivationAnswer)

    async def register_transition_route(
        self, new: NewTransitionRoute, *, key: str | None = None
    ) -> TransitionRoute:
        """Register a route to population funding."""
        return await self.post("/transition-routes", TransitionRoute, new, key=key)

    async def put_transition_route(self, reference: str, new: NewTransitionRoute) -> TransitionRoute:
        """Register a route to population funding under the client's own reference; the same again gives what is there."""
        path = f"/transition-routes/by-reference/{quote(reference, safe='')}"
        response = await self.request("PUT", path, body=new)
        return TransitionRoute.model_validate_json(response.content)

    async def transition_route(self, transition_route_id: UUID) -> TransitionRoute:
        """Read a route to population funding."""
        return await self.get(f"/transition-routes/{transition_route_id}", TransitionRoute)

    async def transition_routes(self, **filters: Any) -> list[TransitionRoute]:
        """All of them, by `contractId`, `route` or `externalReference`."""
        return await self.page("/transition-routes", TransitionRoute, **filters)

    async def register_relation_score(
        self, new: NewRelationScore, *, key: str | None = None
    ) -> RelationScore:
        """Register the scores of a relation."""
        return await self.post("/relation-scores", RelationScore, new, key=key)

    async def put_relation_score(self, reference: str, new: NewRelationScore) -> RelationScore:
        """Register the scores of a relation under the client's own reference; the same again gives what is there."""
        path = f"/relation-scores/by-reference/{quote(reference, safe='')}"
        response = await self.request("PUT", path, body=new)
        return RelationScore.model_validate_json(response.content)

    async def relation_score(self, relation_score_id: UUID) -> RelationScore:
        """Read the scores of a relation."""
        return await self.get(f"/relation-scores/{relation_score_id}", RelationScore)

    async def relation_scores(self, **filters: Any) -> list[RelationScore]:
        """All of them, by `provider`, `advice` or `externalReference`."""
        return await self.page("/relation-scores", RelationScore, **filters)

    async def relation_score_derivation(self, relation_score_id: UUID) -> DerivationAnswer:
        """Why it is what it is."""
        return await self.get(f"/relation-scores/{relation_score_id}/derivation", DerivationAnswer)

    async def register_readiness_item(
        self, new: NewReadinessItem, *, key: str | None = None
    ) -> ReadinessItem:
        """Register an item of the readiness list."""
        return await self.post("/readiness-items", ReadinessItem, new, key=key)

    async def put_readiness_item(self, reference: str, new: NewReadinessItem) -> ReadinessItem:
        """Register an item of the readiness list under the client's own reference; the same again gives what is there."""
        path = f"/readiness-items/by-reference/{quote(reference, safe='')}"
        response = await self.request("PUT", path, body=new)
        return ReadinessItem.model_validate_json(response.content)

    async def readiness_item(self, readiness_item_id: UUID) -> ReadinessItem:
        """Read an item of the readiness list."""
        return await self.get(f"/readiness-items/{readiness_item_id}", ReadinessItem)

    async def readiness_items(self, **filters: Any) -> list[ReadinessItem]:
        """All of them, by `municipalityCode`, `status` or `externalReference`."""
        return await self.page("/readiness-items", ReadinessItem, **filters)

    async def change_readiness_item(
        self, readiness_item_id: UUID, version: int, change: ReadinessItemChange, *, key: str | None = None
    ) -> ReadinessItem:
        """Change an item of the readiness list of which this version was read; what is not set stays."""
        path, match = f"/readiness-items/{readiness_item_id}", {"If-Match": f'"{version}"'}
        response = await self.request("PATCH", path, body=change, key=key, headers=match)
        return ReadinessItem.model_validate_json(response.content)

    async def steering_coherence(self, steering_profile_id: UUID) -> SteeringCoherence:
        """The seven instruments beside each other, with what does not fit (D-47)."""
        return await self.get(f"/steering-profiles/{steering_profile_id}/coherence", SteeringCoherence)

    async def import_measures(self, asked: MeasuresToImport, *, key: str | None = None) -> Import:
        """Take measures over from the list of the source (A-12.23)."""
        return await self.post("/measures/import", Import, asked, key=key)

    async def transition_timeline(self, transition_route_id: UUID) -> TransitionTimeline:
        """A route as it lies in time (R-C63)."""
        return await self.get(f"/transition-routes/{transition_route_id}/timeline", TransitionTimeline)

    async def readiness_checklist(self, municipality_code: str) -> ReadinessChecklist:
        """The fifteen items of a municipality, done or open (D-48)."""
        params = {"municipalityCode": municipality_code}
        response = await self.request("GET", "/readiness-items/checklist", params=params)
        return ReadinessChecklist.model_validate_json(response.content)

    async def reference_lists(self, **filters: Any) -> list[ReferenceList]:
        """The lists of the sources, by `enumeration` (N-37) or `code`."""
        response = await self.request("GET", "/reference-lists", params=filters)
        return [ReferenceList.model_validate(one) for one in response.json()["items"]]
