#!/usr/bin/env bash
# Measures how many pages of 10 KB a whole site serves beside bare Hummingbird, in
# turn and from one process, and prints the medians and their ratio. What a page
# costs the server in processor time says the same on a machine that is busy
# otherwise. ROUNDS, SECONDS_EACH and CONNECTIONS may be set.
set -euo pipefail
cd "$(dirname "$0")/../Benchmarks"
rounds=${ROUNDS:-5}
seconds=${SECONDS_EACH:-5}
connections=${CONNECTIONS:-32}

program=$(../scripts/build-benchmarks.sh web-bench)/web-bench

folder=$(mktemp --directory)
server=
finish() {
    [ -z "$server" ] || { kill "$server" && wait "$server"; } 2>/dev/null || true
    rm -rf "$folder"
}
trap finish EXIT
touch "$folder/ports"
stdbuf --output=L "$program" >"$folder/ports" &
server=$!
for ((try = 0; try < 100; try++)); do
    [ "$(wc -l <"$folder/ports")" -ge 2 ] && break
    sleep 0.1
done
port() { awk -v name="$1" '$1 == name { print $2 }' "$folder/ports"; }

# The processor time that the server has used, in ticks of ten milliseconds.
ticks() { awk '{ print $14 + $15 }' "/proc/$server/stat"; }

# Asks for the page for a while, and remembers how many came in a second and how
# many microseconds of processor time each took.
measure() {
    local report before cost
    before=$(ticks)
    report=$(wrk --threads 1 --connections "$connections" --duration "${2}s" --latency \
        "http://127.0.0.1:$(port "$1")/page")
    if grep -q 'Non-2xx\|Socket errors' <<<"$report"; then
        echo "bench-web: $1 failed: $report" >&2
        exit 1
    fi
    cost=$(awk -v ticks=$(($(ticks) - before)) '/requests in/ { print ticks * 10000 / $1 }' <<<"$report")
    awk -v name="$1" -v cost="$cost" '/Requests\/sec/ { rate = $2 } $1 == "99%" { slow = $2 }
        END { printf "%-6s%10.0f/s%8.1f us each   99%% within %s\n", name, rate, cost, slow }' <<<"$report"
    awk '/Requests\/sec/ { print $2 }' <<<"$report" >>"$folder/$1"
    echo "$cost" >>"$folder/$1-cost"
}

load() { uptime | awk -F 'load average[s]*: ' '{ print $2 }'; }

echo "load before: $(load)"
measure bare 1 >/dev/null
measure site 1 >/dev/null
rm "$folder"/{bare,site}{,-cost}
for ((round = 1; round <= rounds; round++)); do
    # Who goes first changes, so that neither always finds the machine warm.
    order=(bare site)
    ((round % 2)) || order=(site bare)
    for name in "${order[@]}"; do measure "$name" "$seconds"; done
done
echo "load after: $(load)"

median() { sort -n "$1" | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'; }
compare() {
    awk -v bare="$(median "$folder/bare$1")" -v site="$(median "$folder/site$1")" -v unit="$2" 'BEGIN {
        printf "bare Hummingbird %.1f%s, a whole site %.1f%s: ratio %.2f\n", bare, unit, site, unit, site / bare }'
}
compare "" /s
compare -cost " us of processor time a page"
