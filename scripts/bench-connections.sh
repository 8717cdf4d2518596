#!/usr/bin/env bash
# Attacks a site of its own with slow and endless clients while others visit it, and
# holds ten thousand connections open. Loopback only; ends by itself.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
program=${INKSTONE_BUILD:-$root/.build/release}/inkstone
folder=$(mktemp --directory)
site=
finish() {
    [ -z "$site" ] || { kill "$site" && wait "$site"; } 2>/dev/null || true
    rm -rf "$folder"
}
trap finish EXIT

command -v slowhttptest >/dev/null || {
    echo "bench-connections: install slowhttptest first: apt-get install slowhttptest" >&2
    exit 1
}
python=$("$root/scripts/venv.sh" --tests)/bin/python
ulimit -n "$(ulimit -H -n)"
port=$("$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')

# $1: how many connections one address may have.
start() {
    INKSTONE_MAX_CONNECTIONS_PER_ADDRESS=$1 INKSTONE_MAX_CONNECTIONS=12000 \
        "$program" serve --port "$port" --data "$folder" --resources "$root" >"$folder.log" 2>&1 &
    site=$!
    until grep -q "Inkstone is at" "$folder.log"; do
        kill -0 "$site" || { cat "$folder.log" >&2; exit 1; }
        sleep 0.2
    done
}

start "${PER_ADDRESS:-12000}"
"$python" "$root/Benchmarks/connections.py" "$site" "$port" idle
"$python" "$root/Benchmarks/connections.py" "$site" "$port" attacks
rm -f "$folder.log"
