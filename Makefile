# The two commands of the README: `make plan` and `make test`. Both set up what they need in .venv.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
SAMPLE ?= sample_maps/tianan
OUT ?= out/tianan

.PHONY: help setup setup-dev plan serve test lint types imports unit browser format lock schemas samples catalogue clean
.DEFAULT_GOAL := help

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

setup: $(VENV)/.ready  ## the product and what it needs, in .venv
setup-dev: $(VENV)/.ready-dev  ## the same with the tools for development

$(VENV)/.ready: requirements/runtime.lock pyproject.toml hatch_build.py assets.lock.json $(wildcard planner/i18n/locales/*/LC_MESSAGES/*.po)
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed, and none was found on PATH."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed; $(PYTHON) is older. Name another: make PYTHON=python3.12 ..."; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes -r requirements/runtime.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	$(BIN)/python -m planner.routing.warm
	$(BIN)/python -m planner.rosters.warm
	$(BIN)/python -m planner.grids.districting.warm
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready requirements/dev.lock requirements/samples.lock
	$(PIP) --require-hashes -r requirements/dev.lock
	$(PIP) --require-hashes --no-deps -r requirements/samples.lock
	@touch $@

plan: setup  ## the main job on the sample station: out/tianan/plan.json and map.html
	$(BIN)/planner plan $(SAMPLE) --out $(OUT)

serve: setup  ## the web application with the plan of `make plan`, on this computer only
	$(BIN)/planner serve $(OUT)

test: setup-dev lint types imports browser unit  ## lint, types, import contracts and all tests

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types:
	$(BIN)/mypy

imports:
	$(BIN)/lint-imports --no-cache

browser:
	@sh .ci/chromium

unit:
	$(BIN)/pytest -n 2 --dist loadfile

format: setup-dev  ## put the code in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

schemas: setup  ## write the JSON Schemas again after a change of the nouns
	$(BIN)/python -m planner.sources.schemas

samples: setup  ## make the sample stations again
	$(BIN)/python sample_maps/generate_tianan.py
	$(BIN)/python sample_maps/generate_baishi.py
	$(BIN)/python sample_maps/generate_gaoqiao.py
	$(BIN)/python sample_maps/generate_xinqu.py
	$(BIN)/python sample_maps/generate_meilin.py

catalogue: setup-dev  ## collect new texts into the catalogues of translations
	$(BIN)/pybabel -q extract --no-location --sort-output -k N_ -o planner/i18n/locales/planner.pot planner web
	$(BIN)/pybabel -q update --no-fuzzy-matching --ignore-obsolete -D planner -i planner/i18n/locales/planner.pot -d planner/i18n/locales
	$(BIN)/python hatch_build.py

lock: setup-dev  ## resolve the dependencies again and write the lock files
	$(PIP) uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url pyproject.toml requirements/build.in -o requirements/runtime.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --extra dev pyproject.toml requirements/build.in -c requirements/runtime.lock -o requirements/dev.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-deps requirements/samples.in -o requirements/samples.lock

clean:  ## remove what was made
	rm -rf $(VENV) out build dist planner/maps/assets
