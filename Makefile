# `make demo` and `make test` set everything up themselves: Python >= 3.11 is all they need.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test slow check bench accuracy clean

demo: .venv/ready
	@$(BIN)/loksabha demo

test: .venv/ready
	@$(BIN)/pytest -q -n auto --dist loadfile -m "not slow"

slow: .venv/ready
	@$(BIN)/pytest -q -m slow

accuracy: .venv/ready
	@$(BIN)/python -m bench.accuracy

bench: .venv/ready
	@$(BIN)/python -m bench.extraction
	@$(BIN)/python -m bench.crawl
	@$(BIN)/python -m bench.publish

check: .venv/ready
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/vulture

.venv/ready: pyproject.toml uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name it: make PYTHON=python3.12 …")'
	@echo "setting up .venv (some minutes the first time)"
	@test -x $(BIN)/pip || $(PYTHON) -m venv .venv
	@test -x $(BIN)/uv || $(BIN)/pip install --quiet --disable-pip-version-check uv
	@$(BIN)/uv sync --frozen --inexact --quiet
	@touch $@

clean:
	rm -rf .venv .loksabha
