"""Trends of checks and complaints: refusals, reviews, the legal frame, scenario D, transitions (E-48, E-49, E-50, E-59, E-68)."""

from __future__ import annotations

from services.access.findings.rules.core import Case, Said, kind
from services.access.findings.rules.figures import averaged, counted, shared
from shared.values.findings import FindingSeverity
from shared.values.trends import TrendKind

_COMPLAINTS = ("klachten", "complaints")

REFUSALS = kind(
    TrendKind.REFUSALS_WITH_COMPLAINTS,
    "E-48",
    limit="trend_deviation_basis_points",
    complaints=True,
    reason=(
        "{refused_basis_points} van de besluiten is een weigering, ervoor {refused_before_basis_points} (verschil"
        " {deviation_basis_points}, grens {limit_basis_points}); er kwamen {complaints} klachten, ervoor {complaints_before}.",
        "{refused_basis_points} of the decisions is a refusal, before {refused_before_basis_points} (difference"
        " {deviation_basis_points}, limit {limit_basis_points}); {complaints} complaints came, before {complaints_before}.",
    ),
    mend=(
        "Toets een steekproef van weigeringen, en lees waarover wordt geklaagd.",
        "Check a sample of refusals, and read what the complaints are about.",
    ),
    source="003 ▸ te kritisch",
)
YIELD = kind(
    TrendKind.REVIEW_YIELD_LOW,
    "E-49",
    limit="review_yield_minimum_basis_points",
    severity=FindingSeverity.INFORMATION,
    reason=(
        "Van {reviews} toetsen leidde {yield_basis_points} tot een wijziging of afkeuring, ervoor {yield_before_basis_points}; de"
        " ondergrens is {limit_basis_points}.",
        "Of {reviews} reviews {yield_basis_points} led to a change or was not approved, before {yield_before_basis_points}; the"
        " lower limit is {limit_basis_points}.",
    ),
    mend=(
        "Toets minder of gerichter, en deel met consulenten wat toetsen opleveren.",
        "Review less or more to the point, and share with consultants what reviews bring.",
    ),
    source="003 ▸ gewaardeerd voelen",
    related=("R-A49",),
)
DISPUTES = kind(
    TrendKind.LEGAL_DISPUTE_OPEN,
    "E-50",
    limit="legal_dispute_days",
    reason=(
        "Er staan {disputes} vragen over het wettelijk kader open, ervoor {disputes_before}, gemiddeld {open_days} dagen (grens"
        " {limit}), ervoor {open_days_before}.",
        "{disputes} questions on the legal frame are open, before {disputes_before}, for {open_days} days on average (limit"
        " {limit}), before {open_days_before}.",
    ),
    mend=(
        "Spreek met de andere partij af wie beslist, en laat ondertussen de zorg doorgaan die nodig is.",
        "Agree with the other party who decides, and let the care go on meanwhile that is needed.",
    ),
    source="003 ▸ minder oog is voor maatwerk",
)
WITHOUT_INFLUENCE = kind(
    TrendKind.COMPLAINTS_WITHOUT_INFLUENCE,
    "E-59",
    limit="trend_deviation_basis_points",
    complaints=True,
    reason=(
        "In scenario D kwamen {complaints} klachten, ervoor {complaints_before} (verschil {deviation_basis_points}, grens"
        " {limit_basis_points}); {refused_basis_points} van de verwijzingen is geweigerd, ervoor {refused_before_basis_points}.",
        "In scenario D {complaints} complaints came, before {complaints_before} (difference {deviation_basis_points}, limit"
        " {limit_basis_points}); {refused_basis_points} of the referrals was refused, before {refused_before_basis_points}.",
    ),
    mend=(
        "Houd de aanbieders aan hun acceptatieplicht, en bespreek de klachten in het contractgesprek.",
        "Hold the providers to their duty to accept, and discuss the complaints in the talks on the contract.",
    ),
    source="004 ▸ geen invloed op het individuele",
    related=("R-A36",),
)
TRANSITION = kind(
    TrendKind.TRANSITION_COMPLAINTS,
    "E-68",
    limit="trend_deviation_basis_points",
    complaints=True,
    reason=(
        "Van inwoners die naar een ander contract overgingen kwamen {complaints} klachten, ervoor {complaints_before} (verschil"
        " {deviation_basis_points}, grens {limit_basis_points}); er gingen {moved} inwoners over, ervoor {moved_before}.",
        "From citizens who went over to another contract {complaints} complaints came, before {complaints_before} (difference"
        " {deviation_basis_points}, limit {limit_basis_points}); {moved} citizens went over, before {moved_before}.",
    ),
    mend=(
        "Geef tijd en informatie, en zoek wie zonder zijn vertrouwde hulp kwam te zitten.",
        "Give time and information, and find who lost the help they knew.",
    ),
    source="001 ▸ weerstand bij professionals en cliënten",
)


