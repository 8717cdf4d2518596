#!/usr/bin/env bash
# Serves the project's static files through a real nginx and a real Caddy with the
# files of contrib/, and compares what they answer with what Inkstone would. What is
# not on PATH is skipped; nothing is installed, and only the loopback is listened at.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp --directory)
servers=()
finish() {
    for server in "${servers[@]}"; do { kill "$server" && wait "$server"; } 2>/dev/null || true; done
    rm -rf "$folder"
}
trap finish EXIT

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# What stands for Inkstone says its name.
back=$(free_port)
python3 - "$back" <<'PYTHON' &
import http.server, sys

class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = b"inkstone " + self.path.encode()
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
# expect NAME PORT PATH STATUS PATTERN…: the answer has the status and each pattern.
expect() {
    local name=$1 port=$2 path=$3 status=$4 answer pattern
    shift 4
    answer=$(curl --silent --include --path-as-is --header 'Host: blog.example' \
        --header 'Accept-Encoding: gzip' --output - "http://127.0.0.1:$port$path" | tr -d '\0\r')
    for pattern in "^HTTP/1.1 $status" "$@"; do
        grep --quiet --ignore-case --text -- "$pattern" <<<"$answer" && continue
        echo "$name: $path has no '$pattern':" >&2
        head -n 12 <<<"$answer" | cut -c 1-120 >&2
        failures=$((failures + 1))
    done
}

check() {
    local name=$1 port=$2
    for _ in $(seq 100); do
        curl --silent --output "$folder/ready" "http://127.0.0.1:$port/" && break
        sleep 0.1
    done
    expect "$name" "$port" /static/css/site.0123456789ab.css 200 'cache-control: public, max-age=31536000, immutable' \
        'content-type: text/css; charset=utf-8' 'content-encoding: gzip' 'x-content-type-options: nosniff'
    expect "$name" "$port" /static/css/site.css 200 'cache-control: public, max-age=300'
    expect "$name" "$port" /static/js/site.js 200 'content-type: text/javascript; charset=utf-8'
    expect "$name" "$port" /static/icon.svg 200 'content-type: image/svg+xml'
    expect "$name" "$port" /static/site.webmanifest 200 'content-type: application/manifest+json'
    expect "$name" "$port" /favicon.ico 200 'cache-control: public, max-age=86400' \
        'content-type: image/\(vnd.microsoft.icon\|x-icon\)'
    expect "$name" "$port" /static/.hidden 404
    expect "$name" "$port" /posts/a%2Fb?c=d 200 'inkstone /posts/a%2Fb?c=d'
    expect "$name" "$port" / 200 'inkstone /'
    echo "$name: checked"
}

mkdir "$folder/site"
cp -R "$root/static" "$folder/site/static"
echo secret >"$folder/site/static/.hidden"

if command -v nginx >/dev/null; then
    port=$(free_port)
    # The same file, but for names and for TLS, which needs a certificate.
    {
        echo "daemon off; pid $folder/nginx.pid; error_log $folder/error.log;"
        echo 'events {}'
        # The folder is this user's alone.
        [ "$(id -u)" -ne 0 ] || echo 'user root;'
        echo "http { access_log off;"
        for part in client_body proxy fastcgi uwsgi scgi; do echo "${part}_temp_path $folder/$part;"; done
        sed -e "s|/srv/inkstone|$folder/site|; s|127.0.0.1:8080|127.0.0.1:$back|" \
            -e '/listen 80;/,/return 308/d' -e '/listen \[::\]/d; /ssl_certificate/d' \
            -e "s|listen 443 ssl http2|listen 127.0.0.1:$port|" "$root/contrib/nginx.conf" |
            python3 -c 'import re, sys; print(re.sub(r"server \{\s*\}", "", sys.stdin.read()))'
        echo '}'
    } >"$folder/nginx.conf"
    nginx -p "$folder" -e "$folder/error.log" -c "$folder/nginx.conf" &
    servers+=($!)
    check nginx "$port"
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
    check Caddy "$port"
else
    echo "Caddy: skipped, since there is none on PATH"
fi
exit "$((failures > 0))"
