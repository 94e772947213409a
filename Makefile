# Each target stands alone: on a fresh machine it makes .venv and installs what it needs, once.
# Another Python: make PYTHON=python3.12 demo
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install -qq
EXAMPLE := src/reportedly/example/report.txt
STORY := src/reportedly/example/story.jsonl
DEMO := build/demo.ledger
POLNEAR ?= ../shared/data/polnear
STORIES ?= ../shared/stories/train
SHARED ?= ../shared
FAKES ?= $(SHARED)/data/fa-kes/fa-kes.jsonl.gz
RESULTS := benchmarks/results

.DEFAULT_GOAL := help
.PHONY: help demo test train train-linking floors bench measure docs clean

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1	\2/p' $(MAKEFILE_LIST)

demo: $(VENV)/.run ## read the example report, then trace a claim through the example story
	@$(BIN)/reportedly read $(EXAMPLE) --outlet "The Estuary Courier" --published 2026-03-12 --format terminal
	@mkdir -p build && rm -f $(DEMO)*
	@$(BIN)/reportedly add $(STORY) --ledger $(DEMO)
	@$(BIN)/reportedly claims --ledger $(DEMO)
	@echo
	@$(BIN)/reportedly trace $(first) --ledger $(DEMO)

# the id of the claim that `claims` lists first
first = $$($(BIN)/reportedly claims --ledger $(DEMO) --limit 1 --format csv | sed -n '2s/,.*//p')

test: $(VENV)/.test ## check style, types, layers and run the tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/pytest

train: $(VENV)/.train ## train the model (POLNEAR=folder, STORIES=folder); goes on where it stopped
	for recipe in loose strict; do \
		$(BIN)/python -m reportedly.training train --data $(POLNEAR) --recipe $$recipe \
			--out runs/$$recipe $(if $(wildcard $(STORIES)),--stories $(STORIES)) || exit 1; \
	done
	$(BIN)/python -m reportedly.training export --data $(POLNEAR) \
		--run runs/loose:0.65 --run runs/strict:0.35

train-linking: $(VENV)/.train ## train what linking learns (STORIES=folder); goes on where it stopped
	$(BIN)/python -m reportedly.training linking --train $(STORIES) \
		$(if $(wildcard $(SHARED)/stories/dev),--dev $(SHARED)/stories/dev) --out runs/linking --ship
	$(BIN)/python -m reportedly.training weights --stories $(STORIES) --out runs/linking \
		$(if $(wildcard $(FAKES)),--strangers $(FAKES))
	$(BIN)/python benchmarks/independence.py $(STORIES) runs/linking/readings --fit \
		--encoder runs/linking/fold0 --encoder runs/linking/fold1 --encoder runs/linking/fold2

floors: $(VENV)/.test ## pin what the shipped model reaches as the floors of the quality gate
	for variant in asis straight unquoted lower; do \
		$(BIN)/reportedly evaluate $(POLNEAR)/dev.jsonl.gz --variant $$variant \
			--floors tests/quality/floors.json --pin || exit 1; \
	done

bench: $(VENV)/.bench ## measure start, speed and memory on POLNEAR's dev reports, and store the results
	@mkdir -p $(RESULTS)
	$(BIN)/python benchmarks/startup.py -o $(RESULTS)/startup.json
	$(BIN)/python benchmarks/speed.py $(POLNEAR)/dev.jsonl.gz -o $(RESULTS)/speed.json
	$(BIN)/python benchmarks/memory.py $(POLNEAR)/dev.jsonl.gz -o $(RESULTS)/memory.json

measure: $(VENV)/.run ## measure understanding and the ledger on stories, POLNEAR, FA-KES and the seed report; skips what is absent
	@mkdir -p $(RESULTS)
	$(call with,$(SHARED)/stories/dev,claims.py,claims)
	$(call with,$(SHARED)/stories/dev,claims.py --gold-mentions,claims-gold-mentions)
	@if [ -e $(FAKES) ] && [ -e $(SHARED)/stories/dev ]; then set -x; \
		$(BIN)/python benchmarks/claims.py $(SHARED)/stories/dev --together $(FAKES) \
			-o $(RESULTS)/claims-together.json; \
	else echo "skipped: $(FAKES) or $(SHARED)/stories/dev is absent"; fi
	$(call with,$(FAKES),ledger.py,ledger)
	$(call with,$(SHARED)/stories/dev,stories.py,stories)
	$(call with,$(POLNEAR),coreference.py,coreference)
	$(call with,$(FAKES),observatory.py,observatory)
	$(call with,$(POLNEAR)/dev.jsonl.gz,resolving.py,resolving)
	@if [ -e $(SHARED)/seed/report.txt ]; then \
		$(BIN)/reportedly read $(SHARED)/seed/report.txt --outlet "$(call seed,outlet)" \
			--published "$(call seed,published)" --format json \
			| $(BIN)/python $(SHARED)/tools/score_seed.py $(SHARED)/seed/gold.json /dev/stdin; \
	else echo "skipped: $(SHARED)/seed is absent"; fi

# what the seed report's answers say of it
seed = $$($(BIN)/python -c "import json; print(json.load(open('$(SHARED)/seed/gold.json'))['report']['$(1)'])")

# runs a benchmark on data that may be absent: with DATA,SCRIPT,RESULT
with = @if [ -e $(1) ]; then set -x; $(BIN)/python benchmarks/$(2) $(1) -o $(RESULTS)/$(3).json; \
	else echo "skipped: $(1) is absent"; fi

docs: $(VENV)/.test ## draw the pictures again and check the documents against the code
	$(BIN)/python docs/picture.py
	$(BIN)/pytest tests/docs

clean: ## remove .venv and everything that was built
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or later is needed: make PYTHON=python3.11 ..." if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: pyproject.toml | $(BIN)/python
	@echo "Installing reportedly and what it needs to run (once)"
	@$(PIP) --editable .
	@touch $@

$(VENV)/.test: pyproject.toml | $(BIN)/python
	@echo "Installing reportedly and what its tests need (once)"
	@$(PIP) --editable '.[test]'
	@touch $@ $(VENV)/.run

$(VENV)/.bench: pyproject.toml | $(BIN)/python
	@echo "Installing reportedly and what its benchmarks compare it with (once)"
	@$(PIP) --editable '.[bench]'
	@touch $@ $(VENV)/.run

$(VENV)/.train: pyproject.toml | $(BIN)/python
	@echo "Installing reportedly and what training needs (once; torch is large)"
	@$(PIP) --editable '.[train]'
	@touch $@ $(VENV)/.run
