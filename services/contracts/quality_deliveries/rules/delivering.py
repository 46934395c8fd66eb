"""What a provider delivered of a contract's quality demands: which lines fit, which are new, changed or known already (R-C32)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from services.contracts.contracts.rules import Contract
from services.contracts.contracts.rules.conditions import QualityDemand
from services.contracts.quality_deliveries.rules.units import unit_names
from shared.errors import FieldError, NotAllowed, NotFound, Refused, Text
from shared.values import Derivation, Sentence
from shared.values.arrangements import Unit
from shared.values.terms import ContractState

NOT_IN_FORCE = (ContractState.DRAFT, ContractState.OFFERED, ContractState.SIGNED)
Key = tuple[str, int, str, date, date]

MEASURED = Sentence(
    "quality-delivery.measured",
    nl="Voor eis {demand} meldde de aanbieder over traject {trajectory}: {result} {unit_nl}; ten minste {minimum} is geëist.",
    en="For demand {demand} the provider told of trajectory {trajectory}: {result} {unit_en}; at least {minimum} is demanded.",
)
JUDGED = Sentence(
    "quality-delivery.judged",
    nl="Voor eis {demand} meldde de aanbieder over traject {trajectory} of eraan is voldaan: {result}.",
    en="For demand {demand} the provider told of trajectory {trajectory} whether it is met: {result}.",
)

_NOT_RUNNING = Text("Het contract is nog niet in werking.", "The contract is not in force yet.")
_NO_DEMAND = Text(
    "Het contract kent geen eis met dit nummer.", "The contract has no demand with this number."
)
_PRODUCT = Text("De eis gaat over een ander product.", "The demand is about another product.")
_UNKNOWN_PRODUCT = Text(
    "Dit product staat niet bij de producten van het contract.",
    "This product is not among the contract's products.",
)
_VALUE = Text(
    "De eis noemt een minimum: geef een waarde (value).", "The demand names a minimum: give a value."
)
_VERDICT = Text(
    "De eis noemt geen minimum: zeg of eraan is voldaan (met).",
    "The demand names no minimum: say whether it is met.",
)
_UNIT = Text("De eis is in een andere eenheid gesteld.", "The demand is put in another unit.")
_OUTSIDE = Text(
    "Deze dagen vallen buiten de looptijd van het contract.", "These days lie outside the contract's term."
)
_FUTURE = Text("Deze dag moet nog komen.", "This day is yet to come.")
_TWICE = Text("Deze regel staat er tweemaal in, verschillend.", "This line comes twice, differently.")
_REFERENCE = Text(
    "Dit eigen kenmerk staat al bij een andere regel.", "Another line has this external reference already."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What was delivered of one demand in one trajectory during some days, in one version."""

    id: UUID
    version: int = 1
    owner: str
    external_reference: str | None = None
    parties: list[str]
    contract_id: UUID
    provider: str
    demand_number: int
    product_code: str
    trajectory_reference: str
    period_from: date
    period_until: date
    value: str | None = None
    met: bool | None = None
    unit: Unit | None = None
    completed: bool = True

    @property
    def key(self) -> Key:
        """By what it is known within its contract: provider, demand, trajectory and days."""
        return (
            self.provider,
            self.demand_number,
            self.trajectory_reference,
            self.period_from,
            self.period_until,
        )

    @property
    def said(self) -> tuple[object, ...]:
        """What it says: another of these is its next version."""
        return (self.product_code, self.value, self.met, self.unit, self.completed)


@dataclass(frozen=True, slots=True)
class Entry:
    """What registering lines comes to: new ones, changed ones in their next version, the same ones."""

    registered: list[Delivery] = field(default_factory=list)
    changed: list[Delivery] = field(default_factory=list)
    unchanged: list[Delivery] = field(default_factory=list)


class QualityDeliveryNotFound(NotFound):
    """There is no such delivery, or it is not yours."""

    code = "quality-delivery-not-found"
    title = Text("Levering niet gevonden", "Delivery not found")
    detail = Text("Er is geen levering {id}.", "There is no delivery {id}.")
    mend = Text("Zoek op contract, traject of eis.", "Search by contract, trajectory or demand.")


class QualityDeliveriesRefused(Refused):
    """Lines do not fit the contract; errors lists every point of every line, and nothing was registered."""

    code = "quality-deliveries-refused"
    rule = "R-C32"
    title = Text("De leveringen passen niet bij het contract", "The deliveries do not fit the contract")
    detail = Text(
        "De leveringen passen niet bij contract {number}; errors noemt elk punt van elke regel. Er is niets vastgelegd.",
        "The deliveries do not fit contract {number}; errors lists every point of every line. Nothing was registered.",
    )
    mend = Text(
        "Herstel elk punt in errors en verstuur opnieuw.", "Mend each point in errors and send again."
    )


class NotAProviderOfTheContract(NotAllowed):
    """Only a provider of the contract tells what it delivered."""

    code = "not-a-provider-of-the-contract"
    rule = "R-C32"
    title = Text("Geen aanbieder van dit contract", "No provider of this contract")
    detail = Text(
        "Organisatie {organisation} is geen aanbieder van dit contract.",
        "Organisation {organisation} is no provider of this contract.",
    )
    mend = Text(
        "Laat de aanbieder of een lid van het samenwerkingsverband aanleveren.",
        "Let the provider or a member of the consortium deliver.",
    )


