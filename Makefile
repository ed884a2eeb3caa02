# Common Thread. `make` alone lists what it can do.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WHEELS := wheels
# `make site OFFLINE=1` installs from wheels/ and asks no registry.
ifdef OFFLINE
export PIP_NO_INDEX := 1
export PIP_FIND_LINKS := $(WHEELS)
endif
export NO_MKDOCS_2_WARNING := 1
# Tests on all processors (tests/conftest.py says how many at once); those of one file one after the other.
TOGETHER := --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

.DEFAULT_GOAL := help
.PHONY: help serve site bundles check quick review comment test engines mutants bench wheels lock clean

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/.ready: requirements.lock tests/validators.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Common Thread needs Python 3.11 or newer; this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else 0'
	@echo "Making $(VENV) (once; about a minute) …"
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(if $(OFFLINE),true,$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tests/validators.lock)
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

quick: $(VENV)/.ready ## Check, and run the tests that need no browser, no bundles and no second build
	@$(MAKE) --no-print-directory check & checked=$$!; \
	$(BIN)/python -m pytest $(TOGETHER) -m "not browser and not bundles and not builds and not slow"; tested=$$?; \
	wait $$checked && exit $$tested

review: $(VENV)/.ready ## Lay a proposal's content over this checkout, check and report on it: make review PROPOSAL=../proposal
	@mkdir -p review
	@$(BIN)/commonthread proposal lay "$(PROPOSAL)" --left-out review/left-out.txt
	@$(BIN)/commonthread check --changed-since HEAD --left-out review/left-out.txt --format json > review/report.json || [ -s review/report.json ]
	@$(BIN)/commonthread check --changed-since HEAD --left-out review/left-out.txt --format markdown > review/report.md || [ -s review/report.md ]
	@$(BIN)/commonthread check --changed-since HEAD --format $(if $(GITHUB_ACTIONS),github,text)

comment: $(VENV)/.ready ## Make a comment of a report from elsewhere: make comment REPORT=report.json FILES=changed-files.txt
	@mkdir -p review
	@$(BIN)/commonthread proposal comment "$(REPORT)" --files "$(FILES)" --preview "$(PREVIEW)" --out review/comment.md

test: $(VENV)/.ready $(if $(OFFLINE),,$(WHEELS)/README.txt) ## Install what the tests need and run them all
	@tests/install-browser
	@tests/install-editions
	@$(BIN)/ruff check macros tests
	@$(BIN)/ruff format --check macros tests
	@$(BIN)/mypy
	@$(BIN)/python -m pytest $(TOGETHER)

engines: $(VENV)/.ready ## Try packs and single files in Firefox ESR and WebKitGTK, where they are or can be installed
	@tests/install-engines $(BIN)/python
	@$(BIN)/python -m pytest tests/engines --numprocesses 2 -W ignore::DeprecationWarning

mutants: $(VENV)/.ready ## Put faults into the guards, one at a time, and list those that no test notices
	@$(BIN)/python -m tests.mutants

bench: $(VENV)/.ready ## Measure build, memory, page size, search, bundles and updates
	@$(BIN)/python -m tests.bench

wheels: $(WHEELS)/README.txt ## Pack the pinned packages into wheels/, to build without a registry: make site OFFLINE=1

$(WHEELS)/README.txt: requirements.lock | $(VENV)/.ready
	@echo "Packing the packages of requirements.lock into $(WHEELS)/ …"
	@rm -rf .$(WHEELS)-new
	@$(BIN)/python -m pip download --quiet --disable-pip-version-check --require-hashes --no-deps \
	    --only-binary :all: -r requirements.lock -d .$(WHEELS)-new
	@$(BIN)/python -c 'import platform as p; print("The packages of requirements.lock, for Python", \
	    ".".join(p.python_version_tuple()[:2]), "on", p.system(), p.machine() + ". See docs/about/adopt.md.")' > .$(WHEELS)-new/README.txt
	@rm -rf $(WHEELS)
	@mv .$(WHEELS)-new $(WHEELS)

lock: ## Write requirements.lock anew from pyproject.toml (needs uv)
	@uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	    --no-header --no-emit-index-url --no-annotate --build-constraint /dev/null -o requirements.lock
	@echo "libhxl>=5.2.2" | uv pip compile - --constraint requirements.lock --universal --python-version 3.11 \
	    --generate-hashes --no-header --no-emit-index-url --no-annotate -o tests/validators.lock
	@printf "marionette-driver>=3.7\\nselenium>=4.51\\n" | uv pip compile - --constraint requirements.lock --universal \
	    --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate -o tests/engines.lock

clean: ## Remove everything that can be made again
	@if [ -e $(VENV)/.ready ]; then $(BIN)/python -m macros.cache_place; fi
	rm -rf $(VENV) .$(WHEELS)-new site dist .site-* .dist-* .bench
