"""A report's life: drafted with narratives, submitted once when none is owed, sealed then; a correction names the old one."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol
from uuid import UUID

from services.outcomes.indicators.rules import ContractCopy
from services.outcomes.reports.rules import problems
from services.outcomes.reports.rules.kinds import KINDS, Kind
from services.outcomes.reports.rules.model import Content, FeedPosition, Figure, Source
from services.outcomes.reports.rules.page import POLICY, Seal, render
from services.outcomes.reports.rules.page.words import FREQUENCIES
from services.outcomes.reports.rules.periods import fits, period_of
from shared.errors import FieldError, Text
from shared.values import Derivation, Sentence, new_id
from shared.values.reporting import ReportKind, ReportStatus

TOLD = Sentence(
    "report.told",
    nl="{told} van {count} cijfers van indicatoren hebben een toelichting; zonder staan: {untold}.",
    en="{told} of {count} figures of indicators have a narrative; without stand: {untold}.",
)
SEALED = Sentence(
    "report.sealed",
    nl="Verzegeld op {submitted_on}: {sources} gelezen versies, inhoud met SHA-256 {content_sha256}.",
    en="Sealed on {submitted_on}: {sources} versions read, content with SHA-256 {content_sha256}.",
)
_PERIOD = Text(
    "Deze periode hoort niet bij een rapport dat {frequency} verschijnt.",
    "This period does not belong to a report that appears {frequency}.",
)
_STRANGE = Text("Dit rapport heeft geen cijfer {figure}.", "This report has no figure {figure}.")
_TWICE = Text("Elk cijfer krijgt één toelichting.", "Each figure gets one narrative.")
_OWED = Text("Schrijf hier een toelichting bij.", "Write a narrative to this.")
_OWED_ITSELF = Text(
    "Schrijf het verhaal bij de cijfers van dit rapport.", "Write the story to this report's figures."
)


@dataclass(frozen=True, slots=True)
class FigureNarrative:
    """The story to one figure, by its code."""

    figure: str
    text: str


class GivenNarrative(Protocol):
    """A narrative as it is sent."""

    @property
    def figure(self) -> str: ...
    @property
    def text(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """An accountability report (N-155); the hashes and the day of submission come with its seal."""

    id: UUID
    version: int = 1
    owner: str
    external_reference: str | None
    parties: list[str]
    kind: ReportKind
    contract_id: UUID | None
    period: str
    status: ReportStatus = ReportStatus.DRAFT
    composed_by: str
    composed_on: date
    corrects_id: UUID | None
    narrative: str | None
    narratives: list[FigureNarrative]
    content: Content
    submitted_on: date | None = None
    submitted_by: str | None = None
    content_sha256: str | None = None
    page_nl_sha256: str | None = None
    page_en_sha256: str | None = None

    @property
    def figures(self) -> list[Figure]:
        """All its figures."""
        return list(self.content.figures)

    @property
    def untold(self) -> list[str]:
        """The figures that stand alone (R-O27)."""
        return list(self.content.untold)

    @property
    def owed(self) -> list[str]:
        """Those among them that keep it from being submitted."""
        return list(self.content.owed)

    @property
    def positions(self) -> list[FeedPosition]:
        """How far the feeds were taken over."""
        return list(self.content.positions)

    @property
    def sources(self) -> list[Source]:
        """The versions that were read."""
        return list(self.content.sources)

    @property
    def seal(self) -> Seal | None:
        """What its pages say of its seal; None for a draft."""
        if self.submitted_on is None or self.submitted_by is None or self.content_sha256 is None:
            return None
        return Seal(self.submitted_on, self.submitted_by, self.content_sha256)


@dataclass(frozen=True, slots=True)
class SealedBytes:
    """The bytes of a submitted report: its content as JSON and its page in both languages."""

    content: bytes
    page_nl: bytes
    page_en: bytes


def check_asked(kind: ReportKind, period: str) -> Kind:
    """The kind that is asked, its period fitting. Raises ReportInvalid."""
    found = KINDS[kind]
    if not fits(period, found.frequency):
        often = FREQUENCIES[found.frequency]
        text = Text(_PERIOD.nl.format(frequency=often.nl), _PERIOD.en.format(frequency=often.en))
        raise problems.ReportInvalid(errors=(FieldError("#/period", "report-period", text, rule="N-155"),))
    return found


def narratives_of(given: Sequence[GivenNarrative]) -> list[FigureNarrative]:
    """The narratives that are sent. Raises ReportInvalid where a figure has two."""
    seen: set[str] = set()
    faults = []
    for place, one in enumerate(given):
        if one.figure in seen:
            faults.append(FieldError(f"#/narratives/{place}/figure", "narrative-twice", _TWICE, rule="R-O27"))
        seen.add(one.figure)
    if faults:
        raise problems.ReportInvalid(errors=tuple(faults))
    return [FigureNarrative(one.figure, one.text) for one in given]


def check_narratives(given: Sequence[FigureNarrative], content: Content) -> None:
    """Each narrative belongs to a figure of the report. Raises ReportInvalid."""
    known = {figure.code for figure in content.figures}
    faults = tuple(
        FieldError(
            f"#/narratives/{place}/figure",
            "figure-unknown",
            Text(*(text.replace("{figure}", one.figure) for text in (_STRANGE.nl, _STRANGE.en))),
            rule="R-O27",
        )
        for place, one in enumerate(given)
        if one.figure not in known
    )
    if faults:
        raise problems.ReportInvalid(errors=faults)


def draft(
    content: Content, narratives: list[FigureNarrative], *, external_reference: str | None, parties: list[str]
) -> Report:
    """A new draft, which only its maker and the purchaser see. Raises ReportInvalid."""
    check_narratives(narratives, content)
    return Report(
        id=new_id(), owner=content.owner, external_reference=external_reference, parties=parties, kind=content.kind,
        contract_id=content.contract_id, period=content.period, composed_by=content.composed_by,
        composed_on=content.composed_on, corrects_id=content.corrects, narrative=content.narrative,
        narratives=narratives, content=content,
    )  # fmt: skip


def check_open(report: Report, organisation: str) -> None:
    """Whether this organisation may still change it. Raises NotYourReport, AlreadySubmitted."""
    if report.composed_by != organisation:
        raise problems.NotYourReport(id=report.id, composed_by=report.composed_by)
    if report.status is not ReportStatus.DRAFT:
        raise problems.AlreadySubmitted(id=report.id, submitted_on=report.submitted_on)


def check_corrects(content: Content, corrected: Report) -> None:
    """A correction is about what the submitted one was about. Raises NotCorrectable."""
    same = (corrected.kind, corrected.contract_id, corrected.period, corrected.composed_by)
    if corrected.status is not ReportStatus.SUBMITTED or same != (
        content.kind, content.contract_id, content.period, content.composed_by,
    ):  # fmt: skip
        raise problems.NotCorrectable(id=corrected.id)


def check_last(report: Report, last: tuple[UUID, date] | None) -> None:
    """The first is submitted once; after it each corrects the last. Raises AlreadySubmitted, NotCorrectable."""
    if last is not None and report.corrects_id is None:
        raise problems.AlreadySubmitted(id=last[0], submitted_on=last[1])
    if report.corrects_id != (last[0] if last is not None else None):
        raise problems.NotCorrectable(id=report.corrects_id)


def check_complete(content: Content, today: date) -> None:
    """Whether it can be submitted: its period over, no narrative owed. Raises PeriodNotOver, NarrativeMissing (R-O27, N-117)."""
    if content.last_day >= today:
        raise problems.PeriodNotOver(period=content.period, last_day=content.last_day, today=today)
    faults = [
        FieldError(f"#/narratives/{code}", "narrative-missing", _OWED, rule="R-O27") for code in content.owed
    ]
    if content.untold_itself:
        faults.insert(0, FieldError("#/narrative", "narrative-missing", _OWED_ITSELF, rule="R-O27"))
    if faults:
        raise problems.NarrativeMissing(figures=list(content.owed), errors=tuple(faults))


def submit(
    report: Report, content: Content, encoded: bytes, organisation: str, contract: ContractCopy | None
) -> tuple[Report, SealedBytes, Derivation]:
    """The report as it stands from now on, with its bytes: `encoded` is the content as it travels (architecture § 5).

    Who sees it: with the purchaser's all parties to the contract; with a provider's that one and the auditor, for it may show
    what is that provider's alone.
    """
    digest = hashlib.sha256(encoded).hexdigest()
    seal = Seal(content.composed_on, organisation, digest)
    pages = {language: render(content, language, seal).encode() for language in ("nl", "en")}
    made = replace(
        report, status=ReportStatus.SUBMITTED, content=content, composed_on=content.composed_on,
        submitted_on=content.composed_on, submitted_by=organisation, content_sha256=digest,
        page_nl_sha256=hashlib.sha256(pages["nl"]).hexdigest(), page_en_sha256=hashlib.sha256(pages["en"]).hexdigest(),
        parties=seen_by(organisation, contract),
    )  # fmt: skip
    why = told(content).because(
        "N-155",
        SEALED,
        digest,
        submitted_on=content.composed_on,
        sources=len(content.sources),
        content_sha256=digest,
    )
    return made, SealedBytes(encoded, pages["nl"], pages["en"]), why


def seen_by(organisation: str, contract: ContractCopy | None) -> list[str]:
    """Who sees a submitted report beside the purchaser."""
    if contract is None:
        return []
    if organisation == contract.owner:
        return list(contract.parties)
    return sorted({organisation, *([contract.auditor] if contract.auditor is not None else [])})


def told(content: Content) -> Derivation:
    """How many figures have their story (R-O27)."""
    expected = [figure for figure in content.figures if figure.indicator]
    return Derivation().because(
        "R-O27", TOLD, told=len(expected) - sum(figure.untold for figure in expected), count=len(expected),
        untold=list(content.untold) or ["-"],
    )  # fmt: skip


def page_of(report: Report, language: str) -> bytes:
    """A draft's page as it stands; a submitted report's page is kept."""
    return render(report.content, language, report.seal).encode()


__all__ = [
    "POLICY", "SEALED", "TOLD", "FigureNarrative", "Report", "Seal", "SealedBytes", "check_asked", "check_complete",
    "check_corrects", "check_last", "check_narratives", "check_open", "draft", "narratives_of", "page_of", "period_of", "seen_by",
    "submit", "told",
]  # fmt: skip
