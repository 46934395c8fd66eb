"""The gates on what support rests on: the talk, the legal frame, experts (R-A14 … R-A22, R-A31, R-A45)."""

from __future__ import annotations

from services.access.decisions.rules.decision import Decision
from services.access.decisions.rules.gates import (
    MISSING,
    NONE,
    PASSED,
    WARNING,
    Basis,
    Gate,
    granted,
    said,
)
from services.access.expert_advices.rules import advised_by
from shared.errors import Text
from shared.values.legal_frames import FindingLevel, FrameOutcome
from shared.values.reviewing import AdviceKind

_NOTHING = Text("Er wordt niets toegekend.", "Nothing is granted.")
_CLARIFY = Text("Leg de vraagverheldering vast (clarification).", "Record the clarification (clarification).")
_SHORT = Text(
    "Een korte vraagverheldering na een waakvlam: wat er eerder is gewogen geldt nog.",
    "A short clarification after a pilot flame: what was weighed before still holds.",
)
_LEVELS = {
    FindingLevel.PASSED: PASSED,
    FindingLevel.WARNING: WARNING,
    FindingLevel.MISSING: MISSING,
    FindingLevel.BLOCKED: MISSING,
}


def provisions_gate(decision: Decision, basis: Basis) -> Gate:
    """What comes first was weighed in the talk (R-A31)."""
    code, rule = "provisionsFirst", "R-A31"
    if not granted(decision):
        return Gate(code, rule, NONE, _NOTHING)
    if basis.clarification is None:
        text = Text("Er is geen vraagverheldering.", "There is no clarification.")
        return Gate(code, rule, MISSING, text, _CLARIFY, "#/clarification")
    if not basis.clarification.provisions_first and basis.clarification.short:
        return Gate(code, "R-A51", WARNING, _SHORT)
    if not basis.clarification.provisions_first:
        text = Text(
            "Voorliggende voorzieningen zijn niet gewogen.", "Provisions that come first were not weighed."
        )
        mend = Text(
            "Weeg eigen kracht, netwerk en andere voorzieningen in de vraagverheldering.",
            "Weigh own strength, network and other provisions in the clarification.",
        )
        return Gate(code, rule, MISSING, text, mend, "#/clarification/provisionsFirst")
    text = Text("Voorliggende voorzieningen zijn gewogen.", "Provisions that come first were weighed.")
    return Gate(code, rule, PASSED, text)


def offer_gate(decision: Decision, basis: Basis) -> Gate:
    """Independent client support was offered (R-A45)."""
    code, rule = "independentSupport", "R-A45"
    if not granted(decision):
        return Gate(code, rule, NONE, _NOTHING)
    if basis.clarification is not None and basis.clarification.support_offered_on is not None:
        day = basis.clarification.support_offered_on
        text = said(
            "Cliëntondersteuning is aangeboden op {day}.", "Client support was offered on {day}.", day=day
        )
        return Gate(code, rule, PASSED, text)
    if basis.clarification is not None and basis.clarification.short:
        return Gate(code, "R-A51", WARNING, _SHORT)
    text = Text(
        "Onafhankelijke cliëntondersteuning is niet aangeboden.",
        "Independent client support was not offered.",
    )
    mend = Text("Bied haar aan en leg de dag vast.", "Offer it and record the day.")
    return Gate(code, rule, MISSING, text, mend, "#/clarification/supportOfferedOn")


def frame_gates(decision: Decision, basis: Basis) -> list[Gate]:
    """The decision records law and outcome of the legal frame (R-A19); each finding of the frame is a gate (R-A14 … R-A18)."""
    if not granted(decision):
        return [Gate("legalFrame", "R-A19", NONE, _NOTHING)]
    found = [
        Gate(f"legalFrame.{one.code}", one.rule, _LEVELS[one.level], one.text, one.mend, "#/legalFrame")
        for one in basis.findings
    ]
    return [_recorded(decision, basis), *found]


