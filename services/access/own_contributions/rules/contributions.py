"""An own contribution on care that started: opened once, following the care, without anybody's income (R-A30)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from services.access.own_contributions.rules.periods import (
    TARIFFS,
    ContributionPeriod,
    Tariff,
    periods_of,
)
from services.access.own_contributions.rules.routes import COLLECTORS, IMPURE, NOT_KNOWN, judge_route
from services.access.own_contributions.rules.words import (
    BY_DECISION,
    COST_PRICE,
    FOLLOWED,
    OPENED,
    TARIFF,
    TARIFF_NOT_KNOWN,
)
from shared.errors import FieldError, NotFound, Refused, Text
from shared.values import Derivation, new_id
from shared.values.care_courses import CareState
from shared.values.legal_frames import ContributionCollector, ContributionRoute, ContributionState
from shared.values.terms import ProvisionType

if TYPE_CHECKING:
    from services.access.care_starts.rules import CareStart
    from services.access.products.rules import Product


class OwnContributionNotFound(NotFound):
    """There is no such own contribution, or it is not yours."""

    code = "own-contribution-not-found"
    title = Text("Eigen bijdrage niet gevonden", "Own contribution not found")
    detail = Text("Er is geen eigen bijdrage {id}.", "There is no own contribution {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class ContributionRefused(Refused):
    """The own contribution cannot be like this: `errors` has every reason."""

    code = "own-contribution-refused"
    rule = "R-A30"
    title = Text("De eigen bijdrage kan zo niet", "The own contribution cannot be like this")
    detail = Text(
        "Een eigen bijdrage hoort één keer bij zorg die begon, met een kostprijs alleen bij een algemene voorziening.",
        "An own contribution belongs once to care that started, with a cost price only for a general provision.",
    )
    mend = Text("Los de punten in errors op.", "Clear the points in errors.")


_WRONG = {
    "contribution-known": Text(
        "Op deze start van zorg loopt al een eigen bijdrage.", "This start of care has an own contribution already."
    ),
    "care-withdrawn": Text("Deze zorg is niet gegeven.", "This care was not given."),
    "request-missing": Text(
        "De zorg hoort niet bij een melding; meld en besluit eerst.",
        "The care belongs to no request; report and decide first.",
    ),
    "cost-price-missing": Text(
        "Geef de passende kostprijs van de algemene voorziening.", "Give the fitting cost price of the general provision."
    ),
    "cost-price-source-missing": Text(
        "Zeg waar de kostprijs vandaan komt.", "Say where the cost price comes from."
    ),
    "cost-price-not-asked": Text(
        "Een kostprijs hoort alleen bij een algemene voorziening.", "A cost price belongs to a general provision only."
    ),
    "collector-not-asked": Text(
        "Wie int, volgt hier uit het product.", "Who collects follows from the product here."
    ),
    "cak-not-for-general": Text(
        "Een algemene voorziening gaat niet naar het CAK.", "A general provision does not go to the CAK."
    ),
    "tariff-above-law": Text(
        "Dit tarief is hoger dan de wet toestaat ({maximum}).", "This tariff is above what the law allows ({maximum})."
    ),
    "tariff-reversed": Text("De laatste dag ligt voor de eerste.", "The last day lies before the first."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class OwnContribution:
    """An own contribution; `end_date` is the last day of care, None while it runs; amounts in cents, never an income."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    care_start_id: UUID
    request_id: UUID
    citizen_id: UUID
    decision_id: UUID | None
    contract_id: UUID | None
    provider: str
    provision_type: ProvisionType
    product_category: str | None
    product_code: str | None
    route: ContributionRoute
    collected_by: ContributionCollector | None
    cost_price_cents: int | None
    cost_price_source: str | None
    start_date: date
    end_date: date | None
    periods: list[ContributionPeriod]
    legally_impure: bool
    tariffs: list[Tariff] = field(default_factory=list)
    state: ContributionState = ContributionState.RUNNING


@dataclass(frozen=True, slots=True)
class Entered:
    """What the municipality says of an own contribution."""

    external_reference: str | None
    collected_by: ContributionCollector | None
    cost_price_cents: int | None
    cost_price_source: str | None
    tariffs: Sequence[Tariff]


def contribute(
    care: CareStart, product: Product | None, entered: Entered, *, known: bool
) -> tuple[OwnContribution, Derivation]:
    """The own contribution on care that started; `known` says that there is one already.

    Raises ContributionRefused with every reason.
    """
    route, why, impure = _route(care, product, entered)
    _check(care, product, entered, route, known=known)
    return _open(care, entered, route, why, impure=impure)


def contribute_by_decision(care: CareStart, route: ContributionRoute) -> tuple[OwnContribution, Derivation]:
    """The own contribution along the route to the CAK that the decision on this care names; nothing is entered for it (R-A30, E-72)."""
    why = Derivation().because("R-A30", BY_DECISION, route)
    return _open(care, Entered(None, None, None, None, ()), route, why, impure=False)


def _open(
    care: CareStart, entered: Entered, route: ContributionRoute, why: Derivation, *, impure: bool
) -> tuple[OwnContribution, Derivation]:
    assert care.request_id is not None, "only care of a request has a contribution"
    made = OwnContribution(
        id=new_id(),
        version=1,
        owner=care.owner,
        external_reference=entered.external_reference,
        parties=[care.provider] if route is ContributionRoute.PROVIDER_COLLECTS else [],
        care_start_id=care.id,
        request_id=care.request_id,
        citizen_id=care.citizen_id,
        decision_id=care.decision_id,
        contract_id=care.contract_id,
        provider=care.provider,
        provision_type=care.provision_type,
        product_category=care.product_category,
        product_code=care.product_code,
        route=route,
        collected_by=COLLECTORS[route],
        cost_price_cents=entered.cost_price_cents,
        cost_price_source=entered.cost_price_source,
        start_date=care.start_date,
        end_date=None,
        periods=[],
        legally_impure=impure,
        tariffs=list(entered.tariffs),
    )
    made = _following(made, care)
    why = why.because("R-A30", OPENED, route, start_date=care.start_date)
    return made, _priced(made, why)


