"""The page of the exercises in Chromium: by keyboard, without a request, progress kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import Browser, opened_browser
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from trama.training.course_page import course_page
from trama.training.judging import Answered
from trama.training.library import find_exercise

FORM, WAY = find_exercise("edad-en-letras"), find_exercise("de-cusco-a-madre-de-dios")
HOSTILE = "</script><script>document.title='x'</script>"
ANSWER = Answered(("Casos",), (("6",), (HOSTILE,)))
