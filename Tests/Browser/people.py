"""The people of the journeys: each signs in once, through the page; their windows share what the browser keeps of that."""
from chromium import DESK, Window
from visitor import PASSWORD


class People:
    def __init__(self, browser, base: str):
        self.browser, self.base, self.states = browser, base, {}

    def window(self, name: str, size=DESK, theme: str = "light", **more) -> Window:
        return Window(self.browser, size, theme, self.state(name), base_url=self.base, **more)

    def nobody(self, **more) -> Window:
        return Window(self.browser, base_url=self.base, **more)

    def state(self, name: str) -> dict:
        if name not in self.states:
            with self.nobody() as window:
                sign_in(window.page, name, PASSWORD)
                if "/sign-in" in window.page.url:
                    raise RuntimeError(f"{name} could not sign in")
                self.states[name] = window.context.storage_state()
        return self.states[name]


def sign_in(page, name: str, password: str) -> None:
    page.goto("/sign-in")
    page.fill("[name=name]", name)
    page.fill("[name=password]", password)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def send(page, action: str, **fields) -> None:
    """Fills in the form that goes to an address ending with `action`, and sends it."""
    form = page.locator(f'form[action$="{action}"]').first
    for name, value in fields.items():
        form.locator(f'[name="{name}"]').first.fill(value)
    with page.expect_navigation():
        form.locator("button[type=submit]").first.click()


def said(page) -> str:
    """The main part of the page, as it reads."""
    return page.locator("main").inner_text()
