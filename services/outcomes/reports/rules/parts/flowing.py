"""Who came, stayed and went, how fast, and what became of them: in-, through- and outflow, reach, speed, goals, relapse (R-O14 … R-O19)."""

from __future__ import annotations

from collections.abc import Sequence

from services.outcomes.flows.rules import Flow
from services.outcomes.reports.rules.material import Material, section
from services.outcomes.reports.rules.model import Figure, Section, reasons
from services.outcomes.reports.rules.pictures import Picture, RunChart, RunPoint, RunSeries
from shared.errors import Text
from shared.values import Derivation, Sentence
from shared.values.reporting import FigureState, FigureUnit

BALANCE = Sentence(
    "report.flow.balance",
    nl="Open {begin} + in {inflow} + overgekomen {arrived} - doorgestroomd {through} - uit {outflow} = {end}.",
    en="Open {begin} + in {inflow} + arrived {arrived} - through {through} - out {outflow} = {end}.",
)
PART = Sentence(
    "report.flow.part",
    nl="{part} van {whole} is {result_basis_points}.",
    en="{part} of {whole} is {result_basis_points}.",
)
_NONE = Text(
    "In deze periode is van dit contract niets uit de toegang bekend.",
    "In this period nothing of this contract is known from access.",
)
_WINDOW = Text(
    "Van de laatste afsluitingen is het jaar nog niet om: de terugval kan nog toenemen.",
    "The year since the last closings is not over yet: relapse may still grow.",
)
_COUNTS = (
    ("inflow", Text("Instroom", "Inflow")),
    ("through_flow", Text("Doorstroom", "Through-flow")),
    ("outflow", Text("Uitstroom", "Outflow")),
    ("open_at_end", Text("In ondersteuning aan het eind", "In support at the end")),
    ("clients", Text("Mensen ondersteund in de periode", "People supported in the period")),
)
# A share, of what, and its name.
_SHARES = (
    ("goals_share_basis_points", "goals_reached", "goals_due", "R-O15", Text("Doelbereik", "Goal attainment")),
    ("relapse_share_basis_points", "relapsed", "closings", "R-O17", Text("Terugval", "Relapse")),
    ("reach_basis_points", "clients", "population", "R-O19", Text("Bereik", "Reach")),
    ("pgb_share_basis_points", "pgb_switched", "clients", "R-O26", Text("Overstap naar een pgb", "Switches to a personal budget")),
)  # fmt: skip
_SPEEDS = (
    ("until_start", Text("Dagen tot de start, mediaan", "Days until the start, median")),
    ("until_goal", Text("Dagen tot het doel, mediaan", "Days until the goal, median")),
    ("in_care", Text("Dagen in ondersteuning, mediaan", "Days in support, median")),
)


def flows(material: Material) -> Section:
    """The figures of the last quarter of the period, and the course of in- and outflow."""
    lines = _lines(material)
    if not lines:
        return section("flows", "Stroom", "Flows", notes=(_NONE,))
    last = lines[-1]
    figures = [_count(last, name, title) for name, title in _COUNTS]
    figures += [_share(last, *one) for one in _SHARES]
    figures += [_speed(last, name, title) for name, title in _SPEEDS]
    figures += [
        _rate(
            last,
            "general_per_thousand",
            Text("Gebruik van algemene voorzieningen", "Use of general provisions"),
        ),
        _rate(last, "tailor_made_per_thousand", Text("Gebruik van maatwerk", "Use of tailor-made support")),
    ]
    notes = () if last.relapse_complete else (_WINDOW,)
    return section("flows", "Stroom", "Flows", figures=tuple(figures), pictures=_course(lines), notes=notes)


def referrals(material: Material) -> Section:
    """How many were referred on in the last quarter, and how many of those were refused."""
    lines = _lines(material)
    if not lines:
        return section("referrals", "Doorverwijzingen", "Referrals", notes=(_NONE,))
    figures = (
        _count(lines[-1], "referrals", Text("Doorverwijzingen", "Referrals")),
        _count(lines[-1], "refusals", Text("Daarvan geweigerd", "Of which refused")),
    )
    return section("referrals", "Doorverwijzingen", "Referrals", figures=figures)


def _lines(material: Material) -> list[Flow]:
    """The quarters up to the period's end of the contract, or of the provider that asks."""
    last = material.period.quarters[-1]
    return sorted((one for one in material.flows if one.period <= last), key=lambda one: one.period)


def _code(name: str) -> str:
    return f"flow-{name.replace('_', '-').removesuffix('-basis-points')}"


def _figure(line: Flow, name: str, title: Text, unit: FigureUnit, value: object, why: Derivation) -> Figure:
    state = FigureState.SHOWN
    if value is None:
        state = FigureState.SUPPRESSED if line.suppressed else FigureState.NOT_MEASURED
    return Figure(
        _code(name),
        title,
        unit,
        line.period,
        state,
        None if value is None else str(value),
        derivation=reasons(why),
    )


def _count(line: Flow, name: str, title: Text) -> Figure:
    why = Derivation()
    parts = (line.open_at_begin, line.inflow, line.arrived, line.through_flow, line.outflow, line.open_at_end)
    if name == "open_at_end" and None not in parts:
        why = why.because(
            "R-O14", BALANCE, begin=parts[0], inflow=parts[1], arrived=parts[2], through=parts[3], outflow=parts[4],
            end=parts[5],
        )  # fmt: skip
    return _figure(line, name, title, FigureUnit.NUMBER, getattr(line, name), why)


def _share(line: Flow, name: str, part: str, whole: str, rule: str, title: Text) -> Figure:
    value, why = getattr(line, name), Derivation()
    if value is not None:
        why = why.because(
            rule, PART, part=getattr(line, part), whole=getattr(line, whole), result_basis_points=value
        )
    return _figure(line, name, title, FigureUnit.BASIS_POINTS, value, why)


def _speed(line: Flow, name: str, title: Text) -> Figure:
    return _figure(line, name, title, FigureUnit.DAYS, getattr(line, name).median_days, Derivation())


def _rate(line: Flow, name: str, title: Text) -> Figure:
    return _figure(line, name, title, FigureUnit.PER_THOUSAND, getattr(line, name), Derivation())


def _course(lines: Sequence[Flow]) -> tuple[Picture, ...]:
    if len(lines) < 2:
        return ()
    chosen = (("inflow", _COUNTS[0][1]), ("outflow", _COUNTS[2][1]))
    series = tuple(
        RunSeries(
            title,
            tuple(
                RunPoint(
                    line.period,
                    None if getattr(line, name) is None else str(getattr(line, name)),
                    suppressed=getattr(line, name) is None,
                )
                for line in lines
            ),
        )
        for name, title in chosen
    )
    chart = RunChart(series, unit=FigureUnit.NUMBER)
    about = Text("Aantal mensen per kwartaal.", "Number of people by quarter.")
    return (Picture("flow-course", Text("In- en uitstroom", "Inflow and outflow"), about, run=chart),)
