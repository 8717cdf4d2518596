#!/usr/bin/env bash
# Shows how much memory the mapper needs for a million documents and for a file of one
# gibibyte, on the server of MONGODB_URI. The peak is on the second line of each.
set -euo pipefail
cd "$(dirname "$0")/../Benchmarks"

program=$(../scripts/build-benchmarks.sh mapper-bench)/mapper-bench
"$program" "$MONGODB_URI" bulk 50000
"$program" "$MONGODB_URI" scan 1000000
"$program" "$MONGODB_URI" stream-up 1024
"$program" "$MONGODB_URI" stream-down 1024
