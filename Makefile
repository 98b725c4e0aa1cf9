# The dashboard's verbs. From a fresh clone they need Python 3.11 or newer and make; the rest they fetch themselves.
#   make run      prepare what is missing, then serve the dashboard      make check   lint, types, architecture
#   make test     every test, in a real browser too                      make bench   how long things take: two hours and more, five million reports
#   make .venv    the environment alone                                  make clean   back to a fresh clone

SHELL := /bin/sh
READY := .venv/.ready
PY := .venv/bin/python
OLD := The dashboard needs Python 3.11 or newer; none was found. Install it, or name one: make PYTHON=/path/to/python3

# The first of these that runs and is new enough; a shim for a version that is not installed does not run.
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$python -c '$(NEW_ENOUGH)' >/dev/null 2>&1 && { echo $$python; break; }; done)

.PHONY: run .venv equipment test check bench clean

run: .venv
	@.venv/bin/disclosure serve

.venv: $(READY)

$(READY): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" && $(PYTHON) -c '$(NEW_ENOUGH)' || { echo "$(OLD)" >&2; exit 1; }
	@{ $(PY) -m pip --version && $(PY) -c '$(NEW_ENOUGH)'; } >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv || { \
		echo "Python's venv module is incomplete; on Debian: apt-get install python3-venv" >&2; exit 1; }
	$(PY) -m pip install --disable-pip-version-check --quiet -c constraints.txt -e ".[ocr,engines,test,dev]"
	@touch $@

equipment: .venv
	@$(PY) -m tests.equipment

test: equipment
	@$(PY) -m pytest -n 2 --dist loadgroup

check: .venv
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports --no-cache

bench: equipment
	@$(PY) -m pytest tests/bench -o python_files='bench_*.py' -o timeout=0 -s; measured=$$?; $(PY) -m tests.bench.report; exit $$measured

clean:
	rm -rf .venv build *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
