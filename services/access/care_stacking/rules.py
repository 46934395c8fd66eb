"""When allocations at once are stacking, for a client or a household, and what is told of it (R-A42, G-36)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from services.access.signals.rules import Found
from shared.values import Derivation, Money, Sentence
from shared.values.signals import SignalKind, SignalSeverity, SignalSubject
from shared.values.stacking import StackedFor
from shared.values.terms import Law

if TYPE_CHECKING:
    from services.access.policies.rules import Policy

MANY = Sentence(
    "stacking.many",
    nl="Op {on} lopen {count} toewijzingen tegelijk; vanaf {threshold} is dat stapeling: {result}.",
    en="On {on} {count} allocations run at once; from {threshold} on that is stacking: {result}.",
)
SINCE = Sentence(
    "stacking.since",
    nl="Van wat nu loopt zijn het er zoveel sinds {result}.",
    en="Of what runs now they are that many since {result}.",
)
WORTH = Sentence(
    "stacking.worth",
    nl="Samen zijn zij {value_cents} waard, over hun hele duur; boven {above_cents} per inwoner valt dat op: {result}. Van {unknown} is de waarde niet bekend.",
    en="Together they are worth {value_cents}, over all their days; above {above_cents} a client that stands out: {result}. Of {unknown} the value is not known.",
)
HOUSEHOLD_LOOKED_AT = Sentence(
    "stacking.household-looked-at",
    nl="Op {on} lopen in dit huishouden {count} toewijzingen tegelijk, samen {value_cents} waard: dat is een tweede blik op het geheel waard.",
    en="On {on} {count} allocations run at once in this household, together worth {value_cents}: that is worth a second look at the whole.",
)
LOOKED_AT = Sentence(
    "stacking.looked-at",
    nl="Op {on} lopen voor deze inwoner {count} toewijzingen tegelijk, samen {value_cents} waard: dat is een tweede blik waard.",
    en="On {on} {count} allocations run at once for this client, together worth {value_cents}: that is worth a second look.",
)


@dataclass(frozen=True, slots=True)
class Running:
    """An allocation as stacking reads it: days civil and inclusive, `end_date` None has no end.

    `value_cents` is its own budget, else the value of the decision that it came from, which counts once where several came from
    it; None is not known.
    """

    citizen_id: UUID
    law: Law
    allocation_number: int
    provider: str
    product_category: str | None
    product_code: str | None
    start_date: date
    end_date: date | None
    value_cents: int | None

    def runs_on(self, day: date) -> bool:
        """Whether care may be given under it on the day."""
        return self.start_date <= day and (self.end_date is None or day <= self.end_date)


@dataclass(frozen=True, slots=True)
class Stack:
    """What runs at once on a day: how many, what it is worth (cents), and of how many the value is not known."""

    on: date
    count: int
    value_cents: int
    value_unknown: int


@dataclass(frozen=True, slots=True)
class CareStacking:
    """The stack of a citizen, or of a household's plan; `since` and `value_since` are None below their thresholds.

    `steps` is the derivation as it is read.
    """

    owner: str
    stacked_for: StackedFor
    subject_id: UUID
    citizen_id: UUID | None
    household_plan_id: UUID | None
    on: date
    count: int
    threshold: int
    stacked: bool
    since: date | None
    value_cents: int
    value_unknown: int
    above_cents: int
    value_stacked: bool
    value_since: date | None
    review_id: UUID | None
    policy_id: UUID | None
    policy_version: int
    allocations: list[Running]
    derivation: Derivation
    steps: list[Any] = field(default_factory=list)


def stack_on(lines: Iterable[Running], day: date) -> Stack:
    """What of these runs on the day."""
    running = [one for one in lines if one.runs_on(day)]
    return Stack(
        day,
        len(running),
        sum(one.value_cents or 0 for one in running),
        sum(one.value_cents is None for one in running),
    )


def stacks(lines: Sequence[Running], today: date) -> list[Stack]:
    """What runs at once today and on each day to come on which one begins: on no other day can it rise."""
    return [
        stack_on(lines, day)
        for day in sorted({today, *(one.start_date for one in lines if one.start_date > today)})
    ]


def is_costly(count: int, value_cents: int, above_cents: int) -> bool:
    """Whether stacked value stands out: two or more at once, strictly above: 50,000.00 no, 50,000.01 yes (G-36).

    The value of one application is what the switch team looks at (R-A07).
    """
    return count > 1 and value_cents > above_cents


def since_when(lines: Sequence[Running], minimum: int) -> date | None:
    """Since when at least so many of these, which all run, do so at once; None where they are fewer."""
    starts = sorted(one.start_date for one in lines)
    return starts[minimum - 1] if len(starts) >= minimum else None


def worth_since(lines: Sequence[Running], above_cents: int) -> date | None:
    """Since when these, which all run, are worth more than that together; None where they are not."""
    total = 0
    for number, one in enumerate(sorted(lines, key=lambda line: line.start_date), 1):
        total += one.value_cents or 0
        if is_costly(number, total, above_cents):
            return one.start_date
    return None


def judge(
    lines: Sequence[Running], citizen_id: UUID, plan_id: UUID | None, policy: Policy, today: date
) -> list[Found]:
    """What is to be told when an allocation came or changed: of the citizen, and of the household that has a plan (R-A42).

    `lines` are what runs or is to run for all of them; a household is judged on how many there are, a citizen on the value too.
    """
    found = []
    own = stacks([one for one in lines if one.citizen_id == citizen_id], today)
    most = max(own, key=lambda one: one.count)
    if most.count >= policy.stacking_threshold:
        found.append(tell_many(most, policy, citizen_id=citizen_id))
    dearest = max(own, key=lambda one: (one.count > 1, one.value_cents))
    if is_costly(dearest.count, dearest.value_cents, policy.switch_team_above_cents):
        found.append(tell_worth(dearest, policy, citizen_id))
    if plan_id is not None:
        together = max(stacks(lines, today), key=lambda one: one.count)
        if together.count >= policy.stacking_threshold:
            found.append(tell_many(together, policy, plan_id=plan_id))
    return found


def tell_many(
    stack: Stack, policy: Policy, *, citizen_id: UUID | None = None, plan_id: UUID | None = None
) -> Found:
    """The signal that as many or more run at once as the policy calls stacking, for a citizen or a household's plan."""
    kind = SignalSubject.CITIZEN if plan_id is None else SignalSubject.HOUSEHOLD_PLAN
    return Found(
        SignalKind.STACKED_CARE, "R-A42", kind, str(plan_id or citizen_id), SignalSeverity.WARNING,
        citizen_id=citizen_id, facts={**_facts(stack, policy), "threshold": policy.stacking_threshold},
    )  # fmt: skip


