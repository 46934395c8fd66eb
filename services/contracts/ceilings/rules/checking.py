"""Which limits of a ceiling counters hit, what remains, and whether it is time to warn (R-C22, R-C23, R-C26)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from services.contracts.ceilings.rules.terms import Ceiling, CeilingCounters
from shared.errors import FieldError, Refused, Text
from shared.values import Derivation, Money, Sentence
from shared.values.budgets import CeilingLimit, CeilingMode
from shared.values.money import rounded

USED = Sentence(
    "ceiling.used",
    nl="Besteed {spent_cents}, waarvan {exempt_cents} uitgezonderd: {used_cents} telt mee tegen {ceiling_cents}; over"
    " {result_cents}.",
    en="Spent {spent_cents}, of which {exempt_cents} exempt: {used_cents} counts against {ceiling_cents}; remaining"
    " {result_cents}.",
)
MOVED = Sentence(
    "ceiling.moved",
    nl="Het plafond {amount_cents} bij {followed_from} ({follows}) is bij {followed} {result_cents}.",
    en="The ceiling of {amount_cents} at {followed_from} ({follows}) is {result_cents} at {followed}.",
)
HIT = Sentence(
    "ceiling.hit",
    nl="Grens {limit}: {counted} is meer dan {maximum}.",
    en="Limit {limit}: {counted} exceeds {maximum}.",
)
HIT_BUDGET = Sentence(
    "ceiling.hit-budget",
    nl="Grens budget: {counted_cents} is meer dan {maximum_cents}.",
    en="Limit budget: {counted_cents} exceeds {maximum_cents}.",
)
WARNED = Sentence(
    "ceiling.warned",
    nl="{used_basis_points} is gebruikt; gewaarschuwd wordt vanaf {warning_basis_points}.",
    en="{used_basis_points} is used; a warning is given from {warning_basis_points}.",
)
_FOLLOWED = Text(
    "Een dynamisch plafond vraagt de stand van wat het volgt.",
    "A dynamic ceiling asks for the count that it follows.",
)
_EXEMPT = Text("Er is meer uitgezonderd dan besteed.", "More is exempt than was spent.")


class CountersRefused(Refused):
    """The counters contradict each other or lack something."""

    code = "counters-refused"
    rule = "R-C22"
    title = Text("De tellingen kloppen niet", "The counters do not hold")
    detail = Text("Zie errors.", "See errors.")
    mend = Text("Herstel elk punt in errors.", "Mend each point in errors.")


@dataclass(frozen=True, slots=True, kw_only=True)
class CeilingBreach:
    """A limit that is hit."""

    limit: CeilingLimit
    maximum_cents: int | None = None
    counted_cents: int | None = None
    maximum: str | None = None
    counted: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CeilingCheck:
    """What counters mean under a ceiling; amounts in cents."""

    ceiling_id: UUID
    version: int
    counted_on: date
    breached: bool
    breaches: list[CeilingBreach]
    ceiling_cents: int | None
    used_cents: int
    exempt_cents: int
    remaining_cents: int | None
    used_basis_points: int | None
    warning: bool
    why: Derivation


def check(ceiling: Ceiling, counters: CeilingCounters) -> CeilingCheck:
    """Which active limits are hit (more than the maximum), and what remains (R-C22). Raises CountersRefused."""
    dynamic = ceiling.mode is CeilingMode.DYNAMIC
    points = (
        (
            dynamic and counters.followed is None,
            FieldError("#/followed", "followed-missing", _FOLLOWED, rule="R-C21"),
        ),
        (
            counters.exempt_cents > counters.spent_cents,
            FieldError("#/exemptCents", "exempt-exceeds-spent", _EXEMPT, rule="R-C26"),
        ),
    )
    faults = tuple(fault for wrong, fault in points if wrong)
    if faults:
        raise CountersRefused(errors=faults)
    maxima, why = _maxima(ceiling, counters)
    used = counters.spent_cents - counters.exempt_cents
    counted: dict[CeilingLimit, Decimal] = {
        CeilingLimit.BUDGET: Decimal(used),
        CeilingLimit.VOLUME: Decimal(counters.volume),
        CeilingLimit.CITIZENS: Decimal(counters.citizens),
        CeilingLimit.ACTIVITIES: Decimal(counters.activities),
    }
    breaches = []
    for limit, maximum in maxima.items():
        if counted[limit] > maximum:
            breach, why = _breach(limit, maximum, counted[limit], why)
            breaches.append(breach)
    share = _share(maxima, counted)
    ceiling_cents = int(maxima[CeilingLimit.BUDGET]) if CeilingLimit.BUDGET in maxima else None
    remaining = None if ceiling_cents is None else ceiling_cents - used
    if ceiling_cents is not None:
        why = why.because(
            "R-C22",
            USED,
            Money(ceiling_cents - used),
            spent_cents=Money(counters.spent_cents),
            exempt_cents=Money(counters.exempt_cents),
            used_cents=Money(used),
            ceiling_cents=Money(ceiling_cents),
        )
    warning = bool(breaches) or (share is not None and share >= ceiling.warning_basis_points)
    if share is not None:
        said = {"used_basis_points": share, "warning_basis_points": ceiling.warning_basis_points}
        why = why.because("N-116", WARNED, warning, **said)
    return CeilingCheck(
        ceiling_id=ceiling.id,
        version=ceiling.version,
        counted_on=counters.counted_on,
        breached=bool(breaches),
        breaches=breaches,
        ceiling_cents=ceiling_cents,
        used_cents=used,
        exempt_cents=counters.exempt_cents,
        remaining_cents=remaining,
        used_basis_points=share,
        warning=warning,
        why=why,
    )


def _maxima(ceiling: Ceiling, counters: CeilingCounters) -> tuple[dict[CeilingLimit, Decimal], Derivation]:
    """The maximum of each limit that binds; a dynamic budget or volume moves with what it follows."""
    agreed: dict[CeilingLimit, Decimal] = {}
    for limit in ceiling.active_limits:
        match limit:
            case CeilingLimit.BUDGET:
                agreed[limit] = Decimal(ceiling.amount_cents or 0)
            case CeilingLimit.VOLUME:
                agreed[limit] = Decimal(ceiling.volume or "0")
            case CeilingLimit.CITIZENS:
                agreed[limit] = Decimal(ceiling.maximum_citizens or 0)
            case CeilingLimit.ACTIVITIES:
                agreed[limit] = Decimal(ceiling.maximum_activities or 0)
    why = Derivation()
    if ceiling.mode is not CeilingMode.DYNAMIC or ceiling.followed_from is None or counters.followed is None:
        return agreed, why
    if CeilingLimit.BUDGET in agreed:
        amount = Money(ceiling.amount_cents or 0)
        moved = amount.fraction(counters.followed, ceiling.followed_from)
        agreed[CeilingLimit.BUDGET] = Decimal(moved.cents)
        why = why.because(
            "R-C21",
            MOVED,
            moved,
            amount_cents=amount,
            followed_from=ceiling.followed_from,
            follows=ceiling.follows,
            followed=counters.followed,
        )
    if CeilingLimit.VOLUME in agreed:
        agreed[CeilingLimit.VOLUME] = agreed[CeilingLimit.VOLUME] * counters.followed / ceiling.followed_from
    return agreed, why


def _breach(
    limit: CeilingLimit, maximum: Decimal, counted: Decimal, why: Derivation
) -> tuple[CeilingBreach, Derivation]:
    if limit is CeilingLimit.BUDGET:
        most, so_far = Money(int(maximum)), Money(int(counted))
        why = why.because("R-C22", HIT_BUDGET, counted_cents=so_far, maximum_cents=most)
        return CeilingBreach(limit=limit, maximum_cents=most.cents, counted_cents=so_far.cents), why
    top, found = _plain(maximum), _plain(counted)
    why = why.because("R-C22", HIT, limit=limit, counted=found, maximum=top)
    return CeilingBreach(limit=limit, maximum=top, counted=found), why


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _share(maxima: dict[CeilingLimit, Decimal], counted: dict[CeilingLimit, Decimal]) -> int | None:
    """The fullest limit in basis points; None where all maxima are zero."""
    shares = []
    for limit, maximum in maxima.items():
        if maximum:
            numerator, denominator = (counted[limit] / maximum).as_integer_ratio()
            shares.append(rounded(numerator * 10_000, denominator))
    return max(shares, default=None)
