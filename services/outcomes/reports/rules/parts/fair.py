"""Comparisons that were corrected for who is supported, as funnels: what a purchaser had compared in the period (R-O09, R-O10)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from services.outcomes.comparisons.rules.records import Comparison, ComparisonUnit, WrittenLimits
from services.outcomes.reports.rules.material import Material
from services.outcomes.reports.rules.pictures import FunnelLimit, FunnelPlot, FunnelPoint, Picture
from shared.errors import Text
from shared.values.comparing import ComparedUnit, ComparisonMethod, OutcomeKind
from shared.values.reporting import FigureUnit, ReportReader, Standing
from shared.values.suppression import is_small

_METHODS = {
    ComparisonMethod.NONE: Text("Niet gecorrigeerd", "Not corrected"),
    ComparisonMethod.DIRECT: Text(
        "Gecorrigeerd door directe standaardisatie", "Corrected by direct standardisation"
    ),
    ComparisonMethod.INDIRECT: Text(
        "Gecorrigeerd door indirecte standaardisatie", "Corrected by indirect standardisation"
    ),
    ComparisonMethod.LOGISTIC: Text(
        "Gecorrigeerd door een logistisch model", "Corrected by a logistic model"
    ),
}
_PUBLIC = (Standing.ABOVE, Standing.BELOW)
_PLACES = Decimal("0.0001")


def funnels(material: Material, code: str, unit: ComparedUnit) -> tuple[Picture, ...]:
    """A funnel of the newest comparison on each of the contract's indicators that ends in the period."""
    names = {one.code: one.name for one in material.indicators}
    newest: dict[str, tuple[Comparison, tuple[ComparisonUnit, ...]]] = {}
    for made, units in sorted(material.comparisons, key=lambda one: one[0].id):
        if made.unit is unit and made.indicator in names and made.quarter_to in material.period.quarters:
            newest[made.indicator] = (made, units)
    pictures = [
        _picture(material, code, names[indicator], made, units) for indicator, (made, units) in newest.items()
    ]
    return tuple(picture for picture in pictures if picture is not None)


def _picture(
    material: Material, code: str, name: str, made: Comparison, units: tuple[ComparisonUnit, ...]
) -> Picture | None:
    public = ReportReader.CITIZENS in material.kind.readers
    in_ = FigureUnit.BASIS_POINTS if made.kind is OutcomeKind.BINARY else FigureUnit.SCORE
    points, limits = [], []
    for one in units:
        if one.value is None or is_small(one.size, material.limit):
            continue
        if public and one.standing not in _PUBLIC:
            continue
        points.append(FunnelPoint(_named(one), str(one.size), _shown(one.value, in_), one.standing))
        limit = _limit(one, in_)
        if limit is not None:
            limits.append(limit)
    if not points or made.target_value is None:
        return None
    method = _METHODS[made.method]
    about = Text(
        f"{method.nl}; {made.unit_count} vergeleken, {made.quarter_from} tot en met {made.quarter_to}.",
        f"{method.en}; {made.unit_count} compared, {made.quarter_from} up to and including {made.quarter_to}.",
    )
    size, value = (
        Text("aantal cli\u00ebnten (n)", "number of clients (n)"),
        Text("uitkomst", "outcome"),
    )
    target = _shown(made.target_value, in_)
    plot = FunnelPlot(tuple(points), tuple(dict.fromkeys(limits)), target, size, value, in_)
    title = Text(f"{name}, vergeleken", f"{name}, compared")
    return Picture(f"{code}-fair-{made.indicator}", title, about, funnel=plot)


def _named(one: ComparisonUnit) -> str:
    return f"OIN {one.unit}" if one.provider is not None and one.unit == one.provider else one.unit


def _shown(value: str, in_: FigureUnit) -> str:
    """A computed figure as it is drawn: a share in basis points, else four decimals; the comparison keeps every digit."""
    if in_ is FigureUnit.BASIS_POINTS:
        return str((Decimal(value) * 10_000).to_integral_value(ROUND_HALF_UP))
    return str(Decimal(value).quantize(_PLACES, ROUND_HALF_UP))


def _limit(one: ComparisonUnit, in_: FigureUnit) -> FunnelLimit | None:
    inner, outer = one.funnel.at_95, one.funnel.at_998
    if inner is None or outer is None or one.target is None:
        return None
    ends = [_end(limits, side, one.target) for limits in (inner, outer) for side in ("lower", "upper")]
    return FunnelLimit(str(one.size), *(_shown(end, in_) for end in ends))


def _end(limits: WrittenLimits, side: str, target: str) -> str:
    found: str | None = getattr(limits, side)
    return target if found is None else found
