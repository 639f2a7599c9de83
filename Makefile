# The workbook's commands. Each works on a fresh machine with Python 3.11 or newer and make.
SHELL := /bin/sh
.SHELLFLAGS := -euc
.DEFAULT_GOAL := help
.PHONY: help setup run test check lab example evaluate measure bench clean

CORPUS ?= seeds
GOLD ?= tests/gold
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

help: ## list the commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1|\2/p' Makefile | awk -F'|' '{ printf "%-16s %s\n", $$1, $$2 }'

setup: $(STAMP) ## make .venv and install everything into it

# Only what is installed decides whether to install again: a second `make` touches no network.
$(STAMP): requirements.txt pyproject.toml
	@command -v "$(PYTHON)" > /dev/null || { echo "Python 3.11 or newer is needed, and there is no $(PYTHON); name one: make PYTHON=/path/to/python3" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; $(PYTHON) is $$("$(PYTHON)" --version 2>&1). Name another: make PYTHON=python3.12" >&2; exit 1; }
	test -x $(BIN)/python || "$(PYTHON)" -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.txt
	@touch $(STAMP)

run: setup ## annotate the articles (CORPUS=seeds), execute the notebooks, publish the pages
	@$(BIN)/python -m wirebook.cli run --corpus "$(CORPUS)"

test: setup ## run the tests
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: setup ## lint, check the format and the types
	$(BIN)/python -m ruff check
	$(BIN)/python -m ruff format --check
	$(BIN)/python -m mypy

lab: setup ## open JupyterLab with the workbook ready
	$(BIN)/python -m jupyterlab --KernelManager.transport_encryption=auto notebooks/00_corpus.ipynb

example: setup ## make the README's pictures anew
	$(BIN)/python -m workshop.example

evaluate: setup ## score the tables against gold (GOLD=tests/gold)
	$(BIN)/python -m workshop.evaluate "$(GOLD)"

measure: setup ## measure the language model on public sets (DATA=folder)
	@test -n "$(DATA)" || { echo "Name the folder of the public sets: make measure DATA=/path/to/data" >&2; exit 1; }
	$(BIN)/python -m workshop.measure --data "$(DATA)"

bench: setup ## time annotation and the notebooks
	$(BIN)/python -m workshop.bench

clean: ## remove what was made, the environment included
	rm -rf $(VENV) build lib/*.egg-info .pytest_cache .ruff_cache .mypy_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find . -name .ipynb_checkpoints -type d -prune -exec rm -rf {} +
	find outputs -mindepth 1 -maxdepth 1 ! -name .gitkeep ! -name example -exec rm -rf {} +
