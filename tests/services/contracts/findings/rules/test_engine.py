"""The engine and its kinds: order, purity, places that exist, and sentences that hold their numbers."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import msgspec
import pytest

from services.contracts.contracts.rules import Terms
from services.contracts.findings.rules import KINDS, Case, Circumstances, assess, look
from services.contracts.findings.rules.engine import GROUPS
from shared.schemas.contracts import Assess
from tests.services.contracts.findings.drafts import of_form, sound
from tests.services.contracts.findings.examples import EXAMPLES, Example

TODAY = date(2026, 1, 1)


def case_of(draft: dict[str, Any]) -> Case:
    """A draft as a detector sees it."""
    asked = Assess.model_validate(draft)
    facts = msgspec.convert(asked.context, Circumstances, from_attributes=True)
    return Case(msgspec.convert(asked, Terms, from_attributes=True), facts, TODAY)


def test_assess_gives_the_findings_of_the_engine() -> None:
    """`assess(terms, context)` is what the engine finds, gravest first; twice the same."""
    case = case_of(of_form({"number": 1, "form": "production", "productCodes": ["01A03"]}, arrangement=None))
    found = assess(case.terms, case.facts, TODAY)
    assert found == look(case).findings == assess(case.terms, case.facts, TODAY)
    assert [one.code for one in found] == ["role-model-missing", "form-unmotivated"]


def test_an_empty_draft_is_assessed_without_a_fault() -> None:
    """Nothing is known yet: no detector stumbles, and only what a contract must say is found."""
    bare = {"number": "1", "name": "x", "municipalityCode": "0484", "legalForm": "contract"}
    assert [one.code for one in look(case_of(bare)).findings] == ["role-model-missing", "no-cooperation-duty"]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: f"{one.code} {one.name}".strip())
def test_what_is_found_points_at_a_place_that_the_reader_can_fill(example: Example) -> None:
    """Every pointer begins at a field of the draft or of its circumstances, and the reason holds no open place."""
    known = {field.alias or name for name, field in Assess.model_fields.items()} | {"definitionTest"}
    for one in look(case_of(example.raises)).findings:
        assert one.where.split("/")[1] in known, one.where
        assert not re.search(r"[{}]", one.reason.nl + one.reason.en), one.reason
        assert "…" not in one.reason.nl


def test_every_kind_speaks_both_languages_with_the_same_places() -> None:
    """Dutch and English ask for the same numbers, but for words that differ by language (…_nl, …_en)."""
    for one in KINDS.values():
        nl, en = (set(re.findall(r"{(\w+)}", text)) for text in (one.sentence.nl, one.sentence.en))
        assert {name.removesuffix("_nl") for name in nl} == {name.removesuffix("_en") for name in en}, (
            one.code
        )
        assert one.source and (one.countermeasure is None or one.countermeasure.nl != one.countermeasure.en)
        assert re.fullmatch(r"R-C\d\d|E-\d\d", one.rule) and re.fullmatch(r"[a-z0-9-]+", one.code)


def test_no_two_detectors_find_the_same_twice() -> None:
    """On every example a code stands at a place once."""
    for example in EXAMPLES:
        places = [(one.code, one.where) for one in look(case_of(example.raises)).findings]
        assert len(places) == len(set(places)), example.code


@pytest.mark.parametrize(
    "index", range(len(GROUPS)), ids=lambda index: GROUPS[index].__name__.rsplit(".", 1)[-1]
)
def test_each_group_is_silent_on_the_sound_contract(index: int) -> None:
    """A detector that fires on a contract that says all it should is wrong."""
    found = [one for detect in GROUPS[index].DETECTORS for one in detect(case_of(sound()))]
    assert [one.code for one in found] in ([], ["definition-deviation"])