def tell_worth(stack: Stack, policy: Policy, citizen_id: UUID) -> Found:
    """The signal that what runs at once for a client is worth more than one application may be unseen."""
    return Found(
        SignalKind.STACKED_VALUE, "R-A42", SignalSubject.CITIZEN, str(citizen_id), SignalSeverity.WARNING,
        citizen_id=citizen_id, facts={**_facts(stack, policy), "aboveCents": policy.switch_team_above_cents},
    )  # fmt: skip


def _facts(stack: Stack, policy: Policy) -> dict[str, str | int]:
    return {
        "on": stack.on.isoformat(),
        "count": stack.count,
        "valueCents": stack.value_cents,
        "valueUnknown": stack.value_unknown,
        "policyVersion": policy.version,
    }


def show(
    owner: str,
    subject_id: UUID,
    stacked_for: StackedFor,
    lines: Sequence[Running],
    review_id: UUID | None,
    policy: Policy,
    minimum: int,
    on: date,
) -> CareStacking:
    """The stack of who has these allocations running on the day, with why it stands out; `minimum` is what was asked."""
    ordered = sorted(lines, key=lambda one: (one.start_date, one.law, one.allocation_number))
    stack, above = stack_on(ordered, on), policy.switch_team_above_cents
    of_citizen = stacked_for is StackedFor.CITIZEN
    since = since_when(ordered, minimum)
    made = CareStacking(
        owner=owner, stacked_for=stacked_for, subject_id=subject_id,
        citizen_id=subject_id if of_citizen else None, household_plan_id=None if of_citizen else subject_id,
        on=on, count=stack.count, threshold=minimum, stacked=stack.count >= minimum, since=since,
        value_cents=stack.value_cents, value_unknown=stack.value_unknown, above_cents=above,
        value_stacked=of_citizen and is_costly(stack.count, stack.value_cents, above),
        value_since=worth_since(ordered, above) if of_citizen else None, review_id=review_id,
        policy_id=policy.id, policy_version=policy.version, allocations=ordered, derivation=Derivation(),
    )  # fmt: skip
    return replace(made, derivation=explain(made))


def explain(made: CareStacking) -> Derivation:
    """Why a stack stands out, or not: in number, and for a client in value."""
    why = Derivation().because(
        "R-A42", MANY, made.stacked, on=made.on, count=made.count, threshold=made.threshold,
        policy_version=made.policy_version,
    )  # fmt: skip
    if made.since is not None:
        why = why.because("R-A42", SINCE, made.since)
    if made.stacked_for is StackedFor.HOUSEHOLD:
        return why
    return why.because(
        "R-A42", WORTH, made.value_stacked, value_cents=Money(made.value_cents), above_cents=Money(made.above_cents),
        unknown=made.value_unknown,
    )  # fmt: skip


def looked_at(stack: Stack, *, household: bool = False) -> Derivation:
    """Why a second look is opened by itself, at a client or at a household as a whole."""
    told = HOUSEHOLD_LOOKED_AT if household else LOOKED_AT
    return Derivation().because(
        "R-A42", told, on=stack.on, count=stack.count, value_cents=Money(stack.value_cents)
    )
