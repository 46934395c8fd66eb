"""What a trend is: figures of a period beside the period before it, held against a limit of the policy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from services.access.findings.rules.figures import Bilingual, Count, TrendFigure
from services.access.policies.rules import Policy
from shared.values import Derivation, Sentence, render
from shared.values.findings import FindingSeverity
from shared.values.signals import SignalSubject
from shared.values.trends import TrendKind

KINDS: dict[TrendKind, Kind] = {}
_LIMIT = Sentence(
    "trend.limit",
    nl="De grens is {name} van de beleidsregel (versie {policy_version}); onder {minimum} gevallen wordt niets gevonden.",
    en="The limit is {name} of the policy (version {policy_version}); below {minimum} cases nothing is found.",
)


@dataclass(frozen=True, slots=True)
class TrendLimit:
    """The limit that was used: the policy's threshold by name, its value, and which policy it is of."""

    name: str
    value: int
    policy_id: UUID | None
    policy_version: int


@dataclass(frozen=True, slots=True)
class TrendStep:
    """One step of how a finding came about, in both languages."""

    rule: str
    sentence: Bilingual
    inputs: dict[str, object]
    result: object = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendFinding:
    """A trend that was looked at: its figures, how far they differ, the limit, whether it was found, and what mends it."""

    code: TrendKind
    rule: str
    related: list[str]
    severity: FindingSeverity
    subject_kind: SignalSubject
    subject: str | None
    found: bool
    figures: list[TrendFigure]
    deviation_basis_points: int | None
    limit: TrendLimit
    minimum_count: int
    reason: Bilingual
    mend: Bilingual
    source: str
    derivation: list[TrendStep]


@dataclass(frozen=True, slots=True)
class TrendNotAssessed:
    """A kind of trend that could not be looked at, and which fact is missing."""

    code: TrendKind
    rule: str
    missing: Bilingual


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of trend; `limit` names the policy's threshold, `complaints` says that it counts what only complaints' roles see."""

    code: TrendKind
    rule: str
    severity: FindingSeverity
    subject_kind: SignalSubject
    limit: str
    sentence: Sentence
    mend: Bilingual
    source: str
    related: tuple[str, ...]
    complaints: bool

    @property
    def limit_name(self) -> str:
        """The threshold's name as a policy shows it."""
        return _camel(self.limit)

    def of(
        self,
        policy: Policy,
        figures: Sequence[TrendFigure],
        found: bool,
        *,
        subject: str | None = None,
        **more: object,
    ) -> TrendFinding:
        """What was found of this kind; the first figure leads, and `more` is what else the sentence names."""
        limit = getattr(policy, self.limit)
        told: dict[str, object] = {"subject": subject, "limit": limit, "limit_basis_points": limit, **more}
        for one in figures:
            told |= one.inputs()
        leading = figures[0].deviation_basis_points
        told["deviation_basis_points"] = leading
        why = Derivation().because(self.rule, self.sentence, found, **told)
        why = why.because(
            self.rule, _LIMIT, limit, name=_camel(self.limit), policy_version=policy.version,
            minimum=policy.trend_minimum_count,
        )  # fmt: skip
        steps = [
            TrendStep(
                one.rule,
                Bilingual(render(one, "nl"), render(one, "en")),
                {_camel(name): each for name, each in one.inputs.items()},
                one.result,
            )
            for one in why.steps
        ]
        return TrendFinding(
            code=self.code, rule=self.rule, related=list(self.related), severity=self.severity,
            subject_kind=self.subject_kind, subject=subject, found=found, figures=list(figures),
            deviation_basis_points=leading, minimum_count=policy.trend_minimum_count,
            limit=TrendLimit(_camel(self.limit), limit, policy.id, policy.version),
            reason=steps[0].sentence, mend=self.mend, source=self.source, derivation=steps,
        )  # fmt: skip

    def lacks(self, nl: str, en: str) -> TrendNotAssessed:
        """This kind cannot be looked at: what is missing."""
        return TrendNotAssessed(self.code, self.rule, Bilingual(nl, en))


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def kind(
    code: TrendKind,
    rule: str,
    *,
    limit: str,
    reason: tuple[str, str],
    mend: tuple[str, str],
    source: str,
    related: tuple[str, ...] = (),
    severity: FindingSeverity = FindingSeverity.WARNING,
    subject_kind: SignalSubject = SignalSubject.MUNICIPALITY,
    complaints: bool = False,
) -> Kind:
    """Enter a kind of trend in KINDS: Dutch and English of what it says and of what mends it."""
    assert code not in KINDS, f"two kinds of trends share the code {code}"
    sentence = Sentence(f"trend.{code}", *reason)
    KINDS[code] = Kind(
        code, rule, severity, subject_kind, limit, sentence, Bilingual(*mend), source, related, complaints
    )
    return KINDS[code]


@dataclass(frozen=True, slots=True)
class SubjectCount:
    """A count of one provider or product."""

    subject: str
    count: Count


@dataclass(frozen=True, slots=True)
class PracticeCount:
    """Contacts of the nurse at a practice (AGB code), the referrals beside them, and whether demand is drawn in (R-A47)."""

    practice: str
    contacts: Count
    referred: Count
    draws: bool


@dataclass(frozen=True, slots=True)
class Cut:
    """A day from which something was cut, the requests since, and those of as many days before it."""

    on: date
    requests: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """All that is counted of a period and of the one before it; `counts` by name, nothing where a name is missing."""

    counts: Mapping[str, Count] = field(default_factory=dict)
    providers: Sequence[SubjectCount] = ()
    products: Sequence[SubjectCount] = ()
    practices: Sequence[PracticeCount] = ()
    cut: Cut | None = None

    def __getitem__(self, name: str) -> Count:
        return self.counts.get(name, Count())


@dataclass(frozen=True, slots=True)
class Case:
    """What a detector looks at: what was counted, and the policy whose limits hold."""

    measured: Measured
    policy: Policy

    def enough(self, count: Count) -> bool:
        """Whether there are so many cases, now or before, that a difference is more than chance."""
        return count.most >= self.policy.trend_minimum_count


Said = Iterable[TrendFinding | TrendNotAssessed]
