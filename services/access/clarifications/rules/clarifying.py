"""What a clarification must hold, and what it leads to think of (R-A17, R-A18, R-A31, R-A44, R-A45, R-A53; F-03, F-04, G-53)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from services.access.clarifications.rules import words
from services.access.clarifications.rules.words import ClarificationRefused
from services.access.policies.rules import Policy
from shared.errors import FieldError
from shared.values import Derivation, new_id
from shared.values.access_policies import ClarificationMethodCode
from shared.values.questions import ClarificationLevel, FirstProvision, FirstProvisionOutcome
from shared.values.terms import Law

if TYPE_CHECKING:
    from services.access.requests.rules import Request

# Validated instruments and the open talk: their questions are not the municipality's own to review (F-04).
REVIEWED = frozenset(
    {ClarificationMethodCode.ZRM_11, ClarificationMethodCode.ZRM_13, ClarificationMethodCode.TALK}
)
_WHOLE = {ClarificationMethodCode.ZRM_11: 11, ClarificationMethodCode.ZRM_13: 13}
_AFTERWARDS = frozenset({"F-03", "F-04"})
WLZ_FOR_MENTAL_HEALTH = date(2021, 1, 1)
"""From this day the Wlz is open to who needs intensive mental health care for life (R-A53)."""


@dataclass(frozen=True, slots=True)
class WeighedProvision:
    """What comes before a tailor-made provision, what the weighing came to, and why; `motive` is None once erased."""

    kind: FirstProvision
    outcome: FirstProvisionOutcome
    motive: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What is found of a clarification: its code (a sentence in `words.FINDINGS`), its rule, and how much it weighs."""

    code: str
    rule: str
    level: ClarificationLevel


@dataclass(frozen=True, slots=True)
class Clarification:
    """A clarification as it was held; `carer_hours` is informal care per carer in hours a week.

    `own_strength`, `network`, `note` and the motives are the municipality's alone, and None once the citizen is erased; `short`
    says that it goes on from an earlier one (R-A51).
    """

    id: UUID
    version: int
    owner: str
    parties: list[str]
    external_reference: str | None
    request_id: UUID
    citizen_id: UUID
    held_on: date
    worker: str
    method: str
    edition: str | None
    domains: list[str]
    own_strength: str | None
    network: str | None
    carer_hours: list[int]
    provisions_first: list[WeighedProvision]
    support_offered_on: date | None
    support_accepted: bool | None
    learning_only: bool
    permanent_need: bool
    lifelong_mental_need: bool
    wlz_doubt: bool
    note: str | None
    short: bool = False
    findings: list[Finding] = field(default_factory=list)
    policy_id: UUID | None = None
    policy_version: int = 0

    @property
    def weighed(self) -> bool:
        """Whether what comes first was weighed (R-A31)."""
        return bool(self.provisions_first)

    @property
    def missing(self) -> list[Finding]:
        """What must be there before a tailor-made provision is decided."""
        return [one for one in self.findings if one.level is ClarificationLevel.MISSING]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clarified:
    """A clarification as the body tells it."""

    held_on: date
    worker: str
    method: str
    edition: str | None = None
    domains: Sequence[str] = ()
    own_strength: str | None = None
    network: str | None = None
    carer_hours: Sequence[int] = ()
    provisions_first: Sequence[WeighedProvision] = ()
    support_offered_on: date | None = None
    support_accepted: bool | None = None
    learning_only: bool = False
    permanent_need: bool = False
    lifelong_mental_need: bool = False
    wlz_doubt: bool = False
    note: str | None = None
    external_reference: str | None = None


_FROM_BODY = tuple(one.name for one in fields(Clarified))


def told(body: Any, worker: str) -> Clarified:
    """What a body tells (`NewClarification`, read by its names); `worker` held it where the body names nobody."""
    given = {name: getattr(body, name) for name in _FROM_BODY}
    weighed = [WeighedProvision(one.kind, one.outcome, one.motive) for one in body.provisions_first]
    return Clarified(**{**given, "provisions_first": weighed, "worker": body.worker or worker})


def clarify(
    request: Request, new: Clarified, policy: Policy, today: date
) -> tuple[Clarification, Derivation]:
    """A clarification of a request, with what is found in it under the policy of the day; `told` makes `new` of a body.

    A request that goes on from an earlier one (R-A51) needs no full clarification: what was weighed then counts. For acute care
    nothing is refused: what would be comes back as a finding to review afterwards (F-33). Raises ClarificationRefused.
    """
    wrong = [*_days(request, new, today), *_method(new, policy)]
    faults = [one for one in wrong if not (request.acute and one[2] in _AFTERWARDS)]
    if faults:
        errors = tuple(FieldError(at, code, words.WRONG[code], rule=rule) for at, code, rule in faults)
        raise ClarificationRefused(
            errors=errors, method=new.method, contact_on=request.contact_on, today=today, held_on=new.held_on
        )
    short = request.previous_id is not None
    review = [Finding(code, rule, ClarificationLevel.REVIEW) for _, code, rule in wrong]
    findings = [*review, *_weighed(new, acute=request.acute, short=short), *_advice(request, new, policy)]
    made = Clarification(
        id=new_id(), version=1, owner=request.owner, parties=[], external_reference=new.external_reference,
        request_id=request.id, citizen_id=request.citizen_id, held_on=new.held_on, worker=new.worker,
        method=new.method, edition=new.edition, domains=sorted(new.domains), own_strength=new.own_strength,
        network=new.network, carer_hours=list(new.carer_hours), provisions_first=list(new.provisions_first),
        support_offered_on=new.support_offered_on, support_accepted=new.support_accepted,
        learning_only=new.learning_only, permanent_need=new.permanent_need,
        lifelong_mental_need=new.lifelong_mental_need, wlz_doubt=new.wlz_doubt, note=new.note, short=short,
        findings=findings, policy_id=policy.id, policy_version=policy.version,
    )  # fmt: skip
    return made, _because(made, policy)


