"""A sample is reproducible, and nobody chose it (R-A09, F-34)."""

import random
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.access.review_samples import rules
from services.access.review_samples.rules import (
    Proof,
    ReviewSample,
    ReviewSampleNotDrawn,
    ReviewSampleRefused,
)
from shared.values import Derivation, new_id
from shared.values.derivation import render
from shared.values.reviewing import SampledKind

OWNER, SECRET, TODAY = "00000099000000000484", "5a" * 32, date(2026, 4, 1)
POPULATIONS = st.lists(st.uuids(), unique=True, max_size=60)


def promised(period: str = "2026-04") -> ReviewSample:
    """The sample of a month that was promised on its first day."""
    made, _ = rules.promise(OWNER, period, SECRET, [], TODAY, None)
    return made


def drawn(subjects: list[UUID], rate: int = 1_000, **other: Any) -> tuple[ReviewSample, Proof]:
    """The sample of April drawn on 1 May, with its proof."""
    population = [(one, SampledKind.DECISION) for one in subjects]
    asked = {"policy_id": None, "policy_version": 0, "today": date(2026, 5, 1), "told": Derivation(), **other}
    sample, lines, _ = rules.draw(promised(), SECRET, population, rate_basis_points=rate, **asked)
    return sample, rules.prove(sample, SECRET, lines)


@pytest.mark.rule("R-A09")
def test_ten_percent_of_250_are_25() -> None:
    """250 requests × 10 % = 25; 251 are 26, for it is rounded up, and the derivation says so; of nobody nobody."""
    assert [rules.size_of(count, 1_000) for count in (250, 251, 1, 0)] == [25, 26, 1, 0]
    assert rules.size_of(250, 10_000) == 250
    subjects = [new_id() for _ in range(250)]
    sample, proof = drawn(subjects)
    assert (sample.population_size, sample.sample_size) == (250, 25)
    assert sum(one.chosen for one in proof.subjects) == 25
    population = [(one, SampledKind.DECISION) for one in subjects]
    _, _, why = rules.draw(
        promised(), SECRET, population, rate_basis_points=1_000, policy_id=None, policy_version=3,
        today=date(2026, 5, 1), told=Derivation(),
    )  # fmt: skip
    assert "naar boven afgerond: 25" in render(why.steps[0], "nl")
    assert why.steps[0].inputs["policy_version"] == 3


@pytest.mark.rule("F-34")
def test_a_sample_is_promised_before_its_month_is_over() -> None:
    """The month that runs or the next, once; its secret's SHA-256 is shown; the secret only after the draw."""
    sample = promised()
    assert (sample.starts_on, sample.ends_on) == (date(2026, 4, 1), date(2026, 4, 30))
    assert sample.commitment == rules.commit(SECRET) != SECRET
    assert rules.months_to_promise(date(2026, 12, 31)) == ("2026-12", "2027-01")
    assert promised("2026-05").starts_on == date(2026, 5, 1)
    for period, known, code in (("2026-03", [], "other-month"), ("2026-04", ["2026-04"], "known")):
        with pytest.raises(ReviewSampleRefused) as refused:
            rules.promise(OWNER, period, SECRET, known, TODAY, None)
        assert [one.code for one in refused.value.errors] == [code]
    with pytest.raises(ReviewSampleNotDrawn):
        rules.prove(sample, SECRET, [])
    with pytest.raises(ReviewSampleNotDrawn):
        drawn([], today=date(2026, 4, 30))
    assert rules.due_on(sample) == date(2026, 5, 31)


@pytest.mark.rule("F-34")
@settings(max_examples=50)
@given(subjects=POPULATIONS, rate=st.integers(0, 10_000), order=st.randoms(use_true_random=False))
def test_a_sample_never_depends_on_the_order_of_arrival(
    subjects: list[UUID], rate: int, order: random.Random
) -> None:
    """The same population in any order gives the same sample, which can be verified, of the size that the rate says."""
    mixed = list(subjects)
    order.shuffle(mixed)
    sample, proof = drawn(subjects, rate)
    again, repeated = drawn(mixed, rate)
    assert proof.subjects == repeated.subjects
    assert sample.seed == again.seed
    assert proof.verified
    assert [one.rank for one in proof.subjects] == list(range(1, len(subjects) + 1))
    assert sum(one.chosen for one in proof.subjects) == rules.size_of(len(subjects), rate)


@pytest.mark.rule("F-34")
@settings(max_examples=30)
@given(subjects=st.lists(st.uuids(), unique=True, min_size=2, max_size=20), other=st.uuids())
def test_what_was_changed_afterwards_is_seen(subjects: list[UUID], other: UUID) -> None:
    """Another secret, another member, one left out, another choice or another rate: none of them verifies."""
    _, proof = drawn(subjects, 5_000)
    first, last = proof.subjects[0], proof.subjects[-1]
    swapped = [replace(first, chosen=False), *proof.subjects[1:-1], replace(last, chosen=True)]
    forged = [
        replace(proof, secret="5b" * 32),
        replace(proof, commitment=rules.commit("5b" * 32)),
        replace(proof, subjects=proof.subjects[1:]),
        replace(proof, subjects=swapped),
        replace(proof, rate_basis_points=10_000),
        replace(proof, seed=rules.seed_of(proof.secret, "2026-05", proof.population_digest)),
    ]
    if other not in subjects:
        forged.append(replace(proof, subjects=[replace(first, subject_id=other), *proof.subjects[1:]]))
    assert [rules.verify(one) for one in forged] == [False] * len(forged)
    assert rules.verify(replace(proof, subjects=list(reversed(proof.subjects))))
