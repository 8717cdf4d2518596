# `make help` lists what there is. Nothing here needs to have been run before.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.NOTPARALLEL:
.DEFAULT_GOAL := help

# A Linux toolchain brings swift-syntax along; with it, macros build in seconds
# rather than minutes (see Package.swift).
syntax := $(wildcard $(dir $(realpath $(shell command -v swift)))../lib/swift/host/SwiftSyntax.swiftmodule)
ifneq ($(syntax),)
export SWIFT_SYNTAX_FROM_TOOLCHAIN ?= $(abspath $(dir $(syntax)))
endif

executables := .build/release/inkstone .build/release/inkstone-image-worker
sources := Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources

.PHONY: run test test-all specs test-integration fuzz build build-tests lint format docs clean help
.PHONY: bench bench-blog bench-cache bench-connections bench-mapper bench-memory bench-pages
.PHONY: bench-templates bench-upload bench-web
.PHONY: check-allocations install install-tests say-syntax

run: build ## Install what is missing, build, start the blog (ARGS="--port 9000")
ifndef MONGODB_URI
	@scripts/install-mongod.sh
endif
	@.build/release/inkstone serve $(ARGS)

test: install-tests ## Install what is missing and run every test
	@scripts/check-compose.sh
	@scripts/check-front.sh
	@$(MAKE) --no-print-directory test-integration
	@$(MAKE) --no-print-directory specs
	@$(MAKE) --no-print-directory check-allocations
	scripts/with-mongod.sh .tools/venv/bin/pytest -n 3 Tests/Browser

test-all: test ## Run every test, then the Swift ones again under ASan and TSan
	@$(MAKE) --no-print-directory test-integration SANITIZER=address
	@$(MAKE) --no-print-directory test-integration SANITIZER=thread

fuzz: ## Feed BSON and Extended JSON with hostile bytes for a minute (SECONDS=600)
	scripts/fuzz.sh $(SECONDS)

# Unit and integration tests, beside a mongod of their own or that of MONGODB_URI.
# The rooms that start whole servers run by themselves: beside everything else,
# two cores are too few for tests that stop and start a mongod.
# SANITIZER=address or thread runs them in a build of its own.
alone := BlogTests|ImagingTests|LocalMongoTests|MongoClientTests|WebTests
test_build := $(if $(SANITIZER),--sanitize=$(SANITIZER) --scratch-path .build-$(SANITIZER))
run_tests := scripts/with-mongod.sh $(if $(SANITIZER),scripts/sanitizers/$(SANITIZER).sh) \
	scripts/swift-test.sh --skip-build $(test_build)
test-integration: install-tests build-tests
	$(run_tests) --skip '$(alone)'
	for room in $(subst |, ,$(alone)); do $(run_tests) --filter "^$$room"; done

# Of code that is not optimized nobody expects that.
check-allocations: install say-syntax ## Check that rendering asks for no memory for each tag
	swift build --configuration release --product allocation-check
	.build/release/allocation-check

# Nobody here wrote these tests, and they are no part of this repository.
FOLDER ?= $(or $(MONGODB_SPECS),../shared/specs)
specs: install-tests say-syntax ## Run the drivers' specification tests (FOLDER=specs)
ifeq ($(wildcard $(FOLDER)),)
	@echo "specs: skipped, since there is no $(FOLDER) (say FOLDER=… or set MONGODB_SPECS)"
else
	swift build --product spec-runner
	scripts/with-mongod.sh .build/debug/spec-runner $(FOLDER)
endif

build: install $(executables) ## Build both executables in release mode

# Only when a source is newer: planning a build that has nothing to do takes
# seconds, and a second `make run` should not.
$(executables) &: Package.swift $(shell find Sources)
	@$(MAKE) --no-print-directory say-syntax
	swift build --configuration release --product inkstone $(SWIFT_FLAGS)
	swift build --configuration release --product inkstone-image-worker $(SWIFT_FLAGS)
	@touch $(executables)

build-tests: install say-syntax
	swift build --build-tests $(test_build)

lint: build-tests ## Check format and documentation; build with warnings as errors
	swift format lint --strict --recursive --parallel $(sources)

format: ## Format every Swift file in place
	swift format --in-place --recursive --parallel $(sources)

bench: bench-mapper bench-templates bench-web ## Measure everything

bench-blog: build ## Measure the blog beside one of Flask (PEER=FOLDER)
	@scripts/install.sh --benchmarks
	@scripts/install-mongod.sh
	scripts/with-mongod.sh scripts/bench-blog.sh

bench-cache: install say-syntax ## Measure the stores of the cache (STORES=memcached://HOST)
	scripts/bench-cache.sh

bench-mapper: install say-syntax ## Measure the mapper beside plain C, pymongo and MongoEngine
	@scripts/install-mongod.sh
	scripts/with-mongod.sh scripts/bench-mapper.sh $(WORKLOADS)

bench-memory: install say-syntax ## Show the memory that a million documents and 1 GiB need
	@scripts/install-mongod.sh
	scripts/with-mongod.sh scripts/bench-memory.sh

bench-upload: install say-syntax ## Measure a form with a file of 1 GiB on its way to GridFS
	@scripts/install-mongod.sh
	scripts/with-mongod.sh scripts/bench-upload.sh

bench-templates: install say-syntax ## Measure how fast a page is rendered
	scripts/bench-templates.sh

bench-web: install say-syntax ## Measure a site's overhead over bare Hummingbird
	@scripts/install.sh --benchmarks
	scripts/bench-web.sh

bench-pages: install say-syntax ## Measure a kept page beside nginx and the same bytes
	@scripts/install.sh --benchmarks
	scripts/bench-pages.sh

bench-connections: build ## Attack a site of its own, and hold 10,000 connections open
	@scripts/install-mongod.sh
	scripts/bench-connections.sh

docs: install say-syntax ## Write the mapper's documentation into docs/api
	mkdir -p docs/api
	swift package --allow-writing-to-directory docs/api generate-documentation \
		--target DocumentMapper --output-path docs/api

clean: ## Remove what was built; .tools and the blog's data stay
	rm -rf .build .build-* .build_* Benchmarks/.build docs/api test-results

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-16s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

install:
	@scripts/install.sh

install-tests:
	@scripts/install.sh --tests
	@scripts/install-mongod.sh
	@scripts/venv.sh --tests >/dev/null

say-syntax:
	@echo "build: swift-syntax $(if $(SWIFT_SYNTAX_FROM_TOOLCHAIN),of the toolchain (SWIFT_SYNTAX_FROM_TOOLCHAIN=$(SWIFT_SYNTAX_FROM_TOOLCHAIN)),compiled as a package: allow ten minutes)"
