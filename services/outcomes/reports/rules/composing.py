"""From what was read to a report: its sections in the order of its kind, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from services.outcomes.reports.rules.material import Material
from services.outcomes.reports.rules.model import Content, FeedPosition, Section, Source
from services.outcomes.reports.rules.parts import MAKERS


def compose(
    material: Material,
    *,
    owner: str,
    composed_by: str,
    narrative: str | None = None,
    corrects: UUID | None = None,
    positions: Iterable[FeedPosition] = (),
) -> Content:
    """The report as it stands on what was read (N-155); the same material gives the same report."""
    contract, period = material.contract, material.period
    sections: tuple[Section, ...] = tuple(MAKERS[part](material) for part in material.kind.parts)
    return Content(
        kind=material.kind.kind,
        views=material.kind.views,
        title=material.kind.title,
        frequency=material.kind.frequency,
        readers=material.kind.readers,
        owner=owner,
        contract_id=contract.id if contract is not None else None,
        contract_number=contract.number if contract is not None else None,
        period=period.code,
        first_day=period.days.start,
        last_day=period.last_day,
        composed_on=material.today,
        composed_by=composed_by,
        corrects=corrects,
        small_number=material.limit,
        narrative=narrative,
        sections=sections,
        sources=sources_of(material),
        positions=tuple(sorted(positions, key=lambda one: one.feed)),
    )


def sources_of(material: Material) -> tuple[Source, ...]:
    """Every version that was read, by resource and id; what only follows a feed is fixed by that feed's position."""
    found: list[tuple[str, UUID, int]] = []
    if material.contract is not None:
        found.append(("contract", material.contract.id, material.contract.version))
    found += [("indicator", one.id, one.version) for one in material.indicators]
    measured = {one.id: one for one in (*material.measurements, *material.broken_down)}
    found += [("measurement", one.id, one.version) for one in measured.values()]
    found += [("contract-verdict", one.id, one.version) for one, _ in material.verdicts.values()]
    found += [("audit-statement", one.id, one.version) for one in material.statements]
    found += [("improvement-plan", one.id, one.version) for one in material.plans]
    found += [("meeting-cycle", one.id, one.version) for one in material.cycles]
    found += [("meeting", one.id, one.version) for one in material.meetings]
    found += [("incentive-evaluation", one.id, one.version) for one in material.lights]
    found += [("survey", one.id, one.version) for one in material.surveys]
    found += [("comparison", one.id, one.version) for one, _ in material.comparisons]
    found += [("triple-aim", one.id, one.version) for one in material.triple_aims]
    found += [("pilot-evaluation", one.id, one.version) for one in material.pilots]
    return tuple(Source(*one) for one in sorted(found))
