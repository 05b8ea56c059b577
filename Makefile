# Everything that a developer does, each in one word. `make demo` and `make test` install what they need.
PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed

.PHONY: help demo test lint types contracts check-data unit format goldens screen picture bench clean

help:  ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

demo: $(INSTALLED)  ## Score an example, as a user would
	@$(BIN)/smi score examples/pip-and-thistle.yaml

test: lint types contracts check-data unit  ## Run every check; green means fit to land

lint: $(INSTALLED)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(INSTALLED)
	$(BIN)/mypy

contracts: $(INSTALLED)  ## The layers, as declared in pyproject.toml
	$(BIN)/lint-imports

check-data: $(INSTALLED)  ## The shipped questionnaires, blueprints and examples
	$(BIN)/smi check questionnaires blueprints examples

unit: $(INSTALLED)
	$(BIN)/pytest -n auto

format: $(INSTALLED)  ## Lay out the code, mend what can be mended
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

goldens: $(INSTALLED)  ## Rewrite the golden files; read the difference before committing it
	$(BIN)/pytest tests/golden --update-golden

screen: $(INSTALLED)  ## Print the screen of the survey that the README shows
	@PYTHONPATH=tests $(BIN)/python tests/terminal/readme_screen.py

picture: $(INSTALLED)  ## Draw the picture of a report that the README shows
	@PYTHONPATH=tests $(BIN)/python tests/browser/readme_picture.py

bench: $(INSTALLED)  ## Measure start-up, batches, certainty and plans, as ratios within one run
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/batch.py
	$(BIN)/python benchmarks/certainty.py
	$(BIN)/python benchmarks/plan.py

clean:
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache

$(INSTALLED): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "smi needs Python 3.11 or newer; try make PYTHON=python3.11")'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/pip install --quiet --editable . --group dev
	@touch $(INSTALLED)