def refusals(case: Case) -> Said:
    """A greater part of the decisions refuses while more complain (E-48)."""
    seen = case.measured
    refused = shared("refused", ("deel weigeringen", "share of refusals"), seen["refused"], seen["decided"])
    complaints = counted("complaints", _COMPLAINTS, seen["complaints"], withheld=True)
    more = seen["complaints"].now > seen["complaints"].before
    rises = case.enough(seen["refused"]) and refused.rises(case.policy.trend_deviation_basis_points)
    yield REFUSALS.of(case.policy, [refused, complaints], rises and more)


def review_yield(case: Case) -> Said:
    """Reviews hardly ever change anything (E-49)."""
    seen, policy = case.measured, case.policy
    share = shared(
        "yield", ("deel dat iets oplevert", "share that brings something"), seen["changed"], seen["reviewed"]
    )
    reviews = counted("reviews", ("afgeronde toetsen", "completed reviews"), seen["reviewed"])
    enough = seen["reviewed"].now >= policy.trend_minimum_count
    low = share.exact is not None and share.exact < policy.review_yield_minimum_basis_points
    yield YIELD.of(policy, [share, reviews], enough and low)


def disputes(case: Case) -> Said:
    """Questions on the legal frame stay open too long (E-50)."""
    seen, policy = case.measured, case.policy
    days = averaged("open_days", ("dagen open", "days open"), seen["dispute_days"], seen["disputes"])
    open_ = counted("disputes", ("vragen die openstaan", "questions that are open"), seen["disputes"])
    enough = seen["disputes"].now >= policy.trend_minimum_count
    long = days.exact is not None and days.exact > policy.legal_dispute_days
    yield DISPUTES.of(policy, [days, open_], enough and long)


def without_influence(case: Case) -> Said:
    """Complaints or refusals rise where the provider decides all by itself: scenario D (E-59)."""
    seen, limit = case.measured, case.policy.trend_deviation_basis_points
    complaints = counted("complaints", _COMPLAINTS, seen["scenario_complaints"], withheld=True)
    refused = shared(
        "refused", ("deel geweigerde verwijzingen", "share of refused referrals"),
        seen["scenario_refusals"], seen["scenario_referrals"],
    )  # fmt: skip
    more = case.enough(seen["scenario_complaints"]) and (
        complaints.rises(limit) or seen["scenario_complaints"].before == 0
    )
    found = more or (case.enough(seen["scenario_refusals"]) and refused.rises(limit))
    yield WITHOUT_INFLUENCE.of(case.policy, [complaints, refused], found)


def transition(case: Case) -> Said:
    """Who went over to another contract complains more than before, or begins to (E-68)."""
    seen = case.measured
    complaints = counted("complaints", _COMPLAINTS, seen["moved_complaints"], withheld=True)
    moved = counted("moved", ("inwoners die overgingen", "citizens who went over"), seen["moved"])
    begins = seen["moved_complaints"].before == 0
    found = case.enough(seen["moved_complaints"]) and (
        begins or complaints.rises(case.policy.trend_deviation_basis_points)
    )
    yield TRANSITION.of(case.policy, [complaints, moved], found)


DETECTORS = (refusals, review_yield, disputes, without_influence, transition)
