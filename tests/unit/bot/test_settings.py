"""Settings come from the environment; a wrong value is named."""

from pathlib import Path

import pytest

from bot.settings import BadSetting, Settings, read


def test_without_an_environment_the_defaults_hold() -> None:
    assert read({}) == Settings()


def test_what_the_environment_says_is_taken() -> None:
    settings = read({"PORT": "0", "HOST": "0.0.0.0", "MINXIN_DATA": "/x", "MINXIN_SAMPLE": "0"})
    assert (settings.port, settings.host, settings.data, settings.sample) == (
        0,
        "0.0.0.0",
        Path("/x"),
        False,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "abc"),
        ("PORT", "65536"),
        ("PORT", "-1"),
        ("PORT", "²"),
        ("PORT", "9" * 5000),
        ("MINXIN_TLS", "yes"),
    ],
)
def test_a_wrong_value_is_named(name: str, value: str) -> None:
    with pytest.raises(BadSetting) as raised:
        read({name: value})
    assert raised.value.name == name


def test_the_token_is_not_shown() -> None:
    assert "123:abc" not in repr(read({"TELEGRAM_BOT_TOKEN": "123:abc"}))
