# The two commands are `make reports` and `make test`. Each target first prepares the machine, which takes a blink when
# it is prepared already. On failure make itself exits with 2 and prints the exit code of the program ("Error 11").

bin := .venv/bin

# With it Python reads paths as ASCII, and does not start in a folder with other letters. Without it UTF-8 is taken.
ifneq (,$(filter C POSIX,$(LC_ALL)))
unexport LC_ALL
endif

.DEFAULT_GOAL := help
.PHONY: help setup reports check check-pdf release test test-all bench oracle lint example-data clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## prepare this machine: .venv, the packages of uv.lock, Pango (PYTHON=/path/to/python3.12)
	@sh workflow/setup/setup.sh

reports: setup ## build the reports as PDF: every edition, or EDITION=arsverk-2017 [REGION=1103] [CORES=4]
	@$(bin)/statusrapport build $(EDITION) $(addprefix --region ,$(REGION)) $(addprefix --cores ,$(CORES))

check: setup ## check the configuration and the raw data, and build nothing
	@$(bin)/statusrapport check

check-pdf: setup ## check the PDFs in results/reports against PDF/UA-1, PDF/A-3a and what no validator sees
	@$(bin)/statusrapport check-pdf results/reports

release: setup ## build and check the default reports, and write results/release/VERSION: VERSION=0.1.0 [CORES=4]
	@$(bin)/statusrapport release "$$VERSION" $(addprefix --cores ,$(CORES))

test: setup ## run the tests, but for the slow ones
	@$(bin)/python -m pytest -m "not slow"

test-all: setup ## run all tests
	@$(bin)/python -m pytest

bench: setup ## the finder of quantities on the documents beside STATUSRAPPORT_REFERENCE; a survey estimate against R
	@$(bin)/python -m statusrapport.language.bench "$(STATUSRAPPORT_REFERENCE)/../seeds"
	@PYTHONPATH=tests $(bin)/python -m oracle.bench

oracle: setup ## agreement of the survey estimators with R's survey package, whose values are made anew where R is
	@PYTHONPATH=tests $(bin)/python -m oracle

lint: setup ## check style and types: ruff and mypy
	@$(bin)/ruff check
	@$(bin)/ruff format --check
	@$(bin)/mypy

example-data: setup ## write the example data in data/raw anew
	@$(bin)/python -m statusrapport.exampledata

clean: ## remove what the runs have made in results/
	@find results -mindepth 1 -maxdepth 1 ! -name README.md -exec rm -rf {} +
