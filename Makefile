# Common Thread. `make` alone lists what it can do.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help serve site bundles check test bench lock clean

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/.ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Common Thread needs Python 3.11 or newer; this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else 0'
	@echo "Making $(VENV) (once; about a minute) …"
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

serve: $(VENV)/.ready ## Check, build and serve on 127.0.0.1:8000, with live reload
	@$(BIN)/commonthread serve

site: $(VENV)/.ready ## Build the site into site/
	@$(BIN)/commonthread build

bundles: $(VENV)/.ready ## Build the site and write it as bundles into dist/
	@$(BIN)/commonthread bundle

check: $(VENV)/.ready ## Check the content, the code's style and its types
	@$(BIN)/commonthread check
	@$(BIN)/ruff check macros tests
	@$(BIN)/ruff format --check macros tests
	@$(BIN)/mypy

test: $(VENV)/.ready ## Install what the tests need and run them all
	@tests/install-browser
	@tests/install-editions
	@$(BIN)/ruff check macros tests
	@$(BIN)/ruff format --check macros tests
	@$(BIN)/mypy
	@$(BIN)/python -m pytest

bench: $(VENV)/.ready ## Measure build, memory, page size, search, bundles and updates
	@$(BIN)/python -m tests.bench

lock: ## Write requirements.lock anew from pyproject.toml (needs uv)
	@uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	    --no-header --no-emit-index-url --no-annotate --build-constraint /dev/null -o requirements.lock

clean: ## Remove everything that can be made again
	@if [ -e $(VENV)/.ready ]; then $(BIN)/python -m macros.cache_place; fi
	rm -rf $(VENV) site dist .site-* .dist-* .bench
