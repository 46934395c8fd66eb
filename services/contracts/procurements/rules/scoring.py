"""What a bid is worth by the criteria that were fixed at publication (R-C40, R-C41, R-C42): exact, and explained per bid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from services.contracts.procurements.rules.models import MODELS, Weighing
from services.contracts.procurements.rules.problems import AssessmentsMissing
from services.contracts.procurements.rules.terms import AwardCriterion, Procurement
from shared.errors import FieldError, Text
from shared.values import Derivation, Sentence
from shared.values.money import decimal_of, rounded
from shared.values.procurements import AwardMeasure, BidRemark, ScoringMethod

HIGHEST = Decimal(100)
MET = Sentence("bid.demand-met", nl="Eis {number} ({name}): voldaan.", en="Demand {number} ({name}): met.")
UNMET = Sentence(
    "bid.demand-unmet",
    nl="Eis {number} ({name}): niet voldaan; de inschrijving valt af.",
    en="Demand {number} ({name}): not met; the bid is excluded.",
)
SCORED = Sentence(
    "bid.scored",
    nl="Criterium {number} ({name}): {value} geeft score {score}; met gewicht {weight_basis_points} zijn dat {result} punten.",
    en="Criterion {number} ({name}): {value} gives score {score}; with weight {weight_basis_points} that is {result} points.",
)
TOTAL = Sentence("bid.total", nl="Samen {result} punten.", en="In all {result} points.")
PRICE = Sentence(
    "bid.price", nl="De prijs is {result}; de laagste wint.", en="The price is {result}; the lowest wins."
)
TOO_CHEAP = Sentence(
    "bid.below-real-price",
    nl="De prijs {price} ligt onder de reële prijs {real_price}; vraag om de kostprijselementen.",
    en="The price {price} is below the real price {real_price}; ask for the cost elements.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An opened bid, as far as it is weighed; answers by the number of their criterion."""

    bid_id: UUID
    bidder: str
    lot: int | None = None
    price: str | None = None
    waiting_days: int | None = None
    satisfaction: str | None = None
    client_preference: bool | None = None
    capacity: int | None = None
    meets: Mapping[int, bool | None] = field(default_factory=dict)
    values: Mapping[int, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class BidAssessment:
    """What assessors found of one bid on one criterion."""

    bid_id: UUID
    criterion: int
    score: str | None = None
    met: bool | None = None
    motivation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionScore:
    """What a bid got on one criterion; score and points are exact decimals."""

    criterion: int
    score: str
    weight_basis_points: int
    points: str
    motivation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A bid with what it is worth; `total` is None where nothing is weighed."""

    offer: Offer
    scores: tuple[CriterionScore, ...]
    unmet: tuple[int, ...]
    total: Decimal | None
    remarks: tuple[BidRemark, ...]
    why: Derivation

    @property
    def admitted(self) -> bool:
        """Whether it meets every demand."""
        return not self.unmet


def shown(value: Decimal) -> str:
    """An exact decimal as text with at least one decimal and no zeros to spare: 77.0, 68.25."""
    text = format(value.normalize(), "f")
    return text if "." in text else f"{text}.0"


def linear(value: Decimal, best: Decimal, worst: Decimal) -> Decimal:
    """The points of a value between worst (0) and best (100), cut off at both, rounded once to hundredths (half up)."""
    part = (Fraction(value) - Fraction(worst)) / (Fraction(best) - Fraction(worst))
    part = min(max(part, Fraction(0)), Fraction(1)) * 10_000
    return Decimal(rounded(part.numerator, part.denominator)) / 100


def judge(
    procurement: Procurement, offers: Iterable[Offer], assessments: Iterable[BidAssessment]
) -> list[Judged]:
    """Each bid held against the demands and, where it meets them, weighed. Raises AssessmentsMissing with every gap."""
    listed, found = list(offers), {(one.bid_id, one.criterion): one for one in assessments}
    _check_assessed(procurement, listed, found)
    return [_judge(procurement, one, found) for one in listed]


def _check_assessed(
    procurement: Procurement, offers: list[Offer], found: Mapping[tuple[UUID, int], BidAssessment]
) -> None:
    known = {one.bid_id for one in offers}
    assessed = {one.number for one in procurement.award_criteria if one.method is ScoringMethod.ASSESSED}
    demands = {one.number for one in procurement.admission_criteria}
    faults = []
    for (bid_id, number), one in found.items():
        at = f"#/assessments/{bid_id}/{number}"
        if bid_id not in known:
            faults.append((at, "bid-unknown", "Deze inschrijving is er niet.", "There is no such bid."))
        elif one.met is not None and number not in demands:
            faults.append((at, "demand-unknown", "Deze eis is er niet.", "There is no such demand."))
        elif one.score is not None and number not in assessed:
            nl, en = (
                "Dit criterium wordt niet door beoordelaars gescoord.",
                "Assessors do not score this criterion.",
            )
            faults.append((at, "criterion-not-assessed", nl, en))
        elif one.score is not None and not 0 <= decimal_of(one.score) <= HIGHEST:
            faults.append((at, "score-outside", "Een score is 0 tot 100.", "A score is 0 to 100."))
    for offer in offers:
        if _unmet(procurement, offer, found):
            continue
        for number in sorted(assessed):
            given = found.get((offer.bid_id, number))
            if given is None or given.score is None:
                at = f"#/assessments/{offer.bid_id}/{number}"
                faults.append((at, "score-missing", "De score ontbreekt.", "The score is missing."))
    if faults:
        errors = tuple(FieldError(at, code, Text(nl, en), rule="F-30") for at, code, nl, en in faults)
        raise AssessmentsMissing(errors=errors)


def _unmet(
    procurement: Procurement, offer: Offer, found: Mapping[tuple[UUID, int], BidAssessment]
) -> tuple[int, ...]:
    """The demands that a bid does not meet: what the assessors found goes before what it says of itself."""
    unmet = []
    for one in procurement.admission_criteria:
        given = found.get((offer.bid_id, one.number))
        met = offer.meets.get(one.number) if given is None or given.met is None else given.met
        if met is not True:
            unmet.append(one.number)
    return tuple(unmet)


def _judge(procurement: Procurement, offer: Offer, found: Mapping[tuple[UUID, int], BidAssessment]) -> Judged:
    asked = MODELS[procurement.model]
    unmet, why = _unmet(procurement, offer, found), Derivation()
    for demand in procurement.admission_criteria:
        sentence = UNMET if demand.number in unmet else MET
        why = why.because(asked.rule, sentence, number=demand.number, name=demand.name)
    if unmet:
        return Judged(offer=offer, scores=(), unmet=unmet, total=None, remarks=(), why=why)
    remarks: tuple[BidRemark, ...] = ()
    real, price = procurement.procedure.real_price, offer.price
    if real is not None and price is not None and decimal_of(price) < decimal_of(real):
        remarks = (BidRemark.BELOW_REAL_PRICE,)
        why = why.because("R-C64", TOO_CHEAP, price=price, real_price=real)
    if asked.weighing is Weighing.PRICE:
        assert price is not None, "an auction takes no bid without a price"
        total = decimal_of(price)
        why = why.because(asked.rule, PRICE, shown(total))
        return Judged(offer=offer, scores=(), unmet=(), total=total, remarks=remarks, why=why)
    scores: list[CriterionScore] = []
    total = Decimal(0)
    for one in procurement.award_criteria:
        value, score = _score(one, offer, found.get((offer.bid_id, one.number)))
        points = score * one.weight_basis_points / 10_000
        total += points
        given = found.get((offer.bid_id, one.number))
        scores.append(
            CriterionScore(
                criterion=one.number,
                score=shown(score),
                weight_basis_points=one.weight_basis_points,
                points=shown(points),
                motivation=given.motivation if given is not None else None,
            )
        )
        why = why.because(
            asked.rule, SCORED, shown(points), number=one.number, name=one.name, value=value, score=shown(score),
            weight_basis_points=one.weight_basis_points,
        )  # fmt: skip
    if not scores:
        return Judged(offer=offer, scores=(), unmet=(), total=None, remarks=remarks, why=why)
    why = why.because(asked.rule, TOTAL, shown(total))
    return Judged(offer=offer, scores=tuple(scores), unmet=(), total=total, remarks=remarks, why=why)


def _score(
    criterion: AwardCriterion, offer: Offer, given: BidAssessment | None
) -> tuple[str | bool | None, Decimal]:
    """What a bid says on a criterion, and its points; who says nothing gets none."""
    if criterion.method is ScoringMethod.ASSESSED:
        assert given is not None and given.score is not None, "the assessments were checked"
        return given.score, decimal_of(given.score)
    if criterion.method is ScoringMethod.YES_NO:
        return bool(offer.client_preference), HIGHEST if offer.client_preference else Decimal(0)
    value = _value(criterion, offer)
    if value is None:
        return None, Decimal(0)
    assert criterion.best is not None and criterion.worst is not None, "publication asked for both bounds"
    return value, linear(decimal_of(value), decimal_of(criterion.best), decimal_of(criterion.worst))


def _value(criterion: AwardCriterion, offer: Offer) -> str | None:
    match criterion.measure:
        case AwardMeasure.PRICE:
            return offer.price
        case AwardMeasure.WAITING_TIME:
            return None if offer.waiting_days is None else str(offer.waiting_days)
        case AwardMeasure.SATISFACTION:
            return offer.satisfaction
    return offer.values.get(criterion.number)
