# Everything here starts from make, git and python3; `make` alone lists what there is.
# Another Python: make book PYTHON=/path/to/python3

SHELL = /bin/sh
export PYTHON
BIN = .venv/bin
SET_UP = @sh setup/with-python setup/bootstrap.py

# Passed on to pytest: make test ARGS="-k notes -n0"
ARGS =
# make test ALL=1 runs the long tests as well.
ALL =

.DEFAULT_GOAL = help
# Two targets that set up at the same time would write into the same .venv.
.NOTPARALLEL:
.PHONY: help setup book test fuzz lint check golden format lock doctor clean setup-test bench-epub bench-print

help:
	@echo 'make book     set everything up and build manuscript/ into dist/: EPUB and PDF'
	@echo 'make test     set everything up and run the tests (ALL=1 for the long ones as well)'
	@echo 'make fuzz     import 10,000 damaged sources and change a book 10,000 times; the tests do 500'
	@echo 'make check    format, lint, types, workflows, then the tests'
	@echo 'make lint     the same without the tests'
	@echo 'make hostile  build 136 hostile manuscripts, with what each costs (some minutes)'
	@echo 'make validate run EPUBCheck 5.3 and 4.2.6, Ace, and veraPDF over the books here (half an hour)'
	@echo 'make bench-epub  measure the EPUB beside pandoc, up to 5 million words (some minutes)'
	@echo 'make bench-print measure the pages and the speed of the PDF beside WeasyPrint and Typst'
	@echo 'make format   put the code into its format'
	@echo 'make golden   write the expected outputs anew; then look at them with git diff'
	@echo 'make doctor   say what is missing on this machine, and what installs it'
	@echo 'make setup    only set up .venv'
	@echo 'make lock     resolve the requirements files anew'
	@echo 'make clean    remove what was built, and the caches; .venv stays'

setup:
	$(SET_UP) book

setup-test:
	$(SET_UP) test

book: setup
	$(BIN)/bookbuild build .

test: setup-test
	$(BIN)/python -m pytest -n auto $(if $(ALL),,-m 'not slow') $(ARGS)

fuzz: setup-test
	$(BIN)/python -m tests.fuzz $(ARGS)
	$(BIN)/python -m tests.desk.soak

# The tests' packages first: a .venv that is made anew takes what was installed in it along.
bench-epub: setup-test
	$(SET_UP) bench
	$(BIN)/python -m bench.epub_speed $(ARGS)

# Both tables are printed, whatever the first one says.
bench-print: setup-test
	$(SET_UP) bench
	@status=0; \
	$(BIN)/python -m bench.print_quality $(ARGS) || status=$$?; \
	$(BIN)/python -m bench.print_speed || status=$$?; \
	exit $$status

hostile: setup-test
	$(BIN)/python -m bench.hostile $(ARGS)

validate: setup-test
	npm ci --silent --no-audit --no-fund --ignore-scripts --prefix bench/validators
	$(BIN)/python -m bench.validators --all $(ARGS)

lint: setup-test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml \
		bookbuild/intake/workflows/github.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-actions action.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.gitlab-ci bookbuild/intake/workflows/gitlab.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml
	$(BIN)/zizmor --offline --no-progress .github action.yml

check: lint test

format: setup-test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

golden: setup-test
	$(BIN)/python -m pytest -n0 --update-golden $(ARGS)

lock:
	@sh setup/with-python setup/lock.py

doctor: setup
	$(BIN)/bookbuild doctor

clean:
	rm -rf dist build .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find bookbuild tests setup -name __pycache__ -type d -prune -exec rm -rf {} +
