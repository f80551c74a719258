# make              build every filter into build/bin
# make demo         set up, build, and run a year of admission from end to end
# make test         set up, build, and run every test
# make deps         install the Debian packages that are missing
# make faults       each filter while memory, disk and descriptors fail
# make bench        this suite and its peers, side by side
# make fuzz         libFuzzer, FUZZ_SECONDS (30) for each target; needs clang
# make fuzz-differential  expressions and schemas against other implementations
# make lint         format, static analysis, scripts, man pages, nothing missing
# make release      into build-release, a tenth to a fifth faster, in five minutes
# make install      under DESTDIR and PREFIX; uninstall takes it away again
#
# A new filter is three files: filters/admit-X.c, filters/admit-X.1 and
# tests/admit-X.bats; a new module is lib/WING/X.c and X.h.  Nothing here
# changes.  SAN=address,undefined builds into a folder of its own.

PREFIX       ?= /usr/local
BINDIR       ?= $(PREFIX)/bin
MANDIR       ?= $(PREFIX)/share/man
DATADIR      ?= $(PREFIX)/share/admit
COMPDIR      ?= $(PREFIX)/share/bash-completion/completions
SAN          ?=
# Sanitized code is compiled in two thirds of the time with -O1, and runs as fast; with
# -g1 their reports have all of their lines.
CFLAGS       ?= $(if $(SAN),-O1 -g1,-O2 -g)
JOBS         ?= $(shell getconf _NPROCESSORS_ONLN)
FUZZ_SECONDS ?= 30
FUZZ_CASES   ?= 2000
FUZZ_SEED    ?= 1
BENCH        ?= $(wildcard tests/bench/*.sh)

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wformat=2 -Wundef \
            -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings -Wvla \
            -Werror=implicit-function-declaration
comma    := ,
BUILD    := build$(if $(SAN),-$(subst $(comma),-,$(SAN)))

PACKAGES       := gcc binutils make libjansson-dev libcsv-dev libpcre2-dev \
                  libgeos-dev libutf8proc-dev libidn2-dev libxxhash-dev nettle-dev \
                  libzip-dev libexpat1-dev \
                  bats parallel jq openssl mandoc bsdextrautils xz-utils tzdata zip unzip \
                  unicode-data bzip2 openssh-client
LINT_PACKAGES  := clang clang-format cppcheck shellcheck libssl-dev
TOP_LEVEL      := filters|lib|pipelines|samples|tests|Makefile|README\.md|LICENSE|CHANGELOG\.md|\.ci|\.clang-format|\.gitignore
FUZZ_PACKAGES  := clang libclang-rt-dev libssl-dev
BENCH_PACKAGES := jq miller time xlsx2csv


# What makes a fault in memory harder to use: tests/hardening.bats looks for it.
# (-fstack-protector-strong costs 4 % of the instructions, this one 0.4.)
# _FORTIFY_SOURCE works only where the compiler optimises, and not under sanitizers.
HARDEN       := -fPIE -fstack-protector
HARDEN_CPP   := $(if $(SAN),,$(if $(filter -O1 -O2 -O3 -Os,$(CFLAGS)),-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2))

override LDFLAGS  += -pie -Wl,-z,relro,-z,now
override CPPFLAGS += $(HARDEN_CPP) -D_POSIX_C_SOURCE=200809L -D_DEFAULT_SOURCE -Ilib -I$(BUILD)/generated
override CFLAGS   += -std=c11 $(WARNINGS) $(HARDEN) \
                     $(if $(SAN),-fsanitize=$(SAN) -fno-sanitize-recover=all)
override LDLIBS   += -Wl,--as-needed -ljansson -lcsv -lpcre2-8 -lgeos_c \
                     -lutf8proc -lidn2 -lxxhash -lnettle -lzip -lexpat -lm

# filters/admit.c, the dispatcher, is built and tested like them.
FILTERS := $(sort $(patsubst filters/%.c,%,$(wildcard filters/*.c)))
MODULES := $(sort $(filter-out %.gen.c,$(wildcard lib/*/*.c)))
# lib/WING/X.gen.c is a program that writes the header WING/X.h at build time.
TABLES  := $(patsubst lib/%.gen.c,$(BUILD)/generated/%.h,$(wildcard lib/*/*.gen.c))
BINS    := $(FILTERS:%=$(BUILD)/bin/%)
LIB     := $(BUILD)/libadmit.a
UNITS   := $(patsubst %.c,$(BUILD)/%,$(sort $(wildcard tests/unit/*.c)))
FAULTS  := $(BUILD)/tests/faults/inject $(BUILD)/tests/faults/preload.so
FUZZERS := $(patsubst tests/fuzz/%.c,%,$(sort $(wildcard tests/fuzz/*.c)))
SOURCES := $(wildcard filters/*.c lib/*/*.[ch] tests/unit/*.[ch] tests/fuzz/*.[ch] tests/faults/*.c tests/differential/*.c)
SCRIPTS := $(wildcard pipelines/*.sh pipelines/*.bash tests/*.bash tests/*.sh tests/*/*.sh samples/*.sh samples/*/*.sh samples/*/*/*.sh) filters/admit.bash-completion .ci/run

.PHONY: all demo test check release faults bench fuzz fuzz-modules fuzz-differential \
        lint lint-layout lint-text lint-scripts lint-cppcheck lint-clang \
        deps deps-lint deps-bench \
        deps-fuzz install uninstall clean
.SECONDARY:
.DELETE_ON_ERROR:

all: $(BINS)

$(BUILD)/bin/%: $(BUILD)/filters/%.o $(LIB)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

# Unit tests are a quarter of all that is compiled.  They are not optimised, and linked by
# gold where it is installed: half of the time.
QUICK_LINKER := $(if $(shell command -v ld.gold),-fuse-ld=gold)
$(BUILD)/tests/unit/%.o: private override CFLAGS += -O0
$(BUILD)/tests/unit/%.o: private override CPPFLAGS += -U_FORTIFY_SOURCE

$(BUILD)/tests/unit/%: $(BUILD)/tests/unit/%.o $(LIB)
	$(CC) $(CFLAGS) $(LDFLAGS) $(QUICK_LINKER) -o $@ $^ $(LDLIBS)

$(BUILD)/tests/fuzz/%: $(BUILD)/tests/fuzz/%.o $(LIB)
	$(CC) $(CFLAGS) -fsanitize=fuzzer $(LDFLAGS) -o $@ $^ $(LDLIBS) -lcrypto

# For the faults of tests/faults: no part of a sanitizer may stand in their way.
$(BUILD)/tests/faults/%.so: tests/faults/%.c
	@mkdir -p $(@D)
	$(CC) -O1 -g -std=gnu11 -D_GNU_SOURCE $(WARNINGS) -Wno-pedantic -fPIC -shared -o $@ $<

$(BUILD)/tests/faults/%: tests/faults/%.c
	@mkdir -p $(@D)
	$(CC) -O1 -g -std=gnu11 -D_GNU_SOURCE $(WARNINGS) -o $@ $<

$(LIB): $(MODULES:%.c=$(BUILD)/%.o)
	@rm -f $@
	@$(AR) rcs $@ $^

$(BUILD)/generated/%.h: lib/%.gen.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -o $(@:.h=.gen) $<
	$(@:.h=.gen) >$@

$(BUILD)/%.o: %.c | $(TABLES)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

-include $(wildcard $(BUILD)/*/*.d $(BUILD)/*/*/*.d)

# The two commands of the README do all of their own set-up.
demo: deps
	@$(MAKE) --no-print-directory -j$(JOBS) all
	@PATH="$(CURDIR)/$(BUILD)/bin:$$PATH" pipelines/demo.sh $(BUILD)/demo

test: deps
	@$(MAKE) --no-print-directory -j$(JOBS) all $(UNITS) $(FAULTS)
	@$(MAKE) --no-print-directory check

check: all $(UNITS) $(FAULTS)
	@PATH="$(CURDIR)/$(BUILD)/bin:$$PATH" SAN="$(SAN)" tests/run.sh $(UNITS:%=./%)

# Optimised across modules, by the profile of a generated city's year.  The counts are
# sums, so the order in which filters end does not matter.
RELEASE      := -O2 -g -flto=auto
RELEASE_MAKE  = $(MAKE) --no-print-directory -j$(JOBS) BUILD=build-release AR=gcc-ar

release: deps
	rm -rf build-release
	@$(RELEASE_MAKE) CFLAGS='$(RELEASE) -fprofile-generate -fprofile-update=atomic' all
	@PATH="$(CURDIR)/build-release/bin:$$PATH" pipelines/demo.sh build-release/demo
	rm -rf build-release/demo build-release/bin build-release/libadmit.a
	find build-release -name '*.o' -delete
	@$(RELEASE_MAKE) CFLAGS='$(RELEASE) -fprofile-use -fprofile-partial-training \
	    -Wno-missing-profile -Wno-maybe-uninitialized' all

faults: all $(FAULTS)
	@PATH="$(CURDIR)/$(BUILD)/bin:$$PATH" tests/faults/run.sh $(BUILD)/tests/faults
	@PATH="$(CURDIR)/$(BUILD)/bin:$$PATH" tests/faults/procedures.sh

bench: deps-bench
	@$(MAKE) --no-print-directory -j$(JOBS) all
	@set -e; for b in $(BENCH); do PATH="$(CURDIR)/$(BUILD)/bin:$$PATH" $$b; done

fuzz: $(FUZZERS:%=fuzz-%)

# The modules are built once for all targets, in a folder of their own.
FUZZ_MAKE = $(MAKE) --no-print-directory BUILD=build-fuzz CC=clang CFLAGS='-O1 -g' \
            SAN=fuzzer-no-link,address,undefined

fuzz-modules: deps-fuzz
	@$(FUZZ_MAKE) -j$(JOBS) build-fuzz/libadmit.a

fuzz-%: tests/fuzz/%.c fuzz-modules
	@$(FUZZ_MAKE) build-fuzz/tests/fuzz/$*
	@mkdir -p build-fuzz/corpus/$*
	build-fuzz/tests/fuzz/$* -max_total_time=$(FUZZ_SECONDS) -timeout=60 -verbosity=0 \
	    -print_final_stats=1 -artifact_prefix=build-fuzz/$*- build-fuzz/corpus/$* \
	    $(wildcard tests/fuzz/$*.seeds)

# Skipped where npm is missing, or cannot reach its registry.
fuzz-differential: $(BUILD)/tests/differential/answers
	@tests/differential/run.sh $< $(BUILD)/npm $(FUZZ_CASES) $(FUZZ_SEED)

$(BUILD)/tests/differential/%: $(BUILD)/tests/differential/%.o $(LIB)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

# The parts of it run beside each other.
LINT := lint-layout lint-text lint-scripts lint-cppcheck lint-clang

lint: deps-lint $(TABLES)
	@$(MAKE) --no-print-directory --output-sync -j$(JOBS) $(LINT)

lint-layout:
	@set -e; for f in $(FILTERS); do \
	    test -f filters/$$f.1 || { echo "$$f has no man page"; exit 1; }; \
	    grep -Eq "contract(_usage)? $$f" tests/$$f.bats || { echo "$$f tests no contract"; exit 1; }; \
	done
	@! git ls-files | cut -d/ -f1 | sort -u | grep -vxE '$(TOP_LEVEL)' || \
	    { echo "the top level has no place for these"; exit 1; }
	tests/wings.sh

lint-text:
	@! grep -nE '^ \*[[:alnum:]]' $(SOURCES) || \
	    { echo "a line of a comment has lost its space"; exit 1; }
	@clang-format --dry-run --Werror $(SOURCES)
	tests/words.sh
	mandoc -T lint -W warning filters/*.[17]

lint-scripts:
	shellcheck -x $(SCRIPTS)

# Generated tables are left out: to read twenty thousand rows takes twice as long as all else.
lint-cppcheck:
	cppcheck -q --std=c11 --enable=warning,performance,portability --inline-suppr \
	    --suppress=ctunullpointer:lib/seal/seal.c --error-exitcode=1 \
	    -D__x86_64__ -D__GNUC__ -Ilib filters lib

lint-clang: $(TABLES)
	@printf '%s\n' $(filter filters/%.c lib/%.c tests/fuzz/%.c,$(SOURCES)) | \
	    xargs -n 16 -P $(JOBS) clang $(CPPFLAGS) $(CFLAGS) -Werror -fsyntax-only

# Installs what dpkg does not have, or prints the one command that does.
define install_packages
	@missing=$$(for p in $(1); do dpkg-query -W -f '$${Status}' $$p 2>/dev/null | \
	    grep -q ' installed' || echo $$p; done | xargs); \
	[ -z "$$missing" ] && exit 0; \
	if [ "$$(id -u)" = 0 ]; then as=; \
	elif sudo -n true 2>/dev/null; then as=sudo; \
	else echo "missing packages; run: sudo apt-get install $$missing" >&2; exit 1; fi; \
	$$as apt-get update -q && \
	$$as env DEBIAN_FRONTEND=noninteractive apt-get install -y -q \
	    --no-install-recommends $$missing
endef

deps:
	$(call install_packages,$(PACKAGES))

deps-lint:
	$(call install_packages,$(PACKAGES) $(LINT_PACKAGES))

deps-bench:
	$(call install_packages,$(PACKAGES) $(BENCH_PACKAGES))

deps-fuzz:
	$(call install_packages,$(PACKAGES) $(FUZZ_PACKAGES))

# Pipelines and samples keep their places to each other.
SHARED := $(wildcard pipelines/*) $(shell find samples -type f)
# Loaded by bash for the command that is typed, so each filter has a link to it.
COMPLETION := $(wildcard filters/admit.bash-completion)

install: all
	install -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(MANDIR)/man1 $(DESTDIR)$(MANDIR)/man7
	install -m 755 $(BINS) $(DESTDIR)$(BINDIR)
	install -m 644 $(wildcard filters/*.1) $(DESTDIR)$(MANDIR)/man1
	install -m 644 $(wildcard filters/*.7) $(DESTDIR)$(MANDIR)/man7
	@set -e; for f in $(SHARED); do \
	    mode=644; [ ! -x $$f ] || mode=755; \
	    install -D -m $$mode $$f $(DESTDIR)$(DATADIR)/$$f; \
	done
	@set -e; for f in $(COMPLETION); do \
	    install -D -m 644 $$f $(DESTDIR)$(COMPDIR)/admit; \
	    for name in $(filter-out admit,$(FILTERS)); do \
	        ln -sf admit $(DESTDIR)$(COMPDIR)/$$name; \
	    done; \
	done

uninstall:
	rm -f $(FILTERS:%=$(DESTDIR)$(BINDIR)/%)
	rm -f $(patsubst filters/%,$(DESTDIR)$(MANDIR)/man1/%,$(wildcard filters/*.1))
	rm -f $(patsubst filters/%,$(DESTDIR)$(MANDIR)/man7/%,$(wildcard filters/*.7))
	rm -f $(if $(COMPLETION),$(FILTERS:%=$(DESTDIR)$(COMPDIR)/%))
	rm -rf $(DESTDIR)$(DATADIR)

clean:
	rm -rf build build-*
