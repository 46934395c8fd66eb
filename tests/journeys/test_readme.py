"""The README's first call, run as it is printed."""

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.processes import port_is_taken

ROOT = Path(__file__).parents[2]
PORTS = range(8001, 8006)


def printed() -> str:
    """The block of the README that holds the first call."""
    blocks = re.findall(r"^```sh\n(.*?)^```$", (ROOT / "README.md").read_text(), re.S | re.M)
    (found,) = [block for block in blocks if "curl" in block]
    return found


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """`bedoeling up` on its own state folder and the ports of the README."""
    taken = [port for port in PORTS if port_is_taken(port)]
    if taken:
        pytest.skip(f"ports {taken} are in use on this machine")
    variables = {**os.environ, "BEDOELING_STATE": str(tmp_path_factory.mktemp("up"))}
    process = subprocess.Popen(
        [sys.executable, "-m", "deploy", "up"], cwd=ROOT, env=variables, stdout=subprocess.PIPE, text=True
    )
    try:
        deadline, waiting = time.monotonic() + 120, [*PORTS[:4]]
        while waiting and time.monotonic() < deadline and process.poll() is None:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{waiting[0]}/v1/health/ready", timeout=5):
                    del waiting[0]
            except OSError:
                time.sleep(0.3)
        yield variables
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


@pytest.mark.xdist_group("fixed-ports")
def test_the_first_call_works_as_printed_and_again(environment: dict[str, str]) -> None:
    """The README's block makes an organisation; run again it gives the same answer and doubles nothing."""
    script = printed().replace(".venv/bin/python", shlex.quote(sys.executable))
    answers = []
    for _ in range(2):
        done = subprocess.run(
            ["bash", "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
        )
        answers.append(json.loads(done.stdout))
    assert answers[0]["name"] == "Gemeente Voorbeeld", answers[0]
    assert answers[0] == answers[1]


@pytest.mark.xdist_group("fixed-ports")
def test_the_pages_that_the_readme_names_are_there(environment: dict[str, str]) -> None:
    """Every address of a documentation page in the README answers with a page."""
    pages = re.findall(r"`(http://127\.0\.0\.1:\d+/v1/[a-z/]+)`", (ROOT / "README.md").read_text())
    assert len(pages) == 2
    for page in pages:
        with urllib.request.urlopen(page, timeout=60) as answer:
            assert answer.headers["Content-Type"].startswith("text/html")
            assert b"<html" in answer.read()


def test_every_file_that_the_readme_names_is_there() -> None:
    """No link of the README leads nowhere."""
    links = re.findall(r"\]\((?!http)([^)#]+)\)", (ROOT / "README.md").read_text())
    assert links
    assert [link for link in links if not (ROOT / link).exists() and link != "docs/benchmarks.md"] == []
