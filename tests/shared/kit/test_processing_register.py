"""The register of processing activities: versions that stay, references that resolve."""

from dataclasses import replace

import pytest

from shared.kit.processing_register import (
    COMMON_ACTIVITIES,
    Activity,
    Register,
    address,
    linked,
    reference_in,
)

FIRST = Activity(
    id="proef", version=1, name="Proef", purpose="Proberen", legal_ground="AVG art. 6", data_categories=("a",),
    subject_categories=("b",), recipients=("c",), retention="vijf jaar",
)  # fmt: skip
SECOND = replace(FIRST, version=2, purpose="Beter proberen")
BASE = "https://access.example.org/"


def test_lines_name_the_newest_version_and_older_ones_stay() -> None:
    """A new version changes what new lines say; what old ones say is still found."""
    register = Register.of((SECOND, FIRST))
    assert register.references["proef"] == "proef/versions/2"
    assert (register.find("proef"), register.find("proef", 1)) == (SECOND, FIRST)
    assert register.find("proef", 3) is register.find("anders") is None
    assert register.versions("proef") == [FIRST, SECOND] and register.versions("anders") == []
    assert {one.id for one in COMMON_ACTIVITIES} < register.newest.keys()


def test_a_version_is_there_once() -> None:
    """Two entries for one version would be two truths."""
    with pytest.raises(AssertionError, match="one entry"):
        Register.of((FIRST, replace(FIRST, purpose="Anders")))


def test_an_activity_is_named_by_address_reference_or_id() -> None:
    """Whichever a reader has at hand leads to what the log keeps."""
    uri = address(BASE, SECOND.reference)
    assert uri == "https://access.example.org/v1/processing-activities/proef/versions/2"
    assert reference_in(BASE, uri) == reference_in(BASE, "proef/versions/2") == "proef/versions/2"
    assert reference_in(BASE, "proef") == "proef"


def test_an_activity_speaks_the_words_of_w3c_dpv() -> None:
    """JSON-LD with purpose, ground, categories, recipients, storage and controller."""
    told = linked(BASE, FIRST)
    assert told["@id"] == address(BASE, FIRST.reference) and told["@type"] == "dpv:Process"
    assert (told["dpv:hasPurpose"], told["dpv:hasLegalBasis"]) == ("Proberen", "AVG art. 6")
    assert told.keys() >= {
        "dpv:hasPersonalData",
        "dpv:hasDataSubject",
        "dpv:hasRecipient",
        "dpv:hasDataController",
    }
