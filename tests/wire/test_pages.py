"""The pages that people read: the REST reference and the GraphQL explorer of every service, whole without internet."""

import html
import json
import re
import shlex
from html.parser import HTMLParser
from typing import Any

import pytest

from tests.support.house import House
from tests.support.tenants import Tenant
from tests.wire.documents import Document, Operation, operations

pytestmark = pytest.mark.xdist_group("published")


class Page(HTMLParser):
    """What a page loads, where it points, its words, and what stands in its printed commands and queries."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.points: list[str] = []
        self.words = ""
        self.commands: dict[str, str] = {}
        self._operation = ""
        self.queries: list[tuple[str, dict[str, Any]]] = []
        self._in: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what is loaded, pointed at, and shown as an example."""
        given = {name: value or "" for name, value in attrs}
        self.points += [given[name] for name in ("href", "action") if name in given]
        self.loads += [given[name] for name in ("src", "srcset", "data") if name in given]
        self.loads += [given["href"]] if tag == "link" else []
        if "data-query" in given:
            self.queries.append((given["data-query"], json.loads(given["data-variables"])))
        if given.get("class") == "operation":
            self._operation = given["id"]
        if tag not in ("meta", "link", "input", "br"):
            self._in.append((tag, given.get("class", "")))

    def handle_endtag(self, tag: str) -> None:
        """Each tag closes the one that opened last."""
        assert self._in.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        """Words, and the text of a command; style and script are looked at apart."""
        inside = self._in[-1] if self._in else ("", "")
        if inside[0] not in ("style", "script"):
            self.words += data
        if inside == ("pre", "curl"):
            self.commands[self._operation] = self.commands.get(self._operation, "") + data


PAGES = ("docs", "graphql/explorer")


async def page(house: House, service: str, name: str) -> tuple[Page, str, str]:
    """A page, its text and its Content-Security-Policy."""
    answer = await house.http.get(f"{house.urls[service]}/v1/{name}", headers={"Accept": "text/html"})
    assert answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
    return Page(answer.text), answer.text, answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", PAGES)
async def test_a_page_asks_nothing_of_elsewhere(house: House, service: str, name: str) -> None:
    """No image, style, script, font or link of another address, and a policy that would not let one in."""
    found, text, policy = await page(house, service, name)
    assert [one for one in found.loads if not one.startswith("data:")] == []
    assert [one for one in found.points if re.match(r"[a-z]+:|//", one) and not one.startswith("data:")] == []
    inside = "".join(re.findall(r"<(?:style|script)>(.*?)</(?:style|script)>", text, re.S))
    assert inside and not re.search(
        r"https?:|//[a-z]|@import|url\(|\bimport\(", re.sub(r"^\s*//.*$", "", inside, flags=re.M)
    )
    told = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert told["default-src"] == "'none'" and told["connect-src"] == "'self'" and told["img-src"] == "data:"
    assert "unsafe" not in policy and told["script-src"].startswith("'sha256-")


async def test_the_reference_shows_every_operation_whole(
    house: House, service: str, document: Document
) -> None:
    """Summary, description, scope, parameters, example and the codes of the problems stand on the page."""
    found, text, _ = await page(house, service, "docs")
    for one in operations(service, document):
        section = text[text.index(f'id="{one.says["operationId"]}"') :].split('<details class="operation"')[0]
        words = html.unescape(re.sub(r"<[^>]+>", " ", section))
        problems = {
            code for each in one.says["responses"].values() for code in each.get("x-problem-codes", ())
        }
        names = {each["name"] for each in one.parameters}
        for word in (
            one.path,
            one.says["summary"],
            one.says["description"],
            one.scope or "geen (open)",
            *names,
            *problems,
        ):
            assert word in words, f"{one}: {word}"
    assert found.commands.keys() == {one.says["operationId"] for one in operations(service, document)}
    assert "Zo werkt elke dienst" in found.words


async def test_every_example_works_as_printed(
    house: House, tenant: Tenant, service: str, document: Document
) -> None:
    """Each printed command is taken: a list answers, and an invented id meets nothing worse than a rule or an absence."""
    found, _, _ = await page(house, service, "docs")
    answers: dict[str, int] = {}
    for one in operations(service, document):
        if one.path == "/sandbox" or "url" in str(one.content and one.example):
            continue  # one would open the tenant that its example names, the other look for the receiver of its example
        answer = await run(
            tenant, found.commands[one.says["operationId"]], auditor=one.scope == "outcomes:audit"
        )
        answers[str(one)] = answer.status_code
        if answer.status_code >= 400:
            assert answer.json()["code"] in one.codes(answer.status_code), f"{one}: {answer.text}"
        if one.method == "GET" and "{" not in one.path and not _asks_for_more(one):
            assert answer.status_code == 200, f"{one}: {answer.text}"
    assert {
        name: status for name, status in answers.items() if status not in (200, 201, 202, 403, 404, 409, 412)
    } == {}


def _asks_for_more(one: Operation) -> bool:
    return any(each.get("required") for each in one.parameters if each["in"] == "query")


async def run(tenant: Tenant, command: str, *, auditor: bool) -> Any:
    """What a shell would do with a printed command in which TOKEN is set."""
    token = await tenant.token(tenant.auditor if auditor else tenant.owner)
    words = shlex.split(
        command.replace("\\\n", " ").replace("$TOKEN", token).replace("$(date +%s%N)", "1767225600000000001")
    )
    assert words.pop(0) == "curl"
    method, address, headers, body = "GET", "", {}, None
    while words:
        match words.pop(0):
            case "-X":
                method = words.pop(0)
            case "-H":
                name, _, value = words.pop(0).partition(": ")
                headers[name] = value
            case "--data-binary":
                body = words.pop(0).encode()
            case word:
                address = word
    return await tenant.house.http.request(method, address, headers=headers, content=body)


async def test_every_query_works_as_printed(house: House, tenant: Tenant, service: str) -> None:
    """Each example of the explorer is answered; one that asks by an invented id finds nothing."""
    found, _, _ = await page(house, service, "graphql/explorer")
    assert len(found.queries) >= 4
    for query, variables in found.queries:
        answer = await tenant.ask(service, "POST", "/graphql", json={"query": query, "variables": variables})
        codes = [error["extensions"]["status"] for error in answer.json().get("errors", ())]
        assert answer.status_code == 200 and codes in ([], [404]), f"{query}: {answer.text}"
        assert variables or codes == [], f"{query}: {answer.text}"
