"""A remark: what is to be said about a budget, a ceiling or a guarantee, as data and in two languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from shared.values.derivation import Derivation, Sentence, render
from shared.values.findings import FindingSeverity


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetRemark:
    """The rule, a stable code, how much it weighs, which part it is about (None: the whole), and the sentence."""

    rule: str
    code: str
    severity: FindingSeverity
    part: str | None = None
    text_nl: str
    text_en: str


def remark(
    rule: str,
    code: str,
    sentence: Sentence,
    inputs: Mapping[str, object] | None = None,
    *,
    severity: FindingSeverity = FindingSeverity.WARNING,
    about: str | None = None,
    **more: object,
) -> BudgetRemark:
    """A remark that says a sentence with these inputs (as `Derivation.because` takes them; KeyError where one lacks)."""
    (step,) = Derivation().because(rule, sentence, **{**(inputs or {}), **more}).steps
    return BudgetRemark(
        rule=rule,
        code=code,
        severity=severity,
        part=about,
        text_nl=render(step, "nl"),
        text_en=render(step, "en"),
    )
