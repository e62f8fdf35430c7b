# The very commands CI runs, and the ones that write generated files.
.PHONY: all lint types test rules expected labelled benchmark

all: lint types test

lint:
	ruff check poalint tests
	ruff format --check poalint tests

types:
	mypy

test:
	python -m pytest

rules:
	python -m poalint.pack.book
	python -m poalint.formats.rule_docs
	python -m poalint.cli.knowing

expected:
	python tests/test_drafts.py --write

labelled:
	python tests/benchmarks/labelled.py

benchmark:
	python tests/benchmarks/one_pass.py