def _recorded(decision: Decision, basis: Basis) -> Gate:
    code, rule, frame = "legalFrame", "R-A19", decision.legal_frame
    mend = Text(
        "Geef de wet en de uitkomst van de toets (legalFrame).",
        "Give law and outcome of the test (legalFrame).",
    )
    if frame is None:
        text = Text(
            "De uitkomst van het wettelijk kader ontbreekt.", "The outcome of the legal frame is missing."
        )
        return Gate(code, rule, MISSING, text, mend, "#/legalFrame")
    if frame.law != decision.law:
        text = said(
            "Getoetst is de {one}, besloten wordt onder de {other}.", "Tested was {one}, decided is under {other}.",
            one=frame.law, other=decision.law,
        )  # fmt: skip
        return Gate(code, rule, MISSING, text, mend, "#/legalFrame/law")
    if frame.checked_on > basis.today:
        text = said(
            "De toets van {day} is nog niet geweest.",
            "The test of {day} is still to come.",
            day=frame.checked_on,
        )
        return Gate(code, rule, MISSING, text, mend, "#/legalFrame/checkedOn")
    if frame.outcome in (FrameOutcome.BLOCKED, FrameOutcome.INCOMPLETE):
        text = said(
            "De toets van het wettelijk kader kwam uit op {outcome}.", "The test of the legal frame came to {outcome}.",
            outcome=frame.outcome,
        )  # fmt: skip
        return Gate(code, rule, MISSING, text, mend, "#/legalFrame/outcome")
    # What blocks does so whatever its day; only what lets through must be of this question.
    if basis.contact_on is not None and frame.checked_on < basis.contact_on:
        text = said(
            "De toets van {day} is van vóór de vraag van {asked} en telt daarvoor niet.",
            "The test of {day} is from before the question of {asked} and does not count for it.",
            day=frame.checked_on, asked=basis.contact_on,
        )  # fmt: skip
        anew = said(
            "Toets opnieuw, op {asked} of later (checkedOn).", "Test anew, on {asked} or later (checkedOn).",
            asked=basis.contact_on,
        )  # fmt: skip
        return Gate(code, rule, MISSING, text, anew, "#/legalFrame/checkedOn")
    text = said(
        "Het wettelijk kader is getoetst op {day}: {outcome}.", "The legal frame was tested on {day}: {outcome}.",
        day=frame.checked_on, outcome=frame.outcome,
    )  # fmt: skip
    return Gate(code, rule, PASSED if frame.outcome is FrameOutcome.ALLOWED else WARNING, text)


def expert_gates(decision: Decision, basis: Basis) -> list[Gate]:
    """The expert's employer is the chosen provider: a warning (R-A21). Joint advice is of two providers at least (R-A22)."""
    if not basis.advices or not granted(decision):
        none = Text("Er is geen advies van een deskundige.", "There is no expert advice.")
        return [Gate("independence", "R-A21", NONE, none), Gate("jointAdvice", "R-A22", NONE, none)]
    employers = {adviser.employer for one in basis.advices for adviser in one.advisers}
    if advised_by(basis.advices, basis.decider):
        text = Text("De beslisser heeft zelf geadviseerd.", "The decider advised.")
        mend = Text(
            "Een expert adviseert en beslist niet: laat een ander beslissen.",
            "An expert advises and does not decide: let another decide.",
        )
        independence = Gate("independence", "R-A21", MISSING, text, mend)
    elif decision.provider in employers:
        text = Text(
            "De deskundige werkt voor de gekozen aanbieder.",
            "The expert works for the provider that was chosen.",
        )
        mend = Text(
            "Vraag een onafhankelijk advies, of motiveer.", "Ask for independent advice, or give a motive."
        )
        independence = Gate("independence", "R-A21", WARNING, text, mend)
    else:
        independent = Text("De deskundige is onafhankelijk.", "The expert is independent.")
        independence = Gate("independence", "R-A21", PASSED, independent)
    joint = [one for one in basis.advices if one.kind is AdviceKind.JOINT_ADVICE]
    several = {adviser.employer for one in joint for adviser in one.advisers if adviser.employer is not None}
    if not joint:
        alone = Text("Het advies is niet gezamenlijk gevraagd.", "No joint advice was asked for.")
        return [independence, Gate("jointAdvice", "R-A22", NONE, alone)]
    if len(several) >= 2:
        text = said(
            "{count} aanbieders adviseerden samen.", "{count} providers advised together.", count=len(several)
        )
        return [independence, Gate("jointAdvice", "R-A22", PASSED, text)]
    text = Text("Gezamenlijk advies komt van twee aanbieders.", "Joint advice comes from two providers.")
    return [independence, Gate("jointAdvice", "R-A22", MISSING, text, text)]
