"""How far support moved from specialist to basic and the zero line, beside a base period and against a target (R-A52, D-52)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from services.access.nurse_contacts.rules import period_before
from shared.errors import FieldError, InvalidInput, Text
from shared.values import Derivation, Money, Sentence
from shared.values.products import CareLayer, CareLine
from shared.values.stacking import SupportLevel

if TYPE_CHECKING:
    from services.access.policies.rules import Policy

WHOLE = 10_000
LONGEST = 400
_LAYERS = {
    CareLayer.SPECIALIST: SupportLevel.SPECIALIST,
    CareLayer.BASIC: SupportLevel.BASIC,
    CareLayer.POPULATION: SupportLevel.ZERO_LINE,
    CareLayer.ADDITIONAL: SupportLevel.ADDITIONAL,
}
_LINES = {
    CareLine.ZERO: SupportLevel.ZERO_LINE,
    CareLine.FIRST: SupportLevel.BASIC,
    CareLine.SECOND: SupportLevel.SPECIALIST,
}

SHARES = Sentence(
    "substitution.shares",
    nl="Van het nieuwe waarvan de catalogus het niveau kent was in de basisperiode {specialist_before} van {all_before} specialistisch ({before_basis_points}), nu {specialist} van {all} ({now_basis_points}); van {unknown} is het niveau niet bekend.",
    en="Of what is new and of a level that the catalogue knows {specialist_before} of {all_before} were specialist in the base period ({before_basis_points}), now {specialist} of {all} ({now_basis_points}); of {unknown} the level is not known.",
)
REALISED = Sentence(
    "substitution.realised",
    nl="Gerealiseerd: (deel in de basisperiode − deel nu) / deel in de basisperiode, naar beneden afgerond: {result_basis_points}.",
    en="Realised: (share in the base period − share now) / share in the base period, rounded down: {result_basis_points}.",
)
TARGET = Sentence(
    "substitution.target",
    nl="Het streefdeel van het beleid (versie {policy_version}) is {target_basis_points}; het blijft erachter: {result}.",
    en="The target of the policy (version {policy_version}) is {target_basis_points}; it stays behind: {result}.",
)
SHIFTED = Sentence(
    "substitution.cost-shift",
    nl="Bij de verhouding van de basisperiode ({cost_before_cents} van {all_before_cents}) was van {all_cents} nu zoveel meer naar specialistisch gegaan dan de {cost_cents} van nu: {result_cents}.",
    en="At the proportion of the base period ({cost_before_cents} of {all_before_cents}) so much more of the {all_cents} of now would have gone to specialist support than the {cost_cents} of now: {result_cents}.",
)


class SubstitutionPeriodRefused(InvalidInput):
    """The two periods cannot be: `errors` has every reason."""

    code = "substitution-period-refused"
    rule = "R-A52"
    title = Text("Deze perioden kunnen niet", "These periods are not possible")
    detail = Text(
        "Een periode telt één tot {longest} dagen en de basisperiode eindigt vóór de eerste dag; errors noemt wat er mis is.",
        "A period has one to {longest} days and the base period ends before the first day; errors names what is wrong.",
    )
    mend = Text("Los de punten in errors op.", "Clear the points in errors.")


_WRONG = {
    "ends-before-it-starts": Text(
        "De laatste dag ligt vóór de eerste.", "The last day lies before the first."
    ),
    "too-long": Text("Deze periode is te lang.", "This period is too long."),
    "base-not-whole": Text(
        "Noem van de basisperiode de eerste én de laatste dag, of geen van beide.",
        "Name both the first and the last day of the base period, or neither.",
    ),
    "base-overlaps": Text(
        "De basisperiode loopt door tot in de periode.", "The base period runs on into the period."
    ),
}


@dataclass(frozen=True, slots=True)
class Periods:
    """The period and its base, first and last days included."""

    first_day: date
    last_day: date
    base_first_day: date
    base_last_day: date


@dataclass(frozen=True, slots=True)
class AtLevel:
    """How much new support there was at a level: counts and cents, now and in the base period."""

    level: SupportLevel
    volume: int = 0
    volume_before: int = 0
    cost_cents: int = 0
    cost_before_cents: int = 0
    cost_unknown: int = 0


@dataclass(frozen=True, slots=True)
class Substitution:
    """What was shifted; basis points None where there is nothing to hold it against, `steps` the derivation as it is read."""

    first_day: date
    last_day: date
    base_first_day: date
    base_last_day: date
    levels: list[AtLevel]
    specialist_basis_points: int | None
    specialist_before_basis_points: int | None
    realised_basis_points: int | None
    cost_shift_cents: int | None
    target_basis_points: int
    behind: bool
    policy_id: UUID | None
    policy_version: int
    derivation: Derivation
    steps: list[Any] = field(default_factory=list)


def level_of(line: CareLine | None, layer: CareLayer | None) -> SupportLevel:
    """The level of a product: the zero line is that whatever its layer, else the layer says it, else the line; unknown without both."""
    if line is CareLine.ZERO:
        return SupportLevel.ZERO_LINE
    if layer is not None:
        return _LAYERS[layer]
    return SupportLevel.UNKNOWN if line is None else _LINES[line]


def periods(first: date, last: date, base_first: date | None, base_last: date | None) -> Periods:
    """The period and its base: the days before it, as many, where no base is named. Raises SubstitutionPeriodRefused."""
    wrong = _faults("until", first, last)
    if (base_first is None) != (base_last is None):
        wrong.append(("baseUntil" if base_last is None else "baseFrom", "base-not-whole"))
    if base_first is not None and base_last is not None:
        wrong += _faults("baseUntil", base_first, base_last)
        if base_last >= first:
            wrong.append(("baseUntil", "base-overlaps"))
    if wrong:
        errors = tuple(FieldError(at, code, _WRONG[code], where="query", rule="R-A52") for at, code in wrong)
        raise SubstitutionPeriodRefused(errors=errors, longest=LONGEST)
    if base_first is None or base_last is None:
        base_first, base_last = period_before(first, last)
    return Periods(first, last, base_first, base_last)


def _faults(at: str, first: date, last: date) -> list[tuple[str, str]]:
    days = (last - first).days
    if days < 0:
        return [(at, "ends-before-it-starts")]
    return [(at, "too-long")] if days >= LONGEST else []


def share(part: int, whole: int) -> int | None:
    """A part of a whole in basis points, rounded down; None of nothing."""
    return None if whole == 0 else part * WHOLE // whole


def realised(specialist: int, all_: int, specialist_before: int, all_before: int) -> int | None:
    """Which part of the specialist share was shifted, in basis points, rounded down, from the counts themselves (R-A52).

    50 of 100 before and 47 of 100 now is 600: 6 %. Negative where the share rose; None where there was none before, or nothing now.
    """
    if all_ == 0 or specialist_before == 0:
        return None
    return (specialist_before * all_ - specialist * all_before) * WHOLE // (specialist_before * all_)


def cost_shift(cost: int, all_: int, cost_before: int, all_before: int) -> int | None:
    """What of all costs of now the specialist ones would be at the proportion of before, less what they are; rounded down."""
    return None if all_before == 0 else cost_before * all_ // all_before - cost


def judge(found: Sequence[AtLevel], over: Periods, policy: Policy) -> Substitution:
    """The shift from what was counted, against the target of the policy, with its formula (R-A52).

    Shares are of what the catalogue knows the level of; what it does not know is counted apart.
    """
    levels = [next((one for one in found if one.level is level), AtLevel(level)) for level in SupportLevel]
    by = {one.level: one for one in levels}
    own, known = by[SupportLevel.SPECIALIST], [one for one in levels if one.level is not SupportLevel.UNKNOWN]
    now, before = sum(one.volume for one in known), sum(one.volume_before for one in known)
    cost, cost_before = sum(one.cost_cents for one in known), sum(one.cost_before_cents for one in known)
    shifted = realised(own.volume, now, own.volume_before, before)
    moved = cost_shift(own.cost_cents, cost, own.cost_before_cents, cost_before)
    target = policy.substitution_target_basis_points
    shares = share(own.volume, now), share(own.volume_before, before)
    unknown = by[SupportLevel.UNKNOWN]
    why = Derivation().because(
        "R-A52", SHARES, specialist=own.volume, all=now, now_basis_points=shares[0], before_basis_points=shares[1],
        specialist_before=own.volume_before, all_before=before, unknown=unknown.volume + unknown.volume_before,
    )  # fmt: skip
    if shifted is not None:
        why = why.because("R-A52", REALISED, shifted).because(
            "R-A52", TARGET, shifted < target, policy_version=policy.version, target_basis_points=target
        )
    if moved is not None:
        why = why.because(
            "R-A52", SHIFTED, Money(moved), cost_before_cents=Money(own.cost_before_cents),
            all_before_cents=Money(cost_before), all_cents=Money(cost), cost_cents=Money(own.cost_cents),
        )  # fmt: skip
    return Substitution(
        first_day=over.first_day, last_day=over.last_day, base_first_day=over.base_first_day,
        base_last_day=over.base_last_day, levels=levels, specialist_basis_points=shares[0],
        specialist_before_basis_points=shares[1], realised_basis_points=shifted, cost_shift_cents=moved,
        target_basis_points=target, behind=shifted is not None and shifted < target, policy_id=policy.id,
        policy_version=policy.version, derivation=why,
    )  # fmt: skip
