"""Findings on duties and the parties: acceptance, cooperation, satisfaction, division, transition (R-C30, R-C57, E-23, E-45, E-66, E-74)."""

from __future__ import annotations

from services.contracts.contracts.rules import ResultAgreement
from services.contracts.findings.rules.core import Case, Found, funding_at, kind
from shared.values.agreements import BasicForm
from shared.values.findings import DivisionKey, FindingSeverity, TransitionKind
from shared.values.terms import MeasurementSource

_INFO, _WARN = FindingSeverity.INFORMATION, FindingSeverity.WARNING
_SATISFIED = ("satisfaction", "tevreden", "ervaring", "experience")

NO_ACCEPTANCE = kind(
    "fixed-budget-without-acceptance-duty",
    "R-C30",
    _WARN,
    reason=(
        "Een vast budget van {annual_cents} per jaar zonder acceptatieplicht: risico op afwenteling van complexe cliënten.",
        "A fixed budget of {annual_cents} a year without acceptance duty: a risk of shifting complex clients elsewhere.",
    ),
    helps=("Spreek een acceptatieplicht af.", "Agree on an acceptance duty."),
    clears=("acceptanceDuty true.", "acceptanceDuty true."),
    source="001 ▸ Om dit te voorkomen kan het van belang",
    related=("E-11",),
)
NO_WAITING_NORM = kind(
    "fixed-budget-without-waiting-norm",
    "R-C30",
    _WARN,
    reason=(
        "Een vast budget van {annual_cents} per jaar zonder afspraak over wachttijden.",
        "A fixed budget of {annual_cents} a year without an agreement on waiting times.",
    ),
    helps=("Spreek een wachttijdnorm af.", "Agree on a waiting-time norm."),
    clears=("Vul waitingNormDays in.", "Fill in waitingNormDays."),
    source="001 ▸ wachttijden en een opschalingsroute",
)
NO_ROUTE = kind(
    "fixed-budget-without-escalation-route",
    "R-C30",
    _WARN,
    reason=(
        "Een vast budget van {annual_cents} per jaar zonder opschalingsroute voor wie de aanbieder niet kan helpen.",
        "A fixed budget of {annual_cents} a year without an escalation route for whom the provider cannot help.",
    ),
    helps=("Spreek een opschalingsroute af.", "Agree on an escalation route."),
    clears=("Vul conditions.escalationRoute in.", "Fill in conditions.escalationRoute."),
    source="001 ▸ wachttijden en een opschalingsroute",
)
NO_COOPERATION = kind(
    "no-cooperation-duty",
    "R-C57",
    _INFO,
    reason=(
        "De overeenkomst verplicht niet tot samenwerken.",
        "The agreement has no duty to cooperate.",
    ),
    helps=(
        "Neem in elke opdracht een verplichting tot samenwerken op.",
        "Put a duty to cooperate in every assignment.",
    ),
    clears=("conditions.cooperationDuty true.", "conditions.cooperationDuty true."),
    source="001 ▸ verplicht tot samenwerken",
)
NO_SATISFACTION = kind(
    "results-without-satisfaction",
    "E-23",
    _WARN,
    reason=(
        "Resultaatbekostiging met {count} resultaatafspraken en geen daarvan over tevredenheid: daar gaat minder aandacht naar.",
        "Result funding with {count} result agreements and none on satisfaction: it gets less attention.",
    ),
    helps=("Geef een opslag op tevredenheid.", "Give a surcharge for satisfaction."),
    clears=(
        "Een resultaatafspraak over tevredenheid of cliëntervaring.",
        "A result agreement on satisfaction or client experience.",
    ),
    source="002 ▸ minder aandacht schenkt aan",
)
OLD_FUNCTIONS = kind(
    "division-by-old-functions",
    "E-45",
    _INFO,
    reason=(
        "De leden verdelen het budget nog naar oude functies.",
        "The members still divide the budget by their old functions.",
    ),
    helps=("Laat de verdeelsleutel de gezamenlijke visie volgen.", "Let the key follow the joint vision."),
    clears=("divisionKey jointVision.", "divisionKey jointVision."),
    source="001 ▸ functies nog als uitgangspunt",
    related=("A-4.1",),
)
NO_PREVENTION = kind(
    "no-prevention-in-performance-funding",
    "E-65",
    _INFO,
    reason=(
        "Alle {count} bekostigingsafspraken betalen per prestatie en geen resultaatafspraak gaat over de populatie: preventie"
        " blijft buiten beeld.",
        "All {count} funding agreements pay for performance and no result agreement is about the population: prevention stays"
        " out of sight.",
    ),
    helps=("Bekostig (ook) een populatie of uitkomsten.", "Fund a population or outcomes (as well)."),
    clears=(
        "Een afspraak per populatie, of een resultaatafspraak met scope population.",
        "An agreement for a population, or a result agreement with scope population.",
    ),
    source="002 ▸ meer op preventie dan op",
)
CROWDED = kind(
    "regional-crowding",
    "E-66",
    _INFO,
    reason=(
        "Er zijn {count} opdrachtgevers: beleid van de een kan overheersen, bestuurlijke drukte, minder lokale invloed.",
        "There are {count} purchasers: the policy of one may dominate, administrative crowding, less local influence.",
    ),
    helps=("Kies het samenwerkingsmodel bewust.", "Choose the model of cooperation knowingly."),
    clears=("Eén opdrachtgever.", "One purchaser."),
    source="000 ▸ bestuurlijke drukte",
)
BIG_BANG = kind(
    "big-bang-transition",
    "E-74",
    _INFO,
    reason=(
        "De nieuwe vorm gaat in één keer in: onrust bij personeel en cliënten.",
        "The new form begins all at once: unrest among staff and clients.",
    ),
    helps=("Communiceer, en begin met een pilot.", "Communicate, and begin with a pilot."),
    clears=("transition phased of pilot.", "transition phased or pilot."),
    source="001 ▸ maatschappelijke onrust geven, vanwege",
)


