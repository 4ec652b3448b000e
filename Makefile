# Two commands on a fresh machine: `make demo` and `make test`. Each sets up everything itself.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
BUNDLE := plugins/efficiency-rules-jingbian
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: demo test lint types layers unit test-long bench clean

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
	$(BIN)/python -m pytest --numprocesses 2 -m "not long"

test-long: $(VENV)/tested
	$(BIN)/python -m pytest --numprocesses 2 --hypothesis-profile=long

bench: $(VENV)/tested
	$(BIN)/python -m benchmarks.bench
	$(BIN)/python -m benchmarks.cold_start
	$(BIN)/python -m benchmarks.grading

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml $(BUNDLE)/pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) --editable . --editable $(BUNDLE)
	touch $@

$(VENV)/tested: $(VENV)/installed
	$(PIP) --editable ".[test]"
	touch $@
