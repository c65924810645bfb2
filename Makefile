# make demo and make test are the two commands a newcomer needs.

PREFIX ?= /usr/local
BINARY = .build/release/fml

.PHONY: setup setup-duckdb build demo demos test bench soak check sanitize repl reference install clean

setup:
	@scripts/setup.sh

# Optional: Parquet files and SQL.
setup-duckdb:
	@scripts/setup-duckdb.sh

build: setup
	@swift build -c release --product fml
	@ln -sfn $(BINARY) fml

demo: build
	@./fml run scripts/two_stage.fml

# The four reference systems in their quick presets and every demonstration.
demos: build
	@scripts/demos.sh

repl: build
	@./fml

test: setup
	@scripts/test.sh

# make bench JOB=mlp runs one job; Benchmarks/setup-peers.sh installs what it compares with.
bench: build
	@python3 Benchmarks/bench.py $(JOB)

# Ten minutes of training, pausing and resuming; the last line is what the memory grew by.
soak: build
	@Benchmarks/soak.sh

# Address and thread sanitizer over the tests of the engine, valgrind over a training.
sanitize: setup
	@scripts/sanitize.sh

check: build
	@scripts/check.sh

reference: build
	@./fml --reference > REFERENCE.md

install: build
	@install -d "$(DESTDIR)$(PREFIX)/bin"
	@install -m 755 $(BINARY) "$(DESTDIR)$(PREFIX)/bin/fml"
	@echo "installed $(DESTDIR)$(PREFIX)/bin/fml"

clean:
	@rm -rf .build fml out
