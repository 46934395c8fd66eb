"""Derivation: steps kept as data and told in two languages."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.values.derivation import SENTENCES, Derivation, Sentence, Step, render
from shared.values.money import Money
from shared.values.share import Rate, Share

ADVANCE = Sentence(
    "test.advance",
    "Van {annual_cents} wordt {share_basis_points} vanaf {start} betaald: {result_cents}.",
    "Of {annual_cents}, {share_basis_points} is paid from {start}: {result_cents}.",
)
ATTENTION = Sentence("test.attention", "Let op {what}: {result}.", "Mind {what}: {result}.")
SHARE_OF = Sentence("test.share", "Dat is {result_basis_points}.", "That is {result_basis_points}.")

SCALARS = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=20)
NAMES = st.from_regex(r"[a-z]{1,8}", fullmatch=True).filter(
    lambda name: name not in {"rule", "sentence", "result", "self"}
)


class Colour(StrEnum):
    """A list of codes, as the domain's terms are."""

    AMBER = "amber"


def advance() -> Derivation:
    """The derivation of an advance of 95 %."""
    annual, share = Money.euros("7000000.00"), Share.percent("95")
    return Derivation().because(
        "R-S01",
        ADVANCE,
        annual.times(share),
        annual_cents=annual,
        share_basis_points=share,
        start=date(2026, 7, 1),
    )


@pytest.mark.rule("R-S01")
def test_a_step_tells_itself_in_both_languages() -> None:
    """Cents show as money, basis points as percentages and dates in words."""
    (step,) = advance().steps
    assert render(step, "nl") == "Van € 7.000.000,00 wordt 95 % vanaf 1 juli 2026 betaald: € 6.650.000,00."
    assert render(step, "en") == "Of € 7,000,000.00, 95 % is paid from 1 July 2026: € 6,650,000.00."


def test_a_step_keeps_json_safe_values() -> None:
    """Every kind of value is kept in the form in which it travels."""
    number = UUID("01890000-0000-7000-8000-000000000001")
    derivation = Derivation().because(
        "R-S02",
        ATTENTION,
        Decimal("1E+2"),
        what=Colour.AMBER,
        day=date(2026, 2, 3),
        number=number,
        tariff=Rate.parse("12.345678"),
        paid_cents=[Money(1), Money(2)],
        agreed=True,
        nothing=None,
    )
    assert derivation.to_json() == [
        {
            "rule": "R-S02",
            "sentence": "test.attention",
            "inputs": {
                "what": "amber",
                "day": "2026-02-03",
                "number": str(number),
                "tariff": "12.345678",
                "paid_cents": [1, 2],
                "agreed": True,
                "nothing": None,
            },
            "result": "100",
        }
    ]
    assert type(derivation.steps[0].inputs["what"]) is str


@pytest.mark.parametrize(
    ("what", "result", "dutch", "english"),
    [
        (["a", "b", 3], "ja", "Let op a, b, 3: ja.", "Mind a, b, 3: ja."),
        (None, True, "Let op niet bekend: ja.", "Mind not known: yes."),
        (False, 2026, "Let op nee: 2026.", "Mind no: 2026."),
        (date(2026, 3, 1), 0, "Let op 1 maart 2026: 0.", "Mind 1 March 2026: 0."),
        ("2026-02-30", 1, "Let op 2026-02-30: 1.", "Mind 2026-02-30: 1."),
        ([date(2026, 5, 5)], 1, "Let op 5 mei 2026: 1.", "Mind 5 May 2026: 1."),
        ("{result}", 1, "Let op {result}: 1.", "Mind {result}: 1."),
    ],
)
def test_values_are_shown_as_a_reader_expects_them(what: Any, result: Any, dutch: str, english: str) -> None:
    """Lists with commas, the unknown and yes or no in words, numbers bare, braces in a value untouched."""
    (step,) = Derivation().because("R-O06", ATTENTION, result, what=what).steps
    assert render(step, "nl") == dutch
    assert render(step, "en") == english


def test_a_result_is_shown_by_the_unit_that_the_sentence_names() -> None:
    """A share as result is a percentage; a number may stand for it and lie above the whole."""
    assert render(Derivation().because("R-S51", SHARE_OF, Share(500)).steps[0], "nl") == "Dat is 5 %."
    assert render(Derivation().because("R-S51", SHARE_OF, 12_550).steps[0], "nl") == "Dat is 125,5 %."


