# `make run` shows the product; `make test` proves it. Both install what they need.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.PHONY: run test tools lint-tools web lint unit behaviour e2e schema torture reliability fuzz ledger-figures bench clean

CARGO ?= cargo
# So many stories at once: they wait for databases, and who waits needs no processor.
STORIES ?= $(shell expr $$(nproc) + 1)
# So many cases each, when parsers are fuzzed at length.
FUZZ ?= 20000
WEB_DIST := mobile-web/dist/.vite/manifest.json
WEB_SOURCES := $(shell find mobile-web -type f -not -path '*/node_modules/*' -not -path '*/dist/*' -not -path '*/generated/*' 2>/dev/null) schema.graphql

run: web  ## Build everything, fill a demonstration county, open http://127.0.0.1:8080
	$(CARGO) build --release --package lianjing
	./target/release/lianjing demo

test: tools web lint unit e2e  ## Everything that a submission must pass
	@echo "make test: all parts passed"

tools:  ## Install what the tests need and is missing
	deploy/install-test-tools
	deploy/install-lint-tools

lint-tools:
	deploy/install-lint-tools

web: $(WEB_DIST)

mobile-web/node_modules/.package-lock.json: mobile-web/package.json mobile-web/package-lock.json
	cd mobile-web && npm ci --no-fund --no-audit
	touch $@

$(WEB_DIST): mobile-web/node_modules/.package-lock.json $(WEB_SOURCES)
	cd mobile-web && npm run build
	touch $@

lint: web lint-tools
	$(CARGO) fmt --all --check
	target/tools/typos/bin/typos
	deploy/check-dependencies
	$(CARGO) clippy --workspace --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --workspace --no-deps
	cd mobile-web && npm run lint && npm run budget && npm test
	deploy/check-generated

unit: web  ## Rust: pure parts, stories on both databases, laws of the house
	RUST_TEST_THREADS=$(STORIES) $(CARGO) test --workspace

tests/e2e/node_modules/.package-lock.json: tests/e2e/package.json tests/e2e/package-lock.json
	cd tests/e2e && npm ci --no-fund --no-audit
	touch $@

e2e: web tests/e2e/node_modules/.package-lock.json  ## The stories in a real browser, and foreign clients of the API
	$(CARGO) build --package lianjing
	cd tests/e2e && npm test

schema:  ## Write schema.graphql from the server
	$(CARGO) run --quiet --package lianjing -- schema > schema.graphql.new && mv schema.graphql.new schema.graphql
	$(CARGO) run --quiet --package lianjing -- reference > docs/reference.md.new && mv docs/reference.md.new docs/reference.md

torture: tools web  ## 1,000 kills at random moments on each database
	LIANJING_KILLS=1000 $(CARGO) test --package tests --test behaviour -- kills --nocapture

fuzz: web  ## The fuzzed parsers and rules with FUZZ cases each; `make test` takes 256
	PROPTEST_CASES=$(FUZZ) $(CARGO) test --package lianjing --lib -- fuzz

reliability: tools web  ## 200 faults of all kinds on each database; writes docs/reliability.md
	LIANJING_FAULTS=$${LIANJING_FAULTS:-200} LIANJING_RELIABILITY=docs/reliability.md \
		$(CARGO) test --package tests --test behaviour -- faults_on_ --nocapture --test-threads 1

ledger-figures: tools web  ## What the log costs: a million leaves, a promise; the figures of docs/performance.md
	$(CARGO) test --package tests --test behaviour -- ledger::measured --ignored --nocapture --test-threads 1

bench: web  ## What the release program costs; writes docs/performance.md
	$(CARGO) build --release --package lianjing --package bench
	LIANJING_TEST_PG_OPTIONS="-c fsync=on -c synchronous_commit=on" ./target/release/bench target/release/lianjing docs/performance.md

clean:
	rm -rf target mobile-web/dist mobile-web/node_modules tests/e2e/node_modules data
