"""What each variant of a risk pool asks, and for which care it is fit (R-C59, R-S46)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from shared.errors import FieldError, NotFound, Refused, Text
from shared.values import Derivation, Sentence
from shared.values.arrangements import Unit
from shared.values.remarks import BudgetRemark, remark
from shared.values.steering import PoolVariant, PriceVolumeLevel, SpreadingKey

AGREED = Sentence(
    "risk-pool.agreed",
    nl="{members} gemeenten verevenen {care_types} in {year}, als {result}.",
    en="{members} municipalities pool {care_types} in {year}, as {result}.",
)
NOT_FIT = Sentence(
    "risk-pool.care-type-not-fit",
    nl="{care_type} heeft geen hoge prijs met een laag volume; verevening past dan niet (jeugdzorgplus, pleegzorg wel).",
    en="{care_type} has no high price with a low volume; pooling does not fit then (youth care plus, foster care do).",
)
NOT_UNIFORM = Sentence(
    "risk-pool.policy-not-uniform",
    nl="Beleidsuniformering is een randvoorwaarde van verevening en is niet vastgesteld.",
    en="Uniform policy is a precondition of pooling and was not established.",
)
NO_TRUST = Sentence(
    "risk-pool.trust-missing",
    nl="Een goede onderlinge relatie is een randvoorwaarde van verevening en is niet vastgesteld.",
    en="A good mutual relation is a precondition of pooling and was not established.",
)
_KEYS = {
    PoolVariant.DEFERRED_PROFIT: frozenset({SpreadingKey.INHABITANTS, SpreadingKey.BUDGET}),
    PoolVariant.UNDER_USE_SOLIDARY: frozenset(SpreadingKey),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolCareType:
    """A care type in a pool."""

    code: str
    price: PriceVolumeLevel
    volume: PriceVolumeLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolMember:
    """A municipality in a pool, with the figures of the keys; the budget in cents."""

    oin: str
    municipality_code: str
    inhabitants: int
    budget_cents: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolHistory:
    """What a member caused in a past year, in cents."""

    oin: str
    year: int
    cost_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolPreconditions:
    """What the source asks beforehand."""

    policy_uniform: bool = False
    mutual_trust: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolConfirmation:
    """That a municipality itself said that it is a member, and on which day."""

    oin: str
    confirmed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskPool:
    """A pool of one year; amounts in cents, shares in basis points, the price and volume decimals as text."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    name: str
    year: int
    variant: PoolVariant
    care_types: list[PoolCareType]
    members: list[PoolMember]
    spreading_key: SpreadingKey | None
    fixed_cents: int | None
    fixed_basis_points: int | None
    minimum_volume: str | None
    unit: Unit | None
    unit_price: str | None
    history: list[PoolHistory]
    preconditions: PoolPreconditions
    confirmations: list[PoolConfirmation] = field(default_factory=list)
    remarks: list[BudgetRemark] = field(default_factory=list)


class RiskPoolNotFound(NotFound):
    """There is no such pool, or it is not yours."""

    code = "risk-pool-not-found"
    title = Text("Risicoverevening niet gevonden", "Risk pool not found")
    detail = Text("Er is geen risicoverevening {id}.", "There is no risk pool {id}.")
    mend = Text("Controleer het kenmerk, of zoek op jaar.", "Check the identifier, or search by year.")


class RiskPoolRefused(Refused):
    """The variant asks for something else than what is given (N-34, N-35)."""

    code = "risk-pool-refused"
    rule = "R-C59"
    title = Text(
        "De risicoverevening is zo niet uit te rekenen", "The risk pool cannot be computed like this"
    )
    detail = Text(
        "Elke vorm van verevening vraagt precies haar eigen gegevens; zie errors.",
        "Each variant of a pool asks for exactly its own data; see errors.",
    )
    mend = Text("Vul aan of laat weg wat errors noemen.", "Add or leave out what errors name.")


def agree(pool: RiskPool) -> tuple[RiskPool, Derivation]:
    """The pool as it enters, read by its members, with remarks on what does not fit (R-S46).

    Raises RiskPoolRefused with every fault.
    """
    faults = [*_spreading(pool), *_fixed(pool), *_minimum(pool), *_history(pool)]
    if faults:
        raise RiskPoolRefused(errors=tuple(faults))
    why = Derivation().because(
        "R-C59",
        AGREED,
        pool.variant,
        members=len(pool.members),
        care_types=[one.code for one in pool.care_types],
        year=pool.year,
    )
    parties = sorted({one.oin for one in pool.members} - {pool.owner})
    return replace(pool, parties=parties, remarks=_remarks(pool)), why


