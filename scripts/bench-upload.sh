#!/usr/bin/env bash
# Sends a multipart form with a file of one gibibyte (MEBIBYTES=1024) to a site that
# stores it in GridFS, on the server of MONGODB_URI, in turn with the mapper's own
# upload. Shows how fast both are, and how much the memory of the site has grown.
set -euo pipefail
cd "$(dirname "$0")/../Benchmarks"
mebibytes=${MEBIBYTES:-1024}
rounds=${ROUNDS:-3}

folder=$(../scripts/build-benchmarks.sh mapper-bench upload-bench)

exec 3< <(exec "$folder/upload-bench" "$MONGODB_URI")
server=$!
trap 'kill $server' EXIT
read -r port <&3

memory() { awk -v name="$1:" '$1 == name { print int($2 / 1024) }' "/proc/$server/status"; }

before=$(memory VmRSS)
# The first upload of all makes the indexes.
python3 upload.py "$port" /upload 2 >/dev/null
for ((round = 1; round <= rounds; round++)); do
    "$folder/mapper-bench" "$MONGODB_URI" stream-up "$mebibytes" 2>/dev/null
    python3 upload.py "$port" /upload "$mebibytes"
    python3 upload.py "$port" /receive "$mebibytes"
done | tee /dev/stderr |
    awk '{ sum[$1] += $(NF) } END {
        printf "The upload of a form has %.2f of the speed of the mapper alone.\n", sum["/upload"] / sum["stream-up"] }'
echo "The site had $before MiB of memory when idle, and $(memory VmHWM) MiB at most."
