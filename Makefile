# Everything stays inside this folder: the environment in .venv, uv's cache in .cache.
SHELL := /bin/sh
PYTHON ?= python3
PORT ?= 8080
DATA ?= ./data
UV := .venv/bin/uv
export UV_CACHE_DIR := $(CURDIR)/.cache/uv
export UV_PROJECT_ENVIRONMENT := $(CURDIR)/.venv
export PYTHONDONTWRITEBYTECODE :=

.PHONY: setup dev browser up test test-market test-rest test-long lint types migrate bench bench-facts bench-search bench-reading bench-match bench-pace bench-solvers messages asyncapi ci

setup: .venv/.ready ## the program and what it needs
dev: .venv/.dev ## and what its tests need

.venv/bin/uv:
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv is missing: apt install python3-venv" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; this is $$($(PYTHON) -V). Try: make PYTHON=python3.11 setup" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	.venv/bin/python -m pip install --quiet --no-cache-dir --disable-pip-version-check uv

.venv/.ready: .venv/bin/uv pyproject.toml uv.lock
	$(UV) sync --frozen --no-dev --inexact --quiet
	@touch $@

.venv/.dev: .venv/.ready
	$(UV) sync --frozen --inexact --quiet
	@touch $@

up: setup
	.venv/bin/chophien up --demo province --port $(PORT) --data-dir $(DATA)

browser: dev
	sh deploy/browser.sh

MARKET := tests/journeys tests/doors tests/whole tests/faults

test: dev browser lint types
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target test-market test-rest

test-market: # share one running market; the others run beside them on the second core
	.venv/bin/pytest -m "not long" $(MARKET)

test-rest:
	.venv/bin/pytest -m "not long" $(MARKET:%=--ignore=%)

test-long: dev browser
	.venv/bin/pytest -m long

lint: dev
	.venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/lint-imports --no-cache

types: dev
	.venv/bin/mypy

migrate: setup
	.venv/bin/chophien migrate --data-dir $(DATA)

bench: dev
	.venv/bin/python -m tests.bench

bench-facts: dev ## promises, pages, readiness and photos at 100,000 listings
	.venv/bin/python -m tests.bench.facts

bench-search: dev ## recall of search in five languages
	.venv/bin/python -m tests.bench.search
	.venv/bin/python -m tests.bench.search.rounds

bench-reading: dev ## strangers' texts of demands that are read right, per language and round
	.venv/bin/python -m tests.bench.reading

bench-match: dev ## quality of suggestions: nDCG@10 and precision@5
	.venv/bin/python -m tests.bench.matching

bench-pace: dev ## matching of 10,000 listings against 5,000 demands, and its memory
	.venv/bin/python -m tests.bench.pace

bench-solvers: dev
	.venv/bin/python -m tests.bench.solvers

messages: dev ## collect the texts that people see into the catalogues
	.venv/bin/python -m deploy.messages

asyncapi: dev ## write docs/asyncapi.json from the contracts
	.venv/bin/python -m deploy.asyncapi

ci: test test-long
