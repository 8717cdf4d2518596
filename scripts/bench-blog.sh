#!/usr/bin/env bash
# Measures the whole blog beside a blog of Flask, MongoEngine, Flask-Caching and gunicorn
# with two workers, on the same 2,000 posts in the server of MONGODB_URI: the front page and
# a post, kept and made anew for each visitor. In turn and in one run; prints the medians and
# ratios, and the memory that the blog has after a million visits. PEER names the folder of
# the Flask application; ROUNDS, SECONDS_EACH, CONNECTIONS and VISITS may be set.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
peer=${PEER:-$root/../shared/bench/peer_flask}
program=${INKSTONE_BUILD:-$root/.build/release}/inkstone
rounds=${ROUNDS:-5}
seconds=${SECONDS_EACH:-5}
connections=${CONNECTIONS:-32}
visits=${VISITS:-1000000}
[ -f "$peer/app.py" ] || {
    echo "bench-blog: there is no Flask application in $peer (say PEER=FOLDER)" >&2
    exit 1
}

venv=$("$root/scripts/venv.sh" --tests)
"$venv/bin/pip" install --quiet --disable-pip-version-check \
    --requirement "$root/scripts/benchmark-requirements.txt"

folder=$(mktemp --directory)
servers=()
finish() {
    for server in "${servers[@]}"; do kill "$server" && wait "$server"; done 2>/dev/null || true
    rm -rf "$folder"
}
trap finish EXIT

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
declare -A address process

# The same posts for both.
export PEER_DB=inkstone_benchmarks_flask PYTHONDONTWRITEBYTECODE=1
blog_database=inkstone_benchmarks_blog
(cd "$peer" && "$venv/bin/flask" --app app seed)
"$venv/bin/python" "$root/Benchmarks/peer_posts.py" "$MONGODB_URI" $PEER_DB $blog_database

start_blog() { # NAME STORE
    local port
    port=$(free_port)
    mkdir "$folder/$1"
    MONGODB_URI=$(sed -E "s#^(mongodb[^/]*//[^/]+)/[^?]*#\1/$blog_database#" <<<"$MONGODB_URI") \
        "$program" serve --port "$port" --data "$folder/$1" --resources "$root" --cache "$2" \
        >"$folder/$1.log" 2>&1 &
    process[$1]=$!
    servers+=($!)
    address[$1]=http://127.0.0.1:$port
}
start_blog kept memory
start_blog made null
port=$(free_port)
(cd "$peer" && exec "$venv/bin/gunicorn" --workers 2 --worker-class gevent \
    --bind "127.0.0.1:$port" --log-level error app:app) &
servers+=($!)
address[flask]=http://127.0.0.1:$port
for name in kept made flask; do
    for ((try = 0; try < 100; try++)); do
        curl --silent --fail --output /dev/null "${address[$name]}/" && break
        sleep 0.2
    done
done

# Who answers what: the peer has pages of their own that it does not keep.
path() { # WHAT NAME
    case $1 in
    *front*) local page=/ ;;
    *) local page=/posts/post-7 ;;
    esac
    case $1,$2 in
    made*,flask) echo "/nocache$page" ;;
    *) echo "$page" ;;
    esac
}

measure() { # WHAT NAME SECONDS
    local report
    report=$(wrk --threads 1 --connections "$connections" --duration "${3}s" --latency \
        "${address[$2]}$(path "$1" "$2")")
    if grep -q 'Non-2xx\|Socket errors' <<<"$report"; then
        echo "bench-blog: $2 failed: $report" >&2
        exit 1
    fi
    awk -v name="$1, $2" '/Requests\/sec/ { rate = $2 } $1 == "99%" { slow = $2 }
        END { printf "%-20s%10.0f/s   99%% within %s\n", name, rate, slow }' <<<"$report"
    awk '/Requests\/sec/ { print $2 }' <<<"$report" >>"$folder/$1 $2"
}

ours() { [ "${1%-*}" = kept ] && echo kept || echo made; }
load() { uptime | awk -F 'load average[s]*: ' '{ print $2 }'; }
memory() { awk '/VmRSS/ { print $2 / 1024 " MB" }' "/proc/${process[kept]}/status"; }
median() { sort -n "$1" | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'; }

kinds=(kept-front kept-post made-front made-post)
echo "load before: $(load)"
for what in "${kinds[@]}"; do
    for name in "$(ours "$what")" flask; do
        measure "$what" "$name" 1 >/dev/null
        size=$(curl --silent "${address[$name]}$(path "$what" "$name")" | wc -c)
        echo "$what, $name: $size bytes"
        rm "$folder/$what $name"
    done
done
for ((round = 1; round <= rounds; round++)); do
    for what in "${kinds[@]}"; do
        order=("$(ours "$what")" flask)
        ((round % 2)) || order=(flask "$(ours "$what")")
        for name in "${order[@]}"; do measure "$what" "$name" "$seconds"; done
    done
done
echo "load after: $(load)"

# The loop ends by count, since wrk ends by time.
echo "memory of the blog before its visits: $(memory)"
for ((done = 0; done < visits; )); do
    report=$(wrk --threads 1 --connections "$connections" --duration 5s \
        --script "$root/Benchmarks/visits.lua" "${address[kept]}")
    done=$((done + $(awk '/requests in/ { print $1 }' <<<"$report")))
done
echo "memory of the blog after $done visits to 2,001 pages: $(memory)"

for what in "${kinds[@]}"; do
    awk -v what="$what" -v ours="$(median "$folder/$what $(ours "$what")")" \
        -v flask="$(median "$folder/$what flask")" 'BEGIN {
        printf "%-12s%8.0f/s, Flask %6.0f/s: %.1f times\n", what, ours, flask, ours / flask }'
done
