#!/usr/bin/env bash
# Measures a kept page of 13.8 KB beside nginx that serves the same bytes from disk with
# one worker: the whole page, and the answer to who has it already (304). In turn and in
# one run, with one event loop for the site's one worker; prints the medians and ratios.
# What an answer costs the server in processor time says the same on a machine that is busy
# otherwise. ROUNDS, SECONDS_EACH, CONNECTIONS and LOOPS may be set.
set -euo pipefail
cd "$(dirname "$0")/../Benchmarks"
rounds=${ROUNDS:-5}
seconds=${SECONDS_EACH:-5}
connections=${CONNECTIONS:-32}

program=$(../scripts/build-benchmarks.sh pages-bench)/pages-bench

folder=$(mktemp --directory)
servers=()
finish() {
    for server in "${servers[@]}"; do kill "$server" && wait "$server"; done 2>/dev/null || true
    rm -rf "$folder"
}
trap finish EXIT

# Text that packs as well as prose does.
awk 'BEGIN {
    srand(7)
    split("ink paper stone brush water river letter page night morning writer reader garden road lamp", words)
    print "<!doctype html>\n<html lang=en><title>Inkstone</title>"
    for (size = 60; size < 13780; size += length(line) + 1) {
        line = "<p>"
        for (count = 0; count < 12; count++) line = line words[1 + int(rand() * 15)] " "
        print line
    }
}' >"$folder/page.html"

cat >"$folder/nginx.conf" <<CONF
worker_processes 1;
daemon off;
pid $folder/nginx.pid;
error_log $folder/errors crit;
events { worker_connections 1024; }
http {
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 1000000000;
    types { text/html html; }
    client_body_temp_path $folder/body;
    proxy_temp_path $folder/proxy;
    fastcgi_temp_path $folder/fastcgi;
    uwsgi_temp_path $folder/uwsgi;
    scgi_temp_path $folder/scgi;
    server { listen unix:$folder/ready; listen 127.0.0.1:${NGINX_PORT:-18080}; root $folder; }
}
CONF
chmod 755 "$folder"
nginx -c "$folder/nginx.conf" -e "$folder/errors" &
servers+=($!)
touch "$folder/ports"
LOOPS=${LOOPS:-1} stdbuf --output=L "$program" "$folder/page.html" >"$folder/ports" &
servers+=($!)
for ((try = 0; try < 100; try++)); do
    [ "$(wc -l <"$folder/ports")" -ge 3 ] && [ -S "$folder/ready" ] && break
    sleep 0.1
done
port() { awk -v name="$1" '$1 == name { print $2 }' "$folder/ports"; }
address() {
    case $1 in
    nginx) echo "http://127.0.0.1:${NGINX_PORT:-18080}/page.html" ;;
    *) echo "http://127.0.0.1:$(port "$1")/" ;;
    esac
}

# The processor time that a server has used, in ticks of ten milliseconds: nginx's worker
# is the child of the process that was started.
ticks() {
    local process=${servers[1]}
    [ "$1" = nginx ] && process=$(pgrep --parent "${servers[0]}" | head -1)
    awk '{ print $14 + $15 }' "/proc/$process/stat"
}

tag() { curl --silent --include "$(address "$1")" | tr -d '\r' | awk 'tolower($1) == "etag:" { print $2 }'; }

# Asks for a while, and remembers how many answers came in a second and how many
# microseconds of processor time each took.
measure() { # SERVER page|304 SECONDS
    local report before cost known=()
    [ "$2" = 304 ] && known=(--header "If-None-Match: $(tag "$1")")
    before=$(ticks "$1")
    report=$(wrk --threads 1 --connections "$connections" --duration "${3}s" --latency \
        "${known[@]}" "$(address "$1")")
    if grep -q 'Non-2xx\|Socket errors' <<<"$report"; then
        echo "bench-pages: $1 failed: $report" >&2
        exit 1
    fi
    cost=$(awk -v ticks=$(($(ticks "$1") - before)) '/requests in/ { print ticks * 10000 / $1 }' <<<"$report")
    awk -v name="$1 $2" -v cost="$cost" '/Requests\/sec/ { rate = $2 } $1 == "99%" { slow = $2 }
        END { printf "%-12s%10.0f/s%8.1f us each   99%% within %s\n", name, rate, cost, slow }' <<<"$report"
    awk '/Requests\/sec/ { print $2 }' <<<"$report" >>"$folder/$1-$2"
    echo "$cost" >>"$folder/$1-$2-cost"
}

load() { uptime | awk -F 'load average[s]*: ' '{ print $2 }'; }

names=(nginx early kept made)
echo "load before: $(load)"
for name in "${names[@]}"; do measure "$name" page 1 >/dev/null; done
rm "$folder"/*-page "$folder"/*-page-cost
for ((round = 1; round <= rounds; round++)); do
    # Who goes first changes, so that neither always finds the machine warm.
    order=(nginx early)
    ((round % 2)) || order=(early nginx)
    for kind in page 304; do
        for name in "${order[@]}"; do measure "$name" $kind "$seconds"; done
    done
    for name in kept made; do measure "$name" page "$seconds"; done
done
echo "load after: $(load)"
echo "memory of the site: $(awk '/VmHWM/ { print $2 / 1024 " MB at most" }' "/proc/${servers[1]}/status")"

median() { sort -n "$1" | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'; }
compare() { # NAME KIND
    awk -v name="$1 $2" -v rate="$(median "$folder/$1-$2")" -v yard="$(median "$folder/nginx-$2")" \
        -v cost="$(median "$folder/$1-$2-cost")" -v yardCost="$(median "$folder/nginx-$2-cost")" 'BEGIN {
        printf "%-12s%8.0f/s, nginx %8.0f/s: ratio %.2f    %5.1f us each, nginx %5.1f us: ratio %.2f\n",
            name, rate, yard, rate / yard, cost, yardCost, yardCost / cost }'
}
compare early page
compare early 304
compare kept page
compare made page
