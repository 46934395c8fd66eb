"""Needs for which another law comes first: permanent, for learning alone, or lifelong and mental (R-A17, R-A18, R-A53)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.access.legal_checks.rules.checks import answered
from services.access.legal_checks.rules.said import Said, say
from shared.errors import Text
from shared.values import Sentence
from shared.values.legal_frames import (
    FindingLevel,
    LegalCheckAnswer,
    LegalCheckKind,
)
from shared.values.populations import WLZ_MENTAL_HEALTH_FROM, LegalFramework
from shared.values.terms import Law

if TYPE_CHECKING:
    from services.access.legal_checks.rules.frame import FrameCase

PERMANENT = Sentence(
    "legal-frame.permanent-need",
    nl="Een kind met een ernstige beperking zal voortdurend zorg nodig blijven hebben: onderzoek of de {result} de juiste wet is.",
    en="A child with a serious limitation will keep needing permanent care: look whether the {result} is the right law.",
)
LEARNING = Sentence(
    "legal-frame.learning-only",
    nl="De extra ondersteuning is er alleen om het leren te verbeteren: dat is onderwijs ({result}), geen jeugdhulp.",
    en="The extra support is there only to improve learning: that is education ({result}), no youth help.",
)
WIDER = Sentence(
    "legal-frame.wider-need",
    nl="De behoefte is breder dan het leren: de Jeugdwet past.",
    en="The need is wider than learning: the Jeugdwet fits.",
)
LIFELONG = Sentence(
    "legal-frame.lifelong-mental-need",
    nl="De behoefte aan intensieve geestelijke gezondheidszorg is waarschijnlijk levenslang en de Wlz staat daarvoor open sinds {since}: overweeg meteen de {result}.",
    en="The need for intensive mental health care is probably lifelong and the Wlz is open to that since {since}: consider the {result} at once.",
)
LIFELONG_EARLIER = Sentence(
    "legal-frame.lifelong-mental-need-earlier",
    nl="De behoefte aan geestelijke gezondheidszorg is waarschijnlijk levenslang; op {start} stond de Wlz daarvoor nog niet open.",
    en="The need for mental health care is probably lifelong; on {start} the Wlz was not open to that yet.",
)
_TO_CIZ = Text(
    "Bespreek met de inwoner een aanvraag voor de Wlz bij het CIZ.",
    "Discuss with the citizen an application for the Wlz at the CIZ.",
)
_TO_SCHOOL = Text(
    "Verwijs naar de school en het samenwerkingsverband passend onderwijs.",
    "Refer to the school and the partnership for fitting education.",
)
_ADULT = 18


def judge(case: FrameCase) -> list[Said]:
    """Whether the need points to another law: advice for the Wlz, a refusal for what is education."""
    return [*_permanent(case), *_education(case), *_lifelong(case)]


def _says(case: FrameCase, kind: LegalCheckKind, yes: LegalCheckAnswer, told: bool) -> bool | None:
    """What the newest check of a kind says, else what the clarification says; None when neither says anything."""
    check = answered(case.checks, kind, case.product)
    if check is not None:
        return check.answer is yes
    return True if told else None


def _permanent(case: FrameCase) -> list[Said]:
    told = case.clarification is not None and case.clarification.permanent_need
    says = _says(case, LegalCheckKind.PERMANENT_NEED, LegalCheckAnswer.PERMANENT, told)
    child = case.law is Law.JEUGDWET if case.age is None else case.age < _ADULT
    if not says or not child:
        return []
    return [
        say("permanent-need", "R-A17", FindingLevel.WARNING, PERMANENT, _TO_CIZ, result=LegalFramework.WLZ)
    ]


def _education(case: FrameCase) -> list[Said]:
    told = case.clarification is not None and case.clarification.learning_only
    says = _says(case, LegalCheckKind.EDUCATION, LegalCheckAnswer.LEARNING_ONLY, told)
    if says is None or case.law is not Law.JEUGDWET:
        return []
    if not says:
        return [say("wider-need", "R-A18", FindingLevel.PASSED, WIDER)]
    law = LegalFramework.PASSEND_ONDERWIJS
    return [say("learning-only", "R-A18", FindingLevel.BLOCKED, LEARNING, _TO_SCHOOL, result=law)]


def _lifelong(case: FrameCase) -> list[Said]:
    told = case.clarification is not None and case.clarification.lifelong_mental_need
    kind, yes = LegalCheckKind.LIFELONG_MENTAL_HEALTH, LegalCheckAnswer.LIFELONG
    if not _says(case, kind, yes, told):
        return []
    if case.start < WLZ_MENTAL_HEALTH_FROM:
        return [say("lifelong-before-wlz", "R-A53", FindingLevel.PASSED, LIFELONG_EARLIER, start=case.start)]
    facts = {"since": WLZ_MENTAL_HEALTH_FROM}
    return [
        say(
            "lifelong-mental-need",
            "R-A53",
            FindingLevel.WARNING,
            LIFELONG,
            _TO_CIZ,
            result=LegalFramework.WLZ,
            **facts,
        )
    ]
