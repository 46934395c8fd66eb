"""Which work lists a reader gets, what stands out at an item, and in which order the lists come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from services.access.policies.rules import Policy
from shared.values.access_policies import TermKind
from shared.values.reviewing import ReviewerRole
from shared.values.signals import SignalSeverity
from shared.values.terms import ActorKind, Law
from shared.values.work_lists import WorkLabel, WorkListGap, WorkListKind

_WHOLE = 10_000
MUNICIPALITY = frozenset({ActorKind.PURCHASER, ActorKind.REGION})
_CITIZEN = frozenset({ActorKind.PORTAL, ActorKind.OMBUDS})
_PROVIDER = frozenset({ActorKind.PROVIDER})

# For whom a list is meant; what else keeps it from a reader follows from the rights of its feature.
MEANT: Mapping[WorkListKind, frozenset[ActorKind]] = {
    WorkListKind.OPEN_REQUESTS: MUNICIPALITY | _CITIZEN,
    WorkListKind.ACUTE_UNDECIDED: MUNICIPALITY | _PROVIDER,
    WorkListKind.STATUTORY_TERMS: MUNICIPALITY | _CITIZEN,
    WorkListKind.DRAFT_DECISIONS: MUNICIPALITY,
    WorkListKind.AWAITING_EFFORT: MUNICIPALITY,
    WorkListKind.REVIEWS: MUNICIPALITY,
    WorkListKind.WAITING_LIST: MUNICIPALITY,
    WorkListKind.PROVIDER_CHOICES: MUNICIPALITY | _CITIZEN,
    WorkListKind.ALLOCATION_REQUESTS: MUNICIPALITY | _PROVIDER,
    WorkListKind.CHANGE_REQUESTS: MUNICIPALITY | _PROVIDER,
    WorkListKind.TRANSFERS: MUNICIPALITY,
    WorkListKind.ACCESS_CEILINGS: MUNICIPALITY,
    WorkListKind.SIGNALS: MUNICIPALITY,
    WorkListKind.REMEDIES: MUNICIPALITY | _CITIZEN | {ActorKind.ARBITER},
    WorkListKind.REFERRALS: _PROVIDER,
    WorkListKind.CARE_ORDERS: _PROVIDER,
    WorkListKind.CARE_TO_START: _PROVIDER,
    WorkListKind.ANSWERED_REQUESTS: _PROVIDER,
}
# By which right a list is read: that of the list of its own feature.
READ_AS: Mapping[WorkListKind, tuple[str, str]] = {
    WorkListKind.OPEN_REQUESTS: ("requests", "list_requests"),
    WorkListKind.ACUTE_UNDECIDED: ("care_orders", "get_undecided_care"),
    WorkListKind.STATUTORY_TERMS: ("statutory_terms", "list_statutory_terms"),
    WorkListKind.DRAFT_DECISIONS: ("decisions", "list_decisions"),
    WorkListKind.AWAITING_EFFORT: ("decisions", "list_decisions"),
    WorkListKind.REVIEWS: ("reviews", "list_reviews"),
    WorkListKind.WAITING_LIST: ("waiting_list", "list_waiting_list"),
    WorkListKind.PROVIDER_CHOICES: ("provider_choices", "list_provider_choices"),
    WorkListKind.ALLOCATION_REQUESTS: ("allocation_requests", "list_allocation_requests"),
    WorkListKind.CHANGE_REQUESTS: ("change_requests", "list_change_requests"),
    WorkListKind.TRANSFERS: ("transfers", "list_transfers"),
    WorkListKind.ACCESS_CEILINGS: ("access_ceilings", "list_access_ceiling_uses"),
    WorkListKind.SIGNALS: ("signals", "list_signals"),
    WorkListKind.REMEDIES: ("remedies", "list_remedies"),
    WorkListKind.REFERRALS: ("referrals", "list_referrals"),
    WorkListKind.CARE_ORDERS: ("care_orders", "list_care_orders"),
    WorkListKind.CARE_TO_START: ("allocations", "list_allocations"),
    WorkListKind.ANSWERED_REQUESTS: ("allocation_requests", "list_allocation_requests"),
}
# What belongs to a question is narrowed to a worker or a team; the rest is everybody's.
BY_REQUEST = frozenset(
    {
        WorkListKind.OPEN_REQUESTS,
        WorkListKind.ACUTE_UNDECIDED,
        WorkListKind.STATUTORY_TERMS,
        WorkListKind.DRAFT_DECISIONS,
        WorkListKind.AWAITING_EFFORT,
        WorkListKind.REVIEWS,
        WorkListKind.WAITING_LIST,
        WorkListKind.PROVIDER_CHOICES,
    }
)
_PLACES: Mapping[WorkListKind, str] = {
    WorkListKind.OPEN_REQUESTS: "requests",
    WorkListKind.ACUTE_UNDECIDED: "care-orders",
    WorkListKind.STATUTORY_TERMS: "statutory-terms",
    WorkListKind.DRAFT_DECISIONS: "decisions",
    WorkListKind.AWAITING_EFFORT: "decisions",
    WorkListKind.REVIEWS: "reviews",
    WorkListKind.WAITING_LIST: "waiting-entries",
    WorkListKind.PROVIDER_CHOICES: "provider-choices",
    WorkListKind.ALLOCATION_REQUESTS: "allocation-requests",
    WorkListKind.CHANGE_REQUESTS: "change-requests",
    WorkListKind.TRANSFERS: "transfers",
    WorkListKind.ACCESS_CEILINGS: "access-ceilings",
    WorkListKind.SIGNALS: "signals",
    WorkListKind.REMEDIES: "remedies",
    WorkListKind.REFERRALS: "referrals",
    WorkListKind.CARE_ORDERS: "care-orders",
    WorkListKind.CARE_TO_START: "allocations",
}
_ANSWERED = {"allocationRequest": "allocation-requests", "changeRequest": "change-requests"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A row of a work list as it was found; `total` is how many its list has, `aside` that who waits asked for a later day.

    `used` of `maximum` decisions count under a ceiling.
    """

    work_list: WorkListKind
    owner: str
    id: UUID
    kind: str
    state: str | None
    law: Law | None
    citizen_id: UUID | None
    request_id: UUID | None
    since: date | None
    due_on: date | None
    next_term: TermKind | None
    urgency: int | None
    acute: bool | None
    reviewer_role: ReviewerRole | None
    severity: SignalSeverity | None
    provider: str | None
    position: int | None
    used: int | None
    maximum: int | None
    aside: bool | None
    total: int
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItem:
    """One thing to do; `days_left` is negative once it is late."""

    owner: str
    id: UUID
    kind: str
    state: str | None
    law: Law | None
    citizen_id: UUID | None
    request_id: UUID | None
    since: date | None
    due_on: date | None
    days_left: int | None
    next_term: TermKind | None
    urgency: int | None
    acute: bool
    label: WorkLabel
    reviewer_role: ReviewerRole | None
    severity: SignalSeverity | None
    provider: str | None
    position: int | None
    used_basis_points: int | None
    href: str


