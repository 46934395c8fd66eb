"""The part of the access client about care that is given: starts, stops, desired results, switches to a PGB, rankings."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote
from uuid import UUID

from shared.clients.base import Client
from shared.schemas.access import (
    CareStart,
    CareStartCorrection,
    CareStop,
    CareStopCorrection,
    CareWithdrawal,
    DesiredResult,
    DesiredResultChange,
    DesiredResultWithdrawal,
    EvaluatedDecision,
    NewCareStart,
    NewCareStop,
    NewDesiredResult,
    NewPgbSwitch,
    PgbGrant,
    PgbSwitch,
    PgbSwitchCounts,
    ProviderRanking,
)
from shared.schemas.common import DerivationAnswer
from shared.values.care_courses import CorrectionReason


def _dry(dry_run: bool) -> dict[str, str]:
    return {"dryRun": "true"} if dry_run else {}


class CareClient(Client):
    """Care that is given under a decision or a referral, what it is to bring, and who leaves it (R-X07, R-X08)."""

    async def register_care_start(
        self, new: NewCareStart, *, key: str | None = None, dry_run: bool = False
    ) -> CareStart:
        """Register that care began."""
        return await self.post("/care-starts", CareStart, new, key=key, **_dry(dry_run))

    async def put_care_start(self, reference: str, new: NewCareStart) -> CareStart:
        """The same under a reference of one's own: twice is once."""
        response = await self.request(
            "PUT", f"/care-starts/by-reference/{quote(reference, safe='')}", body=new
        )
        return CareStart.model_validate_json(response.content)

    async def get_care_start(self, care_start_id: UUID) -> CareStart:
        """One of them."""
        return await self.get(f"/care-starts/{care_start_id}", CareStart)

    async def list_care_starts(self, **filters: Any) -> list[CareStart]:
        """All that match, oldest first; filters are named as in the query (`contractId`, `state`)."""
        return await self.page("/care-starts", CareStart, **filters)

    async def explain_care_start(self, care_start_id: UUID) -> DerivationAnswer:
        """Why it is what it is."""
        return await self.get(f"/care-starts/{care_start_id}/derivation", DerivationAnswer)

    async def change_care_start(
        self, care_start_id: UUID, version: int, change: CareStartCorrection, *, key: str | None = None
    ) -> CareStart:
        """Change the version that was read; what is left out stays."""
        path, match = f"/care-starts/{care_start_id}", {"If-Match": f'"{version}"'}
        response = await self.request("PATCH", path, body=change, key=key, headers=match)
        return CareStart.model_validate_json(response.content)

    async def withdraw_care_start(
        self, care_start_id: UUID, reason: CorrectionReason, *, key: str | None = None
    ) -> CareStart:
        """Withdraw a start without a stop: this care was not given."""
        path = f"/care-starts/{care_start_id}/withdrawal"
        return await self.post(path, CareStart, CareWithdrawal(reason=reason), key=key)

    async def register_care_stop(
        self, new: NewCareStop, *, key: str | None = None, dry_run: bool = False
    ) -> CareStop:
        """Register that care ended or was interrupted."""
        return await self.post("/care-stops", CareStop, new, key=key, **_dry(dry_run))

    async def put_care_stop(self, reference: str, new: NewCareStop) -> CareStop:
        """The same under a reference of one's own: twice is once."""
        response = await self.request(
            "PUT", f"/care-stops/by-reference/{quote(reference, safe='')}", body=new
        )
        return CareStop.model_validate_json(response.content)

    async def get_care_stop(self, care_stop_id: UUID) -> CareStop:
        """One of them."""
        return await self.get(f"/care-stops/{care_stop_id}", CareStop)

    async def list_care_stops(self, **filters: Any) -> list[CareStop]:
        """All that match, oldest first; filters are named as in the query (`contractId`, `state`)."""
        return await self.page("/care-stops", CareStop, **filters)

    async def explain_care_stop(self, care_stop_id: UUID) -> DerivationAnswer:
        """Why it is what it is."""
        return await self.get(f"/care-stops/{care_stop_id}/derivation", DerivationAnswer)

    async def change_care_stop(
        self, care_stop_id: UUID, version: int, change: CareStopCorrection, *, key: str | None = None
    ) -> CareStop:
        """Change the version that was read; what is left out stays."""
        path, match = f"/care-stops/{care_stop_id}", {"If-Match": f'"{version}"'}
        response = await self.request("PATCH", path, body=change, key=key, headers=match)
        return CareStop.model_validate_json(response.content)

    async def withdraw_care_stop(
        self, care_stop_id: UUID, reason: CorrectionReason, *, key: str | None = None
    ) -> CareStop:
        """Withdraw a stop: the care goes on."""
        path = f"/care-stops/{care_stop_id}/withdrawal"
        return await self.post(path, CareStop, CareWithdrawal(reason=reason), key=key)

    async def register_desired_result(
        self, new: NewDesiredResult, *, key: str | None = None, dry_run: bool = False
    ) -> DesiredResult:
        """Register what a citizen is to reach."""
        return await self.post("/desired-results", DesiredResult, new, key=key, **_dry(dry_run))

    async def put_desired_result(self, reference: str, new: NewDesiredResult) -> DesiredResult:
        """The same under a reference of one's own: twice is once."""
        response = await self.request(
            "PUT", f"/desired-results/by-reference/{quote(reference, safe='')}", body=new
        )
        return DesiredResult.model_validate_json(response.content)

    async def get_desired_result(self, desired_result_id: UUID) -> DesiredResult:
        """One of them."""
        return await self.get(f"/desired-results/{desired_result_id}", DesiredResult)

    async def list_desired_results(self, **filters: Any) -> list[DesiredResult]:
        """All that match, oldest first; filters are named as in the query (`contractId`, `state`)."""
        return await self.page("/desired-results", DesiredResult, **filters)

    async def explain_desired_result(self, desired_result_id: UUID) -> DerivationAnswer:
        """Why it is what it is."""
        return await self.get(f"/desired-results/{desired_result_id}/derivation", DerivationAnswer)

    async def change_desired_result(
        self, desired_result_id: UUID, version: int, change: DesiredResultChange, *, key: str | None = None
    ) -> DesiredResult:
        """Change the version that was read; what is left out stays."""
        path, match = f"/desired-results/{desired_result_id}", {"If-Match": f'"{version}"'}
        response = await self.request("PATCH", path, body=change, key=key, headers=match)
        return DesiredResult.model_validate_json(response.content)

    async def withdraw_desired_result(
        self, desired_result_id: UUID, why: DesiredResultWithdrawal, *, key: str | None = None
    ) -> DesiredResult:
        """Withdraw a result that is open."""
        path = f"/desired-results/{desired_result_id}/withdrawal"
        return await self.post(path, DesiredResult, why, key=key)

    async def get_evaluated_decision(self, decision_id: UUID) -> EvaluatedDecision:
        """One running decision of which every result was judged."""
        return await self.get(f"/evaluated-decisions/{decision_id}", EvaluatedDecision)

    async def list_evaluated_decisions(self, **filters: Any) -> list[EvaluatedDecision]:
        """The work list: running decisions of which every result was judged (R-A11, R-A34)."""
        return await self.page("/evaluated-decisions", EvaluatedDecision, **filters)

    async def register_pgb_switch(
        self, new: NewPgbSwitch, *, key: str | None = None, dry_run: bool = False
    ) -> PgbSwitch:
        """Register that a citizen wants a PGB."""
        return await self.post("/pgb-switches", PgbSwitch, new, key=key, **_dry(dry_run))

    async def put_pgb_switch(self, reference: str, new: NewPgbSwitch) -> PgbSwitch:
        """The same under a reference of one's own: twice is once."""
        response = await self.request(
            "PUT", f"/pgb-switches/by-reference/{quote(reference, safe='')}", body=new
        )
        return PgbSwitch.model_validate_json(response.content)

    async def get_pgb_switch(self, pgb_switch_id: UUID) -> PgbSwitch:
        """One of them."""
        return await self.get(f"/pgb-switches/{pgb_switch_id}", PgbSwitch)

    async def list_pgb_switches(self, **filters: Any) -> list[PgbSwitch]:
        """All that match, oldest first; filters are named as in the query (`contractId`, `state`)."""
        return await self.page("/pgb-switches", PgbSwitch, **filters)

    async def explain_pgb_switch(self, pgb_switch_id: UUID) -> DerivationAnswer:
        """Why it is what it is."""
        return await self.get(f"/pgb-switches/{pgb_switch_id}/derivation", DerivationAnswer)

    async def grant_pgb_switch(
        self, pgb_switch_id: UUID, given: PgbGrant, *, key: str | None = None
    ) -> PgbSwitch:
        """Grant a switch: the citizen has a PGB from a day on."""
        return await self.post(f"/pgb-switches/{pgb_switch_id}/grant", PgbSwitch, given, key=key)

    async def refuse_pgb_switch(self, pgb_switch_id: UUID, *, key: str | None = None) -> PgbSwitch:
        """Refuse a switch: care in kind remains."""
        return await self.post(f"/pgb-switches/{pgb_switch_id}/refusal", PgbSwitch, key=key)

    async def withdraw_pgb_switch(self, pgb_switch_id: UUID, *, key: str | None = None) -> PgbSwitch:
        """The citizen wants it no longer."""
        return await self.post(f"/pgb-switches/{pgb_switch_id}/withdrawal", PgbSwitch, key=key)

    async def pgb_switch_counts(self, contract_id: UUID, quarter: str) -> PgbSwitchCounts:
        """How many citizens switched from a contract in a quarter, and which share (R-A41)."""
        asked = {"contractId": contract_id, "quarter": quarter}
        return await self.get("/pgb-switches/counts", PgbSwitchCounts, **asked)

    async def get_provider_ranking(self, ranking_id: UUID) -> ProviderRanking:
        """One ranking, while it is the newest of its indicator."""
        return await self.get(f"/provider-rankings/{ranking_id}", ProviderRanking)

    async def list_provider_rankings(self, **filters: Any) -> list[ProviderRanking]:
        """The newest ranking of each indicator, by `indicator` when asked (R-C43)."""
        return await self.page("/provider-rankings", ProviderRanking, **filters)
