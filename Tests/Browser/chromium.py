"""Debian's Chromium through Playwright: contexts for a desk and a phone, light and dark, with their errors collected."""
import os, shutil

DESK, PHONE = (1440, 900), (390, 844)


def launch(playwright):
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    arguments = ["--font-render-hinting=none"]  # the same glyph widths everywhere
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")  # Chromium's sandbox refuses to run as root, which is what a build machine often is
    return playwright.chromium.launch(executable_path=path, args=arguments)


class Window:
    """One context with one page; `errors` fills with console errors, page errors and failed responses."""

    def __init__(self, browser, size=DESK, theme="light", state=None, **more):
        phone = {"has_touch": True, "is_mobile": True, "device_scale_factor": 2} if size[0] < 500 else {}
        self.context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="zh-CN", timezone_id="Asia/Shanghai",
                                           reduced_motion="reduce", color_scheme=theme, storage_state=state, **{**phone, **more})
        self.page, self.errors = self.context.new_page(), []
        self.page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda e: self.errors.append(str(e)))
        self.page.on("response", lambda r: self.errors.append(f"{r.status} {r.url}") if r.status >= 400 else None)

    def forgive(self, status: int) -> None:
        """An answer that the journey asked for is no error, nor what the browser says about it."""
        self.errors = [e for e in self.errors if not e.startswith(f"{status} ") and f"status of {status}" not in e]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.context.close()
