"""Certificates of the tests' own."""

import subprocess


def openssl(*arguments):
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)


def certificate(folder, name, days=90, site="IP:127.0.0.1"):
    """A certificate for a site and its key; what is at that place is replaced. One of -1 days has expired."""
    key, chain, request = folder / "key.pem", folder / "certificate.pem", folder / "request.pem"
    openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-keyout", key, "-out", request, "-subj", f"/CN={name}", "-addext", f"subjectAltName={site}")
    openssl("x509", "-req", "-in", request, "-signkey", key, "-out", chain, "-days", days, "-copy_extensions", "copy")
    key.chmod(0o600)
    return str(chain), str(key)
