# Two commands on a fresh machine: `make demo` and `make test`. Each sets up everything itself.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
BUNDLE := plugins/efficiency-rules-jingbian
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: demo test lint types layers unit test-browser test-long test-spark coverage mutation bench bench-spark bench-smoke clean

demo: $(VENV)/installed
	$(BIN)/efficiency-rules demo build/demo

test: lint types layers unit

lint: $(VENV)/tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/tested
	$(BIN)/mypy

layers: $(VENV)/tested
	$(BIN)/lint-imports --no-cache

unit: $(VENV)/tested
	$(BIN)/python -m pytest --numprocesses 2 -m "not long and not spark"

# The rule site in a real browser; pictures of every page type go to build/browser.
test-browser: $(VENV)/tested
	bash tests/browser/run.sh $(BIN)

test-long: $(VENV)/tested
	$(BIN)/python -m pytest --numprocesses 2 --hypothesis-profile=long -m "not spark"

# The same evaluation on Spark, in local mode and on a master with two workers on loopback. Needs Java 17.
test-spark: $(VENV)/sparked
	$(BIN)/python -m pytest -m spark tests/cluster

# Every branch of what decides grades.
coverage: $(VENV)/mutated
	$(BIN)/python -m coverage run --branch --include="src/efficiency_rules/grading/*,src/efficiency_rules/points.py" \
	  -m pytest -p no:xdist -m "not long" tests/grading tests/test_grading_checker.py tests/test_points.py tests/criteria
	$(BIN)/python -m coverage report --show-missing --fail-under=100 \
	  --include="src/efficiency_rules/grading/*,src/efficiency_rules/points.py"

# One change at a time in what decides grades: the tests must see it. The harness is checked first.
mutation: $(VENV)/mutated
	PYTHONPATH=tests/mutation $(BIN)/python -m pytest -p no:xdist tests/mutation/checks.py
	$(BIN)/python tests/mutation/run.py

# Ours against what one would take instead, up to 60 million records, in an environment of its own with DuckDB, pandas,
# OpenFisca and zen-engine. PUBLISH=--publish keeps the figures and makes docs/benchmarks.md and its picture anew.
PEERS := $(VENV)-bench/bin/python
bench: $(VENV)-bench/ready
	$(PEERS) -m benchmarks.compare $(PUBLISH)
	$(PEERS) -m benchmarks.explaining $(PUBLISH)
	$(PEERS) -m benchmarks.end_to_end $(PUBLISH)
	$(PEERS) -m benchmarks.stages $(PUBLISH)
	$(PEERS) -m benchmarks.cold_start
	$(PEERS) -m benchmarks.grading
	$(PEERS) -m benchmarks.robustness
	$(PEERS) -m benchmarks.site

# One process and Spark at 6, 18 and 60 million records.
bench-spark: $(VENV)/sparked
	$(BIN)/python -m benchmarks.spark $(PUBLISH)

# Do all contenders still give our answers, and does every benchmark run? About a minute.
bench-smoke: $(VENV)-bench/ready
	$(PEERS) -m benchmarks.compare --sizes 30 --rounds 1 --strict
	$(PEERS) -m benchmarks.end_to_end --jurisdictions 2 --strict
	$(PEERS) -m benchmarks.stages --sizes 200
	$(PEERS) -m benchmarks.explaining --sizes 200

clean:
	rm -rf $(VENV) $(VENV)-bench build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml $(BUNDLE)/pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) --editable . --editable $(BUNDLE)
	touch $@

$(VENV)/tested: $(VENV)/installed
	$(PIP) --editable ".[test]"
	touch $@

$(VENV)/sparked: $(VENV)/tested
	command -v java >/dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends openjdk-17-jre-headless; }
	$(PIP) --editable ".[spark]"
	touch $@

$(VENV)/mutated: $(VENV)/tested
	$(PIP) --editable ".[mutation]"
	touch $@

$(VENV)-bench/ready: pyproject.toml $(BUNDLE)/pyproject.toml constraints.txt benchmarks/constraints.txt
	$(PYTHON) -m venv $(VENV)-bench
	$(VENV)-bench/bin/python -m pip install --quiet --disable-pip-version-check \
	  --constraint constraints.txt --constraint benchmarks/constraints.txt \
	  --editable . --editable $(BUNDLE) duckdb openfisca-core pandas pyarrow zen-engine
	touch $@
