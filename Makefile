# Two commands on a fresh machine: make demo, make test.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test check soak speed messages accept clean new-source

.venv/core: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	touch $@

.venv/test: .venv/core
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[test]'
	touch $@

demo: .venv/core
	@scripts/demo

test check: .venv/test
	@scripts/axe
	@scripts/check

soak: .venv/test
	$(BIN)/pytest -m soak -p no:xdist --no-cov

speed: .venv/test
	$(BIN)/python benchmarks/speed.py

messages: .venv/test
	$(BIN)/python scripts/messages

accept: .venv/test
	$(BIN)/python scripts/accept $(SOURCE)

new-source: .venv/test
	$(BIN)/python scripts/new-source $(NAME) $(URL)

clean:
	rm -rf .venv build dist .coverage* .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
