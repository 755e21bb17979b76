"""The picture of the overlap in both READMEs: the charts of the page of a linked twin.

Run ``make demo`` first: it loads a SINTETICO twin of 2,000 cases and links it by the shipped model.
Then, with Debian's Chromium: ``.venv/bin/python tools/picture_overlap.py``. The picture is that of
``demo/cruce.html``; nothing in it is made by hand.
"""

import base64
import sys
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

PAGE, PICTURE = Path("demo/cruce.html"), Path("docs/img/overlap.png")
WIDTH = 1060  # pixels: as wide as the charts
# The picture ends below the waterfall, before the lists that unfold.
END = """
const charts = [...document.querySelectorAll('.chart')];
for (const part of document.querySelectorAll('details, h3')) part.remove();
return Math.ceil(charts[1].getBoundingClientRect().bottom + window.scrollY + 16);
"""


def main(page: Path = PAGE, picture: Path = PICTURE) -> None:
    options = Options()
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"):
        options.add_argument(argument)
    options.binary_location = "/usr/bin/chromium"
    driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    try:
        driver.set_window_size(WIDTH, 1200)
        driver.get(page.resolve().as_uri())
        area = {"x": 0, "y": 0, "width": WIDTH, "height": driver.execute_script(END), "scale": 1}
        asked = {"format": "png", "captureBeyondViewport": True, "clip": area}
        taken = driver.execute_cdp_cmd("Page.captureScreenshot", asked)
        picture.write_bytes(base64.b64decode(taken["data"]))
    finally:
        driver.quit()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
