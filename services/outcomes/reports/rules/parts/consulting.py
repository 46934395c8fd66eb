"""What the parties talk about and agree on: plans of action, meetings, cases without names, traffic lights."""

from __future__ import annotations

from datetime import date

from services.outcomes.improvement_plans.rules import OPEN, ImprovementPlan, needs
from services.outcomes.incentive_evaluations.rules import overview
from services.outcomes.reports.rules.material import Material, both, section
from services.outcomes.reports.rules.model import Column, Listing, Section
from services.outcomes.reports.rules.page.words import day_text
from shared.errors import Text
from shared.values.consulting import Light, PlanState
from shared.values.findings import Dimension

_STATES = {
    PlanState.PROPOSED: Text("voorgesteld", "proposed"),
    PlanState.AGREED: Text("afgesproken", "agreed"),
    PlanState.COMPLETED: Text("afgerond", "completed"),
    PlanState.WITHDRAWN: Text("ingetrokken", "withdrawn"),
}
_LIGHTS = {
    Light.GREEN: Text("\u25cf groen", "\u25cf green"),
    Light.AMBER: Text("\u25d0 oranje", "\u25d0 amber"),
    Light.RED: Text("\u25b2 rood", "\u25b2 red"),
}
_DIMENSIONS = {
    Dimension.DEFINITION: Text("definitie", "definition"),
    Dimension.VOLUME: Text("volume", "volume"),
    Dimension.EFFORT: Text("inspanning", "effort"),
    Dimension.QUALITY: Text("kwaliteit", "quality"),
    Dimension.ACCESSIBILITY: Text("toegankelijkheid", "accessibility"),
}
_NOTHING = both("\u2013")


def _day(day: date | None) -> Text:
    return _NOTHING if day is None else Text(day_text(day, "nl"), day_text(day, "en"))


def plans(material: Material) -> Section:
    """The plans of the period or still open with their agreements, and what lags without a plan (R-O20, D-09)."""
    shown = [
        plan
        for plan in material.plans
        if plan.state in OPEN
        or (plan.closed_on is not None and material.period.days.contains(plan.closed_on))
    ]
    columns = (
        Column(Text("Plan", "Plan")), Column(Text("Afspraak", "Agreement")), Column(Text("Wie", "By whom")),
        Column(Text("Uiterlijk", "Due")), Column(Text("Gedaan", "Done")),
    )  # fmt: skip
    rows = tuple(row for plan in shown for row in _actions(plan))
    empty = Text("Er loopt geen plan van aanpak.", "No plan of action is open.")
    actions = Listing("actions", Text("Afspraken", "Agreements"), columns, rows, empty)
    return section("plans", "Plan van aanpak", "Plan of action", listings=(actions, _lagging(material)))


def _actions(plan: ImprovementPlan) -> list[tuple[Text, ...]]:
    done = {one.number: one.done_on for one in plan.fulfilled}
    what = f"{', '.join(plan.indicators)}, {plan.quarter}"
    name = Text(f"{what} ({_STATES[plan.state].nl})", f"{what} ({_STATES[plan.state].en})")
    return [
        (
            name,
            both(one.description),
            both(f"OIN {one.responsible}"),
            _day(one.due_on),
            _day(done.get(one.number)),
        )
        for one in plan.actions
    ]


def _lagging(material: Material) -> Listing:
    found = []
    if material.contract is not None:
        judged = [verdict for verdict, _ in material.verdicts.values()]
        found = needs(material.contract, judged, material.plans, material.today)
    names = {one.code: one.name for one in material.indicators}
    columns = (
        Column(Text("Afspraak", "Agreement")), Column(Text("Sinds", "Since")), Column(Text("Kwartalen", "Quarters"), numeric=True),
        Column(Text("Plan", "Plan")), Column(Text("Plan uiterlijk", "Plan due")),
    )  # fmt: skip
    rows = tuple(
        (
            both(names.get(one.indicator, one.indicator)),
            both(one.quarter),
            both(str(one.lagging_quarters)),
            _STATES[one.plan_state] if one.plan_state is not None else Text("geen", "none"),
            _day(one.plan_due_on),
        )
        for one in found
    )
    title = Text("Wat achterblijft", "What lags")
    return Listing("lagging", title, columns, rows, Text("Er blijft niets achter.", "Nothing lags."))


