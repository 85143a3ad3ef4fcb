# make demo    check the example menus
# make test    run the whole test suite
# make check   run everything that CI runs
#
# Each needs Python 3.11 or newer, git and make. The first run sets up a virtual environment in .venv.

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
START := 2026-11-23
DEMO := $(VENV)/demo.txt

.PHONY: demo test lint check clean

demo: $(VENV)/.installed
	@echo "The clinic that lets callers in, but never out:"
	@echo "  ivrcheck check menus/clinic-trapped.yaml"
	@echo
	@$(BIN)/ivrcheck check menus/clinic-trapped.yaml --start $(START) || test $$? -eq 1
	@echo
	@echo "All the example menus (those called -trapped are meant to be):"
	@echo "  ivrcheck check menus"
	@echo
	@$(BIN)/ivrcheck check menus --start $(START) > $(DEMO) || test $$? -eq 1
	@sed -n '/ menus checked: /,$$p' $(DEMO)

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n auto

lint: $(VENV)/.installed-dev
	@bash .ci/run --without-tests

check:
	@bash .ci/run

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

$(VENV)/.installed: $(VENV)/.made pyproject.toml
	@echo "Installing ivrcheck into $(VENV) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . || { $(OFFLINE); exit 1; }
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.made pyproject.toml
	@echo "Installing ivrcheck and what its tests need into $(VENV) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]' || { $(OFFLINE); exit 1; }
	@touch $@ $(VENV)/.installed

OFFLINE = echo "The packages ivrcheck needs could not be installed; what pip says stands above." >&2

# The first Python that is new enough; a name that is there but does not run counts as not there.
$(VENV)/.made:
	@for python in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null; then break; fi; \
	  python=; \
	done; \
	if [ -z "$$python" ]; then \
	  found=$$(python3 -c 'import platform; print("the newest one found is", platform.python_version())' 2> /dev/null); \
	  echo "ivrcheck needs Python 3.11 or newer; $${found:-none was found}." >&2; exit 1; \
	fi; \
	if ! $$python -c 'import ensurepip, venv' 2> /dev/null; then \
	  echo "This Python cannot make virtual environments; on Debian and Ubuntu, install the package python3-venv." >&2; \
	  exit 1; \
	fi; \
	echo "Making a virtual environment in $(VENV) with $$($$python --version) …"; \
	$$python -m venv --clear $(VENV)
	@touch $@
