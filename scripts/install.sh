#!/usr/bin/env bash
# Installs the system packages that Inkstone is built from and, with --tests or
# --benchmarks, those that only its tests or benchmarks use. Says what is missing before it installs it, and
# does nothing when all is there.
set -euo pipefail

build=(
    libbson-dev libmongoc-dev # the MongoDB driver
    libmd4c-dev               # Markdown
    libsodium-dev             # passwords and tokens
    libsqlite3-dev            # a cache that survives a restart
    libssl-dev                # the digests of files
    libvips-dev               # pictures
    zlib1g-dev libbrotli-dev  # pages and files that are packed for their way
    libcurl4                  # the private mongod is linked with it
    pkg-config                # where Swift finds the above
    python3-venv              # how scripts/install-mongod.sh downloads
)
tests=(
    fonts-noto-core fonts-noto-cjk # the screenshots of the browser tests
    docker-compose                 # reads docker-compose.yml; no engine is needed
    curl nginx-light               # the settings in contrib/
    memcached
)
benchmarks=(
    wrk curl     # ask for pages
    nginx-light  # the yardstick for cached pages
    slowhttptest # attacks a site slowly
)

fail() {
    echo "install: $1" >&2
    exit 1
}

# A package counts as installed under its new name too: libcurl4 became libcurl4t64.
missing_of() {
    local format='${db:Status-Abbrev} ${Package} ${Provides}\n'
    dpkg-query --show --showformat "$format" | sed -n 's/^ii//p' | tr -s ', ' '\n' |
        grep --invert-match --line-regexp --fixed-strings --file - <(printf '%s\n' "$@") || true
}

command -v swift >/dev/null ||
    fail "no Swift toolchain on PATH: install Swift 6.2 or newer from swift.org, then run make again."
if ! command -v apt-get >/dev/null; then
    [ "$(uname)" = Linux ] && command -v pkg-config >/dev/null &&
        pkg-config --exists libmongoc-1.0 libcrypto libsodium md4c sqlite3 vips zlib libbrotlienc && exit 0
    fail "this is not Debian or Ubuntu: install libmongoc 1.x, OpenSSL, libsodium, md4c, SQLite, libvips, zlib, Brotli and mongod yourself (see README.md)."
fi

wanted=("${build[@]}")
if [ "${1:-}" = --tests ]; then
    wanted+=("${tests[@]}")
    # Ubuntu has no such package: there, any Chromium or Chrome on PATH will do.
    command -v chromium chromium-browser google-chrome >/dev/null || wanted+=(chromium)
    # Nor has every Ubuntu this one: then its settings in contrib/ are not tried out.
    ! grep --quiet '^ID=debian$' /etc/os-release || wanted+=(caddy)
fi
if [ "${1:-}" = --benchmarks ]; then wanted+=("${benchmarks[@]}"); fi
mapfile -t missing < <(missing_of "${wanted[@]}")
[ ${#missing[@]} -eq 0 ] && exit 0

echo "install: installing with apt-get: ${missing[*]}"
as_root=()
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null ||
        fail "not root, and no sudo: as root, run 'apt-get install ${missing[*]}', then run make again."
    as_root=(sudo)
fi

# Debian starts servers when it installs them; tests and benchmarks start their own. One that
# was here before is somebody's.
is_wanted() { systemctl is-active --quiet "$1" || systemctl is-enabled --quiet "$1"; } 2>/dev/null
unwanted=()
if command -v systemctl >/dev/null; then
    for service in memcached nginx caddy; do is_wanted "$service" || unwanted+=("$service"); done
fi
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install \
    --yes -qq --no-install-recommends --option Dpkg::Use-Pty=0 "${missing[@]}" >/dev/null
for service in "${unwanted[@]}"; do
    ! is_wanted "$service" || "${as_root[@]}" systemctl disable --now --quiet "$service" || true
done