def fixed_budget(case: Case) -> Found:
    """What a fixed budget needs beside it: acceptance, waiting times, an escalation route (R-C30)."""
    fixed = (BasicForm.POPULATION, BasicForm.AVAILABILITY)
    if not any(one.instalment_count is not None for _, one in case.of_basic(*fixed)):
        return
    annual_cents, conditions = case.yearly_cents, case.terms.conditions
    if not case.terms.acceptance_duty:
        yield NO_ACCEPTANCE.at("#/acceptanceDuty", annual_cents=annual_cents)
    if case.terms.waiting_norm_days is None:
        yield NO_WAITING_NORM.at("#/waitingNormDays", annual_cents=annual_cents)
    if conditions is None or not conditions.escalation_route:
        yield NO_ROUTE.at("#/conditions/escalationRoute", annual_cents=annual_cents)


def cooperation(case: Case) -> Found:
    """The duty to cooperate; it weighs more where providers are to work as one (R-C57)."""
    if case.terms.conditions is not None and case.terms.conditions.cooperation_duty:
        return
    together = case.terms.consortium_id is not None or any(case.of_basic(BasicForm.POPULATION))
    yield NO_COOPERATION.weighing(_WARN if together else _INFO).at("#/conditions/cooperationDuty")


def _is_satisfaction(one: ResultAgreement) -> bool:
    named = f"{one.code} {one.name}".lower()
    return one.source is MeasurementSource.CLIENT_SURVEY or any(word in named for word in _SATISFIED)


def satisfaction(case: Case) -> Found:
    """Result funding that forgets satisfaction (E-23)."""
    place = next(case.of_basic(BasicForm.RESULT_PER_CLIENT), None)
    if place is not None and not any(_is_satisfaction(one) for one in case.terms.agreements):
        count = len({one.number for one in case.terms.agreements})
        yield NO_SATISFACTION.at(funding_at(place[0]), count=count)


def division(case: Case) -> Found:
    """How a consortium divides its budget (E-45)."""
    if case.terms.consortium_id is None:
        return
    if case.facts.division_key is None:
        yield OLD_FUNCTIONS.lacks("#/context/divisionKey")
    elif case.facts.division_key is DivisionKey.OLD_FUNCTIONS:
        yield OLD_FUNCTIONS.at("#/context/divisionKey")


def prevention(case: Case) -> Found:
    """Performance alone pays for no prevention (E-65)."""
    if not case.basics or any(one is not BasicForm.PRODUCTION for one in case.basics):
        return
    if not any(one.scope.value == "population" for one in case.terms.agreements):
        yield NO_PREVENTION.at("#/fundingAgreements", count=len(case.basics))


def crowding(case: Case) -> Found:
    """Several purchasers (E-66)."""
    if case.terms.co_purchasers:
        yield CROWDED.at("#/coPurchasers", count=len(case.terms.co_purchasers) + 1)


def transition(case: Case) -> Found:
    """Everything at once (E-74)."""
    if case.facts.transition is TransitionKind.BIG_BANG:
        yield BIG_BANG.at("#/context/transition")


DETECTORS = (fixed_budget, cooperation, satisfaction, division, prevention, crowding, transition)
