"""Which thresholds hold on a day, what they may be, and how long one may still be changed (R-A05 … R-A55)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from uuid import UUID

from shared.errors import FieldError, NotFound, Refused, Text
from shared.values.access_policies import ClarificationMethodCode, PolicyState, WlzCheck
from shared.values.products import SupportKind

FIRST_DAY = date(1900, 1, 1)
STANDARD_NAME = Text("standaardwaarden (versie 0)", "standard values (version 0)")


@dataclass(frozen=True, slots=True)
class AgeLimit:
    """From which age help of a kind ends, and up to which it may go on; `kind` None is every other kind (R-A16)."""

    age: int
    extended_to: int | None = None
    kind: SupportKind | None = None


@dataclass(frozen=True, slots=True)
class ClarificationMethod:
    """A method of clarification: whether its domains can be chosen (F-03), and when its questions were reviewed (F-04)."""

    code: str
    domains_selectable: bool
    privacy_reviewed_on: date | None = None


@dataclass(frozen=True, slots=True)
class PenaltyRate:
    """What a late decision costs a day in each of three stretches of 14 days, from a day on, and where that stands (Awb 4:17)."""

    valid_from: date
    day_cents: tuple[int, int, int]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The thresholds of a municipality from a day on; `id` is None and `version` 0 for the built-in standard.

    Amounts in cents, shares in basis points; `maximum_wait_days` is per urgency 1 to 3. None leaves a threshold out.
    """

    id: UUID | None
    version: int
    owner: str
    valid_from: date
    external_reference: str | None = None
    parties: list[str] = field(default_factory=list)
    state: PolicyState = PolicyState.SET
    name: str | None = None
    switch_team_above_cents: int = 5_000_000
    value_required: bool = True
    vot_sample_basis_points: int = 1_000
    vot_every: bool = False
    conspicuous_use_basis_points: int = 4_000
    conspicuous_cost_cents: int | None = None
    extension_max_count: int = 2
    extension_max_months: int = 6
    half_year_months: int = 6
    majority_signal_months: int = 6
    stacking_threshold: int = 3
    carer_hours_limit: int = 20
    choice_term_days: int = 5
    effort_term_weeks: int = 6
    retroactive_start_allowed: bool = False
    onward_referral_approval: bool = False
    wlz_check: WlzCheck = WlzCheck.IN_DOUBT
    wlz_blocked_kinds: tuple[SupportKind, ...] = (
        SupportKind.HOUSEHOLD_HELP,
        SupportKind.INDIVIDUAL_GUIDANCE,
        SupportKind.GROUP_GUIDANCE,
        SupportKind.PERSONAL_CARE,
        SupportKind.SHORT_STAY,
        SupportKind.SHELTERED_LIVING,
    )
    wlz_warned_kinds: tuple[SupportKind, ...] = (SupportKind.TRANSPORT, SupportKind.WHEELCHAIR)
    maximum_wait_days: tuple[int, int, int] = (7, 21, 42)
    ceiling_warning_basis_points: int = 9_500
    referral_deviation_basis_points: int = 2_500
    transfer_term_days: int = 14
    ratified_kinds: tuple[SupportKind, ...] = (SupportKind.YOUTH_CARE_PLUS,)
    ratified_above_cents: int | None = None
    coordinator_from_providers: int = 3
    clarification_methods: tuple[ClarificationMethod, ...] = (
        ClarificationMethod(ClarificationMethodCode.ZRM_11, True),
        ClarificationMethod(ClarificationMethodCode.ZRM_13, True),
        ClarificationMethod(ClarificationMethodCode.ESBJERG, True),
        ClarificationMethod(ClarificationMethodCode.TALK, False),
    )
    age_limits: tuple[AgeLimit, ...] = (AgeLimit(18), AgeLimit(21, 23, SupportKind.FOSTER_CARE))
    pilot_flame_months: int = 6
    substitution_target_basis_points: int = 1_000
    trend_deviation_basis_points: int = 1_000
    duration_deviation_basis_points: int = 1_000
    desk_decision_days: int = 56
    review_yield_minimum_basis_points: int = 500
    legal_dispute_days: int = 28
    term_warning_days: int = 7
    trend_minimum_count: int = 10
    undecided_exposure_days: int | None = None
    choice_recorded_required: bool = False
    penalty_rates: tuple[PenaltyRate, ...] = (
        PenaltyRate(date(2009, 10, 1), (2_000, 3_000, 4_000), "Awb 4:17 lid 2 (Stb. 2009, 383)"),
        # The article was amended again from 2026 on: whether in its amounts, the municipality checks and sets here.
        PenaltyRate(date(2019, 1, 1), (2_300, 3_500, 4_500), "Awb 4:17 lid 2 (Stcrt. 2018, 65542)"),
    )

    @property
    def standard(self) -> bool:
        """Whether it is the built-in standard, which no municipality set."""
        return self.id is None

    def age_limit(self, kind: SupportKind | None) -> AgeLimit:
        """The limit of a kind of support: its own, else that of every other kind (R-A16)."""
        own = next((one for one in self.age_limits if kind is not None and one.kind == kind), None)
        return own or next(one for one in self.age_limits if one.kind is None)

    def maximum_wait(self, urgency: int) -> int:
        """How many days one may wait at an urgency of 1 (first) to 3 (R-A37)."""
        return self.maximum_wait_days[urgency - 1]

    def method(self, code: str) -> ClarificationMethod | None:
        """The method of clarification of that code, or None where the municipality does not use it."""
        return next((one for one in self.clarification_methods if one.code == code), None)


