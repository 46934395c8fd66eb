"""Findings on the scenario: it constrains where access is decided, on which document, who evaluates, and the form (R-C38)."""

from __future__ import annotations

from dataclasses import dataclass

from services.contracts.findings.rules.core import Case, Found, funding_at, kind
from services.contracts.findings.rules.names import BASIC_FORMS, form_name
from shared.errors import Text
from shared.values.agreements import BasicForm, FundingForm
from shared.values.arrangements import AccessPlace, AdmissionMode, DecisionDocument, Evaluator, Scenario
from shared.values.findings import FindingSeverity
from shared.values.terms import ProvisionType

_INFO, _WARN, _ERROR = FindingSeverity.INFORMATION, FindingSeverity.WARNING, FindingSeverity.ERROR
_P, _R, _A, _POP = (
    BasicForm.PRODUCTION, BasicForm.RESULT_PER_CLIENT, BasicForm.AVAILABILITY, BasicForm.POPULATION,
)  # fmt: skip
_BY_PURCHASER = frozenset({AccessPlace.SOCIAL_TEAM, AccessPlace.OTHER_PARTY})
DOCUMENTS: dict[DecisionDocument, Text] = {
    DecisionDocument.DECISION_IN_PRODUCTS: Text("een beschikking in producten", "a decision in products"),
    DecisionDocument.DECISION_IN_RESULTS: Text("een beschikking in resultaten", "a decision in results"),
    DecisionDocument.REFERRAL_LETTER: Text("een verwijsbrief", "a referral letter"),
    DecisionDocument.NONE: Text("geen besluit", "no decision"),
}


@dataclass(frozen=True, slots=True)
class Constraint:
    """What a scenario demands (A-11.1 … A-11.5); the first of each is the default."""

    access: frozenset[AccessPlace]
    default_access: AccessPlace
    document: DecisionDocument
    evaluators: tuple[Evaluator, ...]
    forms: tuple[BasicForm, ...]
    admission: tuple[AdmissionMode, ...]


CONSTRAINTS: dict[Scenario, Constraint] = {
    Scenario.A: Constraint(
        _BY_PURCHASER, AccessPlace.SOCIAL_TEAM, DecisionDocument.DECISION_IN_PRODUCTS,
        (Evaluator.MUNICIPALITY,), (_P,), (AdmissionMode.OPEN,),
    ),
    Scenario.B: Constraint(
        _BY_PURCHASER, AccessPlace.SOCIAL_TEAM, DecisionDocument.DECISION_IN_RESULTS,
        (Evaluator.MUNICIPALITY, Evaluator.PROVIDER), (_R, _P, _A), (AdmissionMode.OPEN, AdmissionMode.LIMITED),
    ),
    Scenario.C: Constraint(
        frozenset({AccessPlace.SECOND_LINE_PROVIDER}), AccessPlace.SECOND_LINE_PROVIDER,
        DecisionDocument.REFERRAL_LETTER, (Evaluator.PROVIDER,), (_POP,), (AdmissionMode.SINGLE,),
    ),
    Scenario.D: Constraint(
        frozenset({AccessPlace.SECOND_LINE_PROVIDER}), AccessPlace.SECOND_LINE_PROVIDER,
        DecisionDocument.NONE, (Evaluator.PROVIDER,), (_POP,), (AdmissionMode.LIMITED, AdmissionMode.SINGLE),
    ),
}  # fmt: skip
DOCUMENT = kind(
    "scenario-decision-document",
    "R-C38",
    _ERROR,
    reason=(
        "Scenario {scenario} werkt met {wanted_nl}; hier is {given_nl} afgesproken.",
        "Scenario {scenario} works with {wanted_en}; here {given_en} was agreed.",
    ),
    clears=(
        "Het document van het scenario in arrangement.decisionDocument, of een ander scenario.",
        "The scenario's document in arrangement.decisionDocument, or another scenario.",
    ),
    source="004 ▸ werkt met een verwijsbrief",
)
ACCESS = kind(
    "scenario-access-place",
    "R-C38",
    _ERROR,
    reason=(
        "Scenario {scenario} legt de toegang bij {wanted}; hier is {given} afgesproken.",
        "Scenario {scenario} lets {wanted} decide on access; here {given} was agreed.",
    ),
    clears=(
        "Toegang via de gemeente bij A of B, via de aanbieder bij C of D.",
        "Access by the municipality with A or B, by the provider with C or D.",
    ),
    source="004 ▸ keuze tussen scenario A of B",
)
EVALUATION = kind(
    "scenario-evaluators",
    "R-C38",
    _WARN,
    reason=(
        "In scenario {scenario} evalueert {wanted}; hier {given}.",
        "In scenario {scenario} {wanted} evaluates; here {given}.",
    ),
    clears=("De beoordelaars van het scenario.", "The evaluators of the scenario."),
    source="004 ▸ gemeente/aanbiedr",
)
FORM = kind(
    "scenario-funding-form",
    "R-C38",
    _WARN,
    reason=(
        "Scenario {scenario} gaat uit van {wanted_nl}; {form_nl} past daar niet bij.",
        "Scenario {scenario} assumes {wanted_en}; {form_en} does not fit it.",
    ),
    clears=(
        "Een vorm die bij het scenario hoort, of een ander scenario.",
        "A form of the scenario, or another scenario.",
    ),
    source="004 ▸ Scenario B Gewenste situatie",
)
ADMISSION = kind(
    "scenario-admission",
    "R-C38",
    _INFO,
    reason=(
        "Scenario {scenario} gaat uit van toelating {wanted}; hier is {given} afgesproken.",
        "Scenario {scenario} assumes admission {wanted}; here {given} was agreed.",
    ),
    clears=("Een toelating die bij het scenario hoort.", "An admission of the scenario."),
    source="004 ▸ Om samenwerking met partijen te bevorderen",
    related=("G-65",),
)  # fmt: skip
DEFAULT = kind(
    "scenario-default",
    "R-C38",
    _INFO,
    reason=(
        "{field} is niet ingevuld; scenario {scenario} geeft: {value}.",
        "{field} is not filled in; scenario {scenario} gives: {value}.",
    ),
    clears=("Vul het veld in.", "Fill in the field."),
    source="004 ▸ Samengevat leidt dit tot het volgende",
)
UNDECIDED = kind(
    "scenario-without-decision-tailor-made",
    "R-C38",
    _WARN,
    reason=(
        "Scenario {scenario} kent geen beschikking, maar een maatwerkvoorziening vraagt een besluit waartegen bezwaar openstaat.",
        "Scenario {scenario} has no decision, but a tailor-made provision needs one that can be objected to.",
    ),
    helps=(
        "Beperk het scenario tot algemene voorzieningen en regel een route voor een aanvraag om maatwerk.",
        "Keep the scenario to general provisions and arrange a route for an application for a tailor-made one.",
    ),
    clears=("provisionType general.", "provisionType general."),
    source="001 ▸ recht om een maatwerkvoorziening aan te",
    related=("G-33",),
)
PERSONAL_BUDGET = kind(
    "scenario-d-personal-budget",
    "R-C38",
    _INFO,
    reason=(
        "Scenario D met een pgb-keuze en zonder bekostigingsafspraak voor het pgb: hoe het pgb naast het vaste bedrag staat is open.",
        "Scenario D with a personal budget option and no funding agreement for it: how it stands beside the fixed amount is open.",
    ),
    helps=("Houd het pgb als aparte budgetregel.", "Keep the personal budget as a separate budget line."),
    clears=("Een bekostigingsafspraak personalBudget.", "A funding agreement personalBudget."),
    source="004 ▸ om te gaan met een persoonsgebonden",
    related=("G-34",),
)


