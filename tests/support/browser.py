"""People before a browser: what they see, press and type, in their language."""

import contextlib
import re
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Response,
    async_playwright,
    expect,
)

from shared.contracts.values import Language
from tests.support.market import ANSWERING, Market
from web.arrivals import COOKIE
from web.render import Pages

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)
TEXTS = Pages()


@contextlib.asynccontextmanager
async def running_browser() -> AsyncIterator[Browser]:
    """The system's Chromium where there is one, else the one that Playwright brought."""
    expect.set_options(timeout=ANSWERING * 1000)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(QUIET))
        yield browser
        await browser.close()


@dataclass
class Reader:
    """`faults`: what the browser complained of. Labels and buttons are named by their English message."""

    page: Page
    language: Language
    faults: list[str] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)

    def watch(self) -> None:
        self.page.on("console", self._note_console)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("response", self._note_refusal)

    def _note_refusal(self, response: Response) -> None:
        """A form that comes back with its faults is a page like others, although Chromium says so on the console."""
        if response.request.is_navigation_request() and response.status in range(400, 500):
            self.refused.add(response.url)

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and message.location.get("url") not in self.refused:
            self.faults.append(message.text)

    def text(self, message: str, **facts: object) -> str:
        return TEXTS.text(message, self.language) % facts

    async def open(self, path: str) -> None:
        """A path without its language."""
        await self.page.goto(f"/{self.language}/{path}")

    def button(self, message: str, **facts: object) -> Locator:
        return self.page.get_by_role("button", name=self.text(message, **facts), exact=True)

    def link(self, message: str, **facts: object) -> Locator:
        return self.page.get_by_role("link", name=self.text(message, **facts), exact=True)

    def heading(self, text: str | re.Pattern[str]) -> Locator:
        return self.page.get_by_role("heading", name=text)

    def field(self, label: str, within: str | None = None, **facts: object) -> Locator:
        """`within`: the legend of its group, where a label is not enough."""
        place = self.page.get_by_role("group", name=self.text(within)) if within else self.page.locator("main")
        return place.get_by_label(re.compile(rf"^{re.escape(self.text(label, **facts))}( \*)?$"))

    async def press(self, message: str, **facts: object) -> None:
        await self.button(message, **facts).first.click()

    async def follow(self, message: str, **facts: object) -> None:
        await self.link(message, **facts).first.click()

    async def type(self, label: str, value: str, within: str | None = None, **facts: object) -> None:
        await self.field(label, within, **facts).first.fill(value)

    async def choose(self, label: str, option: str, within: str | None = None, **facts: object) -> None:
        """The option by its value."""
        await self.field(label, within, **facts).first.select_option(option)

    async def stays(self) -> None:
        """From here on the page must not be loaded again."""
        await self.page.evaluate("window.stayed = true")

    async def stayed(self) -> bool:
        return bool(await self.page.evaluate("window.stayed"))

    async def sees(self, *texts: str | re.Pattern[str]) -> None:
        for text in texts:
            await expect(self.page.locator("main").get_by_text(text).first).to_be_visible()

    async def sees_not(self, *texts: str) -> None:
        for text in texts:
            await expect(self.page.locator("main").get_by_text(text)).to_have_count(0)


@dataclass
class People:
    """Each in a browser window of their own; nobody's browser may complain."""

    browser: Browser
    market: Market
    opened: list[tuple[BrowserContext, Reader]] = field(default_factory=list)

    async def guest(self, language: Language = "vi", **wishes: Any) -> Reader:
        context = await self.browser.new_context(base_url=self.market.url, **{"viewport": DESK, **wishes})
        context.set_default_timeout(ANSWERING * 1000)
        reader = Reader(await context.new_page(), language)
        reader.watch()
        self.opened.append((context, reader))
        return reader

    async def signed_in(self, name: str, language: Language = "vi", **wishes: Any) -> Reader:
        """A demo account, with the session that it has."""
        session = (await self.market.reader(name)).cookies[COOKIE]
        reader = await self.guest(language, **wishes)
        await reader.page.context.add_cookies([{"name": COOKIE, "value": session, "url": self.market.url}])
        return reader

    async def go(self) -> None:
        faults = [fault for _, reader in self.opened for fault in reader.faults]
        for context, _ in self.opened:
            await context.close()
        assert faults == []
