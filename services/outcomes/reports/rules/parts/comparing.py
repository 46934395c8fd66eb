"""Areas and providers of a contract beside each other: only what chance does not explain is a difference (R-O10, R-O26, R-O34)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from services.outcomes.indicators.rules import Indicator, norm_in
from services.outcomes.measurements.rules import Measurement
from services.outcomes.reports.rules.material import Material, both
from services.outcomes.reports.rules.model import Section
from services.outcomes.reports.rules.parts.fair import funnels
from services.outcomes.reports.rules.parts.measured import bounds_of, parts_of
from services.outcomes.reports.rules.pictures import Comparison, ComparisonRow, Picture
from shared.errors import Text
from shared.values.comparing import ComparedUnit
from shared.values.measuring import MeasurementMoment
from shared.values.reporting import ReportReader, Standing

_PLACES = Decimal("0.01")
_UNADJUSTED = Text(
    "De gemeten waarden naast elkaar zijn niet gecorrigeerd voor verschillen tussen de mensen die er wonen of ondersteund worden (R-O09).",
    "The measured values beside each other are not adjusted for differences between the people who live there or are supported (R-O09).",
)
_ALONE = Text(
    "Er is geen tweede om mee te vergelijken: dit contract heeft geen eigen benchmark (R-O26, E-39).",
    "There is no second one to compare with: this contract has no benchmark of its own (R-O26, E-39).",
)
_PUBLIC = Text(
    "Openbaar is alleen wie zich aantoonbaar van het gemiddelde onderscheidt (R-O34, F-09).",
    "Public is only who can be told apart from the mean (R-O34, F-09).",
)
_ABOUT = Text(
    "Elk met zijn 95 %-interval; wie met het hele interval naast het gemiddelde ligt, onderscheidt zich.",
    "Each with its 95 % interval; who lies beside the mean with the whole interval can be told apart.",
)


def areas(material: Material) -> Section:
    """The newest measurements by area in the period (D-13)."""
    return _compared(
        material, "areas", Text("Wijken naast elkaar", "Areas beside each other"), lambda one: one.area
    )


def providers(material: Material) -> Section:
    """The newest measurements by provider in the period (D-14, D-44, D-45)."""
    title = Text("Aanbieders naast elkaar", "Providers beside each other")
    return _compared(
        material,
        "providers",
        title,
        lambda one: f"OIN {one.provider}" if one.provider and not one.area else None,
    )


def _compared(
    material: Material, code: str, title: Text, part_of: Callable[[Measurement], str | None]
) -> Section:
    public = ReportReader.CITIZENS in material.kind.readers
    fair = funnels(material, code, ComparedUnit.AREA if code == "areas" else ComparedUnit.PROVIDER)
    made = [
        picture
        for indicator in material.indicators
        if (picture := _picture(material, code, indicator, part_of, public)) is not None
    ]
    notes = [*([_UNADJUSTED] if made else []), *([_PUBLIC] if public and (made or fair) else [])]
    if not made and not fair:
        notes = [_ALONE]
    return Section(code, title, pictures=(*fair, *made), notes=tuple(notes))


def _picture(
    material: Material,
    code: str,
    indicator: Indicator,
    part_of: Callable[[Measurement], str | None],
    public: bool,
) -> Picture | None:
    """One indicator's newest quarter in the period; None where fewer than two were measured."""
    within = [
        one
        for one in parts_of(material, indicator)
        if one.quarter in material.period.quarters
        and one.moment is not MeasurementMoment.BASELINE
        and one.team is None
        and part_of(one) is not None
    ]
    if not within:
        return None
    last = max(one.quarter for one in within)
    newest = {part_of(one): one for one in within if one.quarter == last}
    if len(newest) < 2:
        return None
    mean = _mean(list(newest.values()))
    rows = [_row(str(name), one, mean) for name, one in newest.items()]
    if public:
        rows = [row for row in rows if row.standing in (Standing.ABOVE, Standing.BELOW)]
    if not rows:
        return None
    rows.sort(key=lambda row: (row.value is None, -Decimal(row.value or 0), row.name))
    contract = material.contract
    held = norm_in(indicator, contract, last) if contract is not None else None
    comparison = Comparison(
        tuple(rows),
        None if mean is None else str(mean),
        held.norm if held else None,
        held.operator if held else None,
    )
    name = both(f"{indicator.number} {indicator.name} ({indicator.unit}), {last}")
    return Picture(f"{code}-{indicator.code}", name, _ABOUT, comparison=comparison)


def _mean(shown: Sequence[Measurement]) -> Decimal | None:
    """The mean of what is shown, weighted by respondents where all say how many; None where nothing is shown."""
    known = [one for one in shown if one.value is not None]
    if not known:
        return None
    weights = [one.respondents for one in known]
    whole = all(weights)
    total = sum((weight or 1) if whole else 1 for weight in weights)
    summed = sum(
        (Decimal(one.value or "0") * ((one.respondents or 1) if whole else 1) for one in known),
        Decimal(),
    )
    return (summed / total).quantize(_PLACES)


def _row(name: str, shown: Measurement, mean: Decimal | None) -> ComparisonRow:
    bounds = bounds_of(shown)
    standing = Standing.NOT_JUDGED
    if bounds is not None and mean is not None:
        standing = Standing.NOT_DISTINGUISHABLE
        if bounds.lower > mean:
            standing = Standing.ABOVE
        elif bounds.upper < mean:
            standing = Standing.BELOW
    lower = None if bounds is None else str(bounds.lower.quantize(_PLACES))
    upper = None if bounds is None else str(bounds.upper.quantize(_PLACES))
    return ComparisonRow(name, shown.value, lower, upper, shown.respondents, standing)
