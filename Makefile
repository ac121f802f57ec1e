# Allô: each target does all its own set-up. `make` alone lists them.
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
SHELL := /bin/sh
bin := .venv/bin

# make demo ARGS="--seed 3 --rotary"    make test ARGS="tests/unit -k room"    make test JOBS=4
ARGS ?=
JOBS ?= auto

.PHONY: help setup demo test lint check format bench lock clean dev postgresql

help: ## montre cette liste
	@awk -F ' ?## ' '/^[a-z]+:.* ## / { sub(/:.*/, "", $$1); printf "make %-8s %s\n", $$1, $$2 }' Makefile

setup: ## installe Allô dans ce dossier, sans rien lancer : .venv/bin/allo
	@tools/setup.sh runtime

demo: setup ## joue une séance entière sur le central téléphonique intégré (ARGS="--seed 3 --rotary")
	@$(bin)/allo demo $(ARGS)

test: dev postgresql ## lance tous les essais
	@$(bin)/python -m pytest -n $(JOBS) $(ARGS)

lint: dev ## vérifie la forme, les types et les règles d'import
	@$(bin)/ruff format --check --quiet . || { $(bin)/ruff format --diff --quiet .; exit 1; }
	@$(bin)/ruff check --quiet .
	@$(bin)/mypy --no-error-summary
	@$(bin)/lint-imports --no-logo

check: lint test ## lint, puis test : à passer avant de proposer un changement

format: dev ## remet le code en forme
	@$(bin)/ruff format .
	@$(bin)/ruff check --fix-only .

bench: setup ## mesure le central et la base sur cette machine
	@for file in bench/*.py; do [ -e "$$file" ] || continue; $(bin)/python "$$file" $(ARGS) || exit 1; done

lock: dev ## refait les fichiers de versions figées (demande uv : .venv/bin/pip install uv)
	@tools/lock.sh

clean: ## retire ce qui se refabrique ; donnees/ et .env restent
	rm -rf .venv .tools build allo.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

dev:
	@tools/setup.sh dev

postgresql:
	@tools/fetch_postgresql.sh || [ -z "$$CI" ]
