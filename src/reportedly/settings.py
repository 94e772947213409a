"""Settings: defaults < ``reportedly.toml`` < environment ``REPORTEDLY_*`` < arguments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from reportedly.errors import ConfigError

FILE = "reportedly.toml"

_PATHS = {"model": "the folder of a model", "outlets": "a file of outlets"}
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([kmg]?)b?", re.IGNORECASE)
_UNITS = {"": 1, "k": 1_000, "m": 1_000_000, "g": 1_000_000_000}


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for every run unless an argument says otherwise.

    Attributes:
        model: folder of another model than the shipped one.
        threads: processor threads that the model may use.
        max_bytes: the largest report, page or record that is read.
        outlets: a file of outlets besides those of the shipped registry.
    """

    model: Path | None = None
    threads: int = 2
    max_bytes: int = 20_000_000
    outlets: Path | None = None


def load_settings(
    given: Mapping[str, Any], environ: Mapping[str, str], config: Path | None = None
) -> Settings:
    """The settings in force.

    Args:
        given: the arguments, by the name of the setting; None where one was not given.
        environ: the environment.
        config: the settings file; without one, ``reportedly.toml`` in the working directory
            where it exists.

    Raises:
        ConfigError: a setting is unknown or has a value that cannot be used.

    >>> load_settings({"threads": None}, {"REPORTEDLY_MAX_BYTES": "5 MB"}).max_bytes
    5000000
    """
    names = [field.name for field in fields(Settings)]
    chosen: dict[str, Any] = {}
    for name, value in _from_file(config, names):
        chosen[name] = value
    for name in names:
        variable = f"REPORTEDLY_{name.upper()}"
        if environ.get(variable):
            chosen[name] = _checked(name, environ[variable], variable)
        if given.get(name) is not None:
            chosen[name] = _checked(name, given[name], "--" + name.replace("_", "-"))
    return Settings(**chosen)


def _from_file(config: Path | None, names: list[str]) -> Iterator[tuple[str, Any]]:
    import tomllib

    path = config or Path(FILE)
    if config is None and not path.is_file():
        return
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror or error}") from None
    except ValueError as error:  # not TOML, or not UTF-8
        raise ConfigError(f"{path}: not a TOML file: {error}") from None
    for name, value in data.items():
        if name not in names:
            raise ConfigError(f"{path}: no setting is called {name!r}: use {', '.join(names)}")
        found = _checked(name, value, f"{path}: {name}")
        yield name, path.parent / found if isinstance(found, Path) else found


def _checked(name: str, value: object, where: str) -> Path | int:
    if name in _PATHS:
        if isinstance(value, (str, Path)) and str(value):
            return Path(value).expanduser()
        raise ConfigError(f"{where} is {value!r}: name {_PATHS[name]}")
    number = _whole(value) if name == "threads" else _size(value)
    if number is None or number < 1:
        wanted = "a number from 1" if name == "threads" else "a size such as 500000 or 20MB"
        raise ConfigError(f"{where} is {value!r}: use {wanted}")
    return number


def _whole(value: object) -> int | None:
    if isinstance(value, str) and re.fullmatch(r"\s*[0-9]{1,9}\s*", value):
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _size(value: object) -> int | None:
    if isinstance(value, str):
        match = _SIZE.fullmatch(value.strip().replace("_", ""))
        return int(float(match[1]) * _UNITS[match[2].lower()]) if match else None
    return _whole(value)
