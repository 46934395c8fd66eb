"""A survey and what refuses it: who may enter which source, and figures that cannot be (R-O13, R-O30, F-27)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Protocol
from uuid import UUID

from services.outcomes.indicators.rules import ContractCopy
from services.outcomes.surveys.rules.faults import fault
from services.outcomes.surveys.rules.publishing import (
    breakdown_of,
    publish_all,
    published,
    small_breakdowns,
    told,
)
from services.outcomes.verdicts.rules.intervals import Interval, Sample, interval
from shared.errors import FieldError, NotFound, Refused, Text
from shared.values import Derivation, Sentence, new_id
from shared.values.measuring import SurveyAudience, SurveySource, score

RESPONSE = Sentence(
    "survey.response",
    nl="{responses} van {invited} uitgenodigden antwoordden: een respons van {response_basis_points}.",
    en="{responses} of {invited} who were invited answered: a response of {response_basis_points}.",
)
MEAN = Sentence(
    "survey.mean",
    nl="Met n = {responses} en standaardafwijking {standard_deviation} ligt het gemiddelde van {mean} met 95 % zekerheid tussen {lower} en {upper}.",
    en="With n = {responses} and standard deviation {standard_deviation} the mean of {mean} lies between {lower} and {upper} with 95 % confidence.",
)
TWO_SERIES = Sentence(
    "survey.two-series",
    nl="Het telt in de reeks van {source}, en nooit samen met een andere bron.",
    en="It counts in the series of {source}, and never together with another source.",
)


class SurveyNotFound(NotFound):
    """There is no such survey, or it is not yours."""

    code = "survey-not-found"
    title = Text("Onderzoek niet gevonden", "Survey not found")
    detail = Text("Er is geen onderzoek {id}.", "There is no survey {id}.")
    mend = Text("Zoek op contract, bron of aanbieder.", "Search by contract, source or provider.")


class SurveyRefused(Refused):
    """A rule refuses the survey; `errors` names every reason."""

    code = "survey-refused"
    rule = "R-O13"
    title = Text("Het onderzoek wordt niet geregistreerd", "The survey is not registered")
    detail = Text(
        "Het onderzoek kan zo niet worden geregistreerd; zie errors.",
        "The survey cannot be registered like this; see errors.",
    )
    mend = Text(
        "Herstel elk punt in errors en verstuur opnieuw.", "Mend each point in errors and send again."
    )


class Given(Protocol):
    """A survey as it is sent."""

    @property
    def external_reference(self) -> str | None: ...
    @property
    def contract_id(self) -> UUID: ...
    @property
    def audience(self) -> SurveyAudience: ...
    @property
    def group(self) -> str | None: ...
    @property
    def source(self) -> SurveySource: ...
    @property
    def researcher(self) -> str | None: ...
    @property
    def provider(self) -> str | None: ...
    @property
    def area(self) -> str | None: ...
    @property
    def held_on(self) -> date: ...
    @property
    def invited(self) -> int: ...
    @property
    def responses(self) -> int: ...
    @property
    def mean(self) -> str: ...
    @property
    def standard_deviation(self) -> str | None: ...
    @property
    def lowest(self) -> str: ...
    @property
    def highest(self) -> str: ...
    @property
    def corrects_id(self) -> UUID | None: ...


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey; always version 1, for a correction is another survey. Without a mean it is shown as published (F-08)."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    contract_id: UUID
    audience: SurveyAudience
    group: str | None
    source: SurveySource
    researcher: str | None
    passed_on: bool
    provider: str | None
    area: str | None
    held_on: date
    invited: int | None
    responses: int | None
    mean: str | None
    standard_deviation: str | None
    lowest: str
    highest: str
    corrects_id: UUID | None
    entered_by: str

    @property
    def suppressed(self) -> bool:
        """Whether its figures were left out."""
        return self.mean is None

    @property
    def response_basis_points(self) -> int | None:
        """The answers of those who were invited; None without figures."""
        return None if not self.invited or self.responses is None else 10_000 * self.responses // self.invited

    @property
    def sample(self) -> Sample | None:
        """The answers as a sample; None without a deviation."""
        if self.responses is None or self.mean is None or self.standard_deviation is None:
            return None
        return Sample(self.responses, Decimal(self.mean), Decimal(self.standard_deviation))

    @property
    def bounds(self) -> Interval | None:
        """The 95 % interval of the mean, where it can be known."""
        return interval(self.sample) if self.sample else None

    @property
    def lower(self) -> str | None:
        """The lower end of the interval."""
        return score(self.bounds.lower) if self.bounds else None

    @property
    def upper(self) -> str | None:
        """The upper end of the interval."""
        return score(self.bounds.upper) if self.bounds else None


@dataclass(frozen=True, slots=True)
class Sender:
    """Who enters a survey: itself (OIN), the organisations it speaks for, and whether as a researcher or as the municipality."""

    organisations: frozenset[str]
    researcher: bool
    purchaser: bool
    by: str


def register(contract: ContractCopy, given: Given, sender: Sender, today: date) -> Survey:
    """A new survey. Raises SurveyRefused with every reason."""
    faults = [
        *_of_source(contract, given, sender),
        *_of_part(contract, given, sender),
        *_of_figures(given, today),
    ]
    if faults:
        raise SurveyRefused(errors=tuple(faults))
    return Survey(
        id=new_id(), version=1, owner=contract.owner, external_reference=given.external_reference,
        parties=contract.parties, contract_id=contract.id, audience=given.audience, group=given.group,
        source=given.source, researcher=given.researcher, passed_on=given.researcher is not None,
        provider=given.provider, area=given.area, held_on=given.held_on, invited=given.invited,
        responses=given.responses, mean=given.mean, standard_deviation=given.standard_deviation,
        lowest=given.lowest, highest=given.highest, corrects_id=given.corrects_id,
        entered_by=sender.by,
    )  # fmt: skip


# What a correction says as well: it is of the same survey, about the same part, held in the same contract year.
_SAME = ("contract_id", "source", "audience", "group", "provider", "area", "held_on.year")


def check_correction(given: Given, corrected: Survey | None, sender: Sender, *, superseded: bool) -> None:
    """Raise SurveyRefused unless it corrects the same survey, once, and is sent by who entered that or by the purchaser."""
    if given.corrects_id is None:
        return
    same = attrgetter(*_SAME)
    if corrected is None or same(corrected) != same(given):
        raise SurveyRefused(errors=(fault("correctsId", "correction-of-another"),))
    if not sender.purchaser and corrected.entered_by != sender.by:
        raise SurveyRefused(errors=(fault("correctsId", "correction-not-yours", "R-O13"),))
    if superseded:
        raise SurveyRefused(errors=(fault("correctsId", "correction-superseded"),))


def _of_source(contract: ContractCopy, given: Given, sender: Sender) -> Iterator[FieldError]:
    """Independence by the token's kind: a member its own team's, a researcher an independent one, the municipality both."""
    member = not sender.organisations.isdisjoint(contract.members)
    if given.source is SurveySource.INDEPENDENT and member:
        yield fault("source", "source-not-independent", "R-O13")
    elif given.source is SurveySource.TEAM and sender.researcher:
        yield fault("source", "source-not-researchers", "R-O13")
    elif not (member or sender.researcher or sender.purchaser):
        yield fault("source", "source-not-members", "R-O13")
    if given.researcher is None:
        return
    if not sender.purchaser or given.source is not SurveySource.INDEPENDENT:
        yield fault("researcher", "researcher-not-asked", "R-O12")
    elif given.researcher in {*contract.members, *sender.organisations}:
        yield fault("researcher", "researcher-not-independent", "R-O12")


def _of_part(contract: ContractCopy, given: Given, sender: Sender) -> Iterator[FieldError]:
    if given.provider is None:
        return
    if given.provider not in contract.members:
        yield fault("provider", "provider-unknown", "R-O30")
    elif not sender.organisations.isdisjoint(contract.members) and given.provider not in sender.organisations:
        yield fault("provider", "provider-other", "R-O30")


def _of_figures(given: Given, today: date) -> Iterator[FieldError]:
    """Figures that cannot be: refused, never clipped (formulas § 12)."""
    lowest, highest, mean = (Decimal(one) for one in (given.lowest, given.highest, given.mean))
    if given.held_on > today:
        yield fault("heldOn", "survey-in-future")
    if given.responses > given.invited:
        yield fault("responses", "responses-too-many", invited=given.invited)
    if given.responses == 0:
        yield fault("responses", "responses-none")
    if lowest >= highest:
        yield fault("highest", "scale-empty")
    elif not lowest <= mean <= highest:
        yield fault("mean", "mean-outside-scale", "G-81", lowest=given.lowest, highest=given.highest)
    if given.standard_deviation is not None and Decimal(given.standard_deviation) < 0:
        yield fault("standardDeviation", "deviation-negative")


def explain(survey: Survey) -> Derivation:
    """How the response and the interval came about, and in which series it counts; nothing of what is left out (F-08)."""
    why = Derivation()
    if survey.mean is None:
        return why
    why = why.because(
        "R-O30", RESPONSE, responses=survey.responses, invited=survey.invited,
        response_basis_points=survey.response_basis_points,
    )  # fmt: skip
    if survey.bounds:
        why = why.because(
            "R-O10", MEAN, responses=survey.responses, standard_deviation=survey.standard_deviation,
            mean=survey.mean, lower=survey.lower, upper=survey.upper,
        )  # fmt: skip
    return why.because("R-O13", TWO_SERIES, source=survey.source)


__all__ = [
    "Given",
    "Sender",
    "Survey",
    "SurveyNotFound",
    "SurveyRefused",
    "breakdown_of",
    "check_correction",
    "explain",
    "publish_all",
    "published",
    "register",
    "small_breakdowns",
    "told",
]
