#!/usr/bin/env bash
# Runs tests that are built for the address sanitizer, and leaves out what is no leak
# (see leak.txt).
set -euo pipefail
LSAN_OPTIONS=suppressions=$(cd "$(dirname "$0")" && pwd)/leak.txt "$@"