DEFAULT = Policy(id=None, version=0, owner="", valid_from=FIRST_DAY)
"""What holds where a municipality set nothing: the standard values, version 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentPolicy(Policy):
    """A policy as it holds on a day, under a name that a reader knows it by."""

    on: date


class PolicyNotFound(NotFound):
    """There is no such policy, or it is not yours."""

    code = "policy-not-found"
    title = Text("Beleidsregel niet gevonden", "Policy not found")
    detail = Text("Er is geen beleidsregel {id}.", "There is no policy {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class PolicyRefused(Refused):
    """The policy cannot be like this: `errors` has every reason."""

    code = "policy-refused"
    title = Text("De beleidsregel kan zo niet", "The policy cannot be like this")
    detail = Text(
        "Een beleidsregel geldt vanaf vandaag ({today}) of later, één per dag, met drempels die elkaar niet tegenspreken.",
        "A policy holds from today ({today}) or later, one a day, with thresholds that do not contradict each other.",
    )
    mend = Text("Los de punten in errors op.", "Clear the points in errors.")


class PolicyInForce(Refused):
    """What is in force, or was withdrawn, is not changed: a new policy takes its place."""

    code = "policy-in-force"
    title = Text("Deze beleidsregel verandert niet meer", "This policy does not change any more")
    detail = Text(
        "De beleidsregel geldt vanaf {valid_from} ({state}); vandaag is {today}.",
        "The policy holds from {valid_from} ({state}); today is {today}.",
    )
    mend = Text(
        "Leg een nieuwe vast die vanaf een latere dag geldt; het verleden blijft staan.",
        "Set a new one that holds from a later day; the past stays as it is.",
    )


_WRONG = {
    "in-past": Text("Deze dag is voorbij.", "This day is over."),
    "day-taken": Text(
        "Er geldt al een beleidsregel vanaf deze dag.", "A policy already holds from this day on."
    ),
    "waits-not-rising": Text(
        "Een hogere urgentie wacht niet langer dan een lagere.",
        "A higher urgency does not wait longer than a lower one.",
    ),
    "age-limit-missing": Text(
        "Noem één grens zonder soort ondersteuning: die geldt voor de overige.",
        "Name one limit without a kind of support: it holds for the others.",
    ),
    "named-twice": Text("Dit staat er twee keer.", "This stands here twice."),
    "extended-below": Text(
        "De verlengde leeftijd ligt niet boven de grens.", "The extended age does not lie above the limit."
    ),
    "no-method": Text("Noem minstens één methode.", "Name at least one method."),
    "no-rate": Text(
        "Noem minstens één keer de bedragen van de dwangsom.",
        "Name the amounts of the penalty at least once.",
    ),
    "blocked-and-warned": Text(
        "Een soort houdt tegen of waarschuwt, niet beide.", "A kind blocks or warns, not both."
    ),
}


def check(policy: Policy, others: Sequence[Policy], today: date) -> Policy:
    """The policy as it may be set or changed; `others` are the municipality's further policies.

    Raises PolicyRefused with every fault: a day in the past, a day that is taken, thresholds that contradict each other.
    """
    wrong = [*_dated(policy, others, today), *_contradictions(policy)]
    if wrong:
        errors = tuple(FieldError(at, code, _WRONG[code]) for at, code in wrong)
        raise PolicyRefused(errors=errors, today=today)
    return policy


def _dated(policy: Policy, others: Sequence[Policy], today: date) -> list[tuple[str, str]]:
    wrong = []
    if policy.valid_from < today:
        wrong.append(("#/validFrom", "in-past"))
    rivals = [one for one in others if one.id != policy.id and one.state is PolicyState.SET]
    if any(one.valid_from == policy.valid_from for one in rivals):
        wrong.append(("#/validFrom", "day-taken"))
    return wrong


def _contradictions(policy: Policy) -> list[tuple[str, str]]:
    wrong = []
    if list(policy.maximum_wait_days) != sorted(policy.maximum_wait_days):
        wrong.append(("#/maximumWaitDays", "waits-not-rising"))
    kinds = [one.kind for one in policy.age_limits]
    if kinds.count(None) != 1:
        wrong.append(("#/ageLimits", "age-limit-missing"))
    if len(set(kinds)) < len(kinds):
        wrong.append(("#/ageLimits", "named-twice"))
    for place, one in enumerate(policy.age_limits):
        if one.extended_to is not None and one.extended_to <= one.age:
            wrong.append((f"#/ageLimits/{place}/extendedTo", "extended-below"))
    codes = [one.code for one in policy.clarification_methods]
    if not codes:
        wrong.append(("#/clarificationMethods", "no-method"))
    if len(set(codes)) < len(codes):
        wrong.append(("#/clarificationMethods", "named-twice"))
    days = [one.valid_from for one in policy.penalty_rates]
    if not days:
        wrong.append(("#/penaltyRates", "no-rate"))
    if len(set(days)) < len(days):
        wrong.append(("#/penaltyRates", "named-twice"))
    if set(policy.wlz_blocked_kinds) & set(policy.wlz_warned_kinds):
        wrong.append(("#/wlzWarnedKinds", "blocked-and-warned"))
    return wrong


def check_ahead(policy: Policy, today: date) -> None:
    """Raise PolicyInForce unless the policy is still to come: the past is never changed."""
    if policy.state is not PolicyState.SET or policy.valid_from <= today:
        raise PolicyInForce(valid_from=policy.valid_from, state=policy.state, today=today)


def withdraw(policy: Policy, today: date) -> Policy:
    """A policy that was still to come, taken back. Raises PolicyInForce."""
    check_ahead(policy, today)
    return replace(policy, version=policy.version + 1, state=PolicyState.WITHDRAWN)


def in_force(policies: Sequence[Policy], owner: str, day: date) -> Policy:
    """The policy that holds on the day: the last one whose first day has come, else the standard of version 0."""
    begun = [one for one in policies if one.state is PolicyState.SET and one.valid_from <= day]
    return max(begun, key=lambda one: one.valid_from, default=replace(DEFAULT, owner=owner))


def current(policy: Policy, on: date) -> CurrentPolicy:
    """What holds on a day, named: its own name, its first day, or the standard of version 0."""
    told = {one.name: getattr(policy, one.name) for one in fields(policy)}
    from_day = f"beleidsregel vanaf {policy.valid_from}"
    told["name"] = policy.name or (STANDARD_NAME.nl if policy.standard else from_day)
    return CurrentPolicy(**told, on=on)
