"""Somebody at the pages without a browser: keeps cookies, brings the token of the last page with every form."""
import http.client, re, urllib.parse

PASSWORD = "huiyin-demo-1"  # of the demonstration's invented people


class Visitor:
    def __init__(self, port: int, name: str):
        self.port, self.name, self.cookies, self.csrf = port, name, {}, ""
        self.get("/sign-in")
        status, _ = self.post("/sign-in", {"name": name, "password": PASSWORD})
        if status != 303:
            raise RuntimeError(f"{name} could not sign in: {status}")
        self.get("/preferences")

    def get(self, path: str):
        return self.request("GET", path)

    def post(self, path: str, fields: dict):
        return self.request("POST", path, urllib.parse.urlencode({**fields, "csrf": self.csrf}))

    def request(self, method: str, path: str, body: str = None):
        """The status and the page. Raises what http.client raises when the server goes away."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
            if body is not None:
                headers["Content-Type"] = "application/x-www-form-urlencoded"
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
        finally:
            connection.close()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, cookie = value.split(";")[0].partition("=")
                self.cookies[key] = cookie
        token = re.search(r'name="csrf" content="([^"]*)"', text)
        self.csrf = token.group(1) if token else self.csrf
        return answer.status, text
