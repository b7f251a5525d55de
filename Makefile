# Tanym. `make` prints this list; README.md says more.
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8000
JOBS ?= 2
ifneq ($(PORT),8000)
export TANYM_ADDRESS ?= http://localhost:$(PORT)
export TANYM_LOOPBACK_HOSTS ?= localhost:$(PORT)
endif

.PHONY: help setup start reset test check lock messages where docs format bench interop fuzz

help: ## print this list
	@awk -F':.*## ' '/^[a-z]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.venv/ready: requirements-dev.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { echo "Python's venv module is missing: apt-get install python3-venv"; exit 1; }
	@echo "Installing what Tanym stands on (once, a minute or two) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch .venv/ready

setup: .venv/ready ## virtual environment, translations, secret, database tables
	@$(BIN)/python -m tanym.config.setup

start: setup ## the sample country at http://localhost:8000
	@$(BIN)/tanym sample
	@$(BIN)/python -m tanym.config.serve --port $(PORT)

reset: setup ## begin the sample country anew
	@$(BIN)/tanym sample --reset

format: .venv/ready ## bring the code into its form
	@$(BIN)/ruff format -q src tests bench
	@$(BIN)/ruff check -q --fix src tests bench

check: setup ## form, lint, types, import contracts
	$(BIN)/ruff format --check -q src tests bench
	$(BIN)/ruff check -q src tests bench
	$(BIN)/mypy
	$(BIN)/lint-imports

test: check ## check, and every test (browser tests where Chromium is found)
	$(BIN)/pytest -q -n $(JOBS)

messages: .venv/ready ## collect the texts to translate from templates and code into each room's catalogue
	@$(BIN)/python -m tanym.config.messages collect
	@$(BIN)/python -m tanym.config.messages compile

docs: setup ## write docs/map.md and the diagrams from the code
	@$(BIN)/python -m tanym.config.documents

bench: .venv/ready ## how fast the slow things are (some minutes)
	@$(BIN)/python -m bench.simulation
	@$(BIN)/python -m bench.log --leaves 10000000
	@$(BIN)/python -m bench.desk
	@$(BIN)/python -m bench.credentials
	@$(BIN)/python -m bench.issuing --number 100000 --workers 2 --kill

INTEROP := $(or $(TANYM_INTEROP),.venv/interop)
interop: ## the implementations by others (npm) that the tests of interoperability talk to
	@mkdir -p $(INTEROP) && cp tests/interop/package.json $(INTEROP)
	@npm install --prefix $(INTEROP) --ignore-scripts --no-package-lock --no-audit --no-fund --loglevel=error

INPUTS ?= 5000
fuzz: .venv/ready ## try every reader of documents from strangers with INPUTS changed documents each (some minutes)
	@TANYM_FUZZ=$(INPUTS) $(BIN)/pytest -q -n 0 -p no:cacheprovider tests/fuzz
	@$(BIN)/python -m bench.identity --number $(INPUTS)

where: ## where a word lives: make where WORD=recognise (files named for it first)
	@{ find src tests docs -type f -name '*$(WORD)*' ! -name '*.pyc'; grep -rlw --include='*.py' --include='*.toml' --include='*.html' -- "$(WORD)" src tests; } | awk '!seen[$$0]++ {print "  " $$0}' | head -25

lock: ## write requirements*.txt anew from pyproject.toml (names, versions and hashes; no addresses)
	@$(BIN)/uv lock -q
	@$(BIN)/uv export --locked -q --no-emit-project --no-default-groups --no-header --extra platform --group setup -o requirements.txt > /dev/null
	@$(BIN)/uv export --locked -q --no-emit-project --no-header --extra platform --group setup --group dev -o requirements-dev.txt > /dev/null
