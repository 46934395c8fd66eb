"""The routes to population funding: which forms lie on each, and what holds when (A-14.19, A-14.20, N-57, R-C63)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import zip_longest
from uuid import UUID

from shared.errors import FieldError, NotFound, Refused, Text
from shared.values import Sentence
from shared.values.agreements import NonFinancialIncentive
from shared.values.findings import Dimension, FindingSeverity, Tendency
from shared.values.remarks import BudgetRemark, remark
from shared.values.steering import RouteForm, TransitionApproach, TransitionRouteKind

AWARE = Sentence(
    "transition-route.be-aware",
    nl="Vanaf {valid_from} geldt {form}: wees bewust van de prikkels op {dimensions} die deze tussenvorm meebrengt.",
    en="From {valid_from} on {form} holds: be aware of the incentives on {dimensions} that this form on the way brings.",
)
LETTERS = {
    TransitionRouteKind.POPULATION_FIRST: "A",
    TransitionRouteKind.RESULTS_FIRST: "B",
    TransitionRouteKind.AT_ONCE: "C",
}
_ON_RESULTS = frozenset({RouteForm.PAY_FOR_PERFORMANCE, RouteForm.CHAIN_FUNDING, RouteForm.SHARED_SAVINGS})


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteIncentive:
    """On what a form works and which way it pulls."""

    dimension: Dimension
    tendency: Tendency
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteStep:
    """A form with its own incentives from a day on."""

    valid_from: date
    name: str
    form: RouteForm
    incentives: list[RouteIncentive]
    non_financial: list[NonFinancialIncentive] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class TransitionRoute:
    """A route in one version, its steps in order of their first day."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    name: str
    contract_id: UUID | None
    route: TransitionRouteKind
    approach: TransitionApproach
    steps: list[RouteStep]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineStep:
    """A step as it lies in time, its last day included (None: the end of the route)."""

    valid_from: date
    valid_until: date | None
    name: str
    form: RouteForm
    incentives: list[RouteIncentive]
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TransitionTimeline:
    """A route as a timeline."""

    route_id: UUID
    letter: str
    steps: list[TimelineStep]
    remarks: list[BudgetRemark]


class TransitionRouteNotFound(NotFound):
    """There is no such route, or it is not yours."""

    code = "transition-route-not-found"
    title = Text("Transitieroute niet gevonden", "Transition route not found")
    detail = Text("Er is geen transitieroute {id}.", "There is no transition route {id}.")
    mend = Text(
        "Controleer het kenmerk, of zoek op contract.", "Check the identifier, or search by contract."
    )


class TransitionRouteRefused(Refused):
    """The steps are not those of the route (R-C63)."""

    code = "transition-route-refused"
    rule = "R-C63"
    title = Text("De stappen passen niet bij de route", "The steps do not fit the route")
    detail = Text(
        "Route A begint bij de populatie, route B bij resultaten, route C is één stap; alle eindigen bij populatiebekostiging.",
        "Route A begins with the population, route B with results, route C is one step; all end at population funding.",
    )
    mend = Text("Verbeter de stappen die errors noemen.", "Mend the steps that errors name.")


def check(route: TransitionRoute) -> TransitionRoute:
    """The route, if its steps are those of A, B or C (A-14.19). Raises TransitionRouteRefused with every fault."""
    steps = [(index, one) for index, one in enumerate(route.steps) if one.form is not RouteForm.PRESENT]
    faults = []
    if not steps or steps[-1][1].form is not RouteForm.POPULATION_FUNDING:
        told = Text("De laatste stap is populatiebekostiging.", "The last step is population funding.")
        faults.append(FieldError(f"#/steps/{len(route.steps) - 1}/form", "end-missing", told, rule="R-C63"))
    match route.route:
        case TransitionRouteKind.AT_ONCE:
            faults += _misplaced(
                steps[:-1], "Route C kent geen tussenstap.", "Route C has no step on the way."
            )
        case TransitionRouteKind.POPULATION_FIRST:
            early = [one for one in steps if one[1].form in _ON_RESULTS]
            faults += _misplaced(
                early,
                "Op route A komen resultaten na de populatie.",
                "On route A results come after the population.",
            )
        case TransitionRouteKind.RESULTS_FIRST:
            early = [one for one in steps[:1] if one[1].form not in _ON_RESULTS]
            faults += _misplaced(early, "Route B begint bij resultaten.", "Route B begins with results.")
    if faults:
        raise TransitionRouteRefused(errors=tuple(faults))
    return route


def _misplaced(steps: Sequence[tuple[int, RouteStep]], nl: str, en: str) -> list[FieldError]:
    return [
        FieldError(f"#/steps/{index}/form", "off-route", Text(nl, en), rule="R-C63") for index, _ in steps
    ]


def timeline(route: TransitionRoute, today: date) -> TransitionTimeline:
    """Each form on the way with its days and its own incentives; every form before the end has its remark (R-C63)."""
    steps = []
    for one, after in zip_longest(route.steps, route.steps[1:]):
        until = after.valid_from - timedelta(days=1) if after is not None else None
        steps.append(
            TimelineStep(
                valid_from=one.valid_from,
                valid_until=until,
                name=one.name,
                form=one.form,
                incentives=one.incentives,
                current=one.valid_from <= today and (until is None or today <= until),
            )
        )
    remarks = [
        remark(
            "R-C63",
            "incentives-on-the-way",
            AWARE,
            severity=FindingSeverity.INFORMATION,
            about=one.valid_from.isoformat(),
            valid_from=one.valid_from,
            form=one.form,
            dimensions=[each.dimension for each in one.incentives],
        )
        for one in route.steps
        if one.form not in (RouteForm.PRESENT, RouteForm.POPULATION_FUNDING)
    ]
    return TransitionTimeline(route_id=route.id, letter=LETTERS[route.route], steps=steps, remarks=remarks)
