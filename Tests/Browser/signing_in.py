"""Somebody signs in: first with a wrong password, in three languages."""
from people import sign_in
from visitor import PASSWORD

TITLES = {"en": "Sign in", "zh-Hant": "登入", "zh-Hans": "登录"}


def run(tally, people) -> None:
    with people.nobody() as window:
        page = window.page
        sign_in(page, "nurse01", "not the password")
        window.forgive(422)
        tally.check("a wrong password is told, and the name stays", page.locator(".alert.danger").count() == 1 and page.input_value("[name=name]") == "nurse01")
        for language, title in TITLES.items():
            page.click(f'.bare-langs [lang="{language}"]')
            heading = page.locator("h1").inner_text().strip()
            tally.check(f"signing in speaks {language}", page.evaluate("document.documentElement.lang") == language and heading == title, heading)
        page.goto("/follow-ups")
        tally.check("who is not signed in is asked to, and led back", "/sign-in" in page.url, page.url)
        page.fill("[name=name]", "nurse01")
        page.fill("[name=password]", PASSWORD)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        tally.check("signed in where one wanted to go", page.url.endswith("/follow-ups"), page.url)
        tally.check("signing in: no console error, no policy violation", not window.errors, window.errors)
