# `make` prints what can be done.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help setup run test check bench docs learn pdf lock clean

help:
	@echo 'make run     set up, load the sample town and serve on http://127.0.0.1:8080'
	@echo 'make test    set up and run the tests'
	@echo 'make check   format, lint, types, import contracts'
	@echo 'make bench   measure; results in benchmarks/results/'
	@echo 'make learn   learn from closed cases which unit handles what (installs scikit-learn)'
	@echo 'make pdf     let the annual report be written as PDF (installs typst)'
	@echo 'make docs    write the generated reference pages'
	@echo 'make lock    compile the pinned, hashed requirements'
	@echo 'make clean   remove the virtual environment (data/ stays)'

$(VENV)/.run: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'Python 3.11 or newer is needed: make run PYTHON=python3.11'; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo 'Installing the pinned packages (once) …'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	@echo 'Installing the test tools (once) …'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

setup: $(VENV)/.dev

run: $(VENV)/.run
	@$(BIN)/python bot.py serve

test: $(VENV)/.dev
	@$(BIN)/python -m pytest

check: $(VENV)/.dev
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/mypy bot.py
	@$(BIN)/lint-imports

bench: $(VENV)/.dev
	@$(BIN)/python -m benchmarks

docs: $(VENV)/.dev
	@$(BIN)/python -m docs.generate

$(VENV)/.learn: requirements-learn.txt $(VENV)/.run
	@echo 'Installing what learning needs (once, 270 MB) …'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-learn.txt
	@touch $@

learn: $(VENV)/.learn
	@$(BIN)/python bot.py routing learn

$(VENV)/.pdf: requirements-pdf.txt $(VENV)/.run
	@echo 'Installing what PDF needs (once, 85 MB) …'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-pdf.txt
	@touch $@

pdf: $(VENV)/.pdf

lock:
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --custom-compile-command 'make lock' pyproject.toml -o requirements.txt
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --custom-compile-command 'make lock' -c requirements.txt pyproject.toml --group dev -o requirements-dev.txt
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --custom-compile-command 'make lock' -c requirements.txt pyproject.toml --group learn -o requirements-learn.txt
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --custom-compile-command 'make lock' -c requirements.txt pyproject.toml --group pdf -o requirements-pdf.txt

clean:
	@rm -rf $(VENV)
