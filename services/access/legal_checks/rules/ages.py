"""Until which age youth help may be granted, with validity, and what a ground adds to it (R-A16)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from services.access.legal_checks.rules.checks import LegalCheck, answered
from services.access.legal_checks.rules.said import Said, say
from shared.errors import Text
from shared.values import Sentence
from shared.values.legal_frames import (
    AGE_LIMIT_SINCE,
    YOUTH_ENDS_AT,
    FindingLevel,
    LegalCheckAnswer,
    LegalCheckKind,
)
from shared.values.products import SupportKind
from shared.values.terms import Law

if TYPE_CHECKING:
    from services.access.legal_checks.rules.frame import FrameCase
    from services.access.policies.rules import Policy
    from services.access.products.rules import Product

WITHIN = Sentence(
    "legal-frame.age-within",
    nl="Op {start} is de jeugdige {age} jaar; deze hulp kan tot {limit} jaar.",
    en="On {start} the young person is {age}; this help is possible until {limit}.",
)
CHECKED = Sentence(
    "legal-frame.age-checked",
    nl="Bij de toets van {answered_on} lag de leeftijd op {from_date} binnen de grens.",
    en="In the check of {answered_on} the age on {from_date} was within the limit.",
)
GROUND = Sentence(
    "legal-frame.age-ground",
    nl="De jeugdige is de grens van {limit} jaar voorbij; er is een grond om door te gaan ({reason}), tot {until} jaar.",
    en="The young person is beyond the limit of {limit}; there is a ground to go on ({reason}), until {until}.",
)
BEYOND = Sentence(
    "legal-frame.age-beyond",
    nl="De jeugdige is de grens van {limit} jaar voorbij; doorgaan kan alleen op een grond, tot {until} jaar.",
    en="The young person is beyond the limit of {limit}; going on takes a ground, until {until}.",
)
ENDED = Sentence(
    "legal-frame.age-ended",
    nl="De jeugdige is {until} jaar of ouder: ook op een grond gaat jeugdhulp niet verder.",
    en="The young person is {until} or older: not even a ground lets youth help go on.",
)
NOT_KNOWN = Sentence(
    "legal-frame.age-not-known",
    nl="De leeftijd is niet bekend; deze hulp kan tot {limit} jaar.",
    en="The age is not known; this help is possible until {limit}.",
)
_GROUND = Text(
    "Leg een toets ageLimit vast met de grond voor verlengde jeugdhulp, of kies de Wmo, de Wlz of de Zvw.",
    "Record a check ageLimit with the ground for extended youth help, or choose the Wmo, the Wlz or the Zvw.",
)
_ELSEWHERE = Text("Kies de Wmo, de Wlz of de Zvw.", "Choose the Wmo, the Wlz or the Zvw.")
_AGE = Text(
    "Leg de geboortedatum vast voor het doel needAssessment, of een toets ageLimit met het antwoord.",
    "Record the day of birth for the purpose needAssessment, or a check ageLimit with its answer.",
)


def limit_of(policy: Policy, kind: SupportKind | None, day: date) -> tuple[int, int]:
    """The age at which help of a kind ends on a day, and that at which it ends with a ground (R-A16).

    Foster care has its own limit since July 2018: before that the limit of all youth help held.
    """
    own = None if kind is None else AGE_LIMIT_SINCE.get(kind)
    limit = policy.age_limit(kind if own is None or own.on(day) else None)
    return limit.age, limit.extended_to or max(YOUTH_ENDS_AT, limit.age)


def known_within(checks: Sequence[LegalCheck], product: Product | None, start: date) -> LegalCheck | None:
    """The answered check that says that on `start` the age was within the limit: who is within it later was so before."""
    newest = answered(checks, LegalCheckKind.AGE_LIMIT, product)
    if newest is None or newest.answer is not LegalCheckAnswer.WITHIN_LIMIT:
        return None
    return newest if newest.from_date is not None and newest.from_date >= start else None


def ground_from(checks: Sequence[LegalCheck], product: Product | None, day: date) -> LegalCheck | None:
    """The ground to go on beyond the limit, where the newest answer gives one that has begun on a day."""
    newest = answered(checks, LegalCheckKind.AGE_LIMIT, product)
    if newest is None or newest.answer is not LegalCheckAnswer.WITH_GROUND:
        return None
    return newest if newest.from_date is None or newest.from_date <= day else None


def judge(case: FrameCase) -> list[Said]:
    """What the age on the first day says; nothing outside the Jeugdwet."""
    if case.law is not Law.JEUGDWET:
        return []
    product, checks = case.product, case.checks
    limit, until = limit_of(case.policy, None if product is None else product.support_kind, case.start)
    if case.age is not None and case.age < limit:
        facts = {"age": case.age, "limit": limit, "start": case.start}
        return [say("age-within", "R-A16", FindingLevel.PASSED, WITHIN, **facts)]
    within = known_within(checks, product, case.start)
    if case.age is None and within is not None:
        days = {"answered_on": within.answered_on, "from_date": within.from_date}
        return [say("age-checked", "R-A16", FindingLevel.PASSED, CHECKED, **days)]
    return [_beyond(case, limit, until)]


def _beyond(case: FrameCase, limit: int, until: int) -> Said:
    """Beyond the limit, or of unknown age: a ground carries it, up to the age at which youth help ends for good."""
    newest = answered(case.checks, LegalCheckKind.AGE_LIMIT, case.product)
    if case.age is not None and case.age >= until:
        return say("age-ended", "R-A16", FindingLevel.BLOCKED, ENDED, _ELSEWHERE, until=until)
    ground = ground_from(case.checks, case.product, case.start)
    if ground is not None:
        facts = {"limit": limit, "until": until, "reason": ground.reason}
        return say("age-ground", "R-A16", FindingLevel.PASSED, GROUND, **facts)
    if case.age is not None or (newest is not None and newest.answer is LegalCheckAnswer.BEYOND_LIMIT):
        return say("age-beyond", "R-A16", FindingLevel.BLOCKED, BEYOND, _GROUND, limit=limit, until=until)
    # Of a product that the catalogue does not know nobody can say which limit it has: that never holds up.
    level = FindingLevel.MISSING if case.product is not None else FindingLevel.WARNING
    return say("age-not-known", "R-A16", level, NOT_KNOWN, _AGE, limit=limit)
