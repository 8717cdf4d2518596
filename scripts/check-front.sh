#!/usr/bin/env bash
# Serves the project's static files through a real nginx and a real Caddy with the
# files of contrib/, and compares what they answer with what Inkstone would. What is
# not on PATH is skipped; nothing is installed, and only the loopback is listened at.
set -euo pipefail
# Answers are bytes: grep is ten times as fast when it need not look for letters.
export LC_ALL=C
# Where Debian keeps nginx, which not everybody's PATH names.
PATH=$PATH:/usr/sbin
root=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp --directory)
servers=()
finish() {
    for server in "${servers[@]}"; do { kill "$server" && wait "$server"; } 2>/dev/null || true; done
    rm -rf "$folder"
}
trap finish EXIT

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# What stands for Inkstone says its name, and who it is told that asks.
back=$(free_port)
python3 - "$back" <<'PYTHON' &
import http.server, sys

class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        names = ["Host", "X-Forwarded-Host", "X-Forwarded-For", "X-Forwarded-Proto", "Forwarded"]
        told = [self.headers[name] for name in names]
        body = f"inkstone {self.path} {told}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass

http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Answer).serve_forever()
PYTHON
servers+=($!)

failures=0
# expect NAME SITE PATH STATUS PATTERN…: the answer has the status and each pattern.
expect() {
    local name=$1 site=$2 path=$3 status=$4 answer pattern
    shift 4
    # Nobody vouches for the certificate.
    answer=$(curl --silent --insecure --http1.1 --include --path-as-is --header 'Host: blog.example' \
        --header 'X-Forwarded-Host: evil.example' --header 'X-Forwarded-For: 203.0.113.6' \
        --header 'X-Forwarded-Proto: https' --header 'Forwarded: for=203.0.113.6' \
        --header 'Accept-Encoding: gzip' --output - "$site$path" | tr -d '\0\r')
    for pattern in "^HTTP/1.1 $status" "$@"; do
        grep --quiet --ignore-case --text -- "$pattern" <<<"$answer" && continue
        echo "$name: $path has no '$pattern':" >&2
        head -n 12 <<<"$answer" | cut -c 1-120 >&2
        failures=$((failures + 1))
    done
}

check() {
    local name=$1 site=$2
    for _ in $(seq 100); do
        curl --silent --insecure --output "$folder/ready" "$site/" && break
        sleep 0.1
    done
    expect "$name" "$site" /static/css/site.0123456789ab.css 200 'cache-control: public, max-age=31536000, immutable' \
        'content-type: text/css; charset=utf-8' 'content-encoding: gzip' 'x-content-type-options: nosniff'
    expect "$name" "$site" /static/css/site.css 200 'cache-control: public, max-age=300'
    expect "$name" "$site" /static/js/site.js 200 'content-type: text/javascript; charset=utf-8'
    expect "$name" "$site" /static/icon.svg 200 'content-type: image/svg+xml'
    expect "$name" "$site" /static/site.webmanifest 200 'content-type: application/manifest+json'
    expect "$name" "$site" /favicon.ico 200 'cache-control: public, max-age=86400' \
        'content-type: image/\(vnd.microsoft.icon\|x-icon\)'
    expect "$name" "$site" /static/.hidden 404
    expect "$name" "$site" /posts/a%2Fb?c=d 200 'inkstone /posts/a%2Fb?c=d'
    # Not what the visitor says of himself.
    expect "$name" "$site" / 200 "inkstone / \['blog.example', 'blog.example', '127.0.0.1', '${site%%:*}', None\]"
    echo "$name: checked"
}

mkdir "$folder/site"
cp -R "$root/static" "$folder/site/static"
echo secret >"$folder/site/static/.hidden"

if command -v nginx >/dev/null; then
    port=$(free_port)
    plain=$(free_port)
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=blog.example \
        -keyout "$folder/privkey.pem" -out "$folder/fullchain.pem" 2>"$folder/openssl.log"
    # The same file, but for names and places.
    {
        echo "daemon off; pid $folder/nginx.pid; error_log $folder/error.log;"
        echo 'events {}'
        # The folder is this user's alone.
        [ "$(id -u)" -ne 0 ] || echo 'user root;'
        echo "http { access_log off;"
        for part in client_body proxy fastcgi uwsgi scgi; do echo "${part}_temp_path $folder/$part;"; done
        sed -e "s|/srv/inkstone|$folder/site|; s|127.0.0.1:8080|127.0.0.1:$back|" \
            -e "s|/etc/letsencrypt/live/blog.example|$folder|; /listen \[::\]/d" \
            -e "s|listen 443|listen 127.0.0.1:$port|; s|listen 80|listen 127.0.0.1:$plain|" "$root/contrib/nginx.conf"
        echo '}'
    } >"$folder/nginx.conf"
    nginx -p "$folder" -e "$folder/error.log" -c "$folder/nginx.conf" &
    servers+=($!)
    check nginx "https://127.0.0.1:$port"
    expect nginx "http://127.0.0.1:$plain" '/posts/a%2Fb?c=d' 308 '^location: https://blog.example/posts/a%2Fb?c=d$'
else
    echo "nginx: skipped, since there is none on PATH"
fi

if command -v caddy >/dev/null; then
    port=$(free_port)
    {
        echo '{'
        echo 'admin off'
        echo 'auto_https off'
        echo '}'
        sed -e "s|/srv/inkstone|$folder/site|; s|127.0.0.1:8080|127.0.0.1:$back|" \
            -e "s|^blog.example {|http://blog.example:$port {\nbind 127.0.0.1|" "$root/contrib/Caddyfile"
    } >"$folder/Caddyfile"
    XDG_DATA_HOME="$folder" XDG_CONFIG_HOME="$folder" \
        caddy run --adapter caddyfile --config "$folder/Caddyfile" >"$folder/caddy.log" 2>&1 &
    servers+=($!)
    check Caddy "http://127.0.0.1:$port"
else
    echo "Caddy: skipped, since there is none on PATH"
fi
exit "$((failures > 0))"
