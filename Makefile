# Everything a person types. `make help` lists it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help run test lint format conformity bench bench-pages soak requirements clean reset

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

run: var/.run-ready ## Start the portal, with a sandbox API beside it, and say who can sign in
	@DJANGO_SETTINGS_MODULE=notify_portal.settings.local $(BIN)/python manage.py run_local

test: var/.test-ready ## Run every test
	@$(BIN)/python -m pytest --numprocesses 2 $(ARGS)

lint: var/.test-ready ## Check style, templates and types
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/djlint --quiet --lint templates
	@$(BIN)/mypy

format: var/.test-ready ## Rewrite the code in the house style
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

conformity: var/.test-ready ## Ask the sandbox everything recorded of the real API, and count what differs
	@$(BIN)/python -m tests.sandbox.conformity

bench: var/.test-ready ## Measure the cache and the gateway beside their baselines
	@$(BIN)/python -m benchmarks $(ARGS)

bench-pages: var/.test-ready ## Measure the processor time that each main page costs the portal
	@$(BIN)/python -m benchmarks.pages $(ARGS)

soak: var/.test-ready ## Mistreat the cache with 200,000 operations from two processes
	@SOAK_OPERATIONS=200000 $(BIN)/python -m pytest tests/gateway/cache/test_soak.py $(ARGS)

reset: var/.run-ready ## Give the sandbox a fresh world
	@$(BIN)/python manage.py sandbox_reset

requirements: var/.test-ready ## Compile requirements*.in into hashed requirements*.txt
	@for name in requirements requirements-dev requirements-assets; do \
		$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header $$name.in -o $$name.txt; done

clean: ## Remove everything that make has made
	rm -rf $(VENV) var node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	@$(PYTHON) -m venv $(VENV) || { echo "The venv module is missing. On Debian and Ubuntu: apt install python3-venv"; exit 1; }

var/.run-ready: requirements.txt package-lock.json requirements-assets.txt | $(BIN)/python
	@mkdir -p var
	@echo "Installing what the portal runs on (once)."
	@$(PIP) install --require-hashes -r requirements.txt
	@DJANGO_SETTINGS_MODULE=notify_portal.settings.local $(BIN)/python manage.py fetch_assets
	@touch $@

var/.test-ready: requirements-dev.txt var/.run-ready
	@echo "Installing what the tests need (once)."
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@