def meetings(material: Material) -> Section:
    """The consultations of the period, what was agreed there, and when the next are due (D-01, D-02)."""
    held = [one for one in material.meetings if material.period.days.contains(one.held_on)]
    columns = (
        Column(Text("Overleg", "Meeting")), Column(Text("Afspraak", "Agreement")), Column(Text("Wie", "By whom")),
        Column(Text("Uiterlijk", "Due")), Column(Text("Gedaan", "Done")),
    )  # fmt: skip
    names = {cycle.id: cycle.name for cycle in material.cycles}
    rows = tuple(
        (
            both(f"{names.get(one.cycle_id, one.kind.value)}, {one.held_on.isoformat()}"),
            both(agreed.description),
            both(f"OIN {agreed.responsible}"),
            _day(agreed.due_on),
            _day(agreed.done_on),
        )
        for one in held
        for agreed in one.agreements
    )
    empty = Text(
        "In deze periode is in overleggen niets afgesproken.",
        "In this period nothing was agreed in meetings.",
    )
    agreements = Listing(
        "meeting-agreements", Text("Afspraken uit overleg", "Agreements of meetings"), columns, rows, empty
    )
    coming = Listing(
        "coming", Text("Komende overleggen", "Meetings to come"),
        (Column(Text("Overleg", "Meeting")), Column(Text("Op", "On")), Column(Text("Vaste punten", "Standing items"))),
        tuple(
            (both(cycle.name), _day(cycle.next_on), both(", ".join(cycle.standing_items) or "\u2013"))
            for cycle in material.cycles
        ),
        Text("Er is geen overleg afgesproken.", "No meetings were agreed on."),
    )  # fmt: skip
    return section("meetings", "Overleg", "Meetings", listings=(agreements, coming))


def cases(material: Material) -> Section:
    """The cases that were discussed in the period, without anything that leads to a person (F-07, D-58)."""
    rows = tuple(
        (_day(one.held_on), both(case.theme), both(case.lesson))
        for one in material.meetings
        if material.period.days.contains(one.held_on)
        for case in one.cases
    )
    columns = (
        Column(Text("Op", "On")),
        Column(Text("Thema", "Theme")),
        Column(Text("Wat wij leerden", "What we learned")),
    )
    empty = Text("In deze periode is geen casus besproken.", "In this period no case was discussed.")
    listing = Listing("cases", Text("Casussen zonder namen", "Cases without names"), columns, rows, empty)
    return section("cases", "Casusbespreking", "Case discussion", listings=(listing,))


def lights(material: Material) -> Section:
    """The light of each dimension of the contract in the year, with its argument (D-46)."""
    rows: tuple[tuple[Text, ...], ...] = ()
    if material.contract is not None:
        found = overview(material.contract.id, material.year, material.lights)
        rows = tuple(
            (
                _DIMENSIONS.get(one.dimension, both(one.dimension.value)),
                _LIGHTS[one.light]
                if one.light is not None
                else Text("\u25a1 niet gegeven", "\u25a1 not given"),
                _LIGHTS[one.previous] if one.previous is not None else _NOTHING,
                both(one.argument) if one.argument else _NOTHING,
            )
            for one in found.dimensions
        )
    columns = (
        Column(Text("Dimensie", "Dimension")), Column(Text("Stoplicht", "Light")), Column(Text("Eerder", "Before")),
        Column(Text("Argument", "Argument")),
    )  # fmt: skip
    empty = Text("Er is geen stoplicht gegeven.", "No light was given.")
    listing = Listing("lights", Text("Stoplichten", "Traffic lights"), columns, rows, empty)
    return section("lights", "Werking van de prikkels", "How incentives work", listings=(listing,))