def test_an_input_that_the_sentence_asks_for_must_be_given() -> None:
    """A missing input or a missing result is a KeyError when the step is made, not when it is read."""
    with pytest.raises(KeyError, match="start"):
        Derivation().because("R-S01", ADVANCE, Money(1), annual_cents=Money(1), share_basis_points=Share(1))
    with pytest.raises(KeyError, match="result"):
        Derivation().because("R-O06", ATTENTION, what="x")


def test_both_templates_are_checked() -> None:
    """What only one of the two languages asks for must be given as well."""
    uneven = Sentence("test.uneven", "Op {day}.", "On {day} at {place}.")
    with pytest.raises(KeyError, match="place"):
        Derivation().because("R-O06", uneven, day=date(2026, 1, 1))


@pytest.mark.parametrize(
    ("inputs", "error"),
    [
        ({"amount": Money(1)}, ValueError),
        ({"amounts": [Money(1)]}, ValueError),
        ({"part": Share(1)}, ValueError),
        ({"part_cents": Share(1)}, TypeError),
        ({"paid_cents": "1"}, TypeError),
        ({"paid_cents": True}, TypeError),
        ({"share_basis_points": Decimal(1)}, TypeError),
        ({"ratio": 0.5}, TypeError),
        ({"ratio": Decimal("NaN")}, TypeError),
        ({"thing": object()}, TypeError),
    ],
)
def test_names_say_the_unit_and_values_are_exact(inputs: dict[str, Any], error: type[Exception]) -> None:
    """An amount under a bare name, another thing under the name of an amount, and floats are refused."""
    with pytest.raises(error):
        Derivation().because("R-O06", ATTENTION, 1, what="x", **inputs)


def test_an_amount_as_result_is_refused_by_a_sentence_that_would_show_bare_cents() -> None:
    """Money needs `{result_cents}`, not `{result}`."""
    with pytest.raises(ValueError):
        Derivation().because("R-O06", ATTENTION, Money(1), what="x")


def test_a_derivation_grows_without_changing() -> None:
    """Adding a step or merging gives a new derivation; the old one stays as it was."""
    first = advance()
    second = first.because("R-O06", ATTENTION, 1, what="x")
    assert len(first.steps) == 1
    assert [step.rule for step in second.steps] == ["R-S01", "R-O06"]
    assert first.merge(second).steps == first.steps + second.steps
    assert Derivation().merge(first) == first


def test_what_went_in_is_not_changed_from_outside() -> None:
    """A list given to a step, or written by it, may change afterwards without touching the step."""
    given_list = ["a"]
    derivation = Derivation().because("R-O06", ATTENTION, 1, what=given_list)
    given_list.append("b")
    derivation.to_json()[0]["inputs"]["what"] = "c"
    assert derivation.steps[0].inputs == {"what": ["a"]}


def test_an_id_belongs_to_one_text() -> None:
    """The same sentence twice is fine; another text under its id is a ValueError and changes nothing."""
    assert Sentence(ATTENTION.id, ATTENTION.nl, ATTENTION.en) == SENTENCES["test.attention"]
    with pytest.raises(ValueError):
        Sentence("test.attention", "Anders.", "Different.")
    assert SENTENCES["test.attention"] == ATTENTION


@pytest.mark.parametrize("template", ["{}", "{0}", "{a.b}", "{a[0]}", "{a!r}", "{a:>9}", "{a"])
def test_a_placeholder_is_a_bare_name(template: str) -> None:
    """Positions, attributes, conversions and forms are a ValueError and register nothing."""
    with pytest.raises(ValueError):
        Sentence("test.refused", template, "x")
    assert "test.refused" not in SENTENCES


def test_a_sentence_that_no_code_knows_cannot_be_told() -> None:
    """An id that nothing registers is a KeyError."""
    with pytest.raises(KeyError):
        render(Step("R-S01", "test.unheard-of", {}), "nl")


@given(
    st.lists(st.tuples(SCALARS, st.dictionaries(NAMES, SCALARS | st.lists(SCALARS, max_size=3), max_size=4)))
)
def test_a_derivation_survives_the_way_through_json(steps: list[tuple[Any, dict[str, Any]]]) -> None:
    """Written, sent as JSON text and read back it is the same, and tells the same."""
    plain = Sentence("test.plain", "Zo is het.", "So it is.")
    derivation = advance()
    for result, inputs in steps:
        derivation = derivation.because("R-S01", plain, result, **inputs)
    back = Derivation.from_json(json.loads(json.dumps(derivation.to_json())))
    assert back == derivation
    assert [render(step, "nl") for step in back.steps] == [render(step, "nl") for step in derivation.steps]
