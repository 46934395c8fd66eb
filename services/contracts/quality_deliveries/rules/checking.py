"""Quality demands held against what was delivered: 7 hours in a trajectory of at least 10 is a signal (R-C32, E-27)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from services.contracts.contracts.rules import Contract
from services.contracts.contracts.rules.conditions import QualityDemand
from services.contracts.quality_deliveries.rules.units import unit_names
from shared.values import Derivation, Sentence, render
from shared.values.arrangements import QualityDemandKind, Unit
from shared.values.demands import QualityStanding

MOST_SIGNALS = 100

TOO_LITTLE = Sentence(
    "quality-check.too-little",
    nl="Traject {trajectory} ({product}): {delivered} geleverd, ten minste {minimum} {unit_nl} geëist.",
    en="Trajectory {trajectory} ({product}): {delivered} delivered, at least {minimum} {unit_en} demanded.",
)
NOT_MET = Sentence(
    "quality-check.not-met",
    nl="Traject {trajectory} ({product}): niet voldaan aan eis {demand} ({description}).",
    en="Trajectory {trajectory} ({product}): demand {demand} ({description}) not met.",
)
MEND_SUM = Sentence(
    "quality-check.mend-sum",
    nl="Lever nog {missing} {unit_nl} in dit traject en meld ze, of verbeter de melding.",
    en="Deliver another {missing} {unit_en} in this trajectory and tell them, or correct what was told.",
)
MEND_LEVEL = Sentence(
    "quality-check.mend-level",
    nl="Meld een nieuwe meting van ten minste {minimum} {unit_nl}, of verbeter de melding.",
    en="Tell a new measurement of at least {minimum} {unit_en}, or correct what was told.",
)
MEND_VERDICT = Sentence(
    "quality-check.mend-verdict",
    nl="Voldoe alsnog aan de eis en meld dat, of verbeter de melding.",
    en="Meet the demand after all and tell so, or correct what was told.",
)
CHECKED = Sentence(
    "quality-check.checked",
    nl="Eis {demand} ({description}): van {trajectories} trajecten voldoen er {met}, lopen er {under_way} nog en schieten er {short} tekort.",
    en="Demand {demand} ({description}): of {trajectories} trajectories {met} meet it, {under_way} run on and {short} fall short.",
)
UNREPORTED = Sentence(
    "quality-check.unreported",
    nl="Eis {demand} ({description}): er is niets gemeld, dus niets te toetsen.",
    en="Demand {demand} ({description}): nothing was told, so that there is nothing to check.",
)


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A text in Dutch and in English."""

    nl: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What was told of one trajectory under one demand: the sum, the newest value and verdict, and whether it has ended."""

    contract_id: UUID
    demand_number: int
    provider: str
    product_code: str
    trajectory_reference: str
    total: Decimal | None = None
    newest: str | None = None
    met: bool | None = None
    completed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class QualitySignal:
    """A trajectory in which a demand was not met."""

    rule: str = "R-C32"
    provider: str
    product_code: str
    trajectory_reference: str
    delivered: str | None
    minimum: str | None
    unit: Unit | None
    reason: Bilingual
    mend: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityCheck:
    """One demand held against what was delivered."""

    demand_number: int
    kind: QualityDemandKind
    description: str
    product_code: str | None
    minimum: str | None
    unit: Unit | None
    standing: QualityStanding
    trajectories: int
    met: int
    under_way: int
    short: int
    signals: list[QualitySignal]


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityChecks:
    """Every demand of a contract with its check."""

    contract_id: UUID
    contract_version: int
    checked_on: date
    checks: list[QualityCheck]


def demands_of(contract: Contract) -> list[QualityDemand]:
    """The quality demands of a contract, in order of number; none where it has none."""
    found = contract.conditions.quality_demands if contract.conditions is not None else []
    return sorted(found, key=lambda one: one.number)


def check(contract: Contract, told: Iterable[Measured], today: date) -> QualityChecks:
    """Every demand of the contract held against what was told of its trajectories."""
    by_demand: dict[int, list[Measured]] = {}
    for one in told:
        by_demand.setdefault(one.demand_number, []).append(one)
    return QualityChecks(
        contract_id=contract.id,
        contract_version=contract.version,
        checked_on=today,
        checks=[_checked(one, by_demand.get(one.number, [])) for one in demands_of(contract)],
    )


def _checked(demand: QualityDemand, told: Sequence[Measured]) -> QualityCheck:
    standings = [(_standing(demand, one), one) for one in told]
    counts = {
        kind: sum(found is kind for found, _ in standings)
        for kind in (QualityStanding.MET, QualityStanding.UNDER_WAY, QualityStanding.SHORT)
    }
    lowest = sorted(
        (one for found, one in standings if found is QualityStanding.SHORT),
        key=lambda one: (_amount(demand, one) or Decimal(0), one.trajectory_reference, one.provider),
    )
    return QualityCheck(
        demand_number=demand.number,
        kind=demand.kind,
        description=demand.description,
        product_code=demand.product_code,
        minimum=demand.minimum,
        unit=demand.unit,
        standing=_whole(counts, len(told)),
        trajectories=len(told),
        met=counts[QualityStanding.MET],
        under_way=counts[QualityStanding.UNDER_WAY],
        short=counts[QualityStanding.SHORT],
        signals=[_signal(demand, one) for one in lowest[:MOST_SIGNALS]],
    )


def _whole(counts: Mapping[QualityStanding, int], told: int) -> QualityStanding:
    if not told:
        return QualityStanding.UNREPORTED
    for kind in (QualityStanding.SHORT, QualityStanding.UNDER_WAY):
        if counts[kind]:
            return kind
    return QualityStanding.MET


def _amount(demand: QualityDemand, one: Measured) -> Decimal | None:
    """What counts for a demand: the hours of a trajectory add up; of any other demand the newest measurement counts."""
    if demand.kind is QualityDemandKind.MINIMUM_HOURS:
        return one.total
    return None if one.newest is None else Decimal(one.newest)


def _standing(demand: QualityDemand, one: Measured) -> QualityStanding:
    amount = _amount(demand, one)
    if demand.minimum is None or amount is None:
        is_met = one.met is True
    else:
        is_met = amount >= Decimal(demand.minimum)
    if is_met:
        return QualityStanding.MET
    return QualityStanding.SHORT if one.completed else QualityStanding.UNDER_WAY


def _signal(demand: QualityDemand, one: Measured) -> QualitySignal:
    amount = _amount(demand, one)
    unit_nl, unit_en = unit_names(demand.unit)
    told: dict[str, object] = {
        "trajectory": one.trajectory_reference,
        "product": one.product_code,
        "demand": demand.number,
        "description": demand.description,
        "unit_nl": unit_nl,
        "unit_en": unit_en,
    }
    if demand.minimum is None or amount is None:
        reason, mend, delivered = _said(NOT_MET, told), _said(MEND_VERDICT, {}), None
    else:
        delivered = text(amount)
        told |= {"delivered": delivered, "minimum": demand.minimum}
        told["missing"] = text(Decimal(demand.minimum) - amount)
        adds_up = demand.kind is QualityDemandKind.MINIMUM_HOURS
        reason, mend = _said(TOO_LITTLE, told), _said(MEND_SUM if adds_up else MEND_LEVEL, told)
    return QualitySignal(
        provider=one.provider,
        product_code=one.product_code,
        trajectory_reference=one.trajectory_reference,
        delivered=delivered,
        minimum=demand.minimum,
        unit=demand.unit,
        reason=reason,
        mend=mend,
    )


def text(amount: Decimal) -> str:
    """A quantity as it is written on the wire: plain digits, without zeros that say nothing ("7", "7.5")."""
    plain = format(amount, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _said(sentence: Sentence, told: Mapping[str, object]) -> Bilingual:
    (step,) = Derivation().because("R-C32", sentence, **told).steps
    return Bilingual(render(step, "nl"), render(step, "en"))


def explain(found: QualityChecks) -> Derivation:
    """Each demand with its counts, then each signal (R-C32)."""
    why = Derivation()
    for one in found.checks:
        told: dict[str, object] = {"demand": one.demand_number, "description": one.description}
        if one.standing is QualityStanding.UNREPORTED:
            why = why.because("R-C32", UNREPORTED, **told)
            continue
        counts = {
            "trajectories": one.trajectories, "met": one.met, "under_way": one.under_way, "short": one.short,
        }  # fmt: skip
        why = why.because("R-C32", CHECKED, one.standing, **counts, **told)
        unit_nl, unit_en = unit_names(one.unit)
        for signal in one.signals:
            about = {"trajectory": signal.trajectory_reference, "product": signal.product_code}
            if signal.delivered is None:
                why = why.because("R-C32", NOT_MET, **about, **told)
                continue
            why = why.because(
                "R-C32",
                TOO_LITTLE,
                delivered=signal.delivered,
                minimum=signal.minimum,
                unit_nl=unit_nl,
                unit_en=unit_en,
                **about,
            )
    return why
