#!/usr/bin/env bash
# Measures how fast a page is rendered beside swift-mustache, three times.
set -euo pipefail
cd "$(dirname "$0")/../Benchmarks"

program=$(../scripts/build-benchmarks.sh page-bench)/page-bench
for _ in 1 2 3; do "$program" 10000; done
