"""The real program judges its settings."""

import os
import subprocess

import pymongo
import pytest

from certificates import certificate
from conftest import BUILD, ROOT, find_mongod, free_port


def check(data, **settings):
    """Runs `inkstone check` and returns its exit code and what it said."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("INKSTONE_", "MONGODB_"))}
    done = subprocess.run(
        [str(BUILD / "inkstone"), "check", "--data", str(data)], cwd=ROOT, text=True, capture_output=True,
        env=environment | {key: str(value) for key, value in settings.items()})
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def good(tmp_path):
    """Settings that a site on the open internet may have."""
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    return data, {
        "INKSTONE_SECRET_KEY": os.urandom(32).hex(), "INKSTONE_ENVIRONMENT": "production",
        "INKSTONE_URL": "https://blog.example", "INKSTONE_TRUSTED_PROXIES": "127.0.0.1",
        "INKSTONE_MAX_CONNECTIONS": 100}


def as_root(output):
    """Tests may run as root, which is a finding of its own."""
    return "runs as root" in output


def test_good_settings_have_nothing_to_mend(good):
    data, settings = good
    code, output = check(data, **settings)

    assert code == 0 or (as_root(output) and "\n1 to mend." in output), output


def careless(option):
    """An address that is safe but for one option."""
    return f"mongodb://a:b@db.invalid/blog?tls=true&{option}=true"


@pytest.mark.parametrize("change, finding", [
    ({"INKSTONE_SECRET_KEY": ""}, "INKSTONE_SECRET_KEY: there is none"),
    ({"INKSTONE_SECRET_KEY": "0" * 64}, "INKSTONE_SECRET_KEY: it is no key, or one that can be guessed"),
    ({"INKSTONE_ENVIRONMENT": ""}, "INKSTONE_ENVIRONMENT: it is not 'production'"),
    ({"INKSTONE_LOG_LEVEL": "debug"}, "INKSTONE_LOG_LEVEL: "),
    ({"INKSTONE_URL": ""}, "INKSTONE_URL: there is none"),
    ({"INKSTONE_URL": "http://blog.example"}, "INKSTONE_URL: it is plain HTTP"),
    ({"INKSTONE_ALLOWED_HOSTS": "*"}, "INKSTONE_ALLOWED_HOSTS: any name"),
    ({"INKSTONE_HOST": "0.0.0.0", "INKSTONE_TRUSTED_PROXIES": ""}, "INKSTONE_HOST: 0.0.0.0 can be reached"),
    ({"INKSTONE_TRUSTED_PROXIES": ""}, "INKSTONE_TRUSTED_PROXIES: no front server"),
    ({"INKSTONE_TRUSTED_PROXIES": "0.0.0.0/0"}, "INKSTONE_TRUSTED_PROXIES: 100 % of the internet is believed"),
    ({"INKSTONE_TRUSTED_PROXIES": "0.0.0.0/1,128.0.0.0/1"}, "INKSTONE_TRUSTED_PROXIES: 100 % of the internet"),
    ({"INKSTONE_TRUSTED_PROXIES": "::/1,8000::/1"}, "INKSTONE_TRUSTED_PROXIES: 100 % of the internet"),
    ({"INKSTONE_CACHE": "memcached://127.0.0.1,cache.invalid"}, "INKSTONE_CACHE: memcached is spoken to in plain text"),
    ({"INKSTONE_CACHE": "tiered:4MB:memcached://10.0.0.7"}, "INKSTONE_CACHE: memcached is spoken to in plain text"),
    ({"INKSTONE_CACHE": "memcached+discovery://cache.invalid"}, "INKSTONE_CACHE: memcached is spoken to in plain text"),
    ({"INKSTONE_CACHE": "memcached://localhost.invalid"}, "INKSTONE_CACHE: memcached is spoken to in plain text"),
    ({"INKSTONE_MAX_CONNECTIONS": 10**9}, "INKSTONE_MAX_CONNECTIONS: only"),
    ({"MONGODB_URI": "mongodb://db.invalid/blog"}, "MONGODB_URI: no user is named"),
    ({"MONGODB_URI": "mongodb://127.evil.invalid/?appName=a@b"}, "MONGODB_URI: no user is named"),
    ({"MONGODB_URI": "mongodb://a:b@db.invalid/blog"}, "MONGODB_URI: what is sent to the server"),
    ({"MONGODB_URI": "mongodb+srv://a:b@db.invalid/blog?tls=false"}, "MONGODB_URI: what is sent to the server"),
    ({"MONGODB_URI": careless("tlsInsecure")}, "MONGODB_URI: tlsInsecure takes any server"),
    ({"MONGODB_URI": careless("TLSALLOWINVALIDCERTIFICATES")}, "MONGODB_URI: TLSALLOWINVALIDCERTIFICATES takes any"),
    ({"MONGODB_URI": careless("tlsAllowInvalidHostnames")}, "MONGODB_URI: tlsAllowInvalidHostnames takes any server"),
    ({"MONGODB_URI": careless("sslAllowInvalidCertificates")}, "MONGODB_URI: sslAllowInvalidCertificates takes any"),
    ({"MONGODB_URI": "mongodb://127.0.0.1:1/blog"}, "MONGODB_URI: the server cannot be asked"),
])
def test_each_unsafe_setting_is_named_with_what_to_do(good, change, finding):
    data, settings = good
    code, output = check(data, **(settings | change))

    assert code == 1
    assert finding in output


@pytest.mark.parametrize("setting, value", [
    ("INKSTONE_CACHE", "memcached://127.0.0.1,localhost:11212,[::1]:11213,/run/memcached.sock"),
    ("INKSTONE_CACHE", "tiered:sqlite:cache.db"),
    ("INKSTONE_TRUSTED_PROXIES", "127.0.0.1,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7"),
])
def test_a_safe_setting_is_not_named(good, setting, value):
    data, settings = good
    _, output = check(data, **(settings | {setting: value}))

    assert setting not in output


@pytest.mark.parametrize("name, safe", [
    ("data", 0o700), ("data/secret-key", 0o600), ("key.pem", 0o600), ("settings", 0o600)])
def test_what_others_can_read_is_named(good, tmp_path, name, safe):
    data, settings = good
    (data / "secret-key").write_text("0" * 64)
    (data / "secret-key").chmod(0o600)
    (tmp_path / "settings").write_text("# None.\n")
    (tmp_path / "settings").chmod(0o600)
    settings |= with_certificate(*certificate(tmp_path, "lasting")) | {"INKSTONE_SETTINGS": tmp_path / "settings"}
    _, before = check(data, **settings)
    (tmp_path / name).chmod(safe | 0o040)
    code, output = check(data, **settings)

    assert "chmod" not in before
    assert code == 1
    assert f"{tmp_path / name}: others on this machine can read it.\n    Run `chmod {safe:o} {tmp_path / name}`." in output


@pytest.mark.parametrize("setting, value", [
    ("INKSTONE_THEME", "{}"), ("INKSTONE_CACHE", "sqlite:{}/pages?size=10MB"),
    ("INKSTONE_CACHE", "tiered:sqlite:{}/pages")])
def test_pages_that_others_can_write_are_named(good, tmp_path, setting, value):
    data, settings = good
    folder = tmp_path / "shared"
    folder.mkdir(mode=0o755)
    settings |= {setting: value.format(folder)}
    _, before = check(data, **settings)
    folder.chmod(0o777)
    code, output = check(data, **settings)

    assert str(folder) not in before
    assert code == 1
    assert f"{folder}: others on this machine can change what visitors are shown." in output


def test_any_option_of_tls_turns_it_on(good):
    data, settings = good
    _, output = check(data, **settings, MONGODB_URI="mongodb://a:b@db.invalid/blog?tlsCertificateKeyFile=/key.pem")

    assert "can be read on the way" not in output


def test_root_is_named_and_nobody_else(good):
    data, settings = good
    _, output = check(data, **settings)

    assert as_root(output) == (os.getuid() == 0)


def with_certificate(chain, key):
    return {"INKSTONE_TLS_CERTIFICATE": chain, "INKSTONE_TLS_KEY": key, "INKSTONE_REDIRECT_PORT": 80}


@pytest.mark.parametrize("days, finding", [
    (5, "it expires in 4 days."), (0, "it has expired."), (-1, "it has expired.")])
def test_a_certificate_that_ends_is_named(good, tmp_path, days, finding):
    data, settings = good
    code, output = check(data, **settings, **with_certificate(*certificate(tmp_path, "ending", days)))

    assert code == 1
    assert f"INKSTONE_TLS_CERTIFICATE: {finding}" in output


@pytest.mark.parametrize("site, is_right", [
    ("DNS:blog.example", True), ("DNS:*.example", False), ("DNS:www.blog.example", False), ("IP:127.0.0.1", False)])
def test_a_certificate_of_another_site_is_named(good, tmp_path, site, is_right):
    data, settings = good
    settings |= with_certificate(*certificate(tmp_path, "lasting", site=site)) | {"INKSTONE_TRUSTED_PROXIES": ""}
    _, output = check(data, **settings)

    assert ("INKSTONE_TLS_CERTIFICATE: it is not for blog.example" in output) == (not is_right)


def test_a_front_servers_own_connection_needs_no_name(good, tmp_path):
    data, settings = good
    _, output = check(data, **settings, **with_certificate(*certificate(tmp_path, "lasting")))

    assert "it is not for" not in output


def test_a_key_of_another_certificate_is_named(good, tmp_path):
    data, settings = good
    (tmp_path / "other").mkdir()
    chain, _ = certificate(tmp_path, "this")
    _, key = certificate(tmp_path / "other", "other")
    code, output = check(data, **settings, **with_certificate(chain, key))

    assert code == 1
    assert "INKSTONE_TLS_CERTIFICATE: it and its key cannot be used together." in output


def test_a_certificate_without_a_port_that_leads_to_it_is_named(good, tmp_path):
    data, settings = good
    tls = with_certificate(*certificate(tmp_path, "lasting"))
    code, output = check(data, **settings, **(tls | {"INKSTONE_REDIRECT_PORT": ""}))
    _, mended = check(data, **settings, **tls)

    assert code == 1
    assert "INKSTONE_REDIRECT_PORT: who types the address" in output
    assert "INKSTONE_REDIRECT_PORT" not in mended and "INKSTONE_TLS" not in mended


def test_a_server_that_is_no_replica_set_is_named(good, tmp_path):
    data, settings = good
    folder, port = tmp_path / "alone", free_port()
    folder.mkdir()
    server = subprocess.Popen(
        [find_mongod(), "--dbpath", str(folder), "--port", str(port), "--bind_ip", "127.0.0.1", "--nounixsocket",
         "--wiredTigerCacheSizeGB", "0.25", "--logpath", str(folder / "log")])
    try:
        pymongo.MongoClient("127.0.0.1", port, directConnection=True).admin.command("ping")
        code, output = check(data, **settings, MONGODB_URI=f"mongodb://127.0.0.1:{port}/blog")
    finally:
        server.terminate()
        server.wait(30)

    assert code == 1
    assert "MONGODB_URI: the server is no replica set" in output


def test_a_replica_set_has_nothing_to_mend(good, mongod):
    data, settings = good
    _, output = check(data, **settings, MONGODB_URI=mongod.uri)

    assert "MONGODB_URI" not in output


def test_flags_win_over_variables_and_variables_over_the_file(tmp_path):
    file = tmp_path / "settings"
    file.write_text(
        "# A comment.\n\nINKSTONE_LOG_LEVEL=nonsense\nINKSTONE_PORT=1\n"
        f"INKSTONE_DATA={tmp_path / 'of-file'}\n")
    environment = {
        "INKSTONE_SETTINGS": file, "INKSTONE_LOG_LEVEL": "also nonsense", "INKSTONE_PORT": "nonsense"}
    code, output = check(tmp_path / "data", **environment)
    assert code == 1
    assert "INKSTONE_PORT is 'nonsense'" in output

    code, output = check(tmp_path / "data", **(environment | {"INKSTONE_PORT": "", }))
    assert "also nonsense" in output


def test_a_misspelt_setting_in_the_file_is_refused(tmp_path):
    file = tmp_path / "settings"
    file.write_text("INKSTONE_PORT=8080\nINKSTONE_PROT=8080\n")
    code, output = check(tmp_path / "data", INKSTONE_SETTINGS=file)

    assert code == 1
    assert f"line 2 of {file} is no setting" in output
