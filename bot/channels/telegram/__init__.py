"""Telegram: updates in by long polling through the durable inbox, answers out by sendMessage."""

import os

os.environ.setdefault("PTB_TIMEDELTA", "true")
"""python-telegram-bot then gives spans as timedelta and does not warn about numbers."""
