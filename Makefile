# make          builds the program and the dossier in content/ into public/
# make test     runs every test
# make check    what CI runs: tests, formatting, vet, staticcheck, tidy go.mod
# make bench    runs the benchmarks
# make same BASE=REV  compares what the working tree and a commit make, byte for byte
# make man      writes the manual pages into bin/man
# make screenshots  makes the pictures of the README; it needs Chromium

GO ?= go

.PHONY: site program test check bench same man screenshots clean

site: program
	bin/dossier build content --out public

program:
	$(GO) build -o bin/dossier ./generator

test:
	$(GO) test ./...

check: test
	@unformatted=$$(gofmt -l generator templates); test -z "$$unformatted" || { echo "gofmt: $$unformatted"; exit 1; }
	$(GO) vet ./...
	$(GO) tool staticcheck ./...
	$(GO) mod tidy -diff
	$(MAKE) site

bench:
	$(GO) test -run '^$$' -bench . -benchmem ./...

same:
	generator/bench/same.sh $(or $(BASE),HEAD)

man: program
	bin/dossier manual bin/man

screenshots:
	$(GO) test ./generator -run '^TestScreenshots$$' -count=1 -v -screenshots ../docs

clean:
	rm -rf bin
	find public -mindepth 1 ! -name .gitkeep -delete
