# make demo and make test are the two commands a newcomer needs.

PREFIX ?= /usr/local
BINARY = .build/release/fml

.PHONY: setup build demo test check repl reference install clean

setup:
	@scripts/setup.sh

build: setup
	@swift build -c release --product fml
	@ln -sfn $(BINARY) fml

demo: build
	@./fml run scripts/two_stage.fml

repl: build
	@./fml

test: setup
	@scripts/test.sh

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
