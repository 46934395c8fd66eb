"""How long citizens waited in the quarters of the period (R-O06)."""

from __future__ import annotations

from services.outcomes.indicators.rules import quarter_period
from services.outcomes.reports.rules.material import Material, section
from services.outcomes.reports.rules.model import Figure, Section, reasons
from services.outcomes.reports.rules.pictures import Picture, RunChart, RunPoint, RunSeries
from services.outcomes.waiting_times.rules import WaitingTimes, waiting_times
from shared.errors import Text
from shared.values import Derivation, Sentence
from shared.values.reporting import FigureState, FigureUnit

SHARE = Sentence(
    "report.waiting.share",
    nl="{within} van {counted} vragen kregen binnen {norm_days} werkdagen een eerste gesprek: {share_basis_points}.",
    en="{within} of {counted} requests had a first talk within {norm_days} working days: {share_basis_points}.",
)
_NO_NORM = Text(
    "Het contract noemt geen norm voor de wachttijd.", "The contract states no norm for the waiting time."
)
_NONE = Text(
    "In deze periode was er geen vraag die telt.", "In this period there was no request that counts."
)
_COURSE = Text(
    "Aandeel van de vragen met een eerste gesprek binnen de norm, per kwartaal van het eerste contact.",
    "Share of requests with a first talk within the norm, by quarter of the first contact.",
)


def waiting(material: Material) -> Section:
    """The share within the norm, the median and the 90th percentile of the last quarter, and the share over the quarters."""
    contract = material.contract
    if contract is None:
        return section("waiting", "Wachttijd", "Waiting time")
    found = []
    for quarter in material.period.quarters:
        days = quarter_period(quarter)
        within = [wait for wait in material.waits if days.contains(wait.contact_on)]
        found.append(waiting_times(contract, quarter, within, material.today, limit=material.limit))
    last = found[-1]
    figures = (
        _share(last),
        _days(last, "median", Text("Wachttijd, mediaan", "Waiting time, median"), last.median_working_days),
        _days(
            last,
            "ninetieth",
            Text("Wachttijd, 90e percentiel", "Waiting time, 90th percentile"),
            last.ninetieth_percentile_working_days,
        ),
    )
    return section(
        "waiting", "Wachttijd", "Waiting time", figures=figures, pictures=_course(found),
        notes=(_NO_NORM,) if contract.waiting_norm_days is None else (),
    )  # fmt: skip


def _share(times: WaitingTimes) -> Figure:
    norm = times.norm_days
    name = Text(
        f"Eerste gesprek binnen {norm} werkdagen" if norm is not None else "Eerste gesprek binnen de norm",
        f"First talk within {norm} working days" if norm is not None else "First talk within the norm",
    )
    why = Derivation()
    if times.share_basis_points is not None:
        why = why.because(
            "R-O06", SHARE, within=times.within, counted=times.counted, norm_days=norm,
            share_basis_points=times.share_basis_points,
        )  # fmt: skip
    value = None if times.share_basis_points is None else str(times.share_basis_points)
    return Figure(
        "waiting-share", name, FigureUnit.BASIS_POINTS, times.quarter, _state(times, value), value,
        respondents=times.counted if value is not None else None,
        reason=_reason(times, value), derivation=reasons(why),
    )  # fmt: skip


def _days(times: WaitingTimes, code: str, name: Text, days: int | None) -> Figure:
    value = None if days is None else str(days)
    return Figure(
        f"waiting-{code}", name, FigureUnit.WORKING_DAYS, times.quarter, _state(times, value), value,
        reason=_reason(times, value),
    )  # fmt: skip


def _state(times: WaitingTimes, value: str | None) -> FigureState:
    if value is not None:
        return FigureState.SHOWN
    return FigureState.SUPPRESSED if times.suppressed else FigureState.NOT_MEASURED


def _reason(times: WaitingTimes, value: str | None) -> Text | None:
    return None if value is not None or times.suppressed else _NONE


def _course(found: list[WaitingTimes]) -> tuple[Picture, ...]:
    points = tuple(
        RunPoint(
            times.quarter,
            None if times.share_basis_points is None else str(times.share_basis_points),
            times.counted,
            suppressed=times.suppressed and times.share_basis_points is None,
        )
        for times in found
    )
    if sum(point.value is not None for point in points) < 2:
        return ()
    name = Text("binnen de norm", "within the norm")
    chart = RunChart((RunSeries(name, points),), unit=FigureUnit.BASIS_POINTS)
    return (
        Picture(
            "waiting-course",
            Text("Wachttijd binnen de norm", "Waiting time within the norm"),
            _COURSE,
            run=chart,
        ),
    )
