"""When a dossier is whole (F-38)."""

import pytest

from services.access.dossiers.rules import DossierIncomplete, Part, check_whole

WHOLE = [Part("contracts", None, 0), Part("settlement", 12, 0), Part("outcomes", 15, 0)]


@pytest.mark.rule("F-38")
def test_whole_when_everybody_answered_and_followed() -> None:
    """Contracts follows nothing of access; the others stand at or past the last fact about the person."""
    check_whole(12, WHOLE, [])
    check_whole(0, [Part("settlement", 0, 0)], [])


@pytest.mark.rule("F-38")
def test_what_is_missing_is_named_with_the_reason() -> None:
    """Away, behind in the feed, or with a fact about the person that still waits: all at once, in order."""
    parts = [Part("settlement", 11, 0), Part("outcomes", 12, 1)]
    with pytest.raises(DossierIncomplete) as refused:
        check_whole(12, parts, ["contracts"])
    assert [(error.location, error.code) for error in refused.value.errors] == [
        ("contracts", "service-away"), ("outcomes", "service-behind"), ("settlement", "service-behind"),
    ]  # fmt: skip
    assert refused.value.facts["missing"] == ["contracts", "outcomes", "settlement"]
