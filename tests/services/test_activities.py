"""The registers of the four services: what was published is never changed, only followed by a next version."""

import hashlib
import importlib
from dataclasses import astuple

import pytest

from deploy.settings import SERVICES
from shared.kit.processing_register import COMMON_ACTIVITIES, Register

# The contents of each version. A line that differs asks for a next version beside the one that is there.
PUBLISHED: dict[str, dict[str, str]] = {
    "contracts": {
        "authorisations/versions/1": "8ac9e6495f6f",
        "authorisations/versions/2": "68cd597c0809",
    },
    "access": {
        "access-to-support/versions/1": "cdd4d01cbad8",
        "access-to-support/versions/2": "f7092df442c1",
        "access-to-support/versions/3": "4c7d3c6580ac",
        "citizens/versions/1": "01ad0f4e19f9",
        "citizens/versions/2": "d53ed8645781",
        "citizens/versions/3": "c66143fdecdf",
        "transfers/versions/1": "ab774a6776d5",
        "transfers/versions/2": "36ca58e90217",
        "retention/versions/1": "0ff4364c41b6",
    },
    "settlement": {"allocations/versions/1": "bb584aa7633e", "allocations/versions/2": "27a8004a741e"},
    "outcomes": {
        "waiting-times/versions/1": "902ddec51705",
        "waiting-times/versions/2": "b7a03cae3dea",
        "cases/versions/1": "e3b962bb439c",
        "client-results/versions/1": "6936b5652819",
        "self-sufficiency/versions/1": "7f76c8cd2992",
    },
    "common": {
        "processing-log/versions/1": "e02dafd0078e",
        "data-subjects/versions/1": "16b889f0ba09",
        "exchange/versions/1": "7d84edd14bba",
    },
}


def digests(register: Register) -> dict[str, str]:
    """What names the contents of each version."""
    return {
        one.reference: hashlib.sha256(repr(astuple(one)).encode()).hexdigest()[:12]
        for one in register.entries
    }


def register_of(service: str) -> Register:
    """A service's own activities."""
    return Register(importlib.import_module(f"services.{service}.activities").ACTIVITIES)


@pytest.mark.parametrize("service", SERVICES)
def test_a_published_version_is_never_changed(service: str) -> None:
    """Lines of years ago refer to it: every version that was ever published is there, in the same words."""
    found = digests(register_of(service))
    assert found == PUBLISHED[service]


def test_what_all_services_share_is_never_changed_either() -> None:
    """Reading the log, rights of data subjects, exchange."""
    assert digests(Register(COMMON_ACTIVITIES)) == PUBLISHED["common"]


@pytest.mark.parametrize("service", SERVICES)
def test_every_entry_says_all_that_the_law_asks(service: str) -> None:
    """Purpose, ground with its article, categories, recipients and a term (AVG art. 30)."""
    for one in register_of(service).entries:
        assert "art." in one.legal_ground or "hoofdstuk" in one.legal_ground, one
        assert all(
            (one.purpose, one.data_categories, one.subject_categories, one.recipients, one.controller)
        ), one
        assert "logregel" in one.retention, one