def _fault(place: str, code: str, nl: str, en: str) -> FieldError:
    return FieldError(f"#/{place}", code, Text(nl, en), rule="R-C59")


def _unused(place: str) -> FieldError:
    return _fault(place, "unused", "Deze vorm gebruikt dit niet.", "This variant does not use this.")


def _spreading(pool: RiskPool) -> list[FieldError]:
    known = _KEYS.get(pool.variant, frozenset())
    if not known:
        return [] if pool.spreading_key is None else [_unused("spreadingKey")]
    if pool.spreading_key not in known:
        listed = ", ".join(sorted(known))
        return [_fault("spreadingKey", "key-unfit", f"Kies uit {listed}.", f"Choose from {listed}.")]
    if pool.spreading_key is SpreadingKey.BUDGET and not all(one.budget_cents for one in pool.members):
        return [
            _fault(
                "members", "budget-missing", "Noem het budget van elk lid.", "Name the budget of each member."
            )
        ]
    return []


def _fixed(pool: RiskPool) -> list[FieldError]:
    given = [
        place
        for place, value in (("fixedCents", pool.fixed_cents), ("fixedBasisPoints", pool.fixed_basis_points))
        if value is not None
    ]
    if pool.variant is not PoolVariant.FIXED_SOLIDARY_VARIABLE_PROFIT:
        return [_unused(place) for place in given]
    if len(given) == 1:
        return []
    return [
        _fault(
            "fixedCents",
            "fixed-once",
            "Noem de vaste kosten als bedrag of als deel, niet beide.",
            "Name the fixed cost as an amount or as a share, not both.",
        )
    ]


def _minimum(pool: RiskPool) -> list[FieldError]:
    given = {"minimumVolume": pool.minimum_volume, "unit": pool.unit, "unitPrice": pool.unit_price}
    if pool.variant is not PoolVariant.UNDER_USE_SOLIDARY:
        return [_unused(place) for place, value in given.items() if value is not None]
    found = [
        _fault(place, "missing", "Deze vorm vraagt dit.", "This variant asks for this.")
        for place, value in given.items()
        if value is None
    ]
    if pool.minimum_volume is not None and Decimal(pool.minimum_volume) == 0:
        found.append(
            _fault("minimumVolume", "zero", "Een minimum is meer dan nul.", "A minimum is above zero.")
        )
    return found


def _history(pool: RiskPool) -> list[FieldError]:
    if pool.variant is not PoolVariant.DEFERRED_PROFIT:
        return [_unused("history")] if pool.history else []
    members, known = [one.oin for one in pool.members], {one.oin for one in pool.history}
    found = [
        _fault(f"history/{index}", "no-member", f"{one.oin} is geen lid.", f"{one.oin} is no member.")
        for index, one in enumerate(pool.history)
        if one.oin not in members
    ]
    found += [
        _fault(
            f"history/{index}/year",
            "not-past",
            "Dit jaar ligt niet vóór het jaar.",
            "This year is not before the year.",
        )
        for index, one in enumerate(pool.history)
        if one.year >= pool.year
    ]
    found += [
        _fault("history", "member-missing", f"Geen afgelopen jaar van {one}.", f"No past year of {one}.")
        for one in members
        if one not in known
    ]
    return found


def fits(care_type: PoolCareType) -> bool:
    """Whether a care type is fit to be pooled: a high price and a low volume (R-S46)."""
    return care_type.price is PriceVolumeLevel.HIGH and care_type.volume is PriceVolumeLevel.LOW


def _remarks(pool: RiskPool) -> list[BudgetRemark]:
    found = [
        remark("R-S46", "care-type-not-fit", NOT_FIT, about=one.code, care_type=one.code)
        for one in pool.care_types
        if not fits(one)
    ]
    if not pool.preconditions.policy_uniform:
        found.append(remark("R-S46", "policy-not-uniform", NOT_UNIFORM))
    if not pool.preconditions.mutual_trust:
        found.append(remark("R-S46", "trust-missing", NO_TRUST))
    return found
