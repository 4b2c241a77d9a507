#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks at a report in Chromium as readers do: on a phone, a tablet and a wide screen, light and dark, and printed.

look_at_report.py REPORT.html [FOLDER]

Prints what it found as JSON; with a FOLDER it leaves pictures and the printed page there. Problems: messages of the
browser, anything fetched beside the page itself, text or charts wider than the window, charts that are not drawn,
pictures without a text alternative, switches that do not answer to the keyboard.
"""

import json
import pathlib
import shutil
import sys

from playwright.sync_api import sync_playwright

WIDTHS = [360, 800, 1400]
DRAWN = "() => [...document.querySelectorAll('figure[data-chart]')].every(figure => figure.querySelector('svg'))"


def scroll(page):
    """Goes down the page, so that every chart comes near the window and is drawn."""
    height = page.evaluate("document.documentElement.scrollHeight")
    for place in range(0, height, 500):
        page.evaluate(f"window.scrollTo(0, {place})")
        page.wait_for_timeout(60)
    page.wait_for_timeout(400)
    page.evaluate("window.scrollTo(0, 0)")
    page.wait_for_timeout(100)


def look(browser, address, width, scheme, folder):
    problems, fetched = [], []
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.on("console", lambda message: problems.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(address)
    page.wait_for_timeout(300)
    scroll(page)
    facts = page.evaluate(
        """() => {
            const width = document.documentElement.clientWidth;
            const figures = [...document.querySelectorAll('figure[data-chart]')];
            const isInside = element => element.closest('.wide, pre') !== null;
            return {
                overflow: document.documentElement.scrollWidth - width,
                wide: [...document.querySelectorAll('main *')].filter(element =>
                    !isInside(element) && element.getBoundingClientRect().right > width + 1
                    && !element.closest('svg') && !element.classList.contains('unseen'))
                    .map(element => element.tagName + '.' + element.className).slice(0, 5),
                charts: figures.length,
                live: figures.filter(figure => figure.querySelector('.vega-embed svg')).length,
                still: figures.filter(figure => figure.querySelector('.picture > svg')).length,
                cut: figures.filter(figure => {
                    const svg = figure.querySelector('.picture svg');
                    return svg && svg.getBoundingClientRect().width > figure.clientWidth + 1;
                }).map(figure => figure.dataset.chart),
                silent: figures.filter(figure => {
                    const picture = figure.querySelector('.picture');
                    return picture && !(picture.getAttribute('aria-label') ?? '').trim();
                }).map(figure => figure.dataset.chart),
            };
        }"""
    )
    if folder:
        page.screenshot(path=str(folder / f"{width}-{scheme}.png"), full_page=True)
    page.close()
    facts.update(width=width, scheme=scheme, messages=problems, fetched=[url for url in fetched if url != address])
    return facts


def switch(browser, address):
    """Switches a split off with the keyboard and counts the small multiples of the first chart before and after."""
    page = browser.new_page(viewport={"width": 1000, "height": 900})
    page.goto(address)
    page.wait_for_timeout(300)
    scroll(page)
    count = """() => [...document.querySelectorAll('figure[data-chart] svg')][0]
        .querySelectorAll('.role-title').length"""
    boxes = page.locator("#switches input")
    if boxes.count() == 0:
        page.close()
        return None
    before = page.evaluate(count)
    boxes.first.focus()
    page.keyboard.press("Space")
    page.wait_for_timeout(600)
    after = page.evaluate(count)
    page.close()
    return {"before": before, "after": after}


def main(arguments):
    if not 1 <= len(arguments) <= 2:
        sys.stderr.write(__doc__)
        return 64
    address = pathlib.Path(arguments[0]).resolve().as_uri()
    folder = pathlib.Path(arguments[1]) if len(arguments) == 2 else None
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        views = [look(browser, address, width, scheme, folder) for width in WIDTHS for scheme in ("light", "dark")]
        switched = switch(browser, address)
        page = browser.new_page(color_scheme="dark")
        page.goto(address)
        printed = page.pdf(format="A4", print_background=True)
        if folder:
            (folder / "printed.pdf").write_bytes(printed)
        browser.close()
    json.dump({"views": views, "switched": switched, "printed": len(printed)}, sys.stdout, indent=1)
    return 0


sys.exit(main(sys.argv[1:]))
