"""The field's closed lists, once: rules, tables, schemas and graphs take the same words (docs/glossary.md)."""

from __future__ import annotations

from enum import StrEnum

from shared.values.agreements import FundingForm, LegalForm
from shared.values.organisations import OrganisationKind
from shared.values.trust import ActorKind, DeliveryState, ProcessingEvent, Scope, SubscriptionState


class HolderRole(StrEnum):
    """In which role an organisation can be authorised by another (machtiging); each is a role of a token too."""

    VENDOR = "vendor"
    RESEARCHER = "researcher"
    INSURER = "insurer"
    OMBUDS = "ombuds"
    ARBITER = "arbiter"
    PORTAL = "portal"


class MemberRole(StrEnum):
    """The role of a member of a consortium: hoofdaannemer or onderaannemer (N-103)."""

    MAIN = "main"
    SUB = "sub"


class ContractState(StrEnum):
    """A contract's life: drafted, offered, signed by all, active, suspended; ended by time, or terminated before it."""

    DRAFT = "draft"
    OFFERED = "offered"
    SIGNED = "signed"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    ENDED = "ended"
    TERMINATED = "terminated"


class Side(StrEnum):
    """The two sides that sign: the purchaser (gemeente) and the provider (aanbieder)."""

    PURCHASER = "purchaser"
    PROVIDER = "provider"


class AmendmentReason(StrEnum):
    """Why a contract may change in between (N-108, R-C07, R-C08); a changed grant passes through (R-C15)."""

    EXTREME_CIRCUMSTANCE = "extremeCircumstance"
    TIGHTENING = "tightening"
    SCOPE = "scope"
    KPI_COMPENSATION = "kpiCompensation"
    GRANT_CHANGE = "grantChange"
    EXTENSION = "extension"


class AmendmentState(StrEnum):
    """An amendment's life: proposed and decided at once, then signed by both sides, which brings it into force."""

    DECIDED = "decided"
    IN_FORCE = "inForce"


class IndicatorKind(StrEnum):
    """Structure, process or outcome (N-24, R-O23)."""

    STRUCTURE = "structure"
    PROCESS = "process"
    OUTCOME = "outcome"


class IndicatorScope(StrEnum):
    """What an indicator looks at (N-25); `client` is the older word for individual, population counts who has no support too."""

    CLIENT = "client"
    INDIVIDUAL = "individual"
    GROUP = "group"
    SUPPORTED = "supported"
    POPULATION = "population"
    AREA = "area"
    TEAM = "team"
    PROVIDER = "provider"
    STAKEHOLDER = "stakeholder"


class NormOperator(StrEnum):
    """How a score is held against its norm (R-O05): at least, at most, strictly above, strictly below."""

    MIN = "min"
    MAX = "max"
    ABOVE = "above"
    BELOW = "below"


class VerdictBasis(StrEnum):
    """On what a verdict rests (architecture § 8): the point (the default) or the whole interval."""

    POINT = "point"
    INTERVAL = "interval"


class YearRule(StrEnum):
    """How four quarters become one year (architecture § 8)."""

    LAST_VALUE = "lastValue"
    MEAN_WEIGHTED = "meanWeighted"
    EVERY_PERIOD_MET = "everyPeriodMet"


class Verdict(StrEnum):
    """Met, not met, or not judgeable (R-O05, R-O24)."""

    MET = "met"
    NOT_MET = "notMet"
    NOT_JUDGEABLE = "notJudgeable"


class MeasurementSource(StrEnum):
    """Who measured (N-33); independence is judged on it (R-O12)."""

    PROVIDER = "provider"
    MUNICIPALITY = "municipality"
    INDEPENDENT_RESEARCHER = "independentResearcher"
    CLIENT_SURVEY = "clientSurvey"
    ACCOUNTANT = "accountant"
    GGD = "ggd"
    CITIZEN_POLL = "citizenPoll"
    SAMPLE_CHECK = "sampleCheck"
    AUDIT_DIALOGUE = "auditDialogue"


class AuditOpinion(StrEnum):
    """The accountant's opinion; only an unqualified one carries the release (R-S03)."""

    UNQUALIFIED = "unqualified"
    QUALIFIED = "qualified"
    ADVERSE = "adverse"
    DISCLAIMER = "disclaimer"


class Law(StrEnum):
    """The law under which support is granted (N-14, R-A19)."""

    WMO_2015 = "wmo2015"
    JEUGDWET = "jeugdwet"


