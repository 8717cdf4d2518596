#!/usr/bin/env bash
# Measures the workloads of Benchmarks on the server of MONGODB_URI beside their
# peers, in turn, and prints the medians and ratios. With arguments, only those
# workloads; ROUNDS and RAW (another C program to measure) may be set.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root/Benchmarks"
rounds=${ROUNDS:-5}

# Workload, how often (about a second's worth), and what it is measured beside.
# bulk comes before what reads its posts, and gridfs-up before gridfs-down.
all="insert 1500 raw pymongo
bulk 20000 raw pymongo
findone 4000 raw pymongo
list 2000 raw pymongo
scan 100000 raw pymongo
encode 500000 pymongo
decode 500000 pymongo
gridfs-up 4 raw pymongo
gridfs-down 10 raw pymongo
small-create 1000 pymongo mongoengine
small-find 2000 pymongo mongoengine
small-find-foreign 1000 pymongo mongoengine
small-update 1000 pymongo mongoengine
large-create 10 pymongo mongoengine
large-update 10 pymongo mongoengine
nested-create 500 pymongo mongoengine
nested-find 1000 pymongo mongoengine
nested-find-array 1000 pymongo mongoengine
nested-update 500 pymongo mongoengine"
if (($#)); then all=$(grep -E "^($(IFS='|' && echo "$*")) " <<<"$all"); fi

python=$("$root/scripts/venv.sh")/bin/python
"$python" -m pip install --quiet --disable-pip-version-check \
    --requirement "$root/scripts/benchmark-requirements.txt"
ours=$("$root/scripts/build-benchmarks.sh" mapper-bench)/mapper-bench
# shellcheck disable=SC2046 # it is several words
cc -O2 "${RAW:-raw.c}" -o .build/raw $(pkg-config --cflags --libs libmongoc-1.0)

results=$(mktemp)
trap 'rm -f "$results"' EXIT

# Runs a workload of one of the programs and remembers how much it did in a second.
measure() {
    local command line
    case $1 in
    ours) command=("$ours") ;;
    raw) command=(.build/raw) ;;
    *) command=("$python" peers.py "$1") ;;
    esac
    line=$("${command[@]}" "$MONGODB_URI" "$2" "$3")
    printf '%-12s%s\n' "$1" "$line"
    line=${line##*= }
    echo "$1 $2 ${line%/s}" >>"$results"
}

load() { uptime | awk -F 'load average[s]*: ' '{ print $2 }'; }

echo "load before: $(load)"
for ((round = 1; round <= rounds; round++)); do
    while read -r workload count peers; do
        # Who goes first changes, so that neither always finds the server warm.
        read -ra programs <<<"ours $peers"
        if ((round % 2 == 0)); then
            read -ra programs <<<"$(printf '%s\n' "${programs[@]}" | tac | tr '\n' ' ')"
        fi
        for program in "${programs[@]}"; do measure "$program" "$workload" "$count"; done
    done <<<"$all"
done
echo "load after: $(load)"

median() {
    awk -v who="$1" -v what="$2" '$1 == who && $2 == what { print $3 }' "$results" |
        sort -n | awk '{ value[NR] = $1 } END { if (NR) print value[int((NR + 1) / 2)] }'
}

echo
echo "Medians of $rounds runs, per second; in brackets how many times the other's speed ours is."
echo
echo "| workload | times | ours | raw C | pymongo | MongoEngine |"
echo "|---|---|---|---|---|---|"
while read -r workload count peers; do
    own=$(median ours "$workload")
    row="| $workload | $count | $(printf '%.0f' "$own") |"
    for peer in raw pymongo mongoengine; do
        other=$(median $peer "$workload")
        row+=" $([ -z "$other" ] && echo – ||
            awk -v a="$own" -v b="$other" 'BEGIN { printf "%.0f (%.2f)", b, a / b }') |"
    done
    echo "$row"
done <<<"$all"
