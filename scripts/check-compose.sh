#!/usr/bin/env bash
# Reads a compose file with a real compose implementation, which refuses unknown
# keys, wrong types and missing services. No engine is needed; nothing is started.
set -euo pipefail
file=${1:-$(dirname "$0")/../docker-compose.yml}

compose=(docker-compose)
docker compose version >/dev/null 2>&1 && compose=(docker compose)

"${compose[@]}" --file "$file" --profile tests config --quiet
echo "$(basename "$file"): valid ($("${compose[@]}" version --short))"
