"""A service's process that dies by SIGKILL right after a commit, before its answer, while the file in `DYING` is there."""

import os
import signal
import sys
from pathlib import Path

from deploy.cli import main
from shared.kit.context import Transaction

_finish = Transaction._finish


async def finish_and_die(self: Transaction) -> None:
    """Commit; then nothing more."""
    await _finish(self)
    if not self._read_only and Path(os.environ["DYING"]).exists():
        os.kill(os.getpid(), signal.SIGKILL)


Transaction._finish = finish_and_die  # type: ignore[method-assign]

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
