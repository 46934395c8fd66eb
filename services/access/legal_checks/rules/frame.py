"""Whether the law under which something is asked allows it: the Wlz first, ages, education, lifelong needs (R-A14 … R-A19, R-A53)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from services.access.legal_checks.rules import ages, lasting, needs, wlz
from services.access.legal_checks.rules.checks import LegalCheck, age_on, answered, still_valid
from services.access.legal_checks.rules.said import Finding, Said, Shown, afterwards, say, show
from shared.errors import Text
from shared.values import Derivation, Sentence
from shared.values.legal_frames import (
    FindingLevel,
    FrameOutcome,
    LegalCheckAnswer,
    LegalCheckKind,
)
from shared.values.populations import FRAMEWORKS, LegalFramework
from shared.values.terms import Law

if TYPE_CHECKING:
    from services.access.clarifications.rules import Clarification
    from services.access.policies.rules import Policy
    from services.access.products.rules import Product
    from services.access.requests.rules import Request
    from shared.values.products import SupportKind

UNDER_LAW = Sentence(
    "legal-frame.under-law",
    nl="Gevraagd onder {law}, die op {start} geldt; het product valt daaronder.",
    en="Asked for under {law}, which is in force on {start}; the product falls under it.",
)
NOT_IN_FORCE = Sentence(
    "legal-frame.not-in-force", nl="{law} geldt niet op {start}.", en="{law} is not in force on {start}."
)
NOT_OF_LAW = Sentence(
    "legal-frame.not-of-law",
    nl="Het product {code} valt niet onder {law}, maar onder {laws}.",
    en="The product {code} does not fall under {law} but under {laws}.",
)
NOT_KNOWN = Sentence(
    "legal-frame.product-not-known",
    nl="De catalogus kent dit product niet: of {law} de juiste wet is, beoordeelt wie beslist.",
    en="The catalogue does not know this product: whether {law} is the right law is for who decides.",
)
OTHERWISE = Sentence(
    "legal-frame.otherwise",
    nl="Bij de toets van {answered_on} is vastgesteld dat een andere wet de juiste is: {law}.",
    en="The check of {answered_on} found that another law is the right one: {law}.",
)
_RIGHT_LAW = Text(
    "Kies het product en de wet die bij elkaar horen.", "Choose the product and the law that belong together."
)
_TO_OTHER = Text(
    "Leid de inwoner toe naar de wet die is vastgesteld, of leg een nieuwe toets vast.",
    "Lead the citizen to the law that was found, or record a new check.",
)


@dataclass(frozen=True, slots=True)
class FrameCase:
    """All that a judgement of the legal frame reads; `age` is that on the first day, None where it is not known.

    `end` is the last day that is asked, None runs on; `category_kinds` are those of all products of the category.
    """

    request: Request | None
    product: Product | None
    clarification: Clarification | None
    checks: Sequence[LegalCheck]
    policy: Policy
    age: int | None
    start: date
    law: Law
    end: date | None = None
    born_on: date | None = None
    category_kinds: Collection[SupportKind] = ()


def judge_frame(
    request: Request | None,
    product: Product | None,
    clarification: Clarification | None,
    checks: Sequence[LegalCheck],
    policy: Policy,
    born_on: date | None,
    start: date,
    law: Law,
    *,
    end: date | None,
    acute: bool = False,
    category_kinds: Collection[SupportKind] = (),
) -> tuple[list[Finding], Derivation]:
    """What the legal frame says of a product from `start` up to and including `end`, with why (R-A14 … R-A19, R-A53).

    `end` None runs on; `checks` are all of the citizen. `request` is None where a provider asked without one;
    `category_kinds` say what may be meant where `product` is None. Nothing but
    ages leaves it: never the day of birth. Acute care (of the request, the product, or as `acute` says) is never blocked
    and misses nothing: that is reviewed afterwards (F-33).
    """
    age = None if born_on is None else age_on(born_on, start)
    valid = still_valid(checks, request)
    case = FrameCase(
        request, product, clarification, valid, policy, age, start, law, end, born_on, category_kinds
    )  # fmt: skip
    ages_found = ages.judge(case)
    if all(one.finding.level is FindingLevel.PASSED for one in ages_found):
        ages_found = [*ages_found, *lasting.judge(case)]
    found = [*wlz.judge(case), *ages_found, *needs.judge(case), *_law(case)]
    if acute or (request is not None and request.acute) or (product is not None and product.acute):
        found = [afterwards(one) for one in found]
    why = Derivation()
    for one in found:
        why = why.merge(one.why)
    return [one.finding for one in found], why


def needs_birth_date(law: Law) -> bool:
    """Whether a judgement asks for an age: only then personal data are opened (F-02).

    A day of birth that was recorded goes before what somebody answered, which stands where none was.
    """
    return law is Law.JEUGDWET


def outcome_of(findings: Sequence[Finding]) -> FrameOutcome:
    """What findings come to, the heaviest first: the outcome that an allocation records (R-A19)."""
    levels = {one.level for one in findings}
    if FindingLevel.BLOCKED in levels:
        return FrameOutcome.BLOCKED
    if FindingLevel.MISSING in levels:
        return FrameOutcome.INCOMPLETE
    return FrameOutcome.WARNED if FindingLevel.WARNING in levels else FrameOutcome.ALLOWED


def _law(case: FrameCase) -> list[Said]:
    """The law of the grant: in force, one of the product's, and not found to be another one (R-A19)."""
    law, product = case.law, case.product
    facts = {"law": law, "start": case.start}
    found = []
    other = answered(case.checks, LegalCheckKind.LAW_FRAME, product)
    if other is not None and other.answer is LegalCheckAnswer.OTHER_LAW:
        found.append(
            say("other-law-found", "R-A19", FindingLevel.BLOCKED, OTHERWISE, _TO_OTHER,
                answered_on=other.answered_on, law=other.law)
        )  # fmt: skip
    if not FRAMEWORKS[LegalFramework(law)].holds_on(case.start):
        found.append(
            say("law-not-in-force", "R-A19", FindingLevel.BLOCKED, NOT_IN_FORCE, _RIGHT_LAW, **facts)
        )
    if product is None:
        found.append(say("product-not-known", "R-A19", FindingLevel.WARNING, NOT_KNOWN, law=law))
    elif law not in product.laws:
        found.append(
            say("product-of-other-law", "R-A19", FindingLevel.BLOCKED, NOT_OF_LAW, _RIGHT_LAW,
                code=product.code, law=law, laws=sorted(product.laws))
        )  # fmt: skip
    return found or [say("law-recorded", "R-A19", FindingLevel.PASSED, UNDER_LAW, result=law, **facts)]


@dataclass(frozen=True, slots=True)
class LegalJudgement:
    """What the legal frame says of a product, as it is shown; nothing of it is kept."""

    request_id: UUID
    owner: str
    citizen_id: UUID
    law: Law
    product_category: str
    product_code: str | None
    start_date: date
    outcome: FrameOutcome
    policy_version: int
    findings: list[Shown]


def judgement(
    request: Request,
    category: str,
    code: str | None,
    start: date,
    policy_version: int,
    findings: Sequence[Finding],
    language: str,
) -> LegalJudgement:
    """The findings with their outcome, in the reader's language."""
    return LegalJudgement(
        request_id=request.id,
        owner=request.owner,
        citizen_id=request.citizen_id,
        law=request.law,
        product_category=category,
        product_code=code,
        start_date=start,
        outcome=outcome_of(findings),
        policy_version=policy_version,
        findings=[show(one, language) for one in findings],
    )
