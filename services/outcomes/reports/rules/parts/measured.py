"""What was measured of the contract's agreements: a figure for each in the period, and its course over time."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from services.outcomes.indicators.rules import Indicator, norm_in
from services.outcomes.measurements.rules import Measurement, publish_all, published
from services.outcomes.measurements.rules.publishing import small_breakdowns
from services.outcomes.reports.rules.material import Material, both, section
from services.outcomes.reports.rules.model import Figure, Reason, Section, reasons
from services.outcomes.reports.rules.pictures import Picture, RunChart, RunPoint, RunSeries
from services.outcomes.verdicts.rules import IndicatorVerdict
from services.outcomes.verdicts.rules.intervals import Interval, Sample, interval
from shared.errors import Text
from shared.values import Derivation
from shared.values.measuring import MeasurementMoment
from shared.values.reporting import FigureState, FigureUnit
from shared.values.terms import IndicatorScope, MeasurementSource

QUARTERS_SHOWN = 8
_COURSE = Text(
    "Het verloop per kwartaal tegen de norm van nu; een streepje geeft het 95 %-interval.",
    "The course by quarter against the norm of now; a bar gives the 95 % interval.",
)
_SOFT = Text(
    "Een zachte norm dient het gesprek en geeft geen oordeel (G-77).",
    "A soft norm serves the talk and gives no verdict (G-77).",
)
_NONE = Text("Dit contract heeft hier geen indicatoren voor.", "This contract has no indicators for this.")
_NO_BASELINE = Text(
    "Er is van voor het begin van het contract geen nulmeting (R-O11).",
    "There is no baseline from before the contract began (R-O11).",
)
_INDEPENDENT = frozenset({MeasurementSource.INDEPENDENT_RESEARCHER, MeasurementSource.CLIENT_SURVEY})
_WIDER = frozenset({IndicatorScope.POPULATION, IndicatorScope.STAKEHOLDER})


def indicators(material: Material) -> Section:
    """All agreements."""
    return _of(material, "indicators", Text("Resultaatafspraken", "Result agreements"), lambda one: True)


def independent(material: Material) -> Section:
    """Those that who delivers does not measure itself (R-O12)."""
    title = Text("Onafhankelijk gemeten", "Measured independently")
    return _of(material, "independent", title, lambda one: one.source in _INDEPENDENT)


def population(material: Material) -> Section:
    """Those about all inhabitants, not only about who is supported (R-O08)."""
    title = Text("De bevolking als geheel", "The population as a whole")
    return _of(material, "population", title, lambda one: one.scope in _WIDER)


def _of(material: Material, code: str, title: Text, wanted: Callable[[Indicator], bool]) -> Section:
    chosen = [one for one in material.indicators if wanted(one)]
    figures = tuple(figure_of(material, one) for one in chosen)
    charts = tuple(chart for one in chosen if (chart := course_of(material, one, code)) is not None)
    notes = () if chosen else (_NONE,)
    return Section(code, title, figures, charts, notes=notes)


def figure_of(material: Material, indicator: Indicator) -> Figure:
    """An agreement in the period: over a year its year's verdict, else its last quarter (R-O05, R-O21)."""
    measured = _last_measured(material, indicator)
    quarter = measured.quarter if measured is not None else material.period.quarters[-1]
    judged, why = _judged(material, indicator, quarter)
    small = judged.suppressed if judged is not None else measured is not None and measured.suppressed
    value = judged.value if judged is not None else (measured.value if measured is not None else None)
    state = FigureState.SHOWN if value is not None else FigureState.NOT_MEASURED
    if small:
        state, value = FigureState.SUPPRESSED, None
    bounds = _bounds(judged)
    told = measured.narrative if measured is not None else None
    contract = material.contract
    held = norm_in(indicator, contract, quarter) if contract is not None else None
    return Figure(
        indicator.code, both(f"{indicator.number} {indicator.name}"), FigureUnit.INDICATOR,
        material.period.code if judged is not None and judged.quarter is None else quarter, state, value, indicator.unit,
        respondents=None if small else (judged.respondents if judged else measured.respondents if measured else None),
        norm=judged.norm if judged is not None else held.norm if held else None,
        operator=judged.operator if judged is not None else held.operator if held else None,
        verdict=judged.verdict if judged is not None and indicator.hard else None,
        lower=bounds[0], upper=bounds[1], lowest=indicator.lowest, highest=indicator.highest,
        indicator=state is not FigureState.SUPPRESSED,
        demanded=indicator.narrative_required and state is not FigureState.SUPPRESSED,
        narrative=material.narratives.get(indicator.code) or told,
        reason=None if indicator.hard else _SOFT, derivation=why,
    )  # fmt: skip


