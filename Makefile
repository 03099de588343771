# `make run` shows the product, `make test` proves it; both make the environment that they need from the lock.
.DEFAULT_GOAL := help
.PHONY: help run test bench lint messages vendor lock clean

PYTHON ?= python3
UV_VERSION := 0.13.9
VENV := .venv
BIN := $(VENV)/bin
export HOST ?= 127.0.0.1
export PORT ?= 8000
BENCH_PARKS ?= 1000

CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))

help:  ## Say what can be made
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST)

run: $(VENV)/run.stamp var/static/collected.stamp  ## Serve the demo at 127.0.0.1:8000 (HOST and PORT change it)
	@DJANGO_SETTINGS_MODULE=config.settings.demo $(BIN)/python -m config.demo_server

test: $(VENV)/dev.stamp $(CATALOGUES)  ## Check everything: style, types, imports, migrations, tests on both databases
	@.ci/install
	@$(BIN)/python .ci/services.py .ci/check

bench: $(VENV)/dev.stamp var/static/collected.stamp  ## Measure how fast it is, as ratios (BENCH_PARKS=10000 for a nation)
	@.ci/install
	@DJANGO_SETTINGS_MODULE=config.settings.demo LOG_LEVEL=WARNING $(BIN)/python .ci/services.py \
	    $(BIN)/python manage.py shell -v 0 -c "from bench.run import main; main($(BENCH_PARKS))"

lint: $(VENV)/dev.stamp  ## Check style, types and imports only
	@.ci/check lint

messages: $(VENV)/dev.stamp  ## Collect the texts that are to be translated
	@DJANGO_SETTINGS_MODULE=config.settings.test $(BIN)/python manage.py makemessages \
	    --locale zh_Hans --no-wrap --add-location file --ignore "node_modules/*" --ignore "var/*" --ignore "tests/*"

vendor:  ## Copy the front-end files of package.json to static/vendor/ (needs npm)
	npm ci --ignore-scripts --no-audit --no-fund
	$(PYTHON) .ci/vendor.py

lock: $(VENV)/uv.stamp  ## Choose the newest versions that requirements*.in allow
	$(BIN)/uv pip compile --system-certs --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	    requirements.in --output-file requirements.lock
	$(BIN)/uv pip compile --system-certs --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	    --constraint requirements.lock requirements-dev.in --output-file requirements-dev.lock

clean:  ## Remove all that was made, the demo's database included
	rm -rf $(VENV) var node_modules .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage*
	find . -name __pycache__ -prune -exec rm -rf {} +
	rm -f $(CATALOGUES)

$(VENV)/uv.stamp: Makefile
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Parkpath needs Python 3.11 or newer; name one with make PYTHON=…")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "Install the package python3-venv first." >&2; rm -rf $(VENV); exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@touch $@

# The certificates are the machine's: a closed network has an authority of its own.
$(VENV)/run.stamp: requirements.lock | $(VENV)/uv.stamp
	@echo "Installing what the site is made of"
	@$(BIN)/uv pip install --system-certs --quiet --python $(BIN)/python --require-hashes --compile-bytecode --requirement $<
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock | $(VENV)/uv.stamp
	@echo "Installing what the site and its tests are made of"
	@$(BIN)/uv pip install --system-certs --quiet --python $(BIN)/python --require-hashes --compile-bytecode --requirement $<
	@touch $@

var/static/collected.stamp: $(shell find static -type f) requirements.lock $(CATALOGUES) | $(VENV)/run.stamp
	@DJANGO_SETTINGS_MODULE=config.settings.demo $(BIN)/python manage.py collectstatic --noinput --verbosity 0
	@touch $@

# Programs are installed before they are used, also under make -j.
.NOTPARALLEL:

%.mo: %.po | $(VENV)/uv.stamp
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@
