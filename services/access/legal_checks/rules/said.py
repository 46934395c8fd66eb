"""What was found about the legal frame, said once: as a finding with what mends it, and as a step of the explanation."""

from __future__ import annotations

from dataclasses import dataclass, replace

from shared.errors import Text
from shared.values import Derivation, Sentence, Step, render
from shared.values.legal_frames import FindingLevel

AFTERWARDS = Sentence(
    "legal-frame.afterwards",
    nl="De zorg is acuut: dit houdt haar niet tegen en wordt achteraf getoetst ({code}).",
    en="The care is acute: this does not hold it up and is reviewed afterwards ({code}).",
)
_AFTERWARDS = Text(
    "De zorg is acuut en gaat door; toets dit achteraf (F-33).",
    "The care is acute and goes on; review this afterwards (F-33).",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found: its code, the rule, how heavy it weighs, what it says, and what mends it (None: nothing to do)."""

    code: str
    rule: str
    level: FindingLevel
    text: Text
    mend: Text | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A finding with the steps that explain it."""

    finding: Finding
    why: Derivation


def say(
    code: str,
    rule: str,
    level: FindingLevel,
    sentence: Sentence,
    mend: Text | None = None,
    /,
    *,
    result: object = None,
    **facts: object,
) -> Said:
    """A finding whose text is the sentence with its facts, in both languages."""
    why = Derivation().because(rule, sentence, result, **facts)
    return Said(Finding(code, rule, level, _text(why.steps[-1]), mend), why)


def afterwards(said: Said) -> Said:
    """The same when the care is acute: what would refuse or is missing becomes a review afterwards (F-33)."""
    finding = said.finding
    if finding.level not in (FindingLevel.BLOCKED, FindingLevel.MISSING):
        return said
    warned = replace(finding, level=FindingLevel.WARNING, mend=_AFTERWARDS)
    return Said(warned, said.why.because("F-33", AFTERWARDS, code=finding.code))


def _text(step: Step) -> Text:
    return Text(render(step, "nl"), render(step, "en"))


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding as one reader sees it, in the reader's language."""

    code: str
    rule: str
    level: FindingLevel
    text: str
    mend: str | None


def show(finding: Finding, language: str) -> Shown:
    """The finding in a language ("nl" or "en")."""
    mend = None if finding.mend is None else finding.mend.render(language, {})
    return Shown(finding.code, finding.rule, finding.level, finding.text.render(language, {}), mend)
