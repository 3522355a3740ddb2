"""What every page must be. Each function returns what is wrong, in words; an empty list is good."""
from axe_playwright_python.sync_playwright import Axe

WIDTHS = (320, 390, 768, 1024, 1280, 1366, 1440, 1920)
LANGUAGES = ("zh-Hans", "zh-Hant", "en")
AXE = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}
POLICY = {"default-src": "'self'", "script-src": "'self'", "style-src": "'self'", "connect-src": "'self'", "object-src": "'none'",
          "base-uri": "'none'", "frame-ancestors": "'none'", "form-action": "'self'"}


def policy(headers: dict) -> list:
    """The Content-Security-Policy forbids everything inline and everything from elsewhere."""
    said = dict(part.strip().split(" ", 1) for part in headers.get("content-security-policy", "").split(";") if " " in part.strip())
    return [f"{name} is {said.get(name)}, wanted {value}" for name, value in POLICY.items() if said.get(name) != value]


def structure(page) -> list:
    found = []
    language = page.evaluate("document.documentElement.lang")
    if language not in LANGUAGES:
        found.append(f"lang is {language!r}")
    for selector in ("h1", "main", "title"):
        count = page.locator(selector).count() if selector != "title" else int(bool(page.title().strip()))
        if count != 1:
            found.append(f"{count} × <{selector}>")
    return found


def han_font(page) -> list:
    """Fonts other than a Chinese one that the heading is really drawn with."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("DOM.enable")
    cdp.send("CSS.enable")
    root = cdp.send("DOM.getDocument")["root"]["nodeId"]
    node = cdp.send("DOM.querySelector", {"nodeId": root, "selector": "h1"})["nodeId"]
    used = [f["familyName"] for f in cdp.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]]
    return [] if any("CJK" in f for f in used) else [f"the heading is drawn with {used}"]


def axe(page) -> list:
    """Needs a context with bypass_csp=True: axe is injected as an inline script."""
    found = Axe().run(page, options=AXE).response["violations"]
    return [f"{v['id']} × {len(v['nodes'])}: {v['nodes'][0]['html'][:120]}" for v in found]


def sideways(page) -> list:
    """Widths at which the page itself scrolls sideways (WCAG 1.4.10)."""
    wide = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            wide.append(f"{over} px too wide at {width}")
    return wide


def focus_rings(page, stops=25) -> list:
    """Of the first stops of the Tab key, those without an outline of at least 2 px on themselves or on their field's frame."""
    ringless = []
    for _ in range(stops):
        page.keyboard.press("Tab")
        ringless += page.evaluate("""() => {
            const e = document.activeElement;
            if (!e || e === document.body || e === window.lastStop) return [];  // a date's parts are stops of one field
            window.lastStop = e;
            const ring = n => { const s = getComputedStyle(n); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2; };
            return ring(e) || (e.parentElement && ring(e.parentElement)) || (e.labels && [...e.labels].some(l => ring(l) || [...l.children].some(ring)))
                ? [] : [e.outerHTML.slice(0, 100)]; }""")
    return ringless


def small_targets(page) -> list:
    """Buttons and button-like links under 44 px on a touch screen."""
    return page.evaluate("""() => [...document.querySelectorAll('button, a.btn, input[type=submit]')].filter(e => e.offsetParent)
        .map(e => [e.getBoundingClientRect(), (e.textContent || e.value || e.getAttribute('aria-label') || '').trim()])
        .filter(([r]) => r.height < 44).map(([r, t]) => `${t}: ${Math.round(r.width)}×${Math.round(r.height)}`)""")
