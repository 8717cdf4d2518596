#!/usr/bin/env bash
# Runs tests that are built for the thread sanitizer: tells it of Swift's Mutex (see mutex.c),
# and leaves out what is no race (see thread.txt).
set -euo pipefail
folder=$(cd "$(dirname "$0")" && pwd)
library=$(mktemp --suffix .so)
trap 'rm -f "$library"' EXIT

# GCC does not know how Swift calls.
"$(dirname "$(realpath "$(command -v swift)")")/clang" -shared -fPIC -O1 -Wall \
    "$folder/mutex.c" -o "$library"
TSAN_OPTIONS=suppressions=$folder/thread.txt LD_PRELOAD=$library "$@"
