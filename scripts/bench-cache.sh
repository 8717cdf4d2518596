#!/usr/bin/env bash
# Measures the memory cache and every store that needs no server; STORES names others.
set -euo pipefail
cd "$(dirname "$0")/../Benchmarks"

program=$(../scripts/build-benchmarks.sh cache-bench)/cache-bench
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

echo "memory cache"
"$program" cache 2000000
"$program" overhead 1000000
for store in memory:64MB "sqlite:$folder/cache" "tiered:sqlite:$folder/tiered" ${STORES:-}; do
    echo "$store"
    "$program" "$store" 20000
done