def _last_measured(material: Material, indicator: Indicator) -> Measurement | None:
    """What counts in the last measured quarter of the period, without the figures of too few."""
    within = [
        one
        for one in material.measurements
        if one.indicator_id == indicator.id and one.quarter in material.period.quarters
    ]
    return published(max(within, key=lambda one: one.quarter), material.limit) if within else None


def _judged(
    material: Material, indicator: Indicator, quarter: str
) -> tuple[IndicatorVerdict | None, tuple[Reason, ...]]:
    """The verdict on the agreement in the period with its reasons; None where there is none."""
    verdict, why = material.verdicts.get(int(quarter[:4]), (None, Derivation()))
    if verdict is None:
        return None, ()
    among, period = (
        (verdict.years, str(verdict.year)) if material.period.is_year else (verdict.quarters, quarter)
    )
    found = [
        one
        for one in among
        if one.indicator == indicator.code and (material.period.is_year or one.quarter == quarter)
    ]
    if not found:
        return None, ()
    steps = tuple(
        step
        for step in why.steps
        if step.inputs.get("indicator") == indicator.name and step.inputs.get("period") == period
    )
    return found[0], () if found[0].suppressed else reasons(Derivation(steps))


def _bounds(judged: IndicatorVerdict | None) -> tuple[str | None, str | None]:
    return (judged.lower, judged.upper) if judged is not None else (None, None)


def bounds_of(measurement: Measurement) -> Interval | None:
    """The 95 % interval of a measurement; None where it does not say its number and deviation."""
    if None in (measurement.respondents, measurement.standard_deviation, measurement.value):
        return None
    assert measurement.respondents is not None
    return interval(
        Sample(
            measurement.respondents,
            Decimal(measurement.value or "0"),
            Decimal(measurement.standard_deviation or "0"),
        )
    )


def course_of(material: Material, indicator: Indicator, code: str) -> Picture | None:
    """The values of the last eight measured quarters; None where there are not two."""
    last = material.period.quarters[-1]
    known = sorted(
        (one for one in material.measurements if one.indicator_id == indicator.id and one.quarter <= last),
        key=lambda one: one.quarter,
    )[-QUARTERS_SHOWN:]
    if len(known) < 2:
        return None
    points = []
    for one in known:
        shown = published(one, material.limit)
        bounds = bounds_of(shown)
        points.append(
            RunPoint(
                one.quarter, shown.value, shown.respondents,
                None if bounds is None else f"{bounds.lower:.2f}", None if bounds is None else f"{bounds.upper:.2f}",
                suppressed=shown.value is None,
            )
        )  # fmt: skip
    contract = material.contract
    held = norm_in(indicator, contract, last) if contract is not None else None
    chart = RunChart(
        (RunSeries(both(indicator.name), tuple(points)),),
        norm=held.norm if held else None,
        operator=held.operator if held else None,
    )
    title = both(f"{indicator.number} {indicator.name} ({indicator.unit})")
    return Picture(f"{code}-{indicator.code}", title, _COURSE, run=chart)


def parts_of(material: Material, indicator: Indicator) -> list[Measurement]:
    """What was measured of the parts of an agreement and before it, without few people and what would give them back (F-08)."""
    parts = [one for one in material.broken_down if one.indicator_id == indicator.id]
    wholes = [one for one in material.measurements if one.indicator_id == indicator.id]
    if not material.limit:
        return parts
    return publish_all(parts, small_breakdowns([*parts, *wholes], material.limit), material.limit)


def baseline(material: Material) -> Section:
    """The baselines from before the start, by area, beside what was last measured there (R-O11)."""
    made = []
    for indicator in material.indicators:
        before = [one for one in parts_of(material, indicator) if one.moment is MeasurementMoment.BASELINE]
        for one in sorted(before, key=lambda each: (each.area or "", each.quarter)):
            where = f" ({one.area})" if one.area else ""
            made.append(
                Figure(
                    f"baseline-{indicator.code}{'-' + one.area.lower() if one.area else ''}",
                    Text(f"Nulmeting {indicator.name}{where}", f"Baseline {indicator.name}{where}"),
                    FigureUnit.INDICATOR, one.quarter,
                    FigureState.SUPPRESSED if one.suppressed else FigureState.SHOWN, one.value, indicator.unit,
                    respondents=one.respondents, narrative=one.narrative,
                )
            )  # fmt: skip
    return section(
        "baseline", "Nulmeting", "Baseline", figures=tuple(made), notes=() if made else (_NO_BASELINE,)
    )
