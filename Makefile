# make          builds the program and the dossier in content/ into public/
# make test     runs every test
# make check    what CI runs: formatting, vet, staticcheck, tidy go.mod, tests, and those of what runs side by side for races
# make fuzz     gives each fuzz target its minutes: make fuzz FUZZTIME=10m
# make bench    builds 1,000 made sources and prints what it took, beside the least that can be: make bench N=10000
# make benchmarks  runs the benchmarks of the packages
# make same BASE=REV  compares what the working tree and a commit make, byte for byte
# make install  puts the program where "go install" would, by its name
# make release  makes dist/: archives for Linux, macOS and Windows, SHA256SUMS, and what each program is made of: make release VERSION=v1.2.3
# make man      writes the manual pages into bin/man
# make screenshots  makes the pictures of the README; it needs Chromium

GO ?= go

.PHONY: site program test check lint race fuzz bench benchmarks same install release man screenshots clean

site: program
	bin/dossier build content --out public

program:
	$(GO) build -o bin/dossier ./generator

test:
	$(GO) test ./...

check: lint test race site

lint:
	@unformatted=$$(gofmt -l generator templates); test -z "$$unformatted" || { echo "gofmt: $$unformatted"; exit 1; }
	$(GO) vet ./...
	$(GO) tool staticcheck ./...
	$(GO) mod tidy -diff

# Packages in which several goroutines work on one thing; more of them: make race RACY=./generator/internal/serve
# The detector of races needs a C compiler.
RACY = ./generator/internal/parallel ./generator/internal/publish ./generator/internal/anchor
race:
	@if $(GO) env CC | xargs which >/dev/null 2>&1; then set -x; CGO_ENABLED=1 $(GO) test -race -short $(RACY); \
	else echo "no C compiler: the tests for races are left out"; fi

FUZZTIME ?= 1m
fuzz:
	@for p in $$($(GO) list ./...); do for f in $$($(GO) test -list '^Fuzz' $$p | grep '^Fuzz'); do \
	  echo "$$f in $$p for $(FUZZTIME)"; $(GO) test $$p -run '^$$' -fuzz "^$$f\$$" -fuzztime $(FUZZTIME) || exit 1; done; done

N ?= 1000
bench: program
	$(GO) run ./generator/bench/table -dossier bin/dossier -n $(N)

benchmarks:
	$(GO) test -run '^$$' -bench . -benchmem ./...

same:
	generator/bench/same.sh $(or $(BASE),HEAD)

# "go install ./generator" would call it generator.
install:
	bin=$$($(GO) env GOBIN) && $(GO) build -o "$${bin:-$$($(GO) env GOPATH)/bin}/dossier$$($(GO) env GOEXE)" ./generator

release:
	$(GO) run ./generator/release -version "$(VERSION)"

man: program
	bin/dossier manual bin/man

screenshots:
	$(GO) test ./generator -run '^TestScreenshots$$' -count=1 -v -screenshots ../docs

clean:
	rm -rf bin dist .dossier
	find public -mindepth 1 ! -name .gitkeep -delete
