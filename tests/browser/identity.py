"""An identity provider of one's own on this machine, and the app hosted for people who sign in with it."""

import json
import sys
import tomllib
from pathlib import Path

from tests.browser.serving import Server, free_port, the_app

ADA = {"sub": "ada", "name": "Ada <b>Lovelace</b>", "email": "ada@example.org"}
BEN = {"sub": "ben", "name": "Ben Franklin", "email": "ben@example.org"}
COOKIE_SECRET = "a secret of this test alone, long enough"


def provider(folder: Path) -> Server:
    """A provider that knows two people and lets in whoever chooses one of them."""
    port = free_port()
    people = [option for person in (ADA, BEN) for option in ("--user-claims", json.dumps(person))]
    return Server(
        command=[sys.executable, "-m", "oidc_provider_mock", "--port", str(port), *people],
        health=f"http://127.0.0.1:{port}/.well-known/openid-configuration",
        log=folder / "provider.log",
    )


def secrets(port: int, *metadata: tuple[str, str], hours: float | None = None) -> str:
    """What the server's secrets say: the providers by their names and the addresses of their metadata.

    A provider without a name is the default one.
    """
    lines = ["[auth]", f'redirect_uri = "http://127.0.0.1:{port}/oauth2callback"', f'cookie_secret = "{COOKIE_SECRET}"']
    for name, address in metadata:
        lines += [f"[auth.{name}]"] if name else []
        lines += ['client_id = "staying-power"', 'client_secret = "of-this-test"', f'server_metadata_url = "{address}"']
    lines += ["[hosted_by]", 'name = "Prairie *Peers*"', 'contact = "help@example.org"']
    lines += [f"hours = {hours}"] if hours is not None else []
    text = "\n".join(lines) + "\n"
    tomllib.loads(text)
    return text


def hosted_app(folder: Path, *metadata: tuple[str, str], hours: float | None = None, program: str = "") -> Server:
    """The app as an organization hosts it, not started yet."""
    port = free_port()
    file = folder / "secrets.toml"
    file.write_text(secrets(port, *metadata, hours=hours))
    return the_app(folder, port=port, options=[f"--secrets.files={file}"], program=program)
