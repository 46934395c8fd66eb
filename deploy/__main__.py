"""`python -m deploy <command>`: looks at the age of Python first, because anything older stumbles over the rest."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  (said before anything that an older Python cannot read)
    sys.stderr.write(
        "bedoeling: Python 3.11 or later is needed; run `make` with one, or set PYTHON to it.\n"
        "           Python 3.11 of later is nodig; draai `make` daarmee, of zet PYTHON daarop.\n"
    )
    raise SystemExit(2)

from deploy.cli import main

raise SystemExit(main(sys.argv[1:]))
