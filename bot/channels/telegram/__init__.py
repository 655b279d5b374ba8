"""Telegram: updates in by long polling through the durable inbox, answers out by sendMessage."""

import logging
import os

os.environ.setdefault("PTB_TIMEDELTA", "true")
"""python-telegram-bot then gives spans as timedelta and does not warn about numbers."""

logging.getLogger("telegram").setLevel(logging.WARNING)
"""Below that the library writes the Bot API's address, which holds the token, and citizens' messages."""
