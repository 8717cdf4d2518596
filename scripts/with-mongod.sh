#!/usr/bin/env bash
# Runs a command beside a mongod of its own, whose address is in MONGODB_URI:
# a replica set of one, on a free loopback port, in a folder that is removed
# afterwards. It lets tests set fail points. A MONGODB_URI that is set already is used instead.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)

INKSTONE_MONGOD=$(command -v mongod || echo "$root/.tools/mongod")
export INKSTONE_MONGOD
[ -n "${MONGODB_URI:-}" ] && exec "$@"

python=$("$root/scripts/venv.sh" --tests)/bin/python
folder=$(mktemp --directory)
server=
finish() {
    [ -z "$server" ] || { kill "$server" && wait "$server"; } 2>/dev/null || true
    rm -rf "$folder"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Below the ports of outgoing connections, one of which could take it before mongod does.
port=$("$python" - <<'PYTHON'
import random, socket

while True:
    port = random.randrange(15000, 32000)
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            continue
    print(port)
    break
PYTHON
)
# The kernel ends it too if this script is killed and cannot.
setpriv --pdeathsig TERM "$INKSTONE_MONGOD" --replSet tests --bind_ip 127.0.0.1 --port "$port" \
    --dbpath "$folder" --nounixsocket --wiredTigerCacheSizeGB 0.5 --quiet \
    --setParameter shutdownTimeoutMillisForSignaledShutdown=0 \
    --setParameter diagnosticDataCollectionEnabled=false \
    --setParameter enableTestCommands=1 >"$folder/log" 2>&1 &
server=$!

"$python" - "$port" <<'PYTHON' || { tail -n 20 "$folder/log" >&2; exit 1; }
import sys, time, pymongo

address = "127.0.0.1:" + sys.argv[1]
client = pymongo.MongoClient(address, directConnection=True, serverSelectionTimeoutMS=30000)
client.admin.command("replSetInitiate", {"_id": "tests", "members": [{"_id": 0, "host": address}]})
deadline = time.monotonic() + 30
while not client.admin.command("hello")["isWritablePrimary"]:
    if time.monotonic() > deadline:
        sys.exit("mongod did not become primary within 30 seconds")
    time.sleep(0.05)
PYTHON

export MONGODB_URI="mongodb://127.0.0.1:$port/?replicaSet=tests"
"$@"
