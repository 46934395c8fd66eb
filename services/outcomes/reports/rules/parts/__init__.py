"""What each part of a report is made by: one pure function from what was read to a section."""

from __future__ import annotations

from collections.abc import Callable

from services.outcomes.reports.rules.kinds import Part
from services.outcomes.reports.rules.material import Material
from services.outcomes.reports.rules.model import Section
from services.outcomes.reports.rules.parts import (
    aims,
    asked,
    beside,
    comparing,
    consulting,
    flowing,
    judged,
    matrix,
    measured,
    results,
    waiting,
)

Make = Callable[[Material], Section]
MAKERS: dict[Part, Make] = {
    Part.INDICATORS: measured.indicators,
    Part.INDEPENDENT: measured.independent,
    Part.POPULATION: measured.population,
    Part.BASELINE: measured.baseline,
    Part.WAITING: waiting.waiting,
    Part.VERDICT: judged.verdict,
    Part.AUDITS: judged.audits,
    Part.PLANS: consulting.plans,
    Part.MEETINGS: consulting.meetings,
    Part.CASES: consulting.cases,
    Part.LIGHTS: consulting.lights,
    Part.AREAS: comparing.areas,
    Part.PROVIDERS: comparing.providers,
    Part.FLOWS: flowing.flows,
    Part.REFERRALS: flowing.referrals,
    Part.EXPERIENCE: asked.experience,
    Part.PARTNERS: asked.partners,
    Part.PROFILE: matrix.profile,
    Part.STEPS: matrix.steps,
    Part.CLIENT_RESULTS: results.client_results,
    Part.MONEY: results.money,
    Part.TRIPLE_AIM: aims.triple_aim,
    Part.PILOTS: aims.pilots,
    Part.COMPLETENESS: judged.complete,
    **beside.ABSENT,
}
