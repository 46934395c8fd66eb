"""The closed lists of a municipality's rules on access: policies, teams, terms of the law, routes and findings (docs/glossary.md)."""

from __future__ import annotations

from enum import StrEnum


class PolicyState(StrEnum):
    """A policy was set, or withdrawn before its first day."""

    SET = "set"
    WITHDRAWN = "withdrawn"


class WlzCheck(StrEnum):
    """When the Wlz register is asked: only in doubt (F-05), or always."""

    IN_DOUBT = "inDoubt"
    ALWAYS = "always"


class ClarificationMethodCode(StrEnum):
    """The methods of clarification that every municipality knows (N-127); a policy may name others."""

    ZRM_11 = "zrm11"
    ZRM_13 = "zrm13"
    ESBJERG = "esbjerg"
    TALK = "talk"


class TeamKind(StrEnum):
    """The two kinds of access teams (R-A50)."""

    SOCIAL = "social"
    YOUTH = "youth"


class TermKind(StrEnum):
    """What must be ready in a term of the law (R-A55): the inquiry after a report, the decision on an application."""

    INQUIRY = "inquiry"
    DECISION = "decision"


class TermState(StrEnum):
    """Where a term stands: it runs, rests (Awb 4:15), was met, is late, or lapsed because nothing is asked any more."""

    RUNNING = "running"
    SUSPENDED = "suspended"
    MET = "met"
    LATE = "late"
    LAPSED = "lapsed"


class SuspensionGround(StrEnum):
    """Why a term rests (Awb 4:15)."""

    INFORMATION_ASKED = "informationAsked"
    FOREIGN_INFORMATION = "foreignInformation"
    APPLICANT_AGREED = "applicantAgreed"
    APPLICANT_CAUSED = "applicantCaused"
    FORCE_MAJEURE = "forceMajeure"


class ReferrerOutcome(StrEnum):
    """What a referral by this referrer leads to (R-A04)."""

    DIRECT = "direct"
    DECIDE = "decide"
    REPORT_TO_TEAM = "reportToTeam"
    BINDING = "binding"


class ProcessStepKind(StrEnum):
    """The steps from a question to its evaluation (N-90)."""

    CLARIFY = "clarify"
    SET_RESULTS = "setResults"
    CHOOSE_SUPPORT = "chooseSupport"
    EXECUTE = "execute"
    EVALUATE = "evaluate"
    SET_SOCIETAL_GOALS = "setSocietalGoals"


class ResponsibleParty(StrEnum):
    """Who is responsible for a step (N-90)."""

    CITIZEN = "citizen"
    MUNICIPALITY = "municipality"
    PROVIDER = "provider"


class CeilingSource(StrEnum):
    """Where an access ceiling comes from: set by the municipality, or agreed in a ceiling of contracts (R-A38)."""

    MUNICIPALITY = "municipality"
    CONTRACT = "contract"
