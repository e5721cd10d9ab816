#!/bin/sh
# A Chromium for the journeys: Debian's where it can be installed, else the one that Playwright brings.
set -eu
command -v chromium >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-noto-core fonts-noto-cjk >/dev/null && exit 0
fi
PLAYWRIGHT_BROWSERS_PATH="$(pwd)/.cache/browsers" .venv/bin/playwright install chromium
