"""What is kept of a person, for what, and who is the same one; no other text that holds a BSN enters, not even as a question."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from services.access.citizens import rules
from services.access.citizens.rules import PURPOSES, CitizenKnown, PersonalDataRefused, Stated, refuse_bsn
from shared.errors import BsnRefused
from shared.schemas.access import NewCitizen, NewDecision, NewReferral, NewRequest, RefuseReferral
from shared.schemas.common import Wire
from shared.values import new_id
from shared.values.terms import PersonalField, Purpose

BSNS = ["999900006", "999900018", "123456782"]


def test_a_reference_without_a_bsn_may_be_asked_for() -> None:
    """Other digits and no reference at all pass."""
    refuse_bsn("melding-2026-0042/123456789")
    refuse_bsn(None)


@pytest.mark.parametrize("bsn", BSNS)
def test_a_bsn_is_not_asked_for(bsn: str) -> None:
    """The refusal names the filter and never repeats the number."""
    with pytest.raises(BsnRefused) as refused:
        refuse_bsn(f"inw-{bsn}")
    [error] = refused.value.errors
    assert (error.location, error.where) == ("externalReference", "query")
    told = refused.value.detail.render("nl", refused.value.facts)
    assert "externalReference" in told
    assert bsn not in told + str(refused.value)


@pytest.mark.parametrize("bsn", BSNS)
@pytest.mark.parametrize(
    ("schema", "field"),
    [
        (NewRequest, "citizenReference"),
        (NewRequest, "externalReference"),
        (NewDecision, "externalReference"),
        (NewDecision, "motivation"),
        (NewReferral, "externalReference"),
        (RefuseReferral, "reason"),
    ],
)
def test_no_body_takes_a_bsn_in_any_text(schema: type[Wire], field: str, bsn: str) -> None:
    """Every reference and text of every body that access reads is checked by its schema."""
    with pytest.raises(ValidationError) as wrong:
        schema.model_validate({field: f"x-{bsn}"})
    assert (field,) in {error["loc"] for error in wrong.value.errors() if error["type"] == "value_error"}


TODAY, OWNER = date(2026, 4, 20), "00000099000000000484"
GOOD: dict[PersonalField, Any] = {
    PersonalField.BSN: "999900006",
    PersonalField.BORN_ON: "1958-05-17",
    PersonalField.ADDRESS: {"street": "Dorpsstraat", "houseNumber": 1},
}
FIELDS = st.sampled_from(PersonalField)
PERSONS = st.dictionaries(
    FIELDS.filter(lambda field: field is not PersonalField.BSN), st.sampled_from(["a", "b"]), max_size=4
).map(
    lambda given: {
        field: Stated("1958-05-17" if field is PersonalField.BORN_ON else value, PURPOSES[field][0])
        for field, value in given.items()
    }
)


def value_of(field: PersonalField) -> Any:
    """Something that this field may hold."""
    return GOOD.get(field, "x")


@pytest.mark.rule("F-01")
@pytest.mark.rule("F-02")
def test_the_list_has_every_field_and_the_schema_shows_it() -> None:
    """Each field has its purposes; what the documents print as allowed is what the rule allows."""
    assert PURPOSES.keys() == set(PersonalField)
    schema = NewCitizen.model_json_schema()
    for field, allowed in PURPOSES.items():
        named = next(one["$ref"] for one in schema["properties"][field]["anyOf"] if "$ref" in one)
        stated = schema["$defs"][named.rsplit("/", 1)[1]]
        assert stated["properties"]["purpose"]["enum"] == [one.value for one in allowed], field
        assert stated["required"] == ["value", "purpose"]


@pytest.mark.rule("F-02")
@given(FIELDS, st.sampled_from([*Purpose, "", "curiosity"]))
def test_a_field_is_kept_for_its_own_purposes_alone(field: PersonalField, purpose: str) -> None:
    """Every pair of field and purpose that is not on the list is refused, with rule and place."""
    personal = {field: Stated(value_of(field), purpose)}
    if purpose in PURPOSES[field]:
        rules.check_personal(personal, TODAY)
        return
    with pytest.raises(PersonalDataRefused) as refused:
        rules.check_personal(personal, TODAY)
    [error] = refused.value.errors
    assert (error.location, error.rule) == (f"#/{field}/purpose", "F-02" if purpose else "F-01")
    assert PURPOSES[field][0] in error.detail.nl


@given(PERSONS, st.randoms())
def test_the_same_data_in_any_order_are_the_same_person(personal: Any, random: Any) -> None:
    """Registering again finds the citizen; its fields stand in the order of the list."""
    citizen = rules.register(OWNER, "inwoner-1", personal, TODAY)
    order = list(personal.items())
    random.shuffle(order)
    assert rules.find_same([citizen], "inwoner-1", dict(order)) is citizen
    assert citizen.fields == [field for field in PersonalField if field in personal]


@given(PERSONS, PERSONS)
def test_other_data_are_named_field_by_field(known: Any, asked: Any) -> None:
    """The refusal names exactly the fields that differ."""
    citizen = rules.register(OWNER, "inwoner-1", known, TODAY)
    differing = {f"#/{field}" for field in PersonalField if known.get(field) != asked.get(field)}
    if not differing:
        assert rules.find_same([citizen], "inwoner-1", asked) is citizen
        return
    with pytest.raises(CitizenKnown) as refused:
        rules.find_same([citizen], "inwoner-1", asked)
    assert {error.location for error in refused.value.errors} == differing
    assert refused.value.facts == {"id": citizen.id}


def test_the_person_goes_before_the_reference() -> None:
    """A BSN that is one citizen's and a reference that is another's: the one with the BSN is named."""
    personal = {PersonalField.BSN: Stated("999900006", "identification")}
    mine = rules.register(OWNER, "inwoner-1", personal, TODAY)
    other = rules.register(OWNER, "inwoner-2", {}, TODAY)
    for known in ([mine, other], [other, mine]):
        with pytest.raises(CitizenKnown) as refused:
            rules.find_same(known, "inwoner-2", personal)
        assert refused.value.facts == {"id": mine.id}


@given(PERSONS, st.dictionaries(FIELDS, st.booleans(), max_size=5))
def test_a_correction_changes_what_it_names_and_nothing_else(personal: Any, changed: dict[Any, bool]) -> None:
    """Given anew, or taken away; the rest stays, and the version rises by one."""
    citizen = rules.register(OWNER, "inwoner-1", personal, TODAY)
    changes = {
        field: Stated(value_of(field), PURPOSES[field][0]) if given else None
        for field, given in changed.items()
    }
    corrected = rules.correct(citizen, changes, [citizen], TODAY, held=False)
    expected = {**personal, **changes}
    assert dict(corrected.personal) == {field: one for field, one in expected.items() if one is not None}
    assert (corrected.version, corrected.id) == (2, citizen.id)


def test_what_is_shown_of_a_bsn_is_two_digits() -> None:
    """The mask, and in a text of the citizen nothing more."""
    citizen = rules.register(
        OWNER, "inwoner-1", {PersonalField.BSN: Stated("999900018", "identification")}, TODAY
    )
    assert citizen.masked_bsn == "*******18"
    assert rules.Citizen(new_id(), 1, OWNER, "inwoner-2", {}).masked_bsn is None
