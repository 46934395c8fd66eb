"""How a contract that runs moves: suspended and resumed, and what comes with a day: rests, goes on, ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from services.contracts.contracts.rules.moments import Suspension
from services.contracts.contracts.rules.refusals import ContractNotRunning, NotSuspended, SuspensionRefused
from services.contracts.contracts.rules.terms import Contract
from shared.errors import FieldError, Text
from shared.values import Derivation, Sentence
from shared.values.life import VersionReason
from shared.values.terms import ContractState

_DAY = timedelta(days=1)
RUNNING = (ContractState.ACTIVE, ContractState.SUSPENDED)

SUSPENDED = Sentence(
    "contract.suspended",
    nl="Het contract is geschorst vanaf {valid_from} ({reason}); voorlopige laatste dag: {valid_until}.",
    en="The contract is suspended from {valid_from} ({reason}); provisional last day: {valid_until}.",
)
RESUMED = Sentence(
    "contract.resumed",
    nl="De schorsing vanaf {valid_from} is opgeheven: het contract geldt weer vanaf {result}.",
    en="The suspension from {valid_from} is lifted: the contract holds again from {result}.",
)
ENDED = Sentence(
    "contract.ended",
    nl="{end_date} was de laatste dag; vanaf {result} is het contract afgelopen.",
    en="{end_date} was the last day; from {result} the contract has ended.",
)
TERMINATED = Sentence(
    "contract.terminated-now",
    nl="Het contract is beëindigd op grond {ground}: {end_date} was de laatste dag.",
    en="The contract is terminated on ground {ground}: {end_date} was the last day.",
)

_PAST = Text("De eerste dag ligt in het verleden.", "The first day lies in the past.")
_OUTSIDE = Text("De dag ligt niet binnen de looptijd.", "The day does not lie within the term.")
_REVERSED = Text("De laatste dag ligt vóór de eerste.", "The last day lies before the first.")
_PLANNED = Text("Er is al een schorsing.", "There is a suspension already.")


@dataclass(frozen=True, slots=True)
class Move:
    """A contract that moved: its next version, why, what made it, and from which day on."""

    contract: Contract
    why: Derivation
    reason: VersionReason
    effective_on: date


def check_running(contract: Contract) -> None:
    """Refuse what only a contract in force allows. Raises ContractNotRunning."""
    if contract.state not in RUNNING:
        raise ContractNotRunning(number=contract.number, state=contract.state.value)


def with_next_move(contract: Contract) -> Contract:
    """The contract with the day on which something happens to it by itself; None where nothing does."""
    days: list[date] = []
    resting = contract.suspension
    if contract.state in RUNNING and contract.end_date is not None:
        days.append(contract.end_date + _DAY)
    if contract.state is ContractState.ACTIVE and resting is not None:
        days.append(resting.valid_from)
    if contract.state is ContractState.SUSPENDED and resting is not None and resting.valid_until is not None:
        days.append(resting.valid_until + _DAY)
    return replace(contract, next_move_on=min(days, default=None))


def suspend(contract: Contract, suspension: Suspension, today: date) -> Move:
    """Let a contract rest from today or a later day on, with its reason; on a later day it rests by itself.

    Raises ContractNotRunning, SuspensionRefused.
    """
    check_running(contract)
    errors = tuple(_faults(contract, suspension, today))
    if errors:
        raise SuspensionRefused(errors=errors)
    planned = replace(contract, version=contract.version + 1, suspension=suspension)
    return (
        _rest(planned)
        if suspension.valid_from <= today
        else _move(planned, _of(suspension), VersionReason.SUSPENDED, today)
    )


def _faults(contract: Contract, suspension: Suspension, today: date) -> Iterator[FieldError]:
    start, end, until = contract.start_date, contract.end_date, suspension.valid_until
    if contract.suspension is not None:
        yield FieldError("#", "suspended-already", _PLANNED)
    if suspension.valid_from < today:
        yield FieldError("#/validFrom", "in-the-past", _PAST)
    if (start is not None and suspension.valid_from < start) or (
        end is not None and suspension.valid_from > end
    ):
        yield FieldError("#/validFrom", "outside-term", _OUTSIDE)
    if until is not None and until < suspension.valid_from:
        yield FieldError("#/validUntil", "period-reversed", _REVERSED)
    if until is not None and end is not None and until > end:
        yield FieldError("#/validUntil", "outside-term", _OUTSIDE)


def resume(contract: Contract, today: date) -> Move:
    """End the suspension today, or call off one that is planned. Raises ContractNotRunning, NotSuspended."""
    check_running(contract)
    if contract.suspension is None:
        raise NotSuspended(number=contract.number, state=contract.state.value)
    # What was planned for a later day leaves no trace in the days.
    effective_on = max(today, contract.suspension.valid_from)
    return _resume(replace(contract, version=contract.version + 1), effective_on)


def due_move(contract: Contract, today: date) -> Move | None:
    """What comes with the day: it ended yesterday or before, rests from today on, or goes on; None where nothing does."""
    end, resting = contract.end_date, contract.suspension
    if contract.state not in RUNNING or contract.next_move_on is None or contract.next_move_on > today:
        return None
    following = replace(contract, version=contract.version + 1)
    if end is not None and end < today:
        return _end(following, end)
    assert resting is not None, "a contract that does not end moves by its suspension"
    if contract.state is ContractState.ACTIVE:
        return _rest(following)
    assert resting.valid_until is not None, "its end was the day of the move"
    return _resume(following, resting.valid_until + _DAY)


def _of(suspension: Suspension) -> Derivation:
    return Derivation().because(
        "R-C08",
        SUSPENDED,
        valid_from=suspension.valid_from,
        reason=suspension.reason,
        valid_until=suspension.valid_until,
    )


def _move(contract: Contract, why: Derivation, reason: VersionReason, effective_on: date) -> Move:
    return Move(with_next_move(contract), why, reason, effective_on)


def _rest(contract: Contract) -> Move:
    resting = contract.suspension
    assert resting is not None, "it was planned"
    suspended = replace(contract, state=ContractState.SUSPENDED)
    return _move(suspended, _of(resting), VersionReason.SUSPENDED, resting.valid_from)


def _resume(contract: Contract, effective_on: date) -> Move:
    assert contract.suspension is not None, "it was suspended"
    why = Derivation().because("R-C08", RESUMED, effective_on, valid_from=contract.suspension.valid_from)
    resumed = replace(contract, state=ContractState.ACTIVE, suspension=None)
    return _move(resumed, why, VersionReason.RESUMED, effective_on)


def _end(contract: Contract, end: date) -> Move:
    over, termination = end + _DAY, contract.termination
    if termination is None:
        why = Derivation().because("R-C04", ENDED, over, end_date=end)
        ended = replace(contract, state=ContractState.ENDED, suspension=None)
    else:
        why = Derivation().because("R-C10", TERMINATED, ground=termination.ground, end_date=end)
        ended = replace(contract, state=ContractState.TERMINATED, suspension=None)
    return _move(ended, why, VersionReason.ENDED, over)


def as_moved(after: Contract, one: Contract) -> Contract:
    """A slice's contract as a move leaves it: its state, its last day, and what it rests or ends on."""
    return replace(
        one,
        state=after.state,
        suspension=after.suspension,
        termination=after.termination,
        end_date=after.end_date,
        latest_end_date=after.latest_end_date,
        base_term_months=after.base_term_months,
        extension_options=after.extension_options,
        members=after.members,
        payee=after.payee,
        parties=after.parties,
    )