def align(known: OwnContribution, care: CareStart, so_far: Derivation) -> tuple[OwnContribution, Derivation]:
    """The contribution as the care runs now: begun, stopped, resumed or never given."""
    made = replace(_following(known, care), version=known.version + 1)
    days = {"start_date": made.start_date, "end_date": made.end_date, "state": made.state}
    return made, _priced(made, so_far.because("R-A30", FOLLOWED, **days))


def is_behind(known: OwnContribution, care: CareStart) -> bool:
    """Whether a contribution says something else than the care that it belongs to."""
    if known.state is ContributionState.WITHDRAWN:
        return False
    ends = care.end_date if care.state is CareState.STOPPED else None
    return care.state is CareState.WITHDRAWN or (known.start_date, known.end_date) != (care.start_date, ends)


def _following(known: OwnContribution, care: CareStart) -> OwnContribution:
    stopped = care.state is CareState.STOPPED
    state = ContributionState.ENDED if stopped else ContributionState.RUNNING
    end = care.end_date if stopped else None
    if care.state is CareState.WITHDRAWN:
        state = ContributionState.WITHDRAWN
    periods = periods_of(known.route, care.start_date, end, known.tariffs, known.cost_price_source)
    return replace(known, start_date=care.start_date, end_date=end, periods=periods, state=state)


def _route(
    care: CareStart, product: Product | None, entered: Entered
) -> tuple[ContributionRoute, Derivation, bool]:
    """The route, why, and whether it is impure; of a general provision not in the catalogue the municipality says who collects."""
    why = Derivation()
    by_whom = {
        ContributionCollector.MUNICIPALITY: ContributionRoute.MUNICIPALITY_COST_PRICE,
        ContributionCollector.PROVIDER: ContributionRoute.PROVIDER_COLLECTS,
    }
    if product is None and care.provision_type is ProvisionType.GENERAL and entered.collected_by in by_whom:
        return by_whom[entered.collected_by], why.because("R-A30", NOT_KNOWN), False
    route, said = judge_route(product, care.start_date, decision=care.referral_id is None)
    for one in said:
        why = why.merge(one.why)
    return route, why, any(one.finding.code == IMPURE for one in said)


def _priced(made: OwnContribution, why: Derivation) -> Derivation:
    for one in made.periods:
        if one.monthly_cents is not None:
            facts = {"start_date": one.start_date, "monthly_cents": one.monthly_cents, "source": one.source}
            why = why.because("R-A30", TARIFF, **facts)
        elif one.route is ContributionRoute.CAK_FIXED_TARIFF:
            why = why.because("R-A30", TARIFF_NOT_KNOWN, start_date=one.start_date)
    if made.cost_price_cents is not None:
        price = {"cost_price_cents": made.cost_price_cents, "source": made.cost_price_source}
        why = why.because("R-A30", COST_PRICE, **price)
    return why


def _check(
    care: CareStart, product: Product | None, entered: Entered, route: ContributionRoute, *, known: bool
) -> None:
    wrong = []
    if known:
        wrong.append(("#/careStartId", "contribution-known"))
    if care.request_id is None:
        wrong.append(("#/careStartId", "request-missing"))
    if care.state is CareState.WITHDRAWN:
        wrong.append(("#/careStartId", "care-withdrawn"))
    priced = route in (ContributionRoute.MUNICIPALITY_COST_PRICE, ContributionRoute.PROVIDER_COLLECTS)
    if priced and entered.cost_price_cents is None:
        wrong.append(("#/costPriceCents", "cost-price-missing"))
    if not priced and entered.cost_price_cents is not None:
        wrong.append(("#/costPriceCents", "cost-price-not-asked"))
    if entered.cost_price_cents is not None and entered.cost_price_source is None:
        wrong.append(("#/costPriceSource", "cost-price-source-missing"))
    if entered.collected_by is ContributionCollector.CAK:
        wrong.append(("#/collectedBy", "cak-not-for-general"))
    elif entered.collected_by is not None and (product is not None or not priced):
        wrong.append(("#/collectedBy", "collector-not-asked"))
    errors = [FieldError(at, code, _WRONG[code], rule="R-A30") for at, code in wrong]
    errors += _of_tariffs(entered.tariffs)
    if errors:
        raise ContributionRefused(errors=tuple(errors))


def _of_tariffs(own: Sequence[Tariff]) -> list[FieldError]:
    errors = []
    for place, one in enumerate(own):
        if one.valid_until is not None and one.valid_until < one.valid_from:
            errors.append(_tariff_error(place, "validUntil", "tariff-reversed", _WRONG["tariff-reversed"]))
            continue
        most = [law.monthly_cents for law in TARIFFS if _meet(one, law)]
        if most and one.monthly_cents > min(most):
            detail = Text(*(text.replace("{maximum}", str(min(most))) for text in _ABOVE))
            errors.append(_tariff_error(place, "monthlyCents", "tariff-above-law", detail))
    return errors


def _tariff_error(place: int, field_: str, code: str, detail: Text) -> FieldError:
    return FieldError(f"#/tariffs/{place}/{field_}", code, detail, rule="R-A30")


def _meet(one: Tariff, other: Tariff) -> bool:
    later = max(one.valid_from, other.valid_from)
    return one.on(later) and other.on(later)


_ABOVE = (_WRONG["tariff-above-law"].nl, _WRONG["tariff-above-law"].en)
