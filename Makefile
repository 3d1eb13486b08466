# `make` lists everything. `make test` is the whole check, and what CI runs.

# The report of the tests is piped, and a failure left of a pipe must count: sh has no pipefail.
SHELL := /bin/bash -o pipefail
.DEFAULT_GOAL := help

# The stages tell one story on one screen, so `make -j` must not mix them.
.NOTPARALLEL:

# Everything but the race detector's build is compiled as the image is, so that it is compiled once: with other flags
# Go would build SQLite and the rest again for each of vet, lint, flows and the image's test.
STATIC := CGO_ENABLED=0 GOFLAGS=-trimpath
HELPAIDE := $(STATIC) go run ./cmd/helpaide
REPORT := $(STATIC) go run ./scripts/testreport
FUZZTIME ?= 10s
TIME ?= 5m
SEED ?=

# Pinned with all it brings in scripts/tools/go.sum, apart from the product's own go.mod (docs/decisions/0002-lint.md).
# By `go run`, since `go tool` takes no -trimpath and would compile the standard library once more.
GOLANGCI := $(STATIC) go run -modfile=scripts/tools/go.mod github.com/golangci/golangci-lint/v2/cmd/golangci-lint

# SQLite is C that was turned into Go: its memory is none that the race detector knows, and with the detector in it, it
# runs five times slower and finds nothing of ours. That package alone: one with generic code or atomics in it, as
# modernc.org/libc, would be linked in place of the same code with the detector, and races be seen that are none.
RACE := -race -gcflags=modernc.org/sqlite/lib=-race=false -vet=off
# How long a process under the detector stays at its end, for others' reports: a whole second of idling if not said, and
# the tests start a hundred.
export GORACE ?= atexit_sleep_ms=50
# A proof is one long computation. Its only goroutines are one for each language, over a book that nobody changes, and
# most packs need but one: the few that need both, and the packs we ship, are proved under the race detector too. The
# hundreds of others that flows' tests try are not, which is seven times faster.
PROOFS := ./flows
PROOFS_RACED := TestRefused/prove_fits|TestShippedPacksAreProved

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: test
test: prepare check unit flows-test ## everything: tools, formatting, vet, lint, all tests with the race detector, flows
	@echo "==> all good"

.PHONY: check
check: fmt-check vet lint flows-check ## formatting, vet, lint and flows, without the tests

.PHONY: lint
lint: ## golangci-lint, as .golangci.yml says (the first run builds it: two minutes)
	@echo "==> lint"
	@$(GOLANGCI) run --allow-parallel-runners ./...

.PHONY: build
build: ## bin/helpaide, static and small, as in the image
	@echo "==> build bin/helpaide"
	@$(STATIC) go build -ldflags "-s -w" -o bin/helpaide ./cmd/helpaide

.PHONY: bench
bench: ## every benchmark once, with its allocations
	@echo "==> benchmarks"
	@go test -run '^$$' -bench . -benchmem ./...

.PHONY: bench-host
bench-host: ## helpaide bench on a Postgres and a Redis of its own; HELPAIDE_BENCH='--rounds 1' has more flags
	@HELPAIDE_BENCH="$(HELPAIDE_BENCH)" go test -tags integration -run '^$$' -bench '^BenchmarkHost$$' -benchtime 1x -timeout 1h ./cmd/helpaide

.PHONY: fuzz
fuzz: ## every fuzz test for FUZZTIME each (10s)
	@scripts/fuzz $(FUZZTIME)

.PHONY: faults
faults: prepare ## the fault rig for TIME (5m); SEED does what that run did again
	@echo "==> faults for $(TIME)"
	@HELPAIDE_FAULTS_TIME=$(TIME) HELPAIDE_FAULTS_SEED=$(SEED) go test -tags integration -count 1 -timeout 0 -v ./faults

.PHONY: clean
clean: ## remove what was built and forget remembered test results
	@rm -rf bin
	@go clean -testcache

.PHONY: prepare
prepare:
	@echo "==> tools"
	@scripts/prepare

.PHONY: fmt-check
fmt-check:
	@echo "==> gofmt"
	@files=$$(gofmt -l .) || exit 1; test -z "$$files" || { echo "not formatted, run gofmt -w on:"; echo "$$files"; exit 1; }

.PHONY: vet
vet:
	@echo "==> go vet"
	@$(STATIC) go vet ./...
	@echo "==> go vet -tags integration"
	@$(STATIC) go vet -tags integration ./...

.PHONY: unit
unit: raced proofs

# No vet here: it has just looked at all of them.
.PHONY: raced
raced:
	@echo "==> go test -race -tags integration"
	@go test -json $(RACE) -tags integration -timeout 8m $$(go list ./... | grep -v '/flows$$') | $(REPORT)
	@echo "==> go test -race, proofs"
	@go test -json $(RACE) -run '$(PROOFS_RACED)' $(PROOFS) | $(REPORT)

.PHONY: proofs
proofs:
	@echo "==> go test, proofs"
	@$(STATIC) go test -json -vet=off $(PROOFS) | $(REPORT)

.PHONY: flows-check
flows-check:
	@echo "==> flows check"
	@$(HELPAIDE) flows check

.PHONY: flows-test
flows-test:
	@echo "==> flows test"
	@$(HELPAIDE) flows test