@dataclass(frozen=True, slots=True)
class WorkList:
    """One list: how many are on it, whether it was narrowed as asked, and the most urgent of it."""

    work_list: WorkListKind
    count: int
    narrowed: bool
    items: list[WorkItem]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A list that a reader does not get."""

    work_list: WorkListKind
    reason: WorkListGap


@dataclass(frozen=True, slots=True)
class WorkLists:
    """All lists of a reader on a day."""

    on: date
    until: date
    mine: bool
    team: str | None
    policy_version: int | None
    lists: list[WorkList]
    left_out: list[LeftOut]

    @property
    def items(self) -> list[WorkItem]:
        """Everything that is shown: whose it is, is noted for the processing log."""
        return [item for one in self.lists for item in one.items]


def label_of(found: Found, today: date, until: date) -> WorkLabel:
    """What stands out: the state of a ceiling, how long one waits, how grave a signal is; else acute, or the day."""
    match found.work_list:
        case WorkListKind.ACCESS_CEILINGS:
            exhausted = (found.used or 0) >= (found.maximum or 0)
            return WorkLabel.EXHAUSTED if exhausted else WorkLabel.NEARLY_EXHAUSTED
        case WorkListKind.WAITING_LIST if found.aside:
            return WorkLabel.WAITS_ON_OWN_WISH
        case WorkListKind.WAITING_LIST:
            late = found.due_on is not None and found.due_on < today
            return WorkLabel.WAITS_TOO_LONG if late else WorkLabel.WAITS
        case WorkListKind.SIGNALS if found.severity is not None:
            return WorkLabel(found.severity.value)
    if found.acute:
        return WorkLabel.ACUTE
    if found.due_on is None:
        return WorkLabel.NO_DAY
    if found.due_on < today:
        return WorkLabel.OVERDUE
    return WorkLabel.DUE if found.due_on <= until else WorkLabel.PLANNED


def item_of(found: Found, today: date, until: date) -> WorkItem:
    """A row as it is shown, with the days to its last day and where it stands whole."""
    place = _PLACES.get(found.work_list) or _ANSWERED[found.kind]
    used = None if not found.maximum else (found.used or 0) * _WHOLE // found.maximum
    return WorkItem(
        owner=found.owner, id=found.id, kind=found.kind, state=found.state, law=found.law, citizen_id=found.citizen_id,
        request_id=found.request_id, since=found.since, due_on=found.due_on,
        days_left=None if found.due_on is None else (found.due_on - today).days, next_term=found.next_term,
        urgency=found.urgency, acute=bool(found.acute), label=label_of(found, today, until),
        reviewer_role=found.reviewer_role, severity=found.severity, provider=found.provider, position=found.position,
        used_basis_points=used, href=f"/v1/{place}/{found.id}",
    )  # fmt: skip


def ahead(policy: Policy, today: date, until: date | None) -> date:
    """Up to and including which day is looked ahead: the days of the policy by which a term that ends is warned of."""
    return until or today + timedelta(days=policy.term_warning_days)


def answered_since(today: date, until: date) -> date:
    """From which day on an answer is still news: as many days back as is looked ahead."""
    return today - max(timedelta(), until - today)


def arrange(
    found: Iterable[Found],
    opened: Sequence[WorkListKind],
    left_out: Sequence[LeftOut],
    *,
    today: date,
    until: date,
    mine: bool,
    team: str | None,
    policy: Policy | None,
) -> WorkLists:
    """The lists in their fixed order, each with its count and its items from the most urgent on; an empty one counts 0."""
    by_list: dict[WorkListKind, list[Found]] = {kind: [] for kind in opened}
    for row in found:
        by_list[row.work_list].append(row)
    lists = [
        WorkList(
            kind,
            rows[0].total if rows else 0,
            (mine or team is not None) and kind in BY_REQUEST,
            [item_of(one, today, until) for one in sorted(rows, key=lambda each: each.rank)],
        )
        for kind, rows in by_list.items()
    ]
    version = None if policy is None else policy.version
    return WorkLists(today, until, mine, team, version, lists, list(left_out))
