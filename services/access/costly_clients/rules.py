"""What of a value falls in which days, and which part of all costs the most expensive clients are (R-A43, D-35)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from shared.errors import InvalidInput, Text
from shared.values import Derivation, Money, Sentence
from shared.values.stacking import CostBasis

WHOLE = 10_000
LONGEST = 400
MOST = 500

SPREAD = Sentence(
    "costly-clients.spread",
    nl="Van {first_day} tot en met {last_day} telt van elke toegekende waarde wat op die dagen valt; een waarde zonder einde telt op haar eerste dag. Van {clients} cliënten zijn kosten bekend, van {unknown} niet.",
    en="From {first_day} up to and including {last_day} counts of each value that was allocated what falls on those days; a value without an end counts on its first day. Of {clients} clients costs are known, of {unknown} they are not.",
)
TOP = Sentence(
    "costly-clients.top",
    nl="De duurste {top_basis_points} zijn {top} cliënten, naar boven afgerond: {top_cents} van {total_cents}, dat is {result_basis_points}.",
    en="The most expensive {top_basis_points} are {top} clients, rounded up: {top_cents} of {total_cents}, that is {result_basis_points}.",
)


class CostlyPeriodRefused(InvalidInput):
    """The days end before they begin, or are more than four hundred."""

    code = "costly-period-refused"
    rule = "R-A43"
    title = Text("Deze dagen kunnen niet", "These days are not possible")
    detail = Text(
        "Van {first_day} tot en met {last_day}: kosten worden over hooguit {longest} dagen geteld.",
        "From {first_day} up to and including {last_day}: costs are counted over at most {longest} days.",
    )
    mend = Text("Kies een kortere periode.", "Choose a shorter period.")


@dataclass(frozen=True, slots=True)
class CostlyClient:
    """A client with what was allocated in the period (cents), by whom it is given and how many reviews are open."""

    owner: str
    citizen_id: UUID
    rank: int
    value_cents: int
    allocations: int
    value_unknown: int
    providers: list[str]
    products: int
    running_reviews: int


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted: the clients with known costs, those without, all costs, the top and its costs, and its first lines."""

    clients: int
    clients_unknown: int
    total_cents: int
    top_clients: int
    top_cents: int
    lines: Sequence[CostlyClient]


@dataclass(frozen=True, slots=True)
class CostlyClients:
    """The most expensive clients of some days; `share_basis_points` is None without costs, `steps` the derivation as it is read."""

    first_day: date
    last_day: date
    basis: CostBasis
    top_basis_points: int
    clients: int
    clients_unknown: int
    top_clients: int
    total_cents: int
    top_cents: int
    share_basis_points: int | None
    lines: list[CostlyClient]
    derivation: Derivation
    steps: list[Any] = field(default_factory=list)


def check_period(first: date, last: date) -> None:
    """Raise CostlyPeriodRefused unless the days are one to four hundred."""
    if not 0 <= (last - first).days < LONGEST:
        raise CostlyPeriodRefused(first_day=first, last_day=last, longest=LONGEST)


def apportion(value_cents: int, days: tuple[date, date | None], part: tuple[date, date]) -> int:
    """What of a value that is for some days falls on those of a part, first and last days included, in whole cents.

    Of n days the first k get floor(value × k / n), so that parts which follow each other sum to the whole, to the cent, and none
    is rounded apart. A value without an end falls on its first day as a whole: nobody knows over how many days to spread it.
    """
    begins, ends = days
    first, last = part
    if ends is None:
        return value_cents if first <= begins <= last else 0
    length = (ends - begins).days + 1
    before = max(0, (first - begins).days)
    until = min(length, (last - begins).days + 1)
    return value_cents * until // length - value_cents * before // length if before < until else 0


def top_count(clients: int, top_basis_points: int) -> int:
    """How many clients are the top, rounded up: of 100 clients 5 % are 5, of 30 they are 2."""
    return -(-clients * top_basis_points // WHOLE)


def rank(counted: Counted, first: date, last: date, top_basis_points: int) -> CostlyClients:
    """The top of what was counted, with its part of all costs in basis points, rounded down: 52 of 100 is 5,200 (R-A43)."""
    total, top = counted.total_cents, counted.top_cents
    share = None if total == 0 else top * WHOLE // total
    why = Derivation().because(
        "R-A43", SPREAD, first_day=first, last_day=last, clients=counted.clients, unknown=counted.clients_unknown,
        basis=CostBasis.ALLOCATED,
    )  # fmt: skip
    if share is not None:
        why = why.because(
            "R-A43", TOP, share, top_basis_points=top_basis_points, top=counted.top_clients,
            top_cents=Money(top), total_cents=Money(total),
        )  # fmt: skip
    return CostlyClients(
        first_day=first, last_day=last, basis=CostBasis.ALLOCATED, top_basis_points=top_basis_points,
        clients=counted.clients, clients_unknown=counted.clients_unknown, top_clients=counted.top_clients,
        total_cents=total, top_cents=top, share_basis_points=share, lines=list(counted.lines), derivation=why,
    )  # fmt: skip
