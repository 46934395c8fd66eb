"""What every process of the house has in common: it dies with its parent, and who is dead or alive can be told apart."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from deploy.settings import write_private

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def dies_with_parent(death_signal: signal.Signals) -> Callable[[], None]:
    """A `preexec_fn` that asks Linux to send `death_signal` when the thread that started the process is gone.

    Elsewhere it does nothing; there the next start finds the pid file of what was left and ends it.
    """
    parent = os.getpid()

    def arrange() -> None:
        if _libc is not None:
            _libc.prctl(_PR_SET_PDEATHSIG, int(death_signal), 0, 0, 0)
            if os.getppid() != parent:  # the parent died before we asked
                os._exit(1)

    return arrange


def note_process(path: Path, pid: int) -> None:
    """Write down a process so that `noted_process` recognises it later, also when its number was given out again."""
    write_private(path, f"{pid} {psutil.Process(pid).create_time()}\n")


def noted_process(path: Path) -> psutil.Process | None:
    """The living process that the file tells of, or None when it has ended."""
    with contextlib.suppress(OSError, ValueError, psutil.Error):
        pid, created = path.read_text().split()
        process = psutil.Process(int(pid))
        if abs(process.create_time() - float(created)) < 1 and process.status() != psutil.STATUS_ZOMBIE:
            return process
    return None


def end_process(process: psutil.Process, *signals: tuple[signal.Signals, float]) -> None:
    """Send the signals one after the other, giving the process the seconds after each to end, and SIGKILL at last."""
    for number, patience in (*signals, (signal.SIGKILL, 5.0)):
        try:
            process.send_signal(number)
            process.wait(patience)
        except psutil.NoSuchProcess:
            return
        except psutil.TimeoutExpired:
            continue
        return


def end_group(pid: int, number: signal.Signals) -> None:
    """Send a signal to every process of the group that `pid` leads, if it still exists."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, number)


def free_ports(count: int) -> list[int]:
    """So many different ports of 127.0.0.1 that nobody listens on at this moment."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [int(one.getsockname()[1]) for one in sockets]
    finally:
        for one in sockets:
            one.close()


def port_is_taken(port: int) -> bool:
    """Whether somebody listens on this port of 127.0.0.1 (or it may not be used by us)."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def wait_until(done: Callable[[], bool], seconds: float) -> bool:
    """Look every 20 ms whether it is done; False when the seconds are over first."""
    end = time.monotonic() + seconds
    while not done():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True
