# `make install` once, then any of the others. Nothing here is done twice: each step leaves a stamp and runs again only
# when what it was made from has changed. `make PYTHON=python3.13 install` uses another Python.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check install
PYTEST := $(BIN)/pytest
BUILT := src/accord/web/static/web/app.css
ASSETS := $(shell find src/accord/web/assets -type f 2>/dev/null)
# Tests with a server and a database of their own, which run beside the others: most machines have two cores.
APART := tests/journeys tests/conformance tests/integration/strangers
DATA ?=
PORT ?=
ADVISORIES ?=

# Commands and tests start Python hundreds of times: each would compile everything again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help install demo test unit spec properties integration conformance journeys faults check gates style types contracts templates \
	migrations documents advisories docs bench bench-detection format lock clean

help: ## Say what each target does
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/\1\t\2/' | expand -t 18

install: $(VENV)/.main $(VENV)/.dev $(VENV)/.mesh $(BUILT) ## Make .venv with the accord command and everything that tests need

demo: $(VENV)/.main $(BUILT) ## Serve a synthetic region on this machine, with a sign-in for each role
	$(BIN)/accord demo $(if $(DATA),--data $(DATA)) $(if $(PORT),--port $(PORT))

test: install ## Run every test, in two halves beside each other
	@log=$$(mktemp); ($(PYTEST) $(APART); apart=$$?; $(PYTEST) tests/faults && exit $$apart) > $$log 2>&1 & second=$$!; \
	$(PYTEST) --ignore tests/faults $(addprefix --ignore ,$(APART)); own=$$?; \
	wait $$second; other=$$?; cat $$log; rm $$log; [ $$own -eq 0 ] && [ $$other -eq 0 ]

unit spec properties integration conformance journeys faults: install ## Run one kind of test: make unit, spec, properties, integration, conformance, journeys, faults
	$(PYTEST) tests/$@

GATES := style types contracts gates templates migrations docs documents advisories

check: install ## Run every gate, two at a time
	@$(MAKE) --no-print-directory -j2 -O $(GATES)

style: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

contracts: $(VENV)/.dev
	$(BIN)/lint-imports --no-logo

gates: $(VENV)/.dev
	$(BIN)/python -m scripts.gates.shapes
	$(BIN)/python -m scripts.gates.traces

templates: $(VENV)/.dev
	$(BIN)/djlint --quiet --lint src

migrations: $(VENV)/.dev
	$(BIN)/python -m scripts.gates.migrations

advisories: $(VENV)/.dev
	$(BIN)/python -m scripts.gates.advisories $(ADVISORIES)

documents: $(VENV)/.dev
	$(BIN)/python -m scripts.gates.documents

docs: $(VENV)/.dev ## Build the documentation into docs/_build
	$(BIN)/sphinx-build -W --keep-going --quiet docs docs/_build

bench: $(VENV)/.dev ## Measure what docs/reference/performance.md states
	$(BIN)/python -m benchmarks

bench-detection: $(VENV)/.dev ## Plant events in a synthetic region, and print what is found and what is not
	$(BIN)/python -m benchmarks.detection

format: $(VENV)/.dev ## Put the code in order
	$(BIN)/ruff check --fix --quiet .
	$(BIN)/ruff format --quiet .

lock: $(VENV)/.dev ## Pin requirements/*.in anew, with hashes and without the address of any index
	for name in main dev mesh-sandbox; do \
		$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --upgrade \
			requirements/$$name.in -o requirements/$$name.txt || exit 1; \
	done

clean: ## Remove the environment and everything built
	rm -rf $(VENV) node_modules docs/_build src/accord/web/static/web/app.css src/accord/web/static/web/app.js

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Accord needs Python 3.11 or later; $(PYTHON) is older or absent. Try: make PYTHON=python3.12 install" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ echo "Python's venv module is missing. On Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@touch $@

$(VENV)/.main: $(VENV)/.made requirements/main.txt pyproject.toml
	$(PIP) --require-hashes -r requirements/main.txt
	$(PIP) --no-deps -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.main requirements/dev.txt
	$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@

# The sandbox of MESH needs other versions than ours: its environment is its own, inside ours.
$(VENV)/.mesh: $(VENV)/.dev requirements/mesh-sandbox.txt
	$(BIN)/python -m venv --without-pip $(VENV)/mesh
	$(BIN)/python -m pip --quiet --disable-pip-version-check --python $(VENV)/mesh/bin/python \
		install --require-hashes -r requirements/mesh-sandbox.txt
	@touch $@

node_modules/.stamp: package.json package-lock.json
	@command -v npm > /dev/null || \
		{ echo "npm is missing; it builds the styles. On Debian or Ubuntu: apt-get install npm" >&2; exit 1; }
	npm ci --silent
	@touch $@

$(BUILT): node_modules/.stamp $(ASSETS)
	npm run --silent build
	@touch $@
