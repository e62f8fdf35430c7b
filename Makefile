# The very commands CI runs, and the ones that write generated files.
.PHONY: all lint types test rules expected benchmark

all: lint types test

lint:
	ruff check .
	ruff format --check .

types:
	mypy

test:
	python -m pytest

rules:
	python -m poalint.pack.book

expected:
	python tests/write_expected.py

benchmark:
	python tests/benchmarks/one_pass.py
