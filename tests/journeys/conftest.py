from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser

from tests.support.browser import People, running_browser
from tests.support.market import Market


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with running_browser() as browser:
        yield browser


@pytest.fixture
async def people(browser: Browser, market: Market) -> AsyncIterator[People]:
    people = People(browser, market)
    yield people
    await people.go()
