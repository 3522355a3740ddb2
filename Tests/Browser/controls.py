"""Negative controls: a page with every fault at once. A check that does not see its fault there is no check."""
import http.server, threading

import page_checks
from chromium import Window

BAD = """<!doctype html><html lang="xx"><head><title></title><style>*:focus { outline: none } </style></head>
<body><h1>Only Latin</h1><h1>Twice</h1><p style="color:#bbb;background:#fff">pale words</p><input><button>x</button>
<div style="width:2500px">wide</div><script>document.title = ''</script></body></html>"""


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        if "strict" in self.path:
            self.send_header("Content-Security-Policy", "default-src 'self'")
        self.end_headers()
        self.wfile.write(BAD.encode())

    def log_message(self, *_):
        pass


def run(tally, browser) -> None:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    try:
        with Window(browser) as strict:
            answer = strict.page.goto(address + "/strict")
            tally.check("control: an inline style is an error under the policy", any("style" in e for e in strict.errors), strict.errors)
            tally.check("control: a weak policy is seen", len(page_checks.policy(answer.headers)) > 3)
        with Window(browser, bypass_csp=True) as bad:
            bad.page.goto(address)
            found = {name: getattr(page_checks, name)(bad.page) for name in ("structure", "han_font", "axe", "focus_rings", "small_targets", "sideways")}
            for name, findings in found.items():
                tally.check(f"control: {name} sees its fault", findings)
            tally.check("control: axe sees pale text and a field without a label",
                        all(any(rule in f for f in found["axe"]) for rule in ("color-contrast", "label")), found["axe"])
    finally:
        server.shutdown()
        server.server_close()
