"""Samples of reviews: promised before their month is over, drawn by nobody, and proven (R-A09, F-34)."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.common import BasisPoints, Day, Reference, Resource, Wire
from shared.values.reviewing import SampledKind, SampleState

Count = Annotated[int, Field(ge=0)]
Sha256 = Annotated[
    str,
    Field(
        pattern=r"^[0-9a-f]{64}$",
        description="SHA-256 in 64 hexadecimale cijfers",
        examples=["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
    ),
]
Month = Annotated[
    str,
    Field(
        pattern=r"^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$",
        description="maand, als 2026-04",
        examples=["2026-04"],
    ),
]


class NewReviewSample(Wire):
    """Begin sampling (steekproef) with the month that runs or the next one: the service draws a secret and shows its SHA-256."""

    external_reference: Reference | None = None
    period: Month


class ReviewSample(Resource):
    """A monthly sample (steekproef) of decisions and requests for allocation, not chosen by hand (R-A09, F-34)."""

    period: Month
    state: SampleState
    starts_on: Day
    ends_on: Day
    committed_on: Day
    commitment: Sha256 = Field(description="SHA-256 van het geheim, getoond vóór de trekking")
    rate_basis_points: BasisPoints | None = Field(
        description="aandeel dat wordt getoetst; leeg = nog niet getrokken"
    )
    policy_id: UUID | None
    policy_version: int | None
    drawn_on: Day | None
    population_size: Count | None
    population_digest: Sha256 | None
    seed: Sha256 | None
    sample_size: Count | None


class SampledSubject(Wire):
    """One member of the population: its score under the seed, its place, and whether it was chosen."""

    subject_id: UUID
    subject_kind: SampledKind
    rank: Annotated[int, Field(ge=1)]
    score: Sha256
    chosen: bool


class ReviewSampleProof(Wire):
    """All that is needed to repeat a draw: the secret, the whole population, the rate, and whether it came out the same."""

    sample_id: UUID
    period: Month
    commitment: Sha256
    secret: Sha256
    population_digest: Sha256
    seed: Sha256
    rate_basis_points: BasisPoints
    sample_size: Count
    verified: bool
    method: str = Field(description="hoe de trekking wordt herhaald")
    subjects: list[SampledSubject]