class ProvisionType(StrEnum):
    """General provision or tailor-made provision (N-15); only the second has a decision (R-A27)."""

    GENERAL = "general"
    TAILOR_MADE = "tailorMade"


class RequestState(StrEnum):
    """A request's life: received, clarified, applied for; then referred (general) or decided (tailor-made), or ended without.

    It moves with its citizen (R-A56), is withdrawn by the citizen, or closed by the municipality.
    """

    RECEIVED = "received"
    CLARIFIED = "clarified"
    APPLIED = "applied"
    REFERRED = "referred"
    DECIDED = "decided"
    MOVED = "moved"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


class PersonalField(StrEnum):
    """What access may keep of a citizen, under the name that travels (F-01); iStandaarden: Client."""

    BSN = "bsn"
    BORN_ON = "bornOn"
    SEX = "sex"
    FAMILY_NAME_PREFIX = "familyNamePrefix"
    FAMILY_NAME = "familyName"
    GIVEN_NAMES = "givenNames"
    ADDRESS = "address"
    EMAIL = "email"
    PHONE = "phone"


class Purpose(StrEnum):
    """For what a field of personal data is kept (doelbinding, F-01, F-02)."""

    IDENTIFICATION = "identification"
    NEED_ASSESSMENT = "needAssessment"
    CONTACT = "contact"
    RESIDENCE = "residence"
    OWN_CONTRIBUTION = "ownContribution"


class TransferState(StrEnum):
    """A transfer's life (overdracht, R-A56): offered, then accepted, withdrawn by the former municipality, or expired."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class RecordCategory(StrEnum):
    """What is kept for a term by law (archiefbescheiden, F-37)."""

    YOUTH_FILE = "youthFile"
    WMO_FILE = "wmoFile"
    CLAIMS_AND_BOOKS = "claimsAndBooks"
    ACCESS_LOG = "accessLog"


class ErasureGround(StrEnum):
    """Why a citizen is erased (F-38): the term passed, or one of the grounds on which the law does not wait for it."""

    TERM_PASSED = "termPassed"
    WRONG_PERSON = "wrongPerson"
    UNLAWFUL = "unlawful"
    CONSENT_WITHDRAWN = "consentWithdrawn"
    COURT_ORDER = "courtOrder"


class DestructionState(StrEnum):
    """A destruction list's life (vernietigingslijst, F-37): proposed, approved by a second person, executed once."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    EXECUTED = "executed"


class Exclusion(StrEnum):
    """Why a citizen on a destruction list is not destroyed: held, open, another term still runs, or erased before."""

    LEGAL_HOLD = "legalHold"
    OPEN = "open"
    TERM_RUNNING = "termRunning"
    ERASED = "erased"


class ReferralState(StrEnum):
    """A referral's life: made, then accepted or refused by the provider (R-A36)."""

    MADE = "made"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class InstalmentState(StrEnum):
    """An instalment's life: planned, posted when due, ordered in a payment file, paid when the bank says so."""

    PLANNED = "planned"
    POSTED = "posted"
    ORDERED = "ordered"
    PAID = "paid"


class RetentionState(StrEnum):
    """A retention's life: withheld with each instalment, then released, ordered and paid, or forfeited whole (R-S03)."""

    WITHHELD = "withheld"
    RELEASED = "released"
    ORDERED = "ordered"
    PAID = "paid"
    FORFEITED = "forfeited"


class PaymentState(StrEnum):
    """A payment's life: ordered in a file, paid by a bank statement."""

    ORDERED = "ordered"
    PAID = "paid"


class BatchState(StrEnum):
    """A batch's life (architecture § 6): running, then completed; a failed one wrote nothing."""

    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"


__all__ = [
    "ActorKind", "AmendmentReason", "AmendmentState", "AuditOpinion", "BatchState", "ContractState",
    "DeliveryState", "DestructionState", "ErasureGround", "Exclusion", "FundingForm",
    "HolderRole", "IndicatorKind", "IndicatorScope", "InstalmentState", "Law", "LegalForm",
    "MeasurementSource", "MemberRole", "NormOperator", "OrganisationKind", "PaymentState",
    "PersonalField", "ProcessingEvent", "ProvisionType", "Purpose", "RecordCategory", "ReferralState",
    "RequestState", "RetentionState", "Scope", "Side", "SubscriptionState", "TransferState", "Verdict",
    "VerdictBasis", "YearRule",
]  # fmt: skip
