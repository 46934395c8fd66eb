"""What a report is made of: figures with their story and derivation, pictures and tables, in sections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.outcomes.reports.rules.pictures import Picture
from shared.errors import Text
from shared.values import SENTENCES, Derivation, render
from shared.values.reporting import FigureState, FigureUnit, ReportFrequency, ReportKind, ReportReader
from shared.values.terms import NormOperator, Verdict


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of a figure's derivation: the rule and what it came to, in both languages."""

    rule: str
    text: Text


def reasons(why: Derivation) -> tuple[Reason, ...]:
    """A derivation's steps as they are kept in a report: rendered, so that they read the same ever after."""
    return tuple(
        Reason(step.rule, Text(render(step, "nl"), render(step, "en")))
        for step in why.steps
        if step.sentence in SENTENCES
    )


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its value as a plain decimal (shares basis points, money cents), never alone (R-O27).

    `reason` says why there is no value; `unit_name` is an indicator's own unit. A figure of an `indicator` is to have a
    narrative; `demanded` says that the report cannot be submitted without it.
    """

    code: str
    name: Text
    unit: FigureUnit
    period: str
    state: FigureState = FigureState.SHOWN
    value: str | None = None
    unit_name: str | None = None
    respondents: int | None = None
    norm: str | None = None
    operator: NormOperator | None = None
    verdict: Verdict | None = None
    lower: str | None = None
    upper: str | None = None
    lowest: str | None = None
    highest: str | None = None
    indicator: bool = False
    demanded: bool = False
    narrative: str | None = None
    reason: Text | None = None
    derivation: tuple[Reason, ...] = ()

    @property
    def untold(self) -> bool:
        """Whether it stands alone: an indicator's figure without a narrative (R-O27)."""
        return self.indicator and not (self.narrative or "").strip()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `numeric` ones stand to the right."""

    name: Text
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A table of facts that are no figures: actions, statements, agreements; `empty` says what it means that there are none."""

    code: str
    title: Text
    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...]
    empty: Text


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report; `notes` are warnings and what a reader must know beside the figures."""

    code: str
    title: Text
    figures: tuple[Figure, ...] = ()
    pictures: tuple[Picture, ...] = ()
    listings: tuple[Listing, ...] = ()
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A version of something that was read for the report."""

    resource: str
    id: UUID
    version: int


@dataclass(frozen=True, slots=True)
class FeedPosition:
    """How far the service had taken over a sibling's facts when the report was made."""

    feed: str
    position: int


@dataclass(frozen=True, slots=True)
class Content:
    """A report as it is read: kind, subject, period and sections, with what it rests on.

    `first_day` and `last_day` are inclusive; `composed_by` is the organisation through whose eyes the figures were read.
    """

    kind: ReportKind
    views: tuple[str, ...]
    title: Text
    frequency: ReportFrequency
    readers: tuple[ReportReader, ...]
    owner: str
    contract_id: UUID | None
    contract_number: str | None
    period: str
    first_day: date
    last_day: date
    composed_on: date
    composed_by: str
    corrects: UUID | None
    small_number: int
    narrative: str | None
    sections: tuple[Section, ...]
    sources: tuple[Source, ...] = ()
    positions: tuple[FeedPosition, ...] = ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures, in order."""
        return tuple(figure for section in self.sections for figure in section.figures)

    @property
    def untold(self) -> tuple[str, ...]:
        """The codes of the figures that stand alone (R-O27)."""
        return tuple(dict.fromkeys(figure.code for figure in self.figures if figure.untold))

    @property
    def owed(self) -> tuple[str, ...]:
        """The codes of the figures without which the report cannot be submitted while they stand alone (N-117)."""
        return tuple(
            dict.fromkeys(figure.code for figure in self.figures if figure.untold and figure.demanded)
        )

    @property
    def untold_itself(self) -> bool:
        """Whether the report shows indicators, as figures or pictures, and has no narrative of its own (R-O27)."""
        shown = any(figure.indicator for figure in self.figures) or any(one.pictures for one in self.sections)
        return shown and not (self.narrative or "").strip()
