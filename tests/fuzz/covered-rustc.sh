#!/bin/sh
# Compiles with coverage what reads bytes, and everything else as it is: arithmetic of curves and
# lattices has no branch to search for, and would take most of the time. Set as RUSTC_WRAPPER by
# fuzz.sh; cargo says in CARGO_PKG_NAME what is being compiled.
case " $* " in
*" --target "*) ;;
*) exec "$@" ;; # For the machine that builds: a macro or a build script.
esac
case "${CARGO_PKG_NAME:-}" in
stafet-* | age | age-core | base64 | bech32 | ciborium* | cookie-factory | coset | flate2 | \
    minicbor | nom | zlib-rs)
    # The flags of cargo-fuzz, without the address sanitizer: the code forbids `unsafe`.
    exec "$@" --cfg=fuzzing -Ccodegen-units=1 -Cpasses=sancov-module \
        -Cllvm-args=-sanitizer-coverage-level=4 \
        -Cllvm-args=-sanitizer-coverage-trace-compares \
        -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
        -Cllvm-args=-sanitizer-coverage-pc-table \
        -Cllvm-args=-simplifycfg-branch-fold-threshold=0
    ;;
*) exec "$@" ;;
esac
