"""Steps that are worked out while they are asked, in the reader's language."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from shared.kit.steps import shown, steps_of
from shared.values import Derivation, Sentence, new_id

COUNTED = Sentence("test.steps-counted", nl="Er zijn er {result}.", en="There are {result}.")


@dataclass(frozen=True, slots=True)
class Counted:
    """Something with an id and a version."""

    id: UUID
    version: int


def test_steps_speak_the_language_of_who_asks() -> None:
    """The sentence in Dutch or English, its rule and result; the whole names its subject in its version."""
    why = Derivation().because("R-A55", COUNTED, 3)
    dutch: Any = SimpleNamespace(language="nl")
    english: Any = SimpleNamespace(language="en")
    assert [one.sentence for one in steps_of(dutch, why)] == ["Er zijn er 3."]
    (step,) = steps_of(english, why)
    assert (step.rule, step.sentence, step.result) == ("R-A55", "There are 3.", 3)
    subject = Counted(new_id(), 4)
    told = shown(english, subject, why)
    assert (told.subject, told.version, told.steps) == (subject.id, 4, [step])
