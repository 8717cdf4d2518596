#!/usr/bin/env bash
# Builds programs of Benchmarks, and prints the folder that they are in. Swift's own library
# is linked in, as in the image (see Dockerfile): it is called most of all.
set -euo pipefail
cd "$(dirname "$0")/../Benchmarks"
build=(swift build --configuration release --static-swift-stdlib)
for program in "$@"; do "${build[@]}" --product "$program" >&2; done
"${build[@]}" --show-bin-path
