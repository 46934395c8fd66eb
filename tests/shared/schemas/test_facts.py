"""What a fact leaves out of a schema, and how a retry gets it back."""

from typing import Annotated, Any

import pytest
from pydantic import Field, ValidationError

from shared.schemas.common import Resource, Wire
from shared.schemas.facts import Private, is_private, restored, told
from shared.values import new_id


class Line(Wire):
    """A member of a list with a name in it."""

    side: str
    named_by: Annotated[str | None, Private]


class Letter(Resource):
    """Something with a text, a list of texts, lines, and one line."""

    code: str
    text: Annotated[str, Private] = Field(description="vrije tekst")
    remarks: Annotated[list[str], Private]
    lines: list[Line]
    last: Line | None = None


def letter(**other: Any) -> Letter:
    """A letter with everything in it."""
    given: dict[str, Any] = {
        "id": new_id(),
        "version": 2,
        "owner": "00000099000000000484",
        "code": "A-1",
        "text": "mevrouw belde",
        "remarks": ["boos"],
        "lines": [Line(side="left", named_by="j.jansen"), Line(side="right", named_by="p.pietersen")],
        "last": Line(side="last", named_by="k.klaassen"),
    }
    return Letter(**{**given, **other})


def as_json(value: Wire) -> dict[str, Any]:
    """A value as it travels."""
    return value.model_dump(mode="json", by_alias=True)


def test_a_private_field_keeps_what_else_was_said_of_it() -> None:
    """The mark stands in the schema beside the description, and other fields have none."""
    schema = Letter.model_json_schema()["properties"]
    assert (schema["text"]["x-private"], schema["text"]["description"]) == (True, "vrije tekst")
    assert is_private(Letter.model_fields["text"]) and not is_private(Letter.model_fields["code"])


@pytest.mark.rule("F-06")
def test_a_fact_has_no_private_field_at_any_depth() -> None:
    """Neither its schema nor its value: not in the model, in a list of models, or in one model inside."""
    schema = told(Letter)
    said = str(schema.model_json_schema())
    fact = schema.model_validate(as_json(letter()))
    assert schema.__name__ == "LetterFact" and schema.__doc__ == Letter.__doc__
    assert not any(name in said for name in ("'text'", "'remarks'", "'namedBy'"))
    assert as_json(fact) == {
        **{name: as_json(letter())[name] for name in ("version", "owner", "externalReference", "code")},
        "id": str(fact.id),
        "lines": [{"side": "left"}, {"side": "right"}],
        "last": {"side": "last"},
    }


def test_a_model_without_private_fields_is_told_as_it_is() -> None:
    """No second schema where nothing differs."""
    assert told(Resource) is Resource
    assert told(told(Letter)) is told(Letter)


def test_a_reader_of_facts_passes_over_what_it_does_not_know() -> None:
    """A member of a newer release stops no follower; what must be there is still demanded."""
    fact = as_json(letter())
    assert told(Letter).model_validate({**fact, "later": 1}).code == "A-1"
    with pytest.raises(ValidationError):
        told(Letter).model_validate({name: value for name, value in fact.items() if name != "code"})


def test_the_whole_comes_back_from_the_subject_itself() -> None:
    """What was left out is found again in the subject as it is now, list members by what both tell of them."""
    was = letter()
    fact = as_json(told(Letter).model_validate(as_json(was)))
    now = letter(id=was.id, version=3, lines=[was.lines[1], Line(side="later", named_by="x")])
    found = Letter.model_validate(restored(Letter, fact, as_json(now)))
    assert (found.version, found.text, found.remarks) == (2, "mevrouw belde", ["boos"])
    assert [(one.side, one.named_by) for one in found.lines] == [("left", None), ("right", "p.pietersen")]
    assert found.last == was.last


def test_what_is_no_longer_there_stays_empty() -> None:
    """Without the subject a text is null, a list has no members, and an empty place stays empty."""
    fact = {**as_json(told(Letter).model_validate(as_json(letter()))), "last": None}
    found = restored(Letter, fact, {})
    assert (found["text"], found["remarks"], found["last"]) == (None, [], None)
    assert found["lines"][0] == {"side": "left", "namedBy": None}
