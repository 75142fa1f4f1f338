#!/usr/bin/env bash
# Runs the fuzz targets with nothing but cargo, a C++ compiler and the pinned toolchain.
#
#   fuzz.sh build                    builds every target
#   fuzz.sh run TARGET [ARGUMENTS]   runs one, with libFuzzer's arguments, until it is stopped
#   fuzz.sh seeds                    writes the seeds anew from the golden files
#   fuzz.sh canaries [RUNS]          each target must find its planted bug within
#                                    RUNS, and nothing without it in a tenth of them; each target
#                                    has its own number of runs unless told
#   fuzz.sh grow SECONDS [TARGET]    searches, then writes the smallest corpus that reaches,
#                                    with the seeds, all that the old one and the search reach
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

root=$(cd ../.. && pwd)
host=$(rustc -vV | sed -n 's/^host: //p')
build="${CARGO_TARGET_DIR:-$root/target/fuzz}"
programs="$build/$host/debug"
scratch="$build/scratch"
targets=(acts blob content directory frames invitation packed sealed signed stream)

build() {
    # The passes that cover are not for everybody yet: the variable opens them in a stable rustc.
    # A target is named so that build scripts, which run on their own, are told apart.
    RUSTC_BOOTSTRAP=1 RUSTC_WRAPPER="$PWD/covered-rustc.sh" CARGO_TARGET_DIR="$build" \
        cargo build --locked --quiet --target "$host" --bins
}

# fuzz TARGET ARGUMENTS...: inputs that break a promise are kept in the scratch folder.
fuzz() {
    local target=$1
    shift
    mkdir -p "$scratch/found"
    "$programs/$target" -dict="dictionaries/$target.dict" -artifact_prefix="$scratch/found/$target-" \
        -timeout=10 -rss_limit_mb=1024 "$@"
}

# An empty first folder: a search keeps there what it finds interesting.
fresh() {
    rm -rf "$scratch/new"
    mkdir -p "$scratch/new"
}

# begins_with TARGET: few whole inputs are searched faster than many, but not where bytes are framed.
begins_with() {
    case "$1" in
    stream) echo "corpus/$1" ;;
    *) echo "seeds/$1" ;;
    esac
}

# canary TARGET RUNS: the planted bug is found, and it is nothing but the planted bug.
canary() {
    local target=$1 most=$2 input="$scratch/canary-$1" log="$scratch/$1.log" started=$SECONDS
    fresh
    rm -f "$input"
    if STAFET_CANARY=1 fuzz "$target" -runs="$most" -exact_artifact_path="$input" \
        "$scratch/new" "$(begins_with "$target")" >"$log" 2>&1; then
        printf '%s: the planted bug was not found in %d runs\n' "$target" "$most"
        return 1
    fi
    local runs
    runs=$(grep -aoE '^#[0-9]+' "$log" | tail -1)
    printf '%-10s planted bug found after %3d s, about %s runs\n' \
        "$target" "$((SECONDS - started))" "${runs#\#}"
    "$programs/$target" "$input" >"$log" 2>&1 || {
        printf '%s: what was found breaks a promise without the planted bug: %s\n' "$target" "$input"
        return 1
    }
}

# nothing TARGET RUNS: without the planted bug the same search finds nothing.
nothing() {
    local target=$1 most=$2 log="$scratch/$1.log"
    fresh
    fuzz "$target" -runs="$most" "$scratch/new" "$(begins_with "$target")" >"$log" 2>&1 || {
        tail -n 30 "$log"
        printf '%s: a promise is broken; the input is in %s\n' "$target" "$scratch/found"
        return 1
    }
    printf '%-10s nothing else: %s\n' "$target" "$(grep -a '^Done' "$log")"
}

# seeds: what searches begin with; cargo test sees that they are up to date.
seeds() {
    (cd "$root" && cargo test --workspace --test fuzz -- --ignored write_the_seeds)
}

# enough TARGET: four times or more what the slowest of two to seven searches needed.
enough() {
    case "$1" in
    frames | invitation | signed) echo 1500000 ;;
    content) echo 400000 ;;
    acts | packed | sealed | directory) echo 60000 ;;
    blob) echo 5000 ;;
    stream) echo 5000000 ;;
    esac
}

canaries() {
    local failed=0 target most
    build
    mkdir -p "$scratch"
    for target in "${targets[@]}"; do
        most=${1:-$(enough "$target")}
        canary "$target" "$most" || failed=1
        nothing "$target" "$((most / 10))" || failed=1
    done
    return "$failed"
}

# without_canaries TARGET FOLDER: a search has to find the planted bug, not to read it.
without_canaries() {
    local input
    for input in "$2"/*; do
        STAFET_CANARY=1 "$programs/$1" "$input" >/dev/null 2>&1 || rm "$input"
    done
}

# grow SECONDS [TARGET]
grow() {
    local seconds=$1 only=${2:-} target
    build
    seeds
    for target in "${targets[@]}"; do
        [ -z "$only" ] || [ "$only" = "$target" ] || continue
        local searched="$scratch/searched/$target" smallest="$scratch/smallest"
        rm -rf "$smallest"
        mkdir -p "$searched" "$smallest" "corpus/$target"
        fuzz "$target" -max_total_time="$seconds" "$searched" "corpus/$target" "seeds/$target"
        cp "seeds/$target"/* "$smallest"
        "$programs/$target" -merge=1 "$smallest" "corpus/$target" "$searched"
        (cd "seeds/$target" && for seed in *; do rm "$smallest/$seed"; done)
        without_canaries "$target" "$smallest"
        rm -rf "corpus/$target"
        mv "$smallest" "corpus/$target"
    done
}

case "${1:-}" in
build | seeds | canaries | grow) "$@" ;;
run)
    build
    mkdir -p "$scratch/searched/$2"
    fuzz "$2" "${@:3}" "$scratch/searched/$2" "corpus/$2" "seeds/$2"
    ;;
*)
    sed -n 's/^# \{0,1\}//; 2,/^set/p' "${BASH_SOURCE[0]}" | sed '/^set/d'
    exit 2
    ;;
esac
