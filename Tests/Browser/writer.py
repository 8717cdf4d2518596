"""Somebody who writes without a browser, and whose requests a test may send piece by piece."""

import html
import http.client
import re
import ssl
import urllib.parse

from people import PASSWORD

BOUNDARY = "a-boundary-of-the-tests"
TRUSTING = ssl._create_unverified_context()


def field(page, name):
    """What a form has in a field that is hidden."""
    return html.unescape(re.search(rf'name="{name}" value="([^"]*)"', page)[1])


class Writer:
    """The owner of a site that is set up by this."""

    def __init__(self, site, tls=False):
        self.port = site.port
        self.tls = tls
        self.cookies = {}
        _, page = self.ask("GET", "/setup")
        status, page = self.send("/setup", {
            "_csrf": field(page, "_csrf"), "siteTitle": "Ink & Stone", "displayName": "Ada Lovelace",
            "username": "ada", "password": PASSWORD})
        assert status == 303, page

    @property
    def cookie(self):
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def ask(self, method, path, body=None, type="application/x-www-form-urlencoded"):
        """Asks over a connection of its own, and returns the status and the page."""
        if self.tls:
            connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=30, context=TRUSTING)
        else:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Cookie": self.cookie} | ({"Content-Type": type} if body else {})
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        page = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        connection.close()
        return answer.status, page

    def send(self, path, fields):
        return self.ask("POST", path, urllib.parse.urlencode(fields))

    def draft(self, title):
        """The fields of a new post."""
        _, page = self.ask("GET", "/write")
        return {name: field(page, name) for name in ("_csrf", "id", "version")} | {"title": title, "body": "Words."}


def multipart(fields, picture):
    """A form with a picture, as a browser sends it."""
    parts = [f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
             for name, value in fields.items()]
    head = (f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="image"; filename="a.jpg"\r\n'
            "Content-Type: image/jpeg\r\n\r\n")
    return "".join(parts).encode() + head.encode() + picture + f"\r\n--{BOUNDARY}--\r\n".encode()
