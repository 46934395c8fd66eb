"""What became of the year, asked of the services over HTTP by the municipality's controller."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TypeVar

from deploy.demo.cast import CONTROLLER, Cast, Surprise
from shared.clients.access import AccessClient
from shared.clients.contracts import ContractsClient
from shared.clients.outcomes import OutcomesClient
from shared.clients.settlement import SettlementClient
from shared.schemas.access import Decision, Referral, Request
from shared.schemas.common import Batch, DerivationAnswer
from shared.schemas.contracts import Amendment, Contract
from shared.schemas.outcomes import ContractVerdict, Indicator, WaitingTimes
from shared.schemas.settlement import Account, Entry, Retention, Schedule
from shared.values.terms import InstalmentState, RetentionState

Subject = TypeVar("Subject", Schedule, Retention)


@dataclass(frozen=True, slots=True)
class Explained:
    """An amount with its derivation, in Dutch and in English."""

    subject: Schedule | Retention
    nl: DerivationAnswer
    en: DerivationAnswer


@dataclass(frozen=True, slots=True)
class Results:
    """The year as the services tell it afterwards."""

    contract: Contract
    amendments: list[Amendment]
    first_plan: Explained
    schedule: Explained
    retention: Explained
    accounts: list[Account]
    entries: list[Entry]
    indicators: list[Indicator]
    verdict: ContractVerdict
    waiting: list[WaitingTimes]
    requests: list[Request]
    decisions: list[Decision]
    referrals: list[Referral]
    batches: list[Batch]
    refusals: list[dict[str, object]]
    names: dict[str, str] = field(default_factory=dict)

    @property
    def plan(self) -> Schedule:
        """The year's schedule."""
        assert isinstance(self.schedule.subject, Schedule)
        return self.schedule.subject

    @property
    def held(self) -> Retention:
        """The year's retention."""
        assert isinstance(self.retention.subject, Retention)
        return self.retention.subject

    @property
    def paid_cents(self) -> int:
        """What was paid for the year: the instalments, and the retention once the bank booked it."""
        paid = sum(one.amount_cents for one in self.plan.instalments if one.state is InstalmentState.PAID)
        return paid + (self.held.released_cents if self.held.state is RetentionState.PAID else 0)

    @property
    def ledger_sum_cents(self) -> int:
        """What all accounts of the tenant add up to, definite and pending: nil when the books balance."""
        return sum(one.balance_cents + one.pending_cents for one in self.accounts)

    @property
    def open_retention_cents(self) -> int:
        """What was withheld of the year and not released."""
        return self.held.withheld_cents - self.held.released_cents

    @property
    def referred(self) -> int:
        """How many requests were referred to a general provision; one that two members were asked for counts once."""
        return len({one.request_id for one in self.referrals})

    def counts(self) -> dict[str, int]:
        """Everything that would be more if something had been done twice."""
        return {
            "contract version": self.contract.version,
            "amendments": len(self.amendments),
            "requests": len(self.requests),
            "decisions": len(self.decisions),
            "referrals": len(self.referrals),
            "entries": len(self.entries),
            "moved cents": sum(abs(line.amount_cents) for entry in self.entries for line in entry.lines),
            "paid cents": self.paid_cents,
            "ledger sum cents": self.ledger_sum_cents,
            "retention version": self.held.version,
            "schedule version": self.plan.version,
            "verdict version": self.verdict.version,
        }


async def explain_schedule(cast: Cast) -> Explained:
    """The year's schedule as it stands, and why; settlement planned it by itself."""
    found = await _settlement(cast).page("/schedules", Schedule, **_this_year(cast))
    if not found:
        raise Surprise("settlement has no schedule: the contract did not reach it by the feed")
    return await _explained(cast, "/schedules", found[0])


async def explain_retention(cast: Cast) -> Explained:
    """The year's retention as it stands, and why."""
    found = await _settlement(cast).page("/retentions", Retention, **_this_year(cast))
    if not found:
        raise Surprise("settlement holds back nothing: the schedule was not planned")
    return await _explained(cast, "/retentions", found[0])


async def gather(cast: Cast, first_plan: Explained, batches: list[Batch]) -> Results:
    """Ask all four services, side by side."""
    contract_id, year = cast.contract_id, cast.inputs.plan.year
    contracts = cast.municipality(ContractsClient, CONTROLLER)
    access = cast.municipality(AccessClient, CONTROLLER)
    outcomes = cast.municipality(OutcomesClient, CONTROLLER)
    settlement = _settlement(cast)
    (
        contract, amendments, requests, decisions, referrals, indicators, verdict, accounts, entries, schedule, retention,
        *waiting,
    ) = await asyncio.gather(
        contracts.contract(contract_id),
        contracts.amendments(contract_id),
        access.list_requests(contract_id=contract_id),
        access.list_decisions(contract_id=contract_id),
        access.list_referrals(contract_id=contract_id),
        outcomes.page("/indicators", Indicator, contractId=str(contract_id)),
        outcomes.contract_verdict(contract_id, year),
        settlement.page("/accounts", Account),
        settlement.page("/entries", Entry),
        explain_schedule(cast),
        explain_retention(cast),
        *(_waiting(outcomes, cast, f"{year}-Q{quarter}") for quarter in (1, 2, 3, 4)),
    )  # fmt: skip
    if verdict is None:
        raise Surprise("outcomes gave no verdict on the year")
    return Results(
        contract=contract,
        amendments=amendments,
        first_plan=first_plan,
        schedule=schedule,
        retention=retention,
        accounts=accounts,
        entries=entries,
        indicators=sorted(indicators, key=lambda one: one.number),
        verdict=verdict,
        waiting=waiting,
        requests=requests,
        decisions=decisions,
        referrals=referrals,
        batches=batches,
        refusals=cast.refusals,
        names={cast.inputs.oins[one.key]: one.name for one in cast.inputs.parties},
    )


async def _waiting(outcomes: OutcomesClient, cast: Cast, quarter: str) -> WaitingTimes:
    asked = {"contractId": str(cast.contract_id), "quarter": quarter}
    return await outcomes.get("/waiting-times", WaitingTimes, **asked)


async def _explained(cast: Cast, path: str, subject: Subject) -> Explained:
    where = f"{path}/{subject.id}/derivation"
    nl, en = await asyncio.gather(
        *(_settlement(cast, language).get(where, DerivationAnswer) for language in ("nl", "en"))
    )
    return Explained(subject, nl, en)


def _settlement(cast: Cast, language: str = "nl") -> SettlementClient:
    return cast.municipality(SettlementClient, CONTROLLER, language)


def _this_year(cast: Cast) -> dict[str, object]:
    return {"contractId": str(cast.contract_id), "year": cast.inputs.plan.year}
