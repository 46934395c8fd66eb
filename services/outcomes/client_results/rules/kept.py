"""A desired result, the opinions on it, and what they come to, as they are kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from shared.errors import NotFound, Refused, Text
from shared.values.arrangements import Evaluator
from shared.values.care_courses import ClientVerdict, DesiredResultState
from shared.values.client_results import ClientResultState, Influence, OutsideInfluence
from shared.values.terms import Law


class DesiredResultNotFound(NotFound):
    """There is no such desired result, or it is not yours."""

    code = "desired-result-not-found"
    title = Text("Gewenst resultaat niet gevonden", "Desired result not found")
    detail = Text("Er is geen gewenst resultaat {id}.", "There is no desired result {id}.")
    mend = Text(
        "Controleer het kenmerk; wat pas is gesteld is hier binnen enkele seconden bekend.",
        "Check the identifier; what was just set is known here within seconds.",
    )


class ClientResultNotFound(NotFound):
    """There is no such client result, or it is not yours."""

    code = "client-result-not-found"
    title = Text("Resultaat niet gevonden", "Client result not found")
    detail = Text("Er is geen resultaat {id}.", "There is no client result {id}.")
    mend = Text("Zoek op gewenst resultaat of contract.", "Search by desired result or contract.")


class OpinionNotFound(NotFound):
    """There is no such opinion, or it is not yours."""

    code = "result-opinion-not-found"
    title = Text("Oordeel niet gevonden", "Opinion not found")
    detail = Text("Er is geen oordeel {id}.", "There is no opinion {id}.")
    mend = Text("Zoek op gewenst resultaat.", "Search by desired result.")


class OpinionRefused(Refused):
    """A rule refuses the opinion; `errors` names every reason."""

    code = "result-opinion-refused"
    rule = "R-O24"
    title = Text("Het oordeel wordt niet vastgelegd", "The opinion is not laid down")
    detail = Text(
        "Het oordeel past niet bij de afspraken; zie errors.",
        "The opinion does not fit the agreements; see errors.",
    )
    mend = Text("Herstel elk punt in errors.", "Mend each point in errors.")


@dataclass(frozen=True, slots=True, kw_only=True)
class DesiredResult:
    """A client's desired result, under access's own id and version, without its text."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None = None
    parties: list[str]
    citizen_id: UUID | None
    contract_id: UUID | None
    provider: str
    law: Law
    allocation_number: int | None
    referral_id: UUID | None
    domain: str | None
    start_value: str | None
    target: str | None
    set_on: date
    term: date
    linked_share_basis_points: int | None
    state: DesiredResultState


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What one evaluator says of a desired result; always version 1, who changes its mind gives another."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    desired_result_id: UUID
    client_result_id: UUID
    citizen_id: UUID | None
    evaluator: Evaluator
    verdict: ClientVerdict
    influence: Influence
    outside_influence: OutsideInfluence | None
    evaluated_on: date
    motive: str | None
    given_by: str


@dataclass(frozen=True, slots=True)
class GivenOpinion:
    """What one evaluator last said."""

    opinion_id: UUID
    evaluator: Evaluator
    verdict: ClientVerdict
    influence: Influence
    outside_influence: OutsideInfluence | None
    evaluated_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientResult:
    """What became of a desired result; `verdict` None while an evaluator is missing."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None = None
    parties: list[str]
    desired_result_id: UUID
    citizen_id: UUID | None
    contract_id: UUID | None
    provider: str
    law: Law
    allocation_number: int | None
    referral_id: UUID | None
    domain: str | None
    term: date
    state: ClientResultState
    verdict: ClientVerdict | None
    demanded: list[Evaluator]
    evaluators: list[Evaluator]
    opinions: list[GivenOpinion] = field(default_factory=list)
    evaluated_on: date | None = None
    influence: Influence | None = None
    attributable: bool | None = None
    linked_share_basis_points: int | None = None
