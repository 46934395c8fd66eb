"""In which month running youth help reaches its age limit, and when that is told (R-A16, E-73)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from services.access.legal_checks.rules.ages import limit_of
from services.access.legal_checks.rules.checks import birthday
from services.access.signals.rules import Found
from shared.errors import NotFound, Text
from shared.values import Derivation, Sentence, add_months, new_id
from shared.values.legal_frames import MajorityState
from shared.values.products import SupportKind
from shared.values.signals import SignalKind, SignalSeverity, SignalSubject

if TYPE_CHECKING:
    from services.access.policies.rules import Policy
    from services.access.products.rules import Product

WATCHED = Sentence(
    "majority.watched",
    nl="Deze hulp eindigt bij {age_limit} jaar: in de maand van {reaches_in}. Het signaal komt {months} maanden eerder, op {result} (beleid versie {policy_version}).",
    en="This help ends at {age_limit}: in the month of {reaches_in}. The signal comes {months} months earlier, on {result} (policy version {policy_version}).",
)
RAISED = Sentence("majority.raised", nl="Gesignaleerd op {raised_on}.", en="Raised on {raised_on}.")


class MajoritySignalNotFound(NotFound):
    """There is no such signal, or it is not yours."""

    code = "majority-signal-not-found"
    title = Text("Signaal meerderjarigheid niet gevonden", "Majority signal not found")
    detail = Text("Er is geen signaal meerderjarigheid {id}.", "There is no majority signal {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


@dataclass(frozen=True, slots=True)
class Running:
    """Youth help that runs under a decision, or under an allocation without one: whose it is, and of which product."""

    decision_id: UUID | None
    allocation_id: UUID | None
    owner: str
    request_id: UUID | None
    citizen_id: UUID
    product_category: str | None
    product_code: str | None


@dataclass(frozen=True, slots=True)
class MajoritySignal:
    """An age limit that comes near; `reaches_in` and `signal_on` are first days of months, for a day tells a birthday."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    citizen_id: UUID
    request_id: UUID | None
    decision_id: UUID | None
    product_category: str | None
    product_code: str | None
    support_kind: SupportKind | None
    age_limit: int
    reaches_in: date
    signal_on: date
    policy_version: int
    state: MajorityState = MajorityState.WATCHED
    raised_on: date | None = None
    allocation_id: UUID | None = None


def watch(
    running: Running, product: Product | None, policy: Policy, born_on: date, today: date
) -> tuple[MajoritySignal, Derivation]:
    """When running youth help must be told about: who turns 18 on 1 September is told on 1 March (R-A16).

    The signal comes on the first day of the month, so never less than the policy's months ahead.
    """
    kind = None if product is None else product.support_kind
    limit, _ = limit_of(policy, kind, today)
    reaches_in = birthday(born_on, limit).replace(day=1)
    months = policy.majority_signal_months
    made = MajoritySignal(
        id=new_id(),
        version=1,
        owner=running.owner,
        external_reference=None,
        parties=[],
        citizen_id=running.citizen_id,
        request_id=running.request_id,
        decision_id=running.decision_id,
        allocation_id=running.allocation_id,
        product_category=running.product_category,
        product_code=running.product_code,
        support_kind=kind,
        age_limit=limit,
        reaches_in=reaches_in,
        signal_on=add_months(reaches_in, -months),
        policy_version=policy.version,
    )
    facts = {
        "age_limit": limit,
        "reaches_in": reaches_in,
        "months": months,
        "policy_version": policy.version,
    }
    return made, Derivation().because("R-A16", WATCHED, made.signal_on, **facts)


def raise_(
    known: MajoritySignal, today: date, so_far: Derivation
) -> tuple[MajoritySignal, Found, Derivation]:
    """The signal as it is told: ahead of the limit, or on help that is beyond it already (E-73)."""
    past = known.reaches_in < today.replace(day=1)
    raised = replace(known, version=known.version + 1, state=MajorityState.RAISED, raised_on=today)
    told = Found(
        kind=SignalKind.YOUTH_CARE_PAST_AGE if past else SignalKind.AGE_LIMIT_NEAR,
        rule="R-A16",
        subject_kind=SignalSubject.ALLOCATION if known.decision_id is None else SignalSubject.DECISION,
        subject=str(known.decision_id or known.allocation_id),
        severity=SignalSeverity.SERIOUS if past else SignalSeverity.WARNING,
        citizen_id=known.citizen_id,
        facts={
            "ageLimit": known.age_limit,
            "reachesIn": f"{known.reaches_in:%Y-%m}",
            "policyVersion": known.policy_version,
        },
    )
    return raised, told, so_far.because("R-A16", RAISED, raised_on=today)
