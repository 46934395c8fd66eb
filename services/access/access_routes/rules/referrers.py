"""Who may refer under which law, and what comes of it (R-A04, code list COD327)."""

from __future__ import annotations

from dataclasses import dataclass

from services.access.legal_checks.rules.said import Finding, say
from shared.errors import Text
from shared.values import Derivation, Sentence
from shared.values.access_policies import ReferrerOutcome
from shared.values.legal_frames import FindingLevel
from shared.values.questions import ReferrerType
from shared.values.terms import Law

_RULE = "R-A04"
_DIRECT_YOUTH = frozenset(
    {
        ReferrerType.GENERAL_PRACTITIONER,
        ReferrerType.MEDICAL_SPECIALIST,
        ReferrerType.YOUTH_DOCTOR,
        ReferrerType.CERTIFIED_INSTITUTION,
        ReferrerType.SELF,
    }
)
BINDING = Sentence(
    "referrer.binding",
    nl="Een rechterlijke beslissing bindt: zij kan niet worden geweigerd.",
    en="A decision of a court binds: it cannot be refused.",
)
DECIDES = Sentence(
    "referrer.municipality",
    nl="De gemeente verwijst en beslist zelf.",
    en="The municipality refers and decides itself.",
)
DIRECT = Sentence(
    "referrer.direct",
    nl="Verwijzer {referrer} geeft onder de Jeugdwet rechtstreeks toegang tot jeugdhulp.",
    en="Referrer {referrer} gives direct access to youth help under the Jeugdwet.",
)
REPORT = Sentence(
    "referrer.report-to-team",
    nl="De Wmo loopt alleen via de gemeente: een verwijzing door {referrer} geeft geen toegang en wordt een melding bij het team.",
    en="The Wmo goes by way of the municipality alone: a referral by {referrer} gives no access and becomes a report to the team.",
)
AT_ONCE = Sentence(
    "referrer.acute",
    nl="Het is acuut: de hulp begint direct, de melding volgt.",
    en="It is acute: help begins at once, the report follows.",
)
_TO_TEAM = Text("Leg het vast als melding bij het team.", "Record it as a report to the team.")


@dataclass(frozen=True, slots=True)
class Referrer:
    """What a referral by this referrer leads to; `may_refuse` says whether the municipality may refuse it."""

    outcome: ReferrerOutcome
    may_refuse: bool
    finding: Finding
    why: Derivation


def check_referrer(law: Law, referrer_type: ReferrerType, acute: bool) -> Referrer:
    """What a referral leads to under a law (R-A04): never blocked, so that acute help never waits (F-33).

    A Wmo request by a GP gives no direct access and becomes a report to the team; a court order may not be refused.
    """
    told = {"referrer": referrer_type.value}
    if referrer_type is ReferrerType.COURT:
        outcome, may_refuse = ReferrerOutcome.BINDING, False
        said = say("court-order-binds", _RULE, FindingLevel.PASSED, BINDING)
    elif referrer_type is ReferrerType.MUNICIPALITY:
        outcome, may_refuse = ReferrerOutcome.DECIDE, True
        said = say("municipality-decides", _RULE, FindingLevel.PASSED, DECIDES)
    elif law is Law.JEUGDWET and referrer_type in _DIRECT_YOUTH:
        outcome, may_refuse = ReferrerOutcome.DIRECT, True
        said = say("direct-access", _RULE, FindingLevel.PASSED, DIRECT, **told)
    else:
        outcome, may_refuse = ReferrerOutcome.REPORT_TO_TEAM, True
        said = say("report-to-team", _RULE, FindingLevel.WARNING, REPORT, _TO_TEAM, **told)
    why = said.why.because("F-33", AT_ONCE) if acute else said.why
    return Referrer(outcome, may_refuse, said.finding, why)