def provider_of(contract: Contract, organisations: Sequence[str]) -> str:
    """For which provider of the contract somebody delivers. Raises NotAProviderOfTheContract."""
    for one in (contract.provider, contract.payee, *(member.oin for member in contract.members)):
        if one is not None and one in organisations:
            return one
    raise NotAProviderOfTheContract(organisation=organisations[0] if organisations else "")


def seen_by(contract: Contract, provider: str) -> list[str]:
    """Who sees what a provider delivered beside the owner: itself, and the purchasers beside the owner; no other provider."""
    return sorted({provider, *(one.oin for one in contract.co_purchasers)})


def admit(
    contract: Contract, lines: Sequence[Delivery], today: date, *, place: str = "#/deliveries/{}"
) -> list[Delivery]:
    """The lines with the unit of their demand. Raises QualityDeliveriesRefused with every fault of every line."""
    demands = _demands(contract)
    errors = []
    if contract.state in NOT_IN_FORCE:
        errors.append(FieldError("#/contractId", "contract-not-in-force", _NOT_RUNNING, rule="R-C32"))
    for index, one in enumerate(lines):
        where = place.format(index)
        demand = demands.get(one.demand_number)
        if demand is None:
            errors.append(FieldError(f"{where}/demandNumber", "demand-unknown", _NO_DEMAND, rule="R-C32"))
        else:
            errors.extend(_misfits(demand, one, where))
        errors.extend(_misplaced(contract, one, where, today))
    if errors:
        raise QualityDeliveriesRefused(errors=tuple(errors), number=contract.number)
    return [replace(one, unit=demands[one.demand_number].unit or one.unit) for one in lines]


def _demands(contract: Contract) -> dict[int, QualityDemand]:
    found = contract.conditions.quality_demands if contract.conditions is not None else []
    return {one.number: one for one in found}


def _misfits(demand: QualityDemand, one: Delivery, where: str) -> Iterator[FieldError]:
    if demand.product_code is not None and demand.product_code != one.product_code:
        yield FieldError(f"{where}/productCode", "product-of-other-demand", _PRODUCT, rule="R-C32")
    if demand.minimum is not None and one.value is None:
        yield FieldError(f"{where}/value", "value-missing", _VALUE, rule="R-C32")
    if demand.minimum is None and one.met is None:
        yield FieldError(f"{where}/met", "verdict-missing", _VERDICT, rule="R-C32")
    if demand.unit is not None and one.unit not in (None, demand.unit):
        yield FieldError(f"{where}/unit", "unit-differs", _UNIT, rule="R-C32")


def _misplaced(contract: Contract, one: Delivery, where: str, today: date) -> Iterator[FieldError]:
    if contract.product_codes and one.product_code not in contract.product_codes:
        yield FieldError(f"{where}/productCode", "product-unknown", _UNKNOWN_PRODUCT, rule="R-C32")
    first, last = contract.start_date or date.min, contract.end_date or date.max
    if one.period_from < first or one.period_until > last:
        yield FieldError(f"{where}/periodFrom", "outside-term", _OUTSIDE, rule="R-C32")
    if one.period_until > today:
        yield FieldError(f"{where}/periodUntil", "in-the-future", _FUTURE, rule="R-C32")


def enter(
    number: str,
    known: Mapping[Key, Delivery],
    references: Mapping[str, Key],
    lines: Sequence[Delivery],
    *,
    place: str = "#/deliveries/{}",
) -> Entry:
    """What the lines come to beside those that are known: safe to repeat; another value is the next version.

    `references` are the client's own references that stand already, with the line of each. Raises QualityDeliveriesRefused.
    """
    errors: list[FieldError] = []
    seen: dict[Key, Delivery] = {}
    taken = dict(references)
    entry = Entry()
    for index, one in enumerate(lines):
        where = place.format(index)
        twin = seen.setdefault(one.key, one)
        if twin is not one:
            if twin.said != one.said:
                errors.append(FieldError(where, "line-twice", _TWICE, rule="R-C32"))
            continue
        reference = one.external_reference
        if reference is not None and taken.setdefault(reference, one.key) != one.key:
            errors.append(FieldError(f"{where}/externalReference", "reference-used", _REFERENCE))
            continue
        before = known.get(one.key)
        if before is None:
            entry.registered.append(one)
        elif before.said == one.said:
            entry.unchanged.append(before)
        else:
            entry.changed.append(
                replace(
                    one,
                    id=before.id,
                    version=before.version + 1,
                    external_reference=before.external_reference,
                    parties=before.parties,
                )
            )
    if errors:
        raise QualityDeliveriesRefused(errors=tuple(errors), number=number)
    return entry


def explain_entry(contract: Contract, one: Delivery) -> Derivation:
    """What a line says of its demand (R-C32)."""
    demand = _demands(contract).get(one.demand_number)
    if demand is None:
        return Derivation()
    told: dict[str, object] = {"demand": demand.number, "trajectory": one.trajectory_reference}
    if one.value is None:
        return Derivation().because("R-C32", JUDGED, one.met, **told)
    unit_nl, unit_en = unit_names(one.unit)
    told |= {"minimum": demand.minimum, "unit_nl": unit_nl, "unit_en": unit_en}
    return Derivation().because("R-C32", MEASURED, one.value, **told)
