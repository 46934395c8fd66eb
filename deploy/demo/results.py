"""What became of the year, asked of the services over HTTP by the municipality's controller."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from deploy.demo.cast import CONTROLLER, Cast, Surprise
from shared.clients.access import AccessClient
from shared.clients.contracts import ContractsClient
from shared.clients.outcomes import OutcomesClient
from shared.clients.settlement import SettlementClient
from shared.schemas.access import Decision, Referral, Request
from shared.schemas.common import Batch, DerivationAnswer
from shared.schemas.contracts import Amendment, Consortium, Contract
from shared.schemas.outcomes import ContractVerdict, Indicator, WaitingTime, WaitingTimes
from shared.schemas.settlement import Account, Allocation, Entry, Retention, Schedule
from shared.values.terms import InstalmentState, RetentionState


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
    consortium: Consortium
    amendments: list[Amendment]
    first_plan: Explained
    schedule: Explained
    retention: Explained
    accounts: list[Account]
    entries: list[Entry]
    allocations: list[Allocation]
    indicators: list[Indicator]
    verdict: ContractVerdict
    waiting: list[WaitingTimes]
    waits: list[list[WaitingTime]]
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
    def late(self) -> int:
        """How many waited longer than the norm, from the requests themselves."""
        return sum(one.within_norm is False for quarter in self.waits for one in quarter)

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
            "allocations": len(self.allocations),
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
    found = await _settlement(cast).schedules(cast.contract_id, cast.inputs.plan.year)
    if not found:
        raise Surprise("settlement has no schedule: the contract did not reach it by the feed")
    nl, en = (_settlement(cast, language).derivation(found[0].id) for language in ("nl", "en"))
    return Explained(found[0], *await asyncio.gather(nl, en))


async def explain_retention(cast: Cast) -> Explained:
    """The year's retention as it stands, and why."""
    found = await _settlement(cast).retention(cast.contract_id, cast.inputs.plan.year)
    if found is None:
        raise Surprise("settlement holds back nothing: the schedule was not planned")
    nl, en = (_settlement(cast, language).retention_derivation(found.id) for language in ("nl", "en"))
    return Explained(found, *await asyncio.gather(nl, en))


async def gather(cast: Cast, first_plan: Explained, batches: list[Batch]) -> Results:
    """Ask all four services, side by side."""
    (contract, consortium, amendments), care, measured, money, plans = await asyncio.gather(
        _contracts(cast), _access(cast), _outcomes(cast), _ledger(cast), _plans(cast)
    )
    requests, decisions, referrals = care
    indicators, verdict, waiting, waits = measured
    accounts, entries, allocations = money
    schedule, retention = plans
    return Results(
        contract=contract,
        consortium=consortium,
        amendments=amendments,
        first_plan=first_plan,
        schedule=schedule,
        retention=retention,
        accounts=accounts,
        entries=entries,
        allocations=allocations,
        indicators=indicators,
        verdict=verdict,
        waiting=waiting,
        waits=waits,
        requests=requests,
        decisions=decisions,
        referrals=referrals,
        batches=batches,
        refusals=cast.refusals,
        names={cast.inputs.oins[one.key]: one.name for one in cast.inputs.parties},
    )


async def _contracts(cast: Cast) -> tuple[Contract, Consortium, list[Amendment]]:
    contracts = cast.municipality(ContractsClient, CONTROLLER)
    contract, amendments = await asyncio.gather(
        contracts.contract(cast.contract_id), contracts.amendments(cast.contract_id)
    )
    assert contract.consortium_id is not None, "an active contract names its consortium"
    return contract, await contracts.consortium(contract.consortium_id), amendments


async def _access(cast: Cast) -> tuple[list[Request], list[Decision], list[Referral]]:
    access, contract_id = cast.municipality(AccessClient, CONTROLLER), cast.contract_id
    return await asyncio.gather(
        access.list_requests(contract_id=contract_id),
        access.list_decisions(contract_id=contract_id),
        access.list_referrals(contract_id=contract_id),
    )


async def _outcomes(
    cast: Cast,
) -> tuple[list[Indicator], ContractVerdict, list[WaitingTimes], list[list[WaitingTime]]]:
    outcomes, year = cast.municipality(OutcomesClient, CONTROLLER), cast.inputs.plan.year
    contract, quarters = str(cast.contract_id), [f"{year}-Q{number}" for number in (1, 2, 3, 4)]
    indicators, verdict, waiting, waits = await asyncio.gather(
        outcomes.page("/indicators", Indicator, contractId=contract),
        outcomes.contract_verdict(cast.contract_id, year),
        asyncio.gather(*(outcomes.waiting_times(cast.contract_id, quarter) for quarter in quarters)),
        asyncio.gather(
            *(outcomes.waiting_times_of_requests(cast.contract_id, quarter) for quarter in quarters)
        ),
    )
    if verdict is None:
        raise Surprise("outcomes gave no verdict on the year")
    return sorted(indicators, key=lambda one: one.number), verdict, list(waiting), list(waits)


async def _ledger(cast: Cast) -> tuple[list[Account], list[Entry], list[Allocation]]:
    settlement = _settlement(cast)
    return await asyncio.gather(
        settlement.accounts(), settlement.entries(), settlement.allocations(cast.contract_id)
    )


async def _plans(cast: Cast) -> tuple[Explained, Explained]:
    return await asyncio.gather(explain_schedule(cast), explain_retention(cast))


def _settlement(cast: Cast, language: str = "nl") -> SettlementClient:
    return cast.municipality(SettlementClient, CONTROLLER, language)
