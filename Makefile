# Bedoeling: what one does every day. `make` alone lists it; the first target that runs installs everything in .venv.

PYTHON ?= python3
RUN := .venv/bin/python
CODE := shared services deploy
# The rule set of the NL API Design Rules; without it the linter, and so Node, is not needed.
RULES := ../shared/data/adr

.DEFAULT_GOAL := help
.PHONY: help demo test soak check up bench migrate feature

# Every process of a run would compile the whole house anew: a third of the time of the tests.
unexport PYTHONDONTWRITEBYTECODE

help: # List these targets
	@awk -F ':.*# ' '/^[a-z]+:.*# / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: .venv/.installed # Play a year on four services and check it (ARGS="--repeat")
	@$(RUN) -m deploy demo $(ARGS)

test: .venv/.installed # Run all tests
	@$(RUN) -m pytest -n 2 --dist loadscope --no-loadscope-reorder tests --ignore=tests/bench $(ARGS)

soak: .venv/.installed # Attack and search for as long as it takes (ATTACK_EXAMPLES=200 ATTACK_SEED=1)
	@ATTACK_EXAMPLES=$${ATTACK_EXAMPLES:-200} ATTACK_SEED=$${ATTACK_SEED:-$$(date +%s)} KILLED_ROUNDS=$${KILLED_ROUNDS:-40} \
	  $(RUN) -m pytest -n 2 --dist loadscope --no-loadscope-reorder --hypothesis-profile=search tests --ignore=tests/bench $(ARGS)

check: .venv/.installed $(if $(wildcard $(RULES)),node_modules/.installed) # Format, lint, types, import contracts, the rules of the house, the API's own rules
	@$(RUN) -m ruff format --check $(CODE) tests
	@$(RUN) -m ruff check $(CODE) tests
	@$(RUN) -m mypy --strict $(CODE)
	@.venv/bin/lint-imports
	@$(RUN) -m pytest -q tests/house
	@$(RUN) -m deploy lint-openapi

up: .venv/.installed # Start PostgreSQL, the token issuer and the four services; stop with Ctrl-C
	@$(RUN) -m deploy up $(ARGS)

bench: .venv/.installed # Measure beside the bare limit
	@$(RUN) -m deploy bench $(ARGS)

migrate: .venv/.installed # Bring the tables up to date (ARGS="settlement --check")
	@$(RUN) -m deploy migrate $(ARGS)

feature: .venv/.installed # Begin a feature: make feature service=settlement name=retentions
	@$(RUN) -m deploy feature "$(service)" "$(name)" $(ARGS)

.venv/.installed: requirements.lock
	@command -v $(PYTHON) >/dev/null && $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or later is needed; install it, or say which one: make PYTHON=python3.12" >&2; \
	  echo "Python 3.11 of later is nodig; installeer die, of zeg welke: make PYTHON=python3.12" >&2; exit 2; }
	@echo "Installing the pinned packages in .venv, once …" >&2
	@$(PYTHON) -m venv .venv
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

node_modules/.installed: package-lock.json deploy/node.lock | .venv/.installed
	@echo "Installing the linter of the API Design Rules in node_modules, once …" >&2
	@$(RUN) -m deploy lint-openapi --install
	@touch $@
