"""Accountability reports: their kinds, figures with stories, pictures as numbers, seal, and which are due."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.common import Checked, Day, Note, Oin, Reference, Resource, Wire
from shared.schemas.facts import Private
from shared.schemas.outcomes.report_pictures import ReportPicture, ReportText, Value
from shared.values.reporting import (
    FigureState,
    FigureUnit,
    ReportFrequency,
    ReportKind,
    ReportReader,
    ReportStatus,
    ReportSubject,
)
from shared.values.terms import NormOperator, Verdict

PeriodCode = Annotated[
    str,
    Field(
        pattern=r"^20[0-9]{2}(-(Q[1-4]|H[12]|W(0[1-9]|[1-4][0-9]|5[0-3])|(0[1-9]|1[0-2])))?$",
        examples=["2026-Q1"],
        description="jaar, half jaar (2026-H1), kwartaal, maand (2026-03) of de weken tot en met een week (2026-W23)",
    ),
]
FigureCode = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,100}$", examples=["client-satisfaction"]), Checked]
PrivateText = Annotated[str | None, Private]


class ReportReason(Wire):
    """A step of a figure's derivation: the rule and what it came to."""

    rule: str
    text: ReportText


class ReportFigure(Wire):
    """A figure (cijfer) of a report, never without its story (R-O27)."""

    code: FigureCode
    name: ReportText
    unit: FigureUnit
    unit_name: str | None = Field(description="de eigen eenheid van een indicator")
    period: str
    state: FigureState
    value: Value
    respondents: int | None
    norm: Value
    operator: NormOperator | None
    verdict: Verdict | None
    lower: Value
    upper: Value
    lowest: Value
    highest: Value
    indicator: bool = Field(description="een cijfer van een indicator: hier hoort een toelichting bij")
    demanded: bool = Field(description="zonder toelichting kan het rapport niet worden ingediend (N-117)")
    narrative: PrivateText = Field(description="toelichting: tellen en vertellen (R-O27)")
    reason: ReportText | None = Field(description="waarom er geen waarde of oordeel is")
    derivation: list[ReportReason]


class ReportColumn(Wire):
    """A column of a table."""

    name: ReportText
    numeric: bool


class ReportListing(Wire):
    """A table (overzicht) of facts that are no figures."""

    code: str
    title: ReportText
    columns: list[ReportColumn]
    rows: list[list[ReportText]]
    empty: ReportText = Field(description="wat het betekent dat er geen zijn")


class ReportSection(Wire):
    """A part of a report (onderdeel)."""

    code: str
    title: ReportText
    figures: list[ReportFigure]
    pictures: list[ReportPicture]
    listings: list[ReportListing]
    notes: list[ReportText]


class ReportSource(Wire):
    """A version of something that was read for the report."""

    resource: str
    id: UUID
    version: int


class ReportPosition(Wire):
    """How far a sibling's facts were taken over."""

    feed: str
    position: int


class ReportContent(Wire):
    """A report as it is read: sections with figures, pictures and tables, and what it rests on (N-155)."""

    kind: ReportKind
    views: list[str] = Field(description="de rijen van de bronlijst van rapportages")
    title: ReportText
    frequency: ReportFrequency
    readers: list[ReportReader]
    owner: Oin
    contract_id: UUID | None
    contract_number: str | None
    period: PeriodCode
    first_day: Day
    last_day: Day
    composed_on: Day
    composed_by: Oin = Field(description="door wiens ogen de cijfers zijn gelezen")
    corrects: UUID | None
    small_number: int = Field(description="kleinere aantallen zijn weggelaten (F-08)")
    narrative: str | None
    sections: list[ReportSection]
    sources: list[ReportSource]
    positions: list[ReportPosition]


class NewFigureNarrative(Wire):
    """The story (toelichting) to one figure."""

    figure: FigureCode
    text: Note


class NewReport(Wire):
    """Draft a report (rapportage) on a period."""

    external_reference: Reference | None = None
    kind: ReportKind
    contract_id: UUID | None = Field(default=None, description="leeg alleen waar kinds dat toelaat")
    period: PeriodCode
    narrative: Note | None = Field(default=None, description="het verhaal bij het geheel (R-O27)")
    narratives: list[NewFigureNarrative] = Field(default=[], max_length=200)
    corrects_id: UUID | None = Field(default=None, description="het ingediende rapport dat dit corrigeert")


class ReportChangeRequest(Wire):
    """What changes of a draft: its narratives; its figures are read anew."""

    narrative: Note | None = None
    narratives: list[NewFigureNarrative] = Field(max_length=200)


class FigureNarrative(Wire):
    """The story (toelichting) to one figure."""

    figure: FigureCode
    text: Annotated[str, Private]


class Report(Resource):
    """An accountability report (verantwoordingsrapportage): its figures, narratives and seal (N-155)."""

    external_reference: Annotated[str | None, Private] = None
    kind: ReportKind
    contract_id: UUID | None
    period: PeriodCode
    status: ReportStatus
    composed_by: Oin
    composed_on: Day
    corrects_id: UUID | None
    narrative: PrivateText
    narratives: list[FigureNarrative]
    figures: Annotated[list[ReportFigure], Private]
    untold: list[FigureCode] = Field(description="cijfers van indicatoren zonder toelichting (R-O27)")
    owed: list[FigureCode] = Field(description="daarvan die indienen verhinderen (N-117)")
    positions: list[ReportPosition]
    submitted_on: Day | None
    submitted_by: Oin | None
    content_sha256: str | None = Field(description="SHA-256 van wat /content geeft; leeg bij een concept")
    page_nl_sha256: str | None
    page_en_sha256: str | None
    parties: list[Oin]


class ReportKindDescription(Wire):
    """A kind of report: for whom, how often, and what is in it."""

    kind: ReportKind
    views: list[str]
    title: ReportText
    frequency: ReportFrequency
    readers: list[ReportReader]
    subject: ReportSubject
    term_days: int = Field(description="binnen zoveel dagen na de periode in te dienen (verzonnen)")
    parts: list[str]


class ReportKinds(Wire):
    """Every kind of report that can be asked."""

    items: list[ReportKindDescription]


class DueReport(Wire):
    """A report that a contract asks for (verschuldigde rapportage), and whether it came."""

    contract_id: UUID
    kind: ReportKind
    frequency: ReportFrequency
    period: PeriodCode
    due_on: Day
    report_id: UUID | None
    submitted_on: Day | None
    overdue: bool


class DueReports(Wire):
    """The reports that a contract asks for on the periods that are over, oldest first."""

    items: list[DueReport]
