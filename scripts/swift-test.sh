#!/usr/bin/env bash
# Runs `swift test` with the arguments given. If tests fail, it says at the end once more
# which and why: what servers log meanwhile would bury it, in a log that may be cut short.
set -uo pipefail
output=$(mktemp)
trap 'rm -f "$output"' EXIT

# All at once, hundreds of tests would wait for two cores, and each for all others: a client that
# a test gives a second would not get it.
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=${SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH:-16}

swift test --disable-xctest "$@" 2>&1 | tee "$output"
status=${PIPESTATUS[0]}
if ((status)); then
    echo "What failed, once more:"
    grep --text -E '^(✘ .* recorded an issue|↳ [^TP]|✘ Test run|.*error:)' "$output" | tail -n 15 |
        cut -c -500
fi
exit "$status"
