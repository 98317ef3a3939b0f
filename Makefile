# make run    install into .venv and open the desk on the demonstration register
# make test   install and run the tests
# make check  formatting, lint, types, import contracts

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: run test test-slow check bench mutate translate schema docs pictures constraints clean

run: $(READY)
	$(BIN)/reception demo

test: $(READY)
	$(BIN)/pytest

test-slow: $(READY)
	$(BIN)/pytest -m slow

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Measure everything against floors and peers and write the table of README.md; `python -m bench --help` tells more
bench: $(READY)
	$(BIN)/python -m bench $(BENCH)

# Change the count of days in small ways and see that the tests notice: docs/mutation.md
mutate: $(READY)
	$(BIN)/python tools/mutate.py --at-least 95 reception_tui/domain/deadline.py reception_tui/domain/calendar.py -- --noconftest tests/domain/test_deadline_edges.py tests/domain/test_extension_edges.py tests/domain/test_calendar_edges.py -- --hypothesis-seed=0 tests/domain/test_deadline_golden.py tests/domain/test_calendar.py tests/domain/test_deadline_oracle.py

# Versions and hashes come from constraints.txt; the program itself is installed so that changes count at once.
$(READY): constraints.txt pyproject.toml hatch_build.py $(wildcard reception_tui/i18n/locales/*/LC_MESSAGES/*.po)
	test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r constraints.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $(READY)

# Collect the words of the code into the catalogue; new ones stand there untranslated.
translate: $(READY)
	$(BIN)/pybabel -q extract -k tr -k mark --no-location --sort-output -o $(VENV)/messages.pot reception_tui
	$(BIN)/pybabel -q update --no-fuzzy-matching --ignore-obsolete --no-wrap -i $(VENV)/messages.pot -D reception -d reception_tui/i18n/locales -l vi

# Keep a register of the schema as it is for the tests of upgrades; to be run when a version is released.
schema: $(READY)
	$(BIN)/python tools/keep_schema.py

# Pages of docs/ that follow from the code.
docs: $(READY)
	$(BIN)/python tools/write_docs.py

# The pictures of README.md, taken on the demonstration register.
pictures: $(READY)
	$(BIN)/python tools/take_pictures.py

constraints:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --group dev --extra papers --extra server --upgrade pyproject.toml -o constraints.txt

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
