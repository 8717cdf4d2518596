#!/usr/bin/env bash
# Measures the workloads of Benchmarks three times on the server of MONGODB_URI,
# each beside the same work in plain C where there is one, and prints the medians.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root/Benchmarks"
rounds=3

# Enough of each to take about a second. bulk comes before what reads its posts.
counts=(
    "insert 2000" "bulk 20000" "findone 4000" "list 2000" "scan 100000"
    "gridfs-up 5" "gridfs-down 10" "encode 500000" "decode 500000" "page 10000"
)

swift build --configuration release --product workloads
ours=$(swift build --configuration release --show-bin-path)/workloads
plain=.build/plain
# shellcheck disable=SC2046 # it is several words
cc -O2 -Wall -Wextra -Werror plain.c -o "$plain" $(pkg-config --cflags --libs libmongoc-1.0)

results=$(mktemp)
trap 'rm -f "$results"' EXIT

# Runs a program and remembers who it was and how much it did in a second.
measure() {
    local line
    line=$("$2" "$MONGODB_URI" "$3" "$4")
    echo "$1 $line"
    line=${line##*= }
    echo "$1 $3 ${line%/s}" >>"$results"
}

echo "load before: $(uptime | awk -F "load average[s]*: " "{ print \$2 }")"
for round in $(seq $rounds); do
    for pair in "${counts[@]}"; do
        read -r workload count <<<"$pair"
        case $workload in
        insert | bulk | findone | list | scan)
            # Who goes first changes, so that neither always finds the server warm.
            if ((round % 2)); then
                measure ours "$ours" "$workload" "$count"
                measure plain "$plain" "$workload" "$count"
            else
                measure plain "$plain" "$workload" "$count"
                measure ours "$ours" "$workload" "$count"
            fi
            ;;
        *) measure ours "$ours" "$workload" "$count" ;;
        esac
    done
done
echo "load after: $(uptime | awk -F "load average[s]*: " "{ print \$2 }")"

median() {
    awk -v who="$1" -v what="$2" '$1 == who && $2 == what { print $3 }' "$results" |
        sort -n | sed -n "$(((rounds + 1) / 2))p"
}

echo
echo "| workload | ours, /s | plain C, /s | ratio |"
echo "|---|---|---|---|"
for pair in "${counts[@]}"; do
    workload=${pair% *}
    awk -v what="$workload" -v ours="$(median ours "$workload")" \
        -v plain="$(median plain "$workload")" 'BEGIN {
            if (plain) printf "| %s | %.0f | %.0f | %.2f |\n", what, ours, plain, ours / plain
            else printf "| %s | %.0f | – | – |\n", what, ours
        }'
done
