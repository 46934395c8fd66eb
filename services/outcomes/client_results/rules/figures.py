"""What is still to be done about desired results, and the figures without small numbers (D-42, E-21, E-22, F-08)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.values.arrangements import Evaluator
from shared.values.care_courses import ClientVerdict
from shared.values.client_results import ClientResultState, ResultTaskKind
from shared.values.suppression import is_small, publish
from shared.values.terms import Law


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A desired result whose term passed, or that is in dispute, with what was said of it so far."""

    id: UUID
    owner: str
    citizen_id: UUID | None
    contract_id: UUID | None
    provider: str
    law: Law
    allocation_number: int | None
    term: date
    client_result_id: UUID | None
    state: ClientResultState | None
    evaluators: list[Evaluator] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultTask:
    """What is to be done about a desired result (E-21); `citizen_id` for the processing log alone."""

    owner: str
    citizen_id: UUID | None
    desired_result_id: UUID
    client_result_id: UUID | None
    contract_id: UUID | None
    provider: str
    law: Law
    allocation_number: int | None
    term: date
    kind: ResultTaskKind
    missing: list[Evaluator]


def task(waiting: Waiting, names: Sequence[Evaluator]) -> ResultTask:
    """What is to be done: nobody judged, an evaluator is missing, or they disagree."""
    said = waiting.evaluators or []
    kind = ResultTaskKind.EVALUATOR_MISSING if said else ResultTaskKind.TERM_PASSED
    if waiting.state is ClientResultState.DISPUTED:
        kind = ResultTaskKind.DISPUTED
    return ResultTask(
        owner=waiting.owner, citizen_id=waiting.citizen_id, desired_result_id=waiting.id,
        client_result_id=waiting.client_result_id, contract_id=waiting.contract_id, provider=waiting.provider,
        law=waiting.law, allocation_number=waiting.allocation_number, term=waiting.term, kind=kind,
        missing=[one for one in names if one not in said],
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tally:
    """What the database counted of the desired results of a contract whose term lies in a period."""

    due: int
    achieved: int
    partly_achieved: int
    not_achieved: int
    not_judgeable: int
    open: int
    disputed: int
    not_attributable: int


@dataclass(frozen=True, slots=True)
class VerdictCount:
    """How many results came to a verdict, as shown."""

    verdict: ClientVerdict
    count: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientResultCounts:
    """The figures of a contract, as shown."""

    contract_id: UUID
    date_from: date
    date_until: date
    due: int | None
    judged: int | None
    verdicts: list[VerdictCount]
    open: int | None
    disputed: int | None
    not_attributable: int | None
    not_attributable_basis_points: int | None
    suppressed: bool


def counts(contract_id: UUID, start: date, until: date, tally: Tally, *, limit: int) -> ClientResultCounts:
    """The figures without small numbers (F-08): verdicts, what is open, disputes, and the share not attributable (E-21, E-22)."""
    given = (tally.achieved, tally.partly_achieved, tally.not_achieved, tally.not_judgeable)
    judged = sum(given)
    verdicts = publish(given, limit)
    due = publish((judged, tally.open, tally.due - judged - tally.open), limit)
    argued = publish((tally.disputed, judged - tally.disputed), limit)
    outside = publish((tally.not_attributable, judged - tally.not_attributable), limit)
    share = outside.parts[0]
    return ClientResultCounts(
        contract_id=contract_id, date_from=start, date_until=until, due=due.total, judged=due.parts[0],
        verdicts=[VerdictCount(one, count) for one, count in zip(_VERDICTS, verdicts.parts, strict=True)],
        open=due.parts[1], disputed=argued.parts[0], not_attributable=share,
        not_attributable_basis_points=share * 10_000 // judged if share is not None and judged else None,
        suppressed=any(one.suppressed for one in (verdicts, due, argued, outside)) or is_small(judged, limit),
    )  # fmt: skip


_VERDICTS = (
    ClientVerdict.ACHIEVED, ClientVerdict.PARTLY_ACHIEVED, ClientVerdict.NOT_ACHIEVED, ClientVerdict.NOT_JUDGEABLE,
)  # fmt: skip
