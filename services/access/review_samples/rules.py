"""How a sample is promised, drawn and verified: reproducible, and chosen by nobody (R-A09, F-34; HMAC: RFC 2104)."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from shared.errors import FieldError, NotFound, Refused, Text
from shared.values import Derivation, Period, Sentence, Share, new_id
from shared.values.period import add_months
from shared.values.reviewing import SampledKind, SampleState

METHOD = (
    "commitment = SHA-256(secret als bytes); populationDigest = SHA-256(alle subjectId gesorteerd, elk op een regel);"
    " seed = SHA-256('secret|period|populationDigest'); score = HMAC-SHA256(sleutel: seed als bytes, bericht: subjectId);"
    " getrokken zijn de sampleSize laagste scores; sampleSize = aandeel x populatie, naar boven afgerond."
)
COMMITTED = Sentence(
    "review-sample.committed",
    nl="Voor {period} is op {committed_on} een geheim getrokken en zijn SHA-256 getoond: {result}.",
    en="For {period} a secret was drawn on {committed_on} and its SHA-256 shown: {result}.",
)
SIZED = Sentence(
    "review-sample.sized",
    nl="Van {population} besluiten en verzoeken wordt {rate_basis_points} getoetst, naar boven afgerond: {result}.",
    en="Of {population} decisions and requests {rate_basis_points} are reviewed, rounded up: {result}.",
)
DRAWN = Sentence(
    "review-sample.drawn",
    nl="Getrokken op {drawn_on} zonder hand: het zaad volgt uit geheim, maand en bevroren lijst; de laagste scores zijn gekozen.",
    en="Drawn on {drawn_on} by no hand: the seed follows from secret, month and frozen list; the lowest scores are chosen.",
)


class ReviewSampleNotFound(NotFound):
    """There is no such sample, or it is not yours."""

    code = "review-sample-not-found"
    title = Text("Steekproef niet gevonden", "Review sample not found")
    detail = Text("Er is geen steekproef {id}.", "There is no review sample {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class ReviewSampleRefused(Refused):
    """A sample is promised for the month that runs or the next one, once."""

    code = "review-sample-refused"
    rule = "R-A09"
    title = Text("De steekproef kan zo niet", "The sample cannot be like this")
    detail = Text(
        "Een steekproef begint met de lopende of de volgende maand, één keer per maand.",
        "A sample begins with the month that runs or the next one, once a month.",
    )
    mend = Text("Kies {current} of {next}.", "Choose {current} or {next}.")


class ReviewSampleNotDrawn(Refused):
    """The secret stays secret until the month is over and the sample drawn."""

    code = "review-sample-not-drawn"
    rule = "F-34"
    title = Text("De steekproef is nog niet getrokken", "The sample is not drawn yet")
    detail = Text(
        "De steekproef van {period} wordt getrokken na {ends_on}.",
        "The sample of {period} is drawn after {ends_on}.",
    )
    mend = Text("Wacht tot de maand voorbij is.", "Wait until the month is over.")


_OTHER_MONTH = Text(
    "Dit is niet de lopende of de volgende maand.", "This is not the month that runs or the next."
)
_KNOWN = Text("Van deze maand is er al een steekproef.", "There is a sample of this month already.")


@dataclass(frozen=True, slots=True)
class ReviewSample:
    """A month's sample; what is None is not known before it is drawn. The secret stands apart from it."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    period: str
    state: SampleState
    starts_on: date
    ends_on: date
    committed_on: date
    commitment: str
    rate_basis_points: int | None = None
    policy_id: UUID | None = None
    policy_version: int | None = None
    drawn_on: date | None = None
    population_size: int | None = None
    population_digest: str | None = None
    seed: str | None = None
    sample_size: int | None = None


@dataclass(frozen=True, slots=True)
class Sampled:
    """One member of the population: its score under the seed, its place, and whether it was chosen."""

    subject_id: UUID
    subject_kind: SampledKind
    rank: int
    score: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Proof:
    """All that is needed to repeat a draw, and whether repeating it here gave the same."""

    sample_id: UUID
    period: str
    commitment: str
    secret: str
    population_digest: str
    seed: str
    rate_basis_points: int
    sample_size: int
    verified: bool
    method: str
    subjects: list[Sampled]


def months_to_promise(today: date) -> tuple[str, str]:
    """The month that runs and the next one, as 2026-04."""
    return _named(today), _named(add_months(today.replace(day=1), 1))


def _named(day: date) -> str:
    return f"{day.year:04d}-{day.month:02d}"


def commit(secret: str) -> str:
    """The SHA-256 of a secret of 64 hexadecimal digits, which binds it without telling it."""
    return hashlib.sha256(bytes.fromhex(secret)).hexdigest()


def known_secret(sample: ReviewSample, secret: str | None) -> str:
    """The secret that a sample was promised with. Raises ReviewSampleNotFound where it is not there."""
    if secret is None:
        raise ReviewSampleNotFound(id=sample.id)
    return secret


