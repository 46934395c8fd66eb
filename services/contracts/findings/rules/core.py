"""What a finding is, which kinds there are, and what a detector looks at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from services.contracts.contracts.rules import FundingAgreement, Terms, annual, basic_form
from services.contracts.findings.rules.beside import Beside
from services.contracts.findings.rules.definition import DefinitionTest
from services.contracts.findings.rules.facts import Circumstances
from services.contracts.quality_deliveries.rules import QualityChecks
from services.contracts.social_returns.rules import Statement
from shared.errors import Text
from shared.values import Derivation, Sentence, render
from shared.values.agreements import BasicForm, FundingForm, NonFinancialIncentive
from shared.values.findings import FindingSeverity

KINDS: dict[str, Kind] = {}


@dataclass(frozen=True, slots=True)
class Finding:
    """What is found: its stable code, the rule or risk, how much it weighs, why, where, what helps and what clears it."""

    code: str
    rule: str
    related: list[str]
    severity: FindingSeverity
    where: str
    reason: Text
    countermeasure: Text | None
    clears: Text
    source: str


@dataclass(frozen=True, slots=True)
class Unassessed:
    """A kind of finding that could not be judged, and which fact is missing (a JSON pointer)."""

    code: str
    rule: str
    where: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding; `rule` is that of the domain (R-C03), a risk (E-15) or a law, `related` others that it covers."""

    code: str
    rule: str
    severity: FindingSeverity
    sentence: Sentence
    clears: Text
    countermeasure: Text | None
    source: str
    related: tuple[str, ...]

    def weighing(self, severity: FindingSeverity) -> Kind:
        """The same kind, of another weight."""
        return replace(self, severity=severity)

    def at(self, where: str, /, **inputs: object) -> Finding:
        """This finding at a place (JSON pointer), with the numbers of its reason."""
        (step,) = Derivation().because(self.rule, self.sentence, None, **inputs).steps
        return Finding(
            code=self.code,
            rule=self.rule,
            related=list(self.related),
            severity=self.severity,
            where=where,
            reason=Text(render(step, "nl"), render(step, "en")),
            countermeasure=self.countermeasure,
            clears=self.clears,
            source=self.source,
        )

    def lacks(self, where: str) -> Unassessed:
        """This kind cannot be judged: the fact at `where` is not known."""
        return Unassessed(self.code, self.rule, where)


def kind(
    code: str,
    rule: str,
    severity: FindingSeverity,
    *,
    reason: tuple[str, str],
    clears: tuple[str, str],
    helps: tuple[str, str] | None = None,
    source: str,
    related: tuple[str, ...] = (),
) -> Kind:
    """Enter a kind of finding in KINDS: Dutch and English of its reason, of what clears it and of the countermeasure."""
    assert code not in KINDS, f"two kinds of findings share the code {code}"
    sentence = Sentence(f"finding.{code}", *reason)
    countermeasure = None if helps is None else Text(*helps)
    KINDS[code] = Kind(code, rule, severity, sentence, Text(*clears), countermeasure, source, related)
    return KINDS[code]


@dataclass(frozen=True, slots=True)
class Delivered:
    """What was done of what a contract in force asks; None where it asks nothing of the kind, or is not in force."""

    social_return: Statement | None = None
    quality: QualityChecks | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """What a detector looks at: terms, what is known around and beside them, the definition test, what was delivered, the day."""

    terms: Terms
    facts: Circumstances
    today: date
    definition: DefinitionTest | None = None
    delivered: Delivered = Delivered()
    beside: Beside = field(default_factory=Beside)
    basics: list[BasicForm] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "basics", [basic_form(one) for one in self.terms.funding_agreements])

    def of_basic(self, *wanted: BasicForm) -> Iterator[tuple[int, FundingAgreement]]:
        """The funding agreements of these basic forms, each with its place."""
        for index, (one, basic) in enumerate(zip(self.terms.funding_agreements, self.basics, strict=True)):
            if basic in wanted:
                yield index, one

    def of_form(self, *wanted: FundingForm) -> Iterator[tuple[int, FundingAgreement]]:
        """The funding agreements of these forms, each with its place."""
        for index, one in enumerate(self.terms.funding_agreements):
            if one.form in wanted:
                yield index, one

    @property
    def day(self) -> date:
        """The day on which money is looked at: today, or the start of what has not begun."""
        return max(self.today, self.terms.start_date or self.today)

    @property
    def yearly_cents(self) -> int:
        """What the agreements that are paid in instalments and hold on the day come to in a full year."""
        total = 0
        for one in self.terms.funding_agreements:
            if (one.valid_from or date.min) <= self.day <= (one.valid_until or date.max):
                amount, _ = annual(one, self.facts.inhabitants)
                total += 0 if amount is None else amount.cents
        return total

    @property
    def has_choice(self) -> bool:
        """Whether the choice of the client is to work as an incentive (N-43)."""
        reward = self.terms.frame.reward if self.terms.frame is not None else None
        named = [*self.terms.non_financial_incentives, *(reward.non_financial if reward is not None else ())]
        return NonFinancialIncentive.CLIENT_CHOICE in named


def funding_at(index: int, name: str = "form") -> str:
    """The JSON pointer of a field of a funding agreement."""
    return f"#/fundingAgreements/{index}/{name}"


Found = Iterator[Finding | Unassessed]