def _days(request: Request, new: Clarified, today: date) -> list[tuple[str, str, str]]:
    wrong = []
    if new.held_on < request.contact_on:
        wrong.append(("#/heldOn", "before-contact", "N-127"))
    if new.held_on > today:
        wrong.append(("#/heldOn", "in-future", "N-127"))
    if new.support_offered_on is not None and new.support_offered_on > today:
        wrong.append(("#/supportOfferedOn", "offer-in-future", "R-A45"))
    if new.support_accepted is not None and new.support_offered_on is None:
        wrong.append(("#/supportAccepted", "accepted-without-offer", "R-A45"))
    return wrong


def _method(new: Clarified, policy: Policy) -> list[tuple[str, str, str]]:
    """What is wrong with how it was held: the method is the municipality's choice (G-53), its questions no more than needed."""
    method = policy.method(new.method)
    if method is None:
        return [("#/method", "method-unknown", "G-53")]
    wrong = []
    reviewed = method.privacy_reviewed_on
    if reviewed is None and new.method not in REVIEWED:
        wrong.append(("#/method", "privacy-review-missing", "F-04"))
    if reviewed is not None and reviewed > new.held_on:
        wrong.append(("#/method", "privacy-review-ahead", "F-04"))
    if method.domains_selectable and not new.domains:
        wrong.append(("#/domains", "domains-not-chosen", "F-03"))
    if not method.domains_selectable and new.domains:
        wrong.append(("#/domains", "domains-not-selectable", "F-03"))
    most = _WHOLE.get(ClarificationMethodCode(new.method)) if new.method in _WHOLE else None
    if most is not None and len(set(new.domains)) > most:
        wrong.append(("#/domains", "domains-too-many", "F-03"))
    if len(set(new.domains)) < len(new.domains):
        wrong.append(("#/domains", "domain-twice", "F-03"))
    return wrong


def _weighed(new: Clarified, *, acute: bool, short: bool) -> list[Finding]:
    """What is mandatory before a tailor-made provision: weighed first (R-A31), support offered (R-A45)."""
    lacking = ClarificationLevel.REVIEW if acute else ClarificationLevel.MISSING
    if short:
        lacking = ClarificationLevel.ADVICE
    known = {
        ("provisions-first", "R-A31"): bool(new.provisions_first),
        ("support-offered", "R-A45"): new.support_offered_on is not None,
        ("own-strength", "R-A44"): new.own_strength is not None or new.network is not None,
    }
    return [
        Finding(
            f"{code}-{'passed' if there else 'missing'}",
            rule,
            ClarificationLevel.PASSED if there else lacking,
        )
        for (code, rule), there in known.items()
    ]


def _advice(request: Request, new: Clarified, policy: Policy) -> list[Finding]:
    youth = request.law is Law.JEUGDWET
    mental = youth and new.lifelong_mental_need and request.contact_on >= WLZ_FOR_MENTAL_HEALTH
    solved = any(one.outcome is FirstProvisionOutcome.SUFFICIENT for one in new.provisions_first)
    whole = _WHOLE.get(ClarificationMethodCode(new.method)) if new.method in _WHOLE else None
    found = {
        ("carer-overloaded", "R-A44", ClarificationLevel.WARNING): any(
            hours > policy.carer_hours_limit for hours in new.carer_hours
        ),
        ("all-domains", "F-03", ClarificationLevel.WARNING): whole is not None and len(new.domains) == whole,
        ("first-provision-sufficient", "R-A31", ClarificationLevel.ADVICE): solved,
        ("education", "R-A18", ClarificationLevel.ADVICE): youth and new.learning_only,
        ("wlz-permanent", "R-A17", ClarificationLevel.ADVICE): youth and new.permanent_need,
        ("wlz-lifelong-mental", "R-A53", ClarificationLevel.ADVICE): mental,
        ("wlz-doubt", "F-05", ClarificationLevel.ADVICE): new.wlz_doubt,
    }
    return [Finding(*key) for key, is_so in found.items() if is_so]


def _because(made: Clarification, policy: Policy) -> Derivation:
    why = Derivation().because(
        "N-127", words.HELD, held_on=made.held_on, method=made.method, domains=made.domains,
        policy_version=policy.version,
    )  # fmt: skip
    for one in made.findings:
        inputs: dict[str, object] = {"level": one.level}
        if one.code == "carer-overloaded":
            inputs = {**inputs, "hours": max(made.carer_hours), "limit": policy.carer_hours_limit}
        why = why.because(one.rule, words.FINDINGS[one.code], one.level, **inputs)
    return why
