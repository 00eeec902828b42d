PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SITES ?= *

.DEFAULT_GOAL := help
.PHONY: help build serve test test-fast check bench clean

help: ## 列出可用的命令 · list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

$(BIN)/govssg: pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "govssg needs Python 3.11 or newer: make PYTHON=python3.11 build" >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements.lock --editable .
	@touch $(BIN)/govssg

$(VENV)/.dev: $(BIN)/govssg
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements.lock --editable '.[dev,dask]'
	@touch $@

build: $(BIN)/govssg ## 生成全部网站到 build/ · build the whole portal into build/
	@$(BIN)/govssg build
	@echo "make serve 可在浏览器中查看 · make serve shows it: http://127.0.0.1:1313/"

serve: $(BIN)/govssg ## 本地预览（含草稿），保存即刷新 · serve, drafts too, with live reload on http://127.0.0.1:1313/
	@$(BIN)/govssg serve --drafts

test: $(VENV)/.dev ## 全部测试（含浏览器） · all tests, the browser's among them
	@sh tests/install-browser $(BIN)
	@$(BIN)/python -m pytest -n 2 --dist loadfile

test-fast: $(VENV)/.dev ## 半分钟内的测试 · the tests that take less than half a minute
	@$(BIN)/python -m pytest -n 2 -m "not browser and not slow"

check: $(VENV)/.dev ## 格式、类型、结构 · formatting, lint, types, floors, and the content's findings
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -q tests/architecture
	@$(BIN)/govssg check

BENCH_SIZES ?= 1000,10000
bench: $(VENV)/.dev ## 与 Hugo 比速度 · measure speed against Hugo, with ratios (BENCH_SIZES=1000,10000)
	@$(BIN)/python bench/run.py --sizes $(BENCH_SIZES)

clean: ## 删除生成的文件 · remove what was built
	@rm -rf .govssg .pytest_cache .mypy_cache .ruff_cache .hypothesis dist
	@find build -mindepth 1 ! -name .gitignore -delete 2>/dev/null || true
