"""Indicators, measurements, verdicts, audit statements and waiting times."""

from __future__ import annotations

from urllib.parse import quote
from uuid import UUID

from shared.clients.base import Client
from shared.schemas.common import Batch, DerivationAnswer, LineError
from shared.schemas.outcomes import (
    AuditStatement,
    ContractVerdict,
    Indicator,
    Measurement,
    NewAuditStatement,
    NewMeasurement,
    WaitingTime,
    WaitingTimes,
)
from shared.values.measuring import AuditKind, MeasurementMoment

CSV = "text/csv"
NDJSON = "application/x-ndjson"


def _dry(dry_run: bool) -> dict[str, str]:
    return {"dryRun": "true"} if dry_run else {}


class MeasuredClient(Client):
    """What is measured of a contract, and how it is judged."""

    async def indicators(self, contract_id: UUID | None = None) -> list[Indicator]:
        """All indicators, of one contract when asked."""
        return await self.page("/indicators", Indicator, contractId=contract_id)

    async def get_indicator(self, indicator_id: UUID) -> Indicator:
        """One indicator."""
        return await self.get(f"/indicators/{indicator_id}", Indicator)

    async def register_measurement(
        self, new: NewMeasurement, *, key: str | None = None, dry_run: bool = False
    ) -> Measurement:
        """Register one measurement."""
        return await self.post("/measurements", Measurement, new, key=key, **_dry(dry_run))

    async def put_measurement(self, reference: str, new: NewMeasurement) -> Measurement:
        """Register a measurement under a reference of one's own: the same twice is one measurement."""
        response = await self.request(
            "PUT", f"/measurements/by-reference/{quote(reference, safe='')}", body=new
        )
        return Measurement.model_validate_json(response.content)

    async def register_measurements(
        self, lines: bytes, key: str | None = None, *, media: str = CSV, dry_run: bool = False
    ) -> Batch:
        """Register a file of measurements, CSV with a header row or NDJSON."""
        response = await self.request(
            "POST",
            "/measurement-batches",
            content=lines,
            content_type=media,
            key=key,
            params=_dry(dry_run) or None,
        )
        return Batch.model_validate_json(response.content)

    async def get_batch(self, batch_id: UUID) -> Batch:
        """A batch with its counts and first faults."""
        return await self.get(f"/batches/{batch_id}", Batch)

    async def batch_errors(self, batch_id: UUID) -> list[LineError]:
        """Everything that was wrong with the lines of a batch, in the sender's order."""
        response = await self.request("GET", f"/batches/{batch_id}/errors", headers={"Accept": NDJSON})
        return [LineError.model_validate_json(line) for line in response.content.splitlines()]

    async def measurements(
        self,
        *,
        contract_id: UUID | None = None,
        indicator: str | None = None,
        quarter: str | None = None,
        batch_id: UUID | None = None,
        provider: str | None = None,
        area: str | None = None,
        moment: MeasurementMoment | None = None,
        external_reference: str | None = None,
    ) -> list[Measurement]:
        """All measurements that match, oldest first, corrected ones included."""
        return await self.page(
            "/measurements",
            Measurement,
            contractId=contract_id,
            indicator=indicator,
            quarter=quarter,
            batchId=batch_id,
            provider=provider,
            area=area,
            moment=moment,
            externalReference=external_reference,
        )

    async def contract_verdict(self, contract_id: UUID, year: int) -> ContractVerdict | None:
        """The verdict on a contract year, or None while there is none."""
        found = await self.page("/contract-verdicts", ContractVerdict, contractId=contract_id, year=year)
        return found[0] if found else None

    async def verdict_version(self, verdict_id: UUID, version: int) -> ContractVerdict:
        """A verdict as it was given in one of its versions."""
        return await self.get(f"/contract-verdicts/{verdict_id}/versions/{version}", ContractVerdict)

    async def explain_verdict(self, verdict_id: UUID) -> DerivationAnswer:
        """Why a verdict is what it is."""
        return await self.get(f"/contract-verdicts/{verdict_id}/derivation", DerivationAnswer)

    async def audit_statement(
        self, new: NewAuditStatement, *, key: str | None = None, dry_run: bool = False
    ) -> AuditStatement:
        """Register the accountant's statement on a contract year, as the contract's auditor."""
        return await self.post("/audit-statements", AuditStatement, new, key=key, **_dry(dry_run))

    async def put_audit_statement(self, reference: str, new: NewAuditStatement) -> AuditStatement:
        """Register a statement under a reference of one's own: the same twice is one statement."""
        response = await self.request(
            "PUT", f"/audit-statements/by-reference/{quote(reference, safe='')}", body=new
        )
        return AuditStatement.model_validate_json(response.content)

    async def audit_statements(
        self,
        *,
        contract_id: UUID | None = None,
        year: int | None = None,
        kind: AuditKind | None = None,
        provider: str | None = None,
    ) -> list[AuditStatement]:
        """All statements that match, oldest first."""
        return await self.page(
            "/audit-statements",
            AuditStatement,
            contractId=contract_id,
            year=year,
            kind=kind,
            provider=provider,
        )

    async def waiting_times(self, contract_id: UUID, quarter: str) -> WaitingTimes:
        """The waiting times of a contract's requests in a quarter such as "2026-Q1", without small numbers (F-08)."""
        return await self.get("/waiting-times", WaitingTimes, contractId=contract_id, quarter=quarter)

    async def waiting_times_of_requests(self, contract_id: UUID, quarter: str) -> list[WaitingTime]:
        """The waiting times of single requests, for a party to the contract or its auditor."""
        return await self.page(
            "/waiting-times/requests", WaitingTime, contractId=contract_id, quarter=quarter
        )