def scenario(case: Case) -> Found:
    """What does not fit the chosen scenario, and what it fills in (R-C38)."""
    told = case.terms.arrangement
    if told is None or told.scenario is None:
        return
    wanted, letter = CONSTRAINTS[told.scenario], told.scenario.value.upper()
    given = told.decision_document
    if given is None:
        value = wanted.document.value
        yield DEFAULT.at(
            "#/arrangement/decisionDocument", field="decisionDocument", scenario=letter, value=value
        )
    elif given is not wanted.document:
        names = {"wanted_nl": DOCUMENTS[wanted.document].nl, "given_nl": DOCUMENTS[given].nl}
        names |= {"wanted_en": DOCUMENTS[wanted.document].en, "given_en": DOCUMENTS[given].en}
        yield DOCUMENT.at("#/arrangement/decisionDocument", scenario=letter, **names)
    if told.access_place is None:
        value = wanted.default_access.value
        yield DEFAULT.at("#/arrangement/accessPlace", field="accessPlace", scenario=letter, value=value)
    elif told.access_place not in wanted.access:
        places = sorted(one.value for one in wanted.access)
        where = "#/arrangement/accessPlace"
        yield ACCESS.at(where, scenario=letter, wanted=places, given=told.access_place.value)
    evaluators = [one.value for one in wanted.evaluators]
    if not told.evaluators:
        where = "#/arrangement/evaluators"
        yield DEFAULT.at(where, field="evaluators", scenario=letter, value=evaluators)
    elif set(told.evaluators) != set(wanted.evaluators):
        chosen = [one.value for one in told.evaluators]
        yield EVALUATION.at("#/arrangement/evaluators", scenario=letter, wanted=evaluators, given=chosen)
    if told.admission_mode is not None and told.admission_mode not in wanted.admission:
        modes = [one.value for one in wanted.admission]
        where = "#/arrangement/admissionMode"
        yield ADMISSION.at(where, scenario=letter, wanted=modes, given=told.admission_mode.value)


def scenario_forms(case: Case) -> Found:
    """A form of funding that the scenario does not have; what only comes on top of one, and the pgb, fit all (R-C38)."""
    told = case.terms.arrangement
    if told is None or told.scenario is None:
        return
    wanted, letter = CONSTRAINTS[told.scenario], told.scenario.value.upper()
    names = [BASIC_FORMS[one] for one in wanted.forms]
    for index, (one, basic) in enumerate(zip(case.terms.funding_agreements, case.basics, strict=True)):
        if basic in (*wanted.forms, BasicForm.SUPPLEMENT) or one.form == FundingForm.PERSONAL_BUDGET:
            continue
        yield FORM.at(
            funding_at(index),
            scenario=letter,
            wanted_nl=[name.nl for name in names],
            wanted_en=[name.en for name in names],
            form_nl=form_name(one.form).nl,
            form_en=form_name(one.form).en,
        )


def scenario_law(case: Case) -> Found:
    """Where a scenario meets the law: no decision for tailor-made support (G-33), the pgb beside D (G-34)."""
    told = case.terms.arrangement
    if told is None or told.scenario not in (Scenario.C, Scenario.D):
        return
    if told.provision_type is ProvisionType.TAILOR_MADE:
        yield UNDECIDED.at("#/arrangement/provisionType", scenario=told.scenario.value.upper())
    separate = any(case.of_form(FundingForm.PERSONAL_BUDGET))
    if told.scenario is Scenario.D and told.personal_budget_option and not separate:
        yield PERSONAL_BUDGET.at("#/arrangement/personalBudgetOption")


DETECTORS = (scenario, scenario_forms, scenario_law)
