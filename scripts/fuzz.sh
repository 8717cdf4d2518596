#!/usr/bin/env bash
# Feeds the reader of BSON and the parser of Extended JSON with hostile bytes, under
# the address sanitizer: fuzz.sh [SECONDS], a minute if not told. What was found to
# lead anywhere is kept in .build/fuzz for the next time; an input that crashes is
# written there as crash-*. The seeds are the BSON corpus, where it is at hand.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
seconds=${1:-60}
build="$root/.build/fuzz"
specs=${MONGODB_SPECS:-$root/../shared/specs}
mkdir -p "$build/inputs" "$build/seeds"
cd "$build"

flags=(
    -swift-version 6 -O -g -parse-as-library -whole-module-optimization
    -sanitize=fuzzer,address -enable-experimental-feature Lifetimes
    -enable-upcoming-feature ExistentialAny -enable-upcoming-feature MemberImportVisibility
    -enable-upcoming-feature InternalImportsByDefault
)
mapfile -t sources < <(find "$root/Sources/BSON" -name '*.swift')
swiftc "${flags[@]}" -module-name BSON -emit-module -emit-module-path BSON.swiftmodule \
    -emit-object -o BSON.o "${sources[@]}"
swiftc "${flags[@]}" -module-name Fuzzing -I . BSON.o -o fuzz \
    "$root/Tests/Fuzzing/FuzzTarget.swift" \
    "$root/Tests/BSONCorpus/HostileInput.swift" "$root/Tests/BSONCorpus/Rebuilding.swift"

number=0
while IFS= read -r digits; do
    number=$((number + 1))
    printf '%b' "$(sed 's/../\\x&/g' <<<"$digits")" >"seeds/bytes-$number"
done < <(grep -rshoP '_bson" ?: ?"\K[0-9A-Fa-f]{10,400}(?=")' "$specs/bson_corpus" || true)
while IFS= read -r text; do
    number=$((number + 1))
    sed 's/\\\(["\\]\)/\1/g' <<<"$text" >"seeds/text-$number"
done < <(grep -rshoP '_extjson" ?: ?"\K.{2,400}(?="[,\r]*$)' "$specs/bson_corpus" || true)
echo "$number seeds from the BSON corpus"

# Leaks are none of a fuzzer's business: Swift's runtime keeps what it made once.
ASAN_OPTIONS=detect_leaks=0 ./fuzz -max_total_time="$seconds" -max_len=1024 -timeout=10 \
    -rss_limit_mb=1024 -print_final_stats=1 -verbosity=1 \
    -dict="$root/Tests/Fuzzing/extended-json.dict" inputs seeds
