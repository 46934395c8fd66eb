"""Until when youth help may last: no last day beyond the age limit without a ground, none beyond the age at which it ends (R-A16)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from services.access.legal_checks.rules.ages import ground_from, known_within, limit_of
from services.access.legal_checks.rules.checks import birthday
from services.access.legal_checks.rules.said import Said, say
from shared.errors import Text
from shared.values import Sentence, add_months
from shared.values.legal_frames import FindingLevel
from shared.values.terms import Law

if TYPE_CHECKING:
    from services.access.legal_checks.rules.frame import FrameCase

BEYOND = Sentence(
    "legal-frame.age-end-beyond",
    nl="De toekenning loopt tot en met {end}: dan is de jeugdige {limit} jaar of ouder, en tot die leeftijd kan deze hulp.",
    en="The grant lasts until {end}: by then the young person is {limit} or older, and this help is possible until that age.",
)
OPEN = Sentence(
    "legal-frame.age-end-open",
    nl="De toekenning heeft geen einddatum; deze hulp kan tot {limit} jaar.",
    en="The grant has no end; this help is possible until {limit}.",
)
GROUND = Sentence(
    "legal-frame.age-end-ground",
    nl="De toekenning loopt door na {limit} jaar; daarvoor is een grond ({reason}), tot {until} jaar.",
    en="The grant lasts beyond the age of {limit}; there is a ground for it ({reason}), until {until}.",
)
NOT_KNOWN = Sentence(
    "legal-frame.age-end-not-known",
    nl="De leeftijd op de laatste dag van de toekenning is niet bekend; deze hulp kan tot {limit} jaar.",
    en="The age on the last day of the grant is not known; this help is possible until {limit}.",
)
_AGE = Text(
    "Leg de geboortedatum vast voor het doel needAssessment, of een toets ageLimit met de laatste dag als fromDate.",
    "Record the day of birth for the purpose needAssessment, or a check ageLimit with the last day as fromDate.",
)


def judge(case: FrameCase) -> list[Said]:
    """What the age says of the last day, where the first day is right; nothing outside the Jeugdwet.

    Turns 18 on 1-9-2026: until 31-8 passes, until 1-9 takes a ground, until 2031 is beyond 23 with a ground too. Without an
    end it warns, and is refused where the signal before the limit would have come already.
    """
    if case.law is not Law.JEUGDWET or case.end == case.start:
        return []
    kind = None if case.product is None else case.product.support_kind
    limit, until = limit_of(case.policy, kind, case.end or case.start)
    if case.born_on is None:
        return _by_checks(case, limit)
    reached = birthday(case.born_on, limit)
    ground = ground_from(case.checks, case.product, max(reached, case.start))
    last_age = limit if ground is None else until
    stops = birthday(case.born_on, last_age)
    if case.end is None:
        near = stops <= add_months(case.start, case.policy.majority_signal_months)
        level = FindingLevel.BLOCKED if near else FindingLevel.WARNING
        return [say("age-end-open", "R-A16", level, OPEN, _before(case, stops, last_age), limit=last_age)]
    if case.end >= stops:
        facts = {"end": case.end, "limit": last_age}
        return [
            say(
                "age-end-beyond",
                "R-A16",
                FindingLevel.BLOCKED,
                BEYOND,
                _before(case, stops, last_age),
                **facts,
            )
        ]
    if ground is not None and case.end >= reached > case.start:
        facts = {"limit": limit, "until": until, "reason": ground.reason}
        return [say("age-end-ground", "R-A16", FindingLevel.PASSED, GROUND, **facts)]
    return []


def _by_checks(case: FrameCase, limit: int) -> list[Said]:
    """Without a day of birth an answer stands up to its own day; what comes after it is not known."""
    if case.end is not None and known_within(case.checks, case.product, case.end) is not None:
        return []
    grounded = ground_from(case.checks, case.product, case.start) is not None
    # Of a product that the catalogue does not know nobody can say which limit it has: that never holds up.
    known = case.product is not None and case.end is not None and not grounded
    level = FindingLevel.MISSING if known else FindingLevel.WARNING
    return [say("age-end-not-known", "R-A16", level, NOT_KNOWN, _AGE, limit=limit)]


def _before(case: FrameCase, stops: date, age: int) -> Text:
    """Which end would pass: in months, for the day itself is a birthday."""
    surely = stops.replace(day=1) - timedelta(days=1)
    nl, en = f"vóór de verjaardag in {stops:%m-%Y}", f"before the birthday in {stops:%m-%Y}"
    if surely >= case.start:
        nl, en = f"{nl} (op {surely} kan zeker)", f"{en} (on {surely} it surely can)"
    return Text(
        f"Laat de toekenning eindigen {nl}, waarop de jeugdige {age} wordt, of leg een toets ageLimit met een grond vast.",
        f"End the grant {en} on which the young person turns {age}, or record a check ageLimit with a ground.",
    )
