"""What an indication for the Wlz does to a grant: per product and day it blocks or warns (R-A14, R-A15, G-38)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from services.access.legal_checks.rules.checks import LegalCheck, answered
from services.access.legal_checks.rules.said import Said, say
from shared.errors import Text
from shared.values import Sentence
from shared.values.access_policies import WlzCheck
from shared.values.legal_frames import FindingLevel, LegalCheckAnswer, LegalCheckKind
from shared.values.products import SupportKind

if TYPE_CHECKING:
    from services.access.legal_checks.rules.frame import FrameCase

BLOCKED = Sentence(
    "legal-frame.wlz-covers",
    nl="De inwoner heeft sinds {since} een Wlz-indicatie en vraagt per {start} {kind}: dat valt onder de Wlz.",
    en="Since {since} the citizen has an indication for the Wlz and asks for {kind} from {start}: the Wlz covers that.",
)
WARNED = Sentence(
    "legal-frame.wlz-may-refuse",
    nl="De inwoner heeft sinds {since} een Wlz-indicatie en vraagt per {start} {kind}: de gemeente mag weigeren, maar hoeft dat niet; motiveer de keuze.",
    en="Since {since} the citizen has an indication for the Wlz and asks for {kind} from {start}: the municipality may refuse but need not; give the motive.",
)
LATER = Sentence(
    "legal-frame.wlz-later",
    nl="De Wlz-indicatie gaat in op {since}, na {start}: tot die dag kan de gemeente toekennen, als zij nodig is.",
    en="The indication for the Wlz starts on {since}, after {start}: until that day the municipality can grant, if needed.",
)
COVERED_FROM = Sentence(
    "legal-frame.wlz-covers-from",
    nl="De Wlz-indicatie gaat in op {since} en {kind} valt daaronder: deze toekenning loopt langer dan dat ({end}).",
    en="The indication for the Wlz starts on {since} and covers {kind}: this grant lasts longer than that ({end}).",
)
NONE = Sentence(
    "legal-frame.wlz-none",
    nl="In het Wlz-register stond op {answered_on} geen indicatie.",
    en="On {answered_on} the Wlz register held no indication.",
)
UNANSWERED = Sentence(
    "legal-frame.wlz-unanswered",
    nl="Een toets in het Wlz-register is nodig (beleid: {wlz_check}) en nog niet beantwoord.",
    en="A test in the Wlz register is needed (policy: {wlz_check}) and was not answered yet.",
)
NO_DOUBT = Sentence(
    "legal-frame.wlz-no-doubt",
    nl="Er is geen twijfel over de Wlz: het register is niet geraadpleegd (F-05).",
    en="There is no doubt about the Wlz: the register was not looked into (F-05).",
)
_TO_WLZ = Text(
    "Verwijs naar het zorgkantoor, of kies een voorziening die de Wlz niet dekt.",
    "Refer to the care office, or choose a provision that the Wlz does not cover.",
)
_NAME_IT = Text(
    "Noem de productcode uit de catalogus, of verwijs naar het zorgkantoor.",
    "Name the product code of the catalogue, or refer to the care office.",
)
_MOTIVE = Text(
    "Motiveer in het besluit waarom de gemeente toekent of weigert.",
    "Say in the decision why the municipality grants or refuses.",
)
_UNTIL = Text(
    "Laat de toewijzing eindigen op de dag voor de Wlz ingaat.",
    "Let the allocation end on the day before the Wlz starts.",
)
_ASK = Text(
    "Vraag het Wlz-register via het GGK met een reden, en leg het antwoord vast (legal-checks, wlzRegister).",
    "Ask the Wlz register through the GGK with a reason, and record the answer (legal-checks, wlzRegister).",
)


def judge(case: FrameCase) -> list[Said]:
    """What the Wlz says: the newest answer of the register for the product's kind, or that it must be asked first.

    After an answer that there is none, a new question that is still open counts: there is a new doubt.
    """
    newest = answered(case.checks, LegalCheckKind.WLZ_REGISTER)
    if newest is not None and newest.answer is LegalCheckAnswer.ACTIVE_INDICATION:
        return [_indicated(case, newest)]
    asked = [one for one in case.checks if one.kind is LegalCheckKind.WLZ_REGISTER and one.answer is None]
    if newest is None or any(one.asked_at > newest.asked_at for one in asked):
        return [_unanswered(case, opened=bool(asked))]
    return [say("wlz-none", "R-A15", FindingLevel.PASSED, NONE, answered_on=newest.answered_on)]


def _unanswered(case: FrameCase, *, opened: bool) -> Said:
    policy, told = case.policy, case.clarification
    doubt = opened or (told is not None and told.wlz_doubt)
    if policy.wlz_check is WlzCheck.ALWAYS or doubt:
        return say(
            "wlz-check-missing", "R-A15", FindingLevel.MISSING, UNANSWERED, _ASK, wlz_check=policy.wlz_check
        )
    return say("wlz-no-doubt", "R-A15", FindingLevel.PASSED, NO_DOUBT)


def _kind(case: FrameCase) -> SupportKind | None:
    """The kind that is asked; what names no product that the catalogue knows counts as the heaviest of its category."""
    if case.product is not None:
        return case.product.support_kind
    return next((one for one in sorted(case.category_kinds) if one in case.policy.wlz_blocked_kinds), None)


def _indicated(case: FrameCase, check: LegalCheck) -> Said:
    since, kind = check.from_date or check.answered_on, _kind(case)
    assert since is not None, "an answered check has a day"
    if since > case.start:
        return _later(case, kind, since)
    facts = {"since": since, "start": case.start, "kind": kind}
    if kind in case.policy.wlz_blocked_kinds:
        mend = _NAME_IT if case.product is None else _TO_WLZ
        return say("wlz-covers", "R-A14", FindingLevel.BLOCKED, BLOCKED, mend, **facts)
    # Of a kind that neither list names nobody knows whether the Wlz covers it: who decides gives the motive.
    return say("wlz-may-refuse", "R-A14", FindingLevel.WARNING, WARNED, _MOTIVE, **facts)


def _later(case: FrameCase, kind: SupportKind | None, since: date) -> Said:
    """It starts after the first day: what the Wlz covers ends on the day before, the rest the municipality weighs then."""
    if kind in case.policy.wlz_blocked_kinds and (case.end is None or case.end >= since):
        last = since - timedelta(days=1)
        mend = Text(f"Laat de toekenning eindigen op {last}.", f"End the grant on {last}.")
        facts = {"since": since, "kind": kind, "end": case.end}
        return say("wlz-covers-from", "R-A14", FindingLevel.BLOCKED, COVERED_FROM, mend, **facts)
    return say("wlz-later", "R-A14", FindingLevel.WARNING, LATER, _UNTIL, since=since, start=case.start)
