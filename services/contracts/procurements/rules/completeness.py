"""Whether a procedure has what its model needs and nothing that it forbids: every point at once, before it is published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from itertools import pairwise

from services.contracts.procurements.rules.models import MODELS, Model, Weighing, Winners
from services.contracts.procurements.rules.problems import ProcurementIncomplete
from services.contracts.procurements.rules.stating import stated_faults
from services.contracts.procurements.rules.terms import AwardCriterion, Procurement
from shared.errors import FieldError, Text
from shared.values.agreements import LegalForm
from shared.values.arrangements import ProcurementModel
from shared.values.procurements import AwardMeasure, Openness, PhaseKind, ScoringMethod, TieRule

WHOLE = 10_000
ON_A_LINE = frozenset(
    {AwardMeasure.PRICE, AwardMeasure.WAITING_TIME, AwardMeasure.SATISFACTION, AwardMeasure.INDICATOR}
)
OF_DYNAMIC_SELECTION = (
    AwardMeasure.WAITING_TIME,
    AwardMeasure.SATISFACTION,
    AwardMeasure.CLIENT_PREFERENCE,
    AwardMeasure.PRICE,
)
Fault = tuple[str, str, str, str, str]


def check_complete(procurement: Procurement, now: datetime, beside: Iterable[FieldError] = ()) -> None:
    """Refuse a publication that the model does not allow; `beside` is what the catalogue says against its tariffs (R-C40).

    Raises ProcurementIncomplete with every point.
    """
    asked = MODELS[procurement.model]
    faults = [
        *_frame(procurement, asked, now),
        *_bidders(procurement, asked),
        *_criteria(procurement, asked),
        *_winners(procurement, asked),
        *_own(procurement),
    ]
    errors = tuple(
        FieldError(f"#/{where}", code, Text(nl, en), rule=rule) for where, code, rule, nl, en in faults
    )
    errors = (*errors, *stated_faults(procurement), *beside)
    if errors:
        raise ProcurementIncomplete(errors=errors, model=procurement.model.value)


def _frame(one: Procurement, asked: Model, now: datetime) -> Iterator[Fault]:
    if one.closes_at is None:
        yield "closesAt", "closing-missing", "F-30", "Noem het sluitingsmoment.", "Name the closing moment."
    elif one.closes_at <= now:
        yield (
            "closesAt",
            "closing-passed",
            "F-30",
            "Het sluitingsmoment is geweest.",
            "The closing moment has passed.",
        )
    if one.legal_form not in asked.legal_forms:
        known = ", ".join(asked.legal_forms)
        yield (
            "legalForm",
            "legal-form-other",
            asked.rule,
            f"Dit model geeft: {known}.",
            f"This model gives: {known}.",
        )
    if one.lots and not asked.lots:
        yield (
            "lots",
            "lots-unexpected",
            asked.rule,
            "Dit model kent geen percelen.",
            "This model has no lots.",
        )


def _bidders(one: Procurement, asked: Model) -> Iterator[Fault]:
    if one.openness not in asked.openness:
        known = ", ".join(asked.openness)
        yield "openness", "openness-other", asked.rule, f"Dit model is: {known}.", f"This model is: {known}."
    where, rule = "invited", asked.rule
    if one.openness is Openness.INVITED and not one.invited:
        yield where, "invited-missing", rule, "Noem wie is uitgenodigd.", "Name who is invited."
    if one.openness is Openness.OPEN and one.invited:
        yield where, "invited-unexpected", rule, "Open betekent: voor iedereen.", "Open means: for everyone."
    if one.owner in one.invited:
        yield where, "invited-self", rule, "Nodig uzelf niet uit.", "Do not invite yourself."
    if len(set(one.invited)) < len(one.invited):
        yield where, "invited-twice", rule, "Noem elke aanbieder één keer.", "Name each provider once."
    most = asked.most_invited
    if most is not None and len(one.invited) > most:
        yield where, "invited-many", rule, f"Nodig er hooguit {most} uit.", f"Invite {most} at most."
    if one.openness is Openness.FRAMEWORK and one.procedure.framework_id is None:
        yield (
            "procedure/frameworkId",
            "framework-missing",
            "R-C44",
            "Noem de raamovereenkomst.",
            "Name the framework.",
        )


def _criteria(one: Procurement, asked: Model) -> Iterator[Fault]:
    where, rule, given = "awardCriteria", asked.rule, one.award_criteria
    if asked.admission_needed and not one.admission_criteria:
        yield (
            "admissionCriteria",
            "admission-missing",
            rule,
            "Noem ten minste één eis.",
            "Name at least one demand.",
        )
    if asked.weighing in (Weighing.NONE, Weighing.PRICE) and given:
        nl, en = "Dit model weegt inschrijvingen niet.", "This model does not weigh bids."
        yield where, "criteria-unexpected", rule, nl, en
    few = one.openness is Openness.INVITED and len(one.invited) <= (one.maximum_winners or 1)
    if not given and (
        asked.weighing is Weighing.REQUIRED or (asked.weighing is Weighing.OPTIONAL and not few)
    ):
        yield where, "criteria-missing", "F-30", "Noem de gunningscriteria.", "Name the award criteria."
    if given:
        yield from _weighed(given, where)
    priced = asked.price_needed or any(criterion.measure is AwardMeasure.PRICE for criterion in given)
    if one.tie_rule is TieRule.LOWEST_PRICE and not priced:
        yield "tieRule", "tie-rule-priceless", rule, "Er wordt geen prijs gevraagd.", "No price is asked."


def _weighed(criteria: list[AwardCriterion], where: str) -> Iterator[Fault]:
    total = sum(one.weight_basis_points for one in criteria)
    if total != WHOLE:
        yield (
            where, "weights-sum", "F-30",
            f"De gewichten zijn samen {total} en niet 10000 (100 %).",
            f"The weights sum to {total} and not to 10000 (100 %).",
        )  # fmt: skip
    for index, one in enumerate(criteria):
        at = f"{where}/{index}"
        if one.weight_basis_points == 0:
            yield (
                f"{at}/weightBasisPoints",
                "weight-zero",
                "F-30",
                "Een criterium weegt mee.",
                "A criterion has weight.",
            )
        if one.method is ScoringMethod.LINEAR:
            yield from _linear(one, at)
        if (one.method is ScoringMethod.YES_NO) and one.measure is not AwardMeasure.CLIENT_PREFERENCE:
            nl, en = "Ja of nee past alleen bij clientPreference.", "Yes or no fits clientPreference only."
            yield f"{at}/method", "method-unfit", "F-30", nl, en
        if one.measure is AwardMeasure.INDICATOR and one.indicator_code is None:
            yield (
                f"{at}/indicatorCode",
                "indicator-missing",
                "R-C43",
                "Noem de indicator.",
                "Name the indicator.",
            )


def _linear(one: AwardCriterion, at: str) -> Iterator[Fault]:
    if one.measure not in ON_A_LINE:
        yield (
            f"{at}/method",
            "method-unfit",
            "F-30",
            "Dit is geen getal op een lijn.",
            "This is no number on a line.",
        )
    if one.best is None or one.worst is None or Decimal(one.best) == Decimal(one.worst):
        nl = "Noem de beste en de slechtste waarde; zij verschillen."
        yield f"{at}/best", "bounds-missing", "F-30", nl, "Name the best and the worst value; they differ."


def _winners(one: Procurement, asked: Model) -> Iterator[Fault]:
    given, where, rule = one.maximum_winners, "maximumWinners", asked.rule
    if asked.winners is Winners.ALL and given is not None:
        yield where, "winners-all", rule, "Iedereen die voldoet wint.", "Everyone who meets the demands wins."
    if asked.winners is Winners.ONE and given not in (None, 1):
        yield where, "winners-one", rule, "Er is één winnaar.", "There is one winner."
    if asked.winners is Winners.LIMITED and given is None:
        yield where, "winners-missing", rule, "Noem hoeveel er winnen.", "Name how many win."


def _own(one: Procurement) -> Iterator[Fault]:
    """What one model alone asks."""
    measures = {criterion.measure for criterion in one.award_criteria}
    if one.model is ProcurementModel.DYNAMIC_SELECTION and one.award_criteria:
        for measure in OF_DYNAMIC_SELECTION:
            if measure not in measures:
                nl, en = f"Ook {measure} telt mee.", f"{measure} counts too."
                yield "awardCriteria", "measure-missing", "R-C41", nl, en
    ranks = any(criterion.indicator_code for criterion in one.award_criteria)
    if one.model is ProcurementModel.CATALOGUE and one.award_criteria and not ranks:
        nl, en = "De rangorde rust op indicatoren.", "The ranking rests on indicators."
        yield "awardCriteria", "indicator-missing", "R-C43", nl, en
    if one.model is ProcurementModel.DIALOGUE:
        yield from _phases(one)
    call_off = one.procedure.call_off_criteria or []
    if call_off and one.legal_form is not LegalForm.FRAMEWORK:
        nl, en = (
            "Alleen een raamovereenkomst kent minicompetities.",
            "Only a framework has mini-competitions.",
        )
        yield "procedure/callOffCriteria", "call-off-unexpected", "R-C44", nl, en
    elif call_off:
        yield from _weighed(call_off, "procedure/callOffCriteria")


def _phases(one: Procurement) -> Iterator[Fault]:
    phases, where, rule = one.procedure.phases or [], "procedure/phases", "A-13.4"
    if not any(phase.kind is PhaseKind.DIALOGUE for phase in phases) or phases[-1].kind is PhaseKind.DIALOGUE:
        nl, en = "Eerst dialoog, aan het eind een voorstel.", "First a dialogue, at the end a proposal."
        yield where, "phases-order", rule, nl, en
    if any(late.number <= early.number or late.ends_on < early.ends_on for early, late in pairwise(phases)):
        nl, en = "De fasen volgen elkaar op.", "The phases follow each other."
        yield where, "phases-order", rule, nl, en
