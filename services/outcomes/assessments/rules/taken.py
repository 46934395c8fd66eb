"""An assessment as it is kept, and what a correction is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from services.outcomes.assessments.rules.admission import Given, Known, Scored
from services.outcomes.assessments.rules.selections import Selection
from shared.errors import InvalidInput, NotFound, Refused, Text
from shared.values import new_id
from shared.values.self_sufficiency import AssessmentMoment, AssessorRole, Rater
from shared.values.terms import Law


class AssessmentNotFound(NotFound):
    """There is no such assessment, or it is not yours."""

    code = "assessment-not-found"
    title = Text("Afname niet gevonden", "Assessment not found")
    detail = Text("Er is geen afname {id}.", "There is no assessment {id}.")
    mend = Text("Zoek op cliënt of contract.", "Search by client or contract.")


class ClientUnknown(NotFound):
    """There is no client of that number, or not with you."""

    code = "assessment-client-not-found"
    rule = "F-06"
    title = Text("Cliënt niet gevonden", "Client not found")
    detail = Text(
        "Er is geen cliënt met dit toewijzingnummer of deze startmelding.",
        "There is no client with this allocation number or care start.",
    )
    mend = Text(
        "Noem de gemeente, de wet en het toewijzingnummer van de beschikking; zorg die pas is gemeld is hier binnen seconden bekend.",
        "Name the municipality, the law and the decision's allocation number; care just reported is known here within seconds.",
    )


class ClientNotNamed(InvalidInput):
    """The question names no client, or names it twice."""

    code = "assessment-client-not-named"
    rule = "F-06"
    title = Text("Noem de cliënt", "Name the client")
    detail = Text(
        "Een cliënt heet naar wet en toewijzingnummer, of naar wet en startmelding.",
        "A client is named by law and allocation number, or by law and care start.",
    )
    mend = Text(
        "Geef law met allocationNumber of careStartId: precies één van de twee.",
        "Give law with allocationNumber or careStartId: exactly one of the two.",
    )


class AssessmentRefused(Refused):
    """A rule refuses the assessment; `errors` names every reason."""

    code = "assessment-refused"
    rule = "F-03"
    title = Text("De afname wordt niet geregistreerd", "The assessment is not registered")
    detail = Text(
        "De afname past niet bij wat voor deze cliënt is vastgelegd; zie errors.",
        "The assessment does not fit what was laid down for this client; see errors.",
    )
    mend = Text(
        "Herstel elk punt in errors en verstuur opnieuw.", "Mend each point in errors and send again."
    )


@dataclass(frozen=True, slots=True)
class DomainScore:
    """A domain with its score, 1 … 5."""

    domain: str
    score: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """An assessment of a client; always version 1, for a correction is another one. `counts` until it is corrected.

    `case_id` is the decision or referral under which the client is helped: it stays when care begins anew.
    """

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    case_id: UUID
    citizen_id: UUID | None
    contract_id: UUID | None
    law: Law
    allocation_number: int | None
    care_start_id: UUID | None
    provider: str
    area_code: str | None
    product_category: str | None
    edition: str
    moment: AssessmentMoment
    taken_on: date
    rater: Rater
    assessor_role: AssessorRole
    selection_id: UUID
    scores: list[DomainScore]
    corrects: UUID | None
    counts: bool
    batch_id: UUID | None


class Helped(Known, Protocol):
    """As much of a case as an assessment takes over."""

    @property
    def citizen_id(self) -> UUID: ...
    @property
    def law(self) -> Law: ...
    @property
    def allocation_number(self) -> int | None: ...
    @property
    def care_start_id(self) -> UUID | None: ...
    @property
    def provider(self) -> str: ...
    @property
    def area_code(self) -> str | None: ...


def seen_by(case: Helped, sender: Iterable[str] = ()) -> list[str]:
    """Who sees a client's scores beside the purchaser: the provider that helps, and who took them; no auditor (F-03)."""
    return sorted({case.provider, *sender} - {case.owner})


def content(case: Helped, given: Given, scores: Sequence[Scored]) -> dict[str, object]:
    """What an assessment says: the same under one reference is the same assessment."""
    return {
        "case_id": case.grant_id, "edition": given.edition, "moment": given.moment, "taken_on": given.taken_on,
        "rater": given.rater, "assessor_role": given.assessor_role, "scores": in_order(scores),
    }  # fmt: skip


def in_order(scores: Sequence[Scored]) -> list[DomainScore]:
    """The scores by the name of their domains."""
    return sorted((DomainScore(one.domain, one.score) for one in scores), key=lambda one: one.domain)


def take(
    case: Helped,
    selection: Selection,
    given: Given,
    scores: Sequence[Scored],
    corrected: UUID | None,
    sender: Iterable[str],
) -> Assessment:
    """A new assessment, under the selection by which it was judged."""
    return Assessment(
        id=new_id(), version=1, owner=case.owner, external_reference=given.external_reference,
        parties=seen_by(case, sender), case_id=case.grant_id, citizen_id=case.citizen_id,
        contract_id=case.contract_id, law=case.law, allocation_number=case.allocation_number,
        care_start_id=case.care_start_id, provider=case.provider, area_code=case.area_code,
        product_category=case.product_category, edition=given.edition, moment=given.moment, taken_on=given.taken_on,
        rater=given.rater, assessor_role=given.assessor_role, selection_id=selection.id, scores=in_order(scores),
        corrects=corrected, counts=True, batch_id=None,
    )  # fmt: skip


def scores_of(text: str) -> list[DomainScore]:
    """The scores of a line, `domain=score` with spaces between."""
    pairs = (one.partition("=") for one in text.split(" "))
    return [DomainScore(domain, int(score)) for domain, _, score in pairs]


REFERENCE_TAKEN = Text(
    "Dit kenmerk hoort bij een eerdere afname met een andere inhoud.",
    "This reference belongs to an earlier assessment with other contents.",
)
