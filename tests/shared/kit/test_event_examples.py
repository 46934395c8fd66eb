"""An example is made of what a schema says, and fits it."""

from typing import Any

import pytest

from shared.kit.event_examples import example_of


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"const": "x"}, "x"),
        ({"enum": ["a", "b"]}, "a"),
        ({"type": "string", "examples": ["z"]}, "z"),
        ({"anyOf": [{"type": "null"}, {"type": "integer", "minimum": 3}]}, 3),
        ({"type": "integer"}, 1),
        ({"type": "integer", "maximum": 0}, 0),
        ({"type": "integer", "maximum": -1}, -1),
        ({"type": "array", "items": {"type": "boolean"}}, [False]),
        ({"type": "array"}, []),
        ({"type": "object"}, {}),
        ({"type": "null"}, None),
        ({"type": "string", "minLength": 12}, "voorbeeldxxx"),
        ({"type": "string", "maxLength": 3}, "voo"),
        ({"$ref": "#/$defs/A", "$defs": {"A": {"const": 1}}}, 1),
    ],
)
def test_the_plainest_value_is_taken(schema: dict[str, Any], expected: Any) -> None:
    """What the schema offers goes before what can be made up."""
    assert example_of(schema) == expected


def test_a_pattern_without_an_example_is_a_fault_of_ours() -> None:
    """A text is never made up against a pattern: the schema is to give an example."""
    with pytest.raises(LookupError, match="no example of"):
        example_of({"type": "string", "pattern": "^#[0-9]{3}$"})


def test_what_contains_itself_ends() -> None:
    """A schema that refers to itself gives an example of limited depth."""
    tree = {
        "$defs": {"T": {"type": "object", "properties": {"t": {"$ref": "#/$defs/T"}}}},
        "$ref": "#/$defs/T",
    }
    assert isinstance(example_of(tree), dict)
