# Only Python 3.11 or newer and make are presumed; the rest is set up in .venv on first use.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run setup test faults bench load corpus lint tour lock clean

run: $(VENV)/ready ## Run Goodword: with Slack tokens in .env for real, without them in a Slack of its own
	@$(BIN)/python -m bot run

tour: $(VENV)/ready ## A month with Goodword, in the terminal
	@$(BIN)/python -m bot tour

setup: $(VENV)/ready-dev ## Set up everything, for running and for development

test: $(VENV)/ready-dev ## All tests, on SQLite and on PostgreSQL
	@$(BIN)/python -m pytest -n auto --dist worksteal

faults: $(VENV)/ready-dev ## Thousands of nudges while everything goes wrong, on SQLite and on PostgreSQL
	@$(BIN)/python -m tests.faults

bench: $(VENV)/ready-dev ## How fast and how heavy, against the bare libraries
	@$(BIN)/python -m tests.bench

load: $(VENV)/ready-dev ## Whether it keeps up with 500 members at 50 requests a second, on PostgreSQL
	@$(BIN)/python -m tests.load

corpus: $(VENV)/ready-dev ## How the phrases people write are read, beside dateparser alone
	@$(BIN)/python -m tests.corpus.report

lint: $(VENV)/ready-dev ## Style and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

lock: $(VENV)/ready-dev ## Write the lock files anew from pyproject.toml
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--extra build -o requirements.txt pyproject.toml
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--extra build --extra dev -c requirements.txt -o requirements-dev.txt pyproject.toml

clean: ## Remove what was set up
	rm -rf $(VENV) *.egg-info

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Goodword needs Python 3.11 or newer; name it with: make PYTHON=python3.12"; exit 1; }
	@echo "Setting up $(VENV), which takes a minute the first time…"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/ready: requirements.txt pyproject.toml | $(VENV)/bin/python
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/ready-dev: requirements-dev.txt $(VENV)/ready
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@
