"""Processes are kept alive while they are wanted, and end for certain when they are not."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import httpx
import psutil
import pytest

from deploy.children import Child, Children, python
from deploy.processes import free_ports, note_process, wait_until
from deploy.settings import ROOT, Trouble

SERVICE = str(Path(__file__).with_name("small_service.py"))


def small(name: str, port: int) -> Child:
    """A child that serves a few lines."""
    return Child(name, python(SERVICE, str(port)), port, "/")


async def soon(done: Callable[[], bool], seconds: float = 60.0) -> bool:
    """Whether it is done within the seconds, with the event loop running meanwhile."""
    import asyncio

    for _ in range(int(seconds / 0.05)):
        if done():
            return True
        await asyncio.sleep(0.05)
    return False


@pytest.fixture
async def children(tmp_path: Path) -> AsyncIterator[Children]:
    """Children with folders of the test's own, ended after it."""
    found = Children(tmp_path / "logs", tmp_path / "run")
    yield found
    await found.stop()


async def test_all_answer_after_the_start_and_none_is_left_after_the_stop(children: Children) -> None:
    """Two children answer on their ports, write logs of their own, and are gone after the stop."""
    two = [small(name, port) for name, port in zip(("contracts", "access"), free_ports(2), strict=True)]
    await children.start(two)
    numbers = [process.pid for process in children.processes.values()]
    for child in two:
        assert httpx.get(child.url).status_code == 200
        assert "ready to serve" in children.log_path(child.name).read_text()
    await children.stop()
    assert not any(psutil.pid_exists(number) for number in numbers)


async def test_a_child_that_dies_comes_back_on_its_port(children: Children) -> None:
    """After SIGKILL another process serves the same port, also the second time."""
    child = small("contracts", free_ports(1)[0])
    await children.start([child])
    for times in (1, 2):
        before = children.processes["contracts"].pid
        os.kill(before, signal.SIGKILL)
        assert await soon(lambda times=times: children.restarts.get("contracts", 0) == times)  # type: ignore[misc]
        assert children.processes["contracts"].pid != before
    assert await soon(lambda: httpx.get(child.url).status_code == 200 if not _closed(child.port) else False)


def _closed(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


async def test_a_child_that_ignores_the_request_to_end_is_killed_with_its_own_children(
    children: Children,
) -> None:
    """SIGTERM ignored: SIGKILL follows, also for what the child started."""
    code = (
        "import signal, subprocess, sys, runpy\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "print(subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']).pid, flush=True)\n"
        "sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    port = free_ports(1)[0]
    await children.start([Child("contracts", python("-c", code, SERVICE, str(port)), port, "/")])
    own = children.processes["contracts"].pid
    grandchild = int(children.log_path("contracts").read_text().split()[0])
    await children.stop()
    assert not psutil.pid_exists(own)
    assert await soon(
        lambda: not psutil.pid_exists(grandchild) or psutil.Process(grandchild).status() == "zombie"
    )


async def test_a_child_that_does_not_start_says_why_and_takes_the_others_down(children: Children) -> None:
    """The last line of its log and the log's name are in the sentence, and nothing stays behind."""
    good, bad = free_ports(2)
    broken = Child("access", python("-c", "raise SystemExit('the reason')"), bad, "/")
    with pytest.raises(Trouble) as trouble:
        await children.start([small("contracts", good), broken])
    assert "the reason" in trouble.value.en and str(children.log_path("access")) in trouble.value.nl
    assert children.processes == {} and _closed(good)


async def test_a_taken_port_names_the_port_and_its_variable(children: Children) -> None:
    """Nothing is started when somebody else listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        with pytest.raises(Trouble, match=f"{port}.*BEDOELING_PORT_SETTLEMENT"):
            await children.start([small("settlement", port)])
    assert children.processes == {}


async def test_what_a_killed_house_left_is_ended_by_the_next(tmp_path: Path) -> None:
    """A process on record is ended; a number that now belongs to another process is left alone."""
    sleeper = [sys.executable, "-c", "import time; time.sleep(60)"]
    left, other = subprocess.Popen(sleeper), subprocess.Popen(sleeper)
    try:
        note_process(tmp_path / "contracts.pid", left.pid)
        (tmp_path / "access.pid").write_text(f"{other.pid} 1000000.0\n")
        Children(tmp_path, tmp_path).end_left_over()
        assert not psutil.pid_exists(left.pid)
        assert other.poll() is None
        assert list(tmp_path.glob("*.pid")) == []
    finally:
        for process in (left, other):
            process.kill()
            process.wait()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the next start ends what was left")
def test_children_die_with_a_killed_parent(tmp_path: Path) -> None:
    """SIGKILL of the parent leaves none of its children."""
    code = (
        "import asyncio, pathlib, sys\n"
        "from deploy.children import Child, Children, python\n"
        "async def main():\n"
        "    found = Children(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[1]))\n"
        "    ports = [int(one) for one in sys.argv[3:]]\n"
        "    await found.start([Child(str(p), python(sys.argv[2], str(p)), p, '/') for p in ports])\n"
        "    print(*[one.pid for one in found.processes.values()], flush=True)\n"
        "    await asyncio.sleep(60)\n"
        "asyncio.run(main())"
    )
    ports = [str(port) for port in free_ports(2)]
    command = [sys.executable, "-c", code, str(tmp_path), SERVICE, *ports]
    parent = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    assert parent.stdout is not None
    numbers = [int(one) for one in parent.stdout.readline().split()]
    assert len(numbers) == 2 and all(psutil.pid_exists(number) for number in numbers)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert wait_until(lambda: not any(psutil.pid_exists(number) for number in numbers), 10)