def promise(
    owner: str, period: str, secret: str, known: Iterable[str], today: date, external_reference: str | None
) -> tuple[ReviewSample, Derivation]:
    """A sample of the month that runs or the next one, bound by the secret's hash. Raises ReviewSampleRefused."""
    current, following = months_to_promise(today)
    wrong = []
    if period not in (current, following):
        wrong.append(FieldError("#/period", "other-month", _OTHER_MONTH, rule="F-34"))
    if period in known:
        wrong.append(FieldError("#/period", "known", _KNOWN, rule="R-A09"))
    if wrong:
        raise ReviewSampleRefused(errors=tuple(wrong), current=current, next=following)
    first = date(int(period[:4]), int(period[5:]), 1)
    commitment = commit(secret)
    made = ReviewSample(
        id=new_id(),
        version=1,
        owner=owner,
        external_reference=external_reference,
        parties=[],
        period=period,
        state=SampleState.COMMITTED,
        starts_on=first,
        ends_on=add_months(first, 1) - timedelta(days=1),
        committed_on=today,
        commitment=commitment,
    )
    return made, Derivation().because("F-34", COMMITTED, commitment, period=period, committed_on=today)


def digest(subjects: Iterable[UUID]) -> str:
    """The SHA-256 of the ids, sorted, one a line: the same whatever the order in which they came."""
    lines = "\n".join(sorted(str(one) for one in subjects))
    return hashlib.sha256(lines.encode()).hexdigest()


def seed_of(secret: str, period: str, population_digest: str) -> str:
    """The seed: nobody knows it before the list is frozen, and nobody chooses it."""
    return hashlib.sha256(f"{secret}|{period}|{population_digest}".encode()).hexdigest()


def size_of(population: int, rate_basis_points: int) -> int:
    """How many are reviewed, rounded up: 250 at 10 % are 25, 251 are 26 (R-A09)."""
    return -(-population * rate_basis_points // 10_000)


def rank(seed: str, subjects: Iterable[tuple[UUID, SampledKind]], chosen: int) -> list[Sampled]:
    """The population in order of its scores under the seed; the first so many are chosen."""
    key = bytes.fromhex(seed)
    scored = sorted(
        (hmac.new(key, str(subject).encode(), hashlib.sha256).hexdigest(), str(subject), subject, kind)
        for subject, kind in subjects
    )
    return [
        Sampled(subject, kind, place, score, place <= chosen)
        for place, (score, _, subject, kind) in enumerate(scored, 1)
    ]


def draw(
    known: ReviewSample,
    secret: str,
    population: Sequence[tuple[UUID, SampledKind]],
    *,
    rate_basis_points: int,
    policy_id: UUID | None,
    policy_version: int,
    today: date,
    told: Derivation,
) -> tuple[ReviewSample, list[Sampled], Derivation]:
    """The sample of a month that is over, and its frozen population in order of rank. Raises ReviewSampleNotDrawn before."""
    if today <= known.ends_on:
        raise ReviewSampleNotDrawn(period=known.period, ends_on=known.ends_on)
    found = digest(one for one, _ in population)
    seed = seed_of(secret, known.period, found)
    size = size_of(len(population), rate_basis_points)
    drawn = replace(
        known,
        version=known.version + 1,
        state=SampleState.DRAWN,
        rate_basis_points=rate_basis_points,
        policy_id=policy_id,
        policy_version=policy_version,
        drawn_on=today,
        population_size=len(population),
        population_digest=found,
        seed=seed,
        sample_size=size,
    )
    why = told.because(
        "R-A09", SIZED, size, population=len(population), rate_basis_points=Share(rate_basis_points),
        policy_version=policy_version,
    ).because("F-34", DRAWN, drawn_on=today)  # fmt: skip
    return drawn, rank(seed, population, size), why


def prove(sample: ReviewSample, secret: str, subjects: Sequence[Sampled]) -> Proof:
    """All that is needed to repeat the draw of a sample. Raises ReviewSampleNotDrawn."""
    if (
        sample.state is not SampleState.DRAWN
        or sample.population_digest is None
        or sample.seed is None
        or sample.rate_basis_points is None
        or sample.sample_size is None
    ):
        raise ReviewSampleNotDrawn(period=sample.period, ends_on=sample.ends_on)
    told = Proof(
        sample.id, sample.period, sample.commitment, secret, sample.population_digest, sample.seed,
        sample.rate_basis_points, sample.sample_size, False, METHOD, list(subjects),
    )  # fmt: skip
    return replace(told, verified=verify(told))


def verify(proof: Proof) -> bool:
    """Whether a draw, repeated from its secret and its population alone, gives just what was told."""
    population = [(one.subject_id, one.subject_kind) for one in proof.subjects]
    found = digest(one for one, _ in population)
    seed = seed_of(proof.secret, proof.period, found)
    size = size_of(len(population), proof.rate_basis_points)
    return (
        commit(proof.secret) == proof.commitment
        and found == proof.population_digest
        and seed == proof.seed
        and size == proof.sample_size
        and rank(seed, population, size) == sorted(proof.subjects, key=lambda one: one.rank)
    )


def due_on(sample: ReviewSample) -> date:
    """The last day of the reviews that a sample chose: the last of the month after it."""
    return Period(add_months(sample.starts_on, 1), add_months(sample.starts_on, 2)).last_day or sample.ends_on
