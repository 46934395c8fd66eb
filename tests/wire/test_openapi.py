"""Every OpenAPI document: valid, equal to its snapshot, with words, scopes, problems and examples that hold."""

import json
import re

import pytest
from fastapi.routing import APIRoute
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator

from deploy import lint_openapi
from shared.kit.problems import MEDIA_TYPE
from tests.support.house import House
from tests.wire.documents import Document, operations, published, resolved, schemas

pytestmark = pytest.mark.xdist_group("published")


def validator(document: Document, schema: Document) -> Draft202012Validator:
    """A validator of one schema of a document, in which references are followed and formats are checked."""
    whole = {"components": document["components"], **schema}
    return Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER)


def as_snapshot(house: House, service: str, text: str) -> str:
    """What a running service says, with the addresses under which a snapshot is made."""
    settings = json.dumps(lint_openapi.openapi_document(service)["components"]["securitySchemes"])
    issuer = re.search(r'"tokenUrl": "(.*?)/token"', settings)
    assert issuer is not None
    return text.replace(house.urls[service], lint_openapi.address(service)).replace(house.issuer, issuer[1])


async def test_the_running_service_publishes_its_snapshot(
    house: House, service: str, document: Document
) -> None:
    """The committed document is the one that is served: a change of the API shows in review."""
    served = as_snapshot(house, service, lint_openapi.as_text(document))
    committed = (lint_openapi.SNAPSHOTS / f"{service}.openapi.json").read_text(encoding="utf-8")
    assert served == committed, "python -m deploy lint-openapi --write"


async def test_the_document_is_valid_in_both_versions(house: House, service: str, document: Document) -> None:
    """3.1 and its 3.0.3 rendering pass the validator of the specification."""
    older = await published(house.http, house.urls[service], "openapi-3.0.json")
    assert (document["openapi"], older["openapi"]) == ("3.1.0", "3.0.3")
    OpenAPIV31SpecValidator(document).validate()
    OpenAPIV30SpecValidator(older).validate()


async def test_every_operation_says_what_it_is(service: str, document: Document) -> None:
    """A Dutch summary with the English term, a description, one tag, and a description of each parameter."""
    wrong = []
    for one in operations(service, document):
        if not re.search(r"\([A-Za-z]", one.says["summary"]):
            wrong.append(f"{one}: no English term in {one.says['summary']!r}")
        if not one.says["description"] or len(one.says["tags"]) != 1:
            wrong.append(f"{one}: description or tag")
        wrong += [
            f"{one}: parameter {each['name']}" for each in one.parameters if not each.get("description")
        ]
    assert wrong == []


async def test_every_schema_and_property_has_its_dutch_word(document: Document) -> None:
    """English names outside, and the Dutch term in the description of each."""
    silent = []
    for trail, schema in schemas(document):
        silent += [
            f"{trail}/{name}"
            for name, each in schema.get("properties", {}).items()
            if not each.get("description")
        ]
    assert silent == []
    assert [
        name for name, schema in document["components"]["schemas"].items() if not schema.get("description")
    ] == []


async def test_every_operation_says_who_may_and_what_can_go_wrong(service: str, document: Document) -> None:
    """A known scope, or open on purpose; per status the codes of its problems, all with a page of their own."""
    known = set(document["components"]["securitySchemes"]["oauth2"]["flows"]["clientCredentials"]["scopes"])
    pages = document["paths"]["/problem-types"]["get"]["security"]
    open_to_all = {one.path for one in operations(service, document) if not one.says["security"]}
    expected = {"400", "401", "403", "406", "default"}
    wrong = []
    for one in operations(service, document):
        told = {
            status: each
            for status, each in one.says["responses"].items()
            if status == "default" or status >= "400"
        }
        if one.scope is not None and (one.scope not in known or not expected <= told.keys()):
            wrong.append(f"{one}: {one.scope}, {sorted(told)}")
        if "{" in one.path and one.path != "/sandbox/{owner}" and "404" not in told:
            wrong.append(f"{one}: 404")
        wrong += [f"{one}: {status}" for status, each in told.items() if not each["x-problem-codes"]]
        wrong += [f"{one}: {status}" for status, each in told.items() if [*each["content"]] != [MEDIA_TYPE]]
    assert wrong == [] and pages == []
    assert open_to_all == {
        "/version",
        "/health/live",
        "/health/ready",
        "/problem-types",
        "/problem-types/{code}",
        "/graphql/limits",
        "/event-types",
        "/event-types/envelope",
        "/event-types/{eventType}",
        "/event-types/{eventType}/schema",
        "/processing-activities",
        "/processing-activities/{activityId}",
        "/processing-activities/{activityId}/versions",
        "/processing-activities/{activityId}/versions/{version}",
        "/rights-versions",
        "/rights-versions/{version}",
    }


async def test_every_problem_that_is_named_has_a_page(house: House, service: str, document: Document) -> None:
    """The codes in the document are those of the list of problem types, or fewer."""
    answer = await house.http.get(f"{house.urls[service]}/v1/problem-types")
    pages = {item["code"] for item in answer.json()["items"]}
    named = {
        code
        for one in operations(service, document)
        for response in one.says["responses"].values()
        for code in response.get("x-problem-codes", ())
    }
    assert named - pages == set() and "request-invalid" in named


async def test_every_body_has_an_example_that_fits(service: str, document: Document) -> None:
    """Each media type that is read shows an example, and each example in the document fits its schema."""
    wrong = []
    for one in operations(service, document):
        for media, content in one.content.items():
            if "example" not in content:
                wrong.append(f"{one}: no example of {media}")
            else:
                wrong += [
                    f"{one}: {each.message}"
                    for each in validator(document, content["schema"]).iter_errors(content["example"])
                ]
    for trail, schema in schemas(document):
        for example in schema.get("examples", ()):
            if resolved(document, schema).get("type") not in ("array", "object"):
                wrong += [
                    f"{trail}: {each.message}" for each in validator(document, schema).iter_errors(example)
                ]
    assert wrong == []


async def test_every_example_passes_the_model_that_reads_it(
    house: House, service: str, document: Document
) -> None:
    """What is printed is taken by the model itself, with the rules that no schema can say."""
    routes = {(one.method, one.route.operation_id): one.route for one in house.surfaces[service].endpoints}
    read = 0
    for one in operations(service, document):
        route: APIRoute = routes[one.method, one.says["operationId"]]
        if one.is_json and route.body_field is not None:
            _, faults = route.body_field.validate(one.example, {}, loc=("body",))
            assert not faults, f"{one}: {faults}"
            read += 1
    assert read >= 3
