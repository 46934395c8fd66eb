"""How much of the agreed number of access decisions is used, and from when that is a warning (R-A38, G-79)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.access.policies.rules import Policy
from shared.errors import FieldError, NotFound, Refused, Text
from shared.values import Derivation, Sentence
from shared.values.access_policies import CeilingSource
from shared.values.terms import Law

_RULE = "R-A38"
_WHOLE = 10_000
USED = Sentence(
    "access-ceiling.used",
    nl="In {year} zijn tot en met {counted_on} {decisions} besluiten geteld van de {maximum} afgesproken: {result_basis_points}.",
    en="In {year} {decisions} decisions counted up to and including {counted_on} of the {maximum} that were agreed: {result_basis_points}.",
)
NOTHING_AGREED = Sentence(
    "access-ceiling.zero",
    nl="Er zijn {decisions} besluiten genomen, en geen enkel besluit is afgesproken.",
    en="{decisions} decisions were taken, and not one was agreed.",
)
WARNS = Sentence(
    "access-ceiling.warning",
    nl="Vanaf {threshold_basis_points} volgt een waarschuwing (beleidsregel versie {policy_version}); waarschuwing: {result}. Het plafond is nooit een grond om te weigeren.",
    en="From {threshold_basis_points} on a warning follows (policy version {policy_version}); warning: {result}. The ceiling is never a ground to refuse.",
)


@dataclass(frozen=True, slots=True)
class AccessCeiling:
    """The number of access decisions agreed for a year; what is None does not narrow it.

    `ceiling_id` is the ceiling of contracts that it comes from.
    """

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    name: str
    year: int
    source: CeilingSource
    ceiling_id: UUID | None
    contract_id: UUID | None
    law: Law | None
    product_category: str | None
    maximum_decisions: int

    @property
    def counts_citizens(self) -> bool:
        """Whether it bounds citizens with a decision, as contracts does, instead of decisions."""
        return self.source is CeilingSource.CONTRACT


@dataclass(frozen=True, slots=True)
class CeilingUse:
    """How many final decisions count under a ceiling up to a day; the share in basis points, None where nothing was agreed."""

    ceiling_id: UUID
    version: int
    name: str
    year: int
    source: CeilingSource
    contract_id: UUID | None
    law: Law | None
    product_category: str | None
    counted_on: date
    decisions: int
    maximum_decisions: int
    remaining: int
    used_basis_points: int | None
    warning: bool
    exhausted: bool
    policy_id: UUID | None
    policy_version: int
    why: Derivation


class AccessCeilingNotFound(NotFound):
    """There is no such ceiling, or it is not yours."""

    code = "access-ceiling-not-found"
    title = Text("Toegangsplafond niet gevonden", "Access ceiling not found")
    detail = Text("Er is geen toegangsplafond {id}.", "There is no access ceiling {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class AccessCeilingRefused(Refused):
    """The ceiling cannot be like this: `errors` has every reason."""

    code = "access-ceiling-refused"
    rule = _RULE
    title = Text("Het toegangsplafond kan zo niet", "The access ceiling cannot be like this")
    detail = Text(
        "Voor hetzelfde jaar, contract, wet en categorie is er één plafond; een plafond van contracts wijzigt daar.",
        "There is one ceiling for the same year, contract, law and category; a ceiling of contracts changes there.",
    )
    mend = Text("Los de punten in errors op.", "Clear the points in errors.")


_WRONG = {
    "agreed-already": Text(
        "Er is al een toegangsplafond voor hetzelfde.", "There is an access ceiling for the same already."
    ),
    "of-contracts": Text(
        "Dit plafond volgt contracts; wijzig het daar.", "This ceiling follows contracts; change it there."
    ),
}


def check(ceiling: AccessCeiling, others: Sequence[AccessCeiling]) -> AccessCeiling:
    """The ceiling as it may be set by the municipality. Raises AccessCeilingRefused."""
    wrong = []
    if ceiling.source is not CeilingSource.MUNICIPALITY:
        wrong.append(("#/maximumDecisions", "of-contracts"))
    rivals = [one for one in others if one.id != ceiling.id and one.source is CeilingSource.MUNICIPALITY]
    if any(_same(one, ceiling) for one in rivals):
        wrong.append(("#/year", "agreed-already"))
    if wrong:
        errors = tuple(FieldError(at, code, _WRONG[code], rule=_RULE) for at, code in wrong)
        raise AccessCeilingRefused(errors=errors)
    return ceiling


def _same(one: AccessCeiling, other: AccessCeiling) -> bool:
    return (one.year, one.contract_id, one.law, one.product_category) == (
        other.year,
        other.contract_id,
        other.law,
        other.product_category,
    )


def use_of(ceiling: AccessCeiling, decisions: int, policy: Policy, counted_on: date) -> CeilingUse:
    """How far a ceiling is used: 780 of 800 is 97.5 %, a warning from 95 % on (R-A38); never a ground of refusal (G-79)."""
    maximum, threshold = ceiling.maximum_decisions, policy.ceiling_warning_basis_points
    share = None if maximum == 0 else decisions * _WHOLE // maximum
    # Held against the threshold without rounding.
    warning = decisions * _WHOLE >= threshold * maximum and (maximum > 0 or decisions > 0)
    why = Derivation()
    if share is None:
        why = why.because(_RULE, NOTHING_AGREED, decisions=decisions)
    else:
        why = why.because(
            _RULE, USED, share, year=ceiling.year, counted_on=counted_on, decisions=decisions,
            maximum=maximum,
        )  # fmt: skip
    why = why.because(_RULE, WARNS, warning, threshold_basis_points=threshold, policy_version=policy.version)
    return CeilingUse(
        ceiling_id=ceiling.id,
        version=ceiling.version,
        name=ceiling.name,
        year=ceiling.year,
        source=ceiling.source,
        contract_id=ceiling.contract_id,
        law=ceiling.law,
        product_category=ceiling.product_category,
        counted_on=counted_on,
        decisions=decisions,
        maximum_decisions=maximum,
        remaining=max(0, maximum - decisions),
        used_basis_points=share,
        warning=warning,
        exhausted=decisions >= maximum and decisions > 0,
        policy_id=policy.id,
        policy_version=policy.version,
        why=why,
    )
