"""The identity provider, as the environment describes it."""

from pathlib import Path

import pytest
from joserfc.jwk import ECKey, RSAKey

from accord.config.configuration_errors import ConfigurationError
from accord.config.openid_configurations import read_openid

ISSUER = "https://am.example/openam/oauth2/realms/Healthcare"


def described(**more: str) -> dict[str, str]:
    return {"ACCORD_OIDC_ISSUER": ISSUER, "ACCORD_OIDC_CLIENT_ID": "9.apps.national", **more}


def test_without_an_issuer_there_is_none() -> None:
    assert read_openid({"ACCORD_OIDC_CLIENT_ID": "9.apps.national"}) is None


@pytest.mark.parametrize("key", [RSAKey.generate_key(2048), ECKey.generate_key("P-384")])
def test_provider_is_read_and_its_key_is_in_no_repr(tmp_path: Path, key: RSAKey) -> None:
    path = tmp_path / "key.pem"
    path.write_bytes(key.as_pem(private=True))
    client = read_openid(described(ACCORD_OIDC_KEY=str(path)))
    assert client is not None
    assert (client.issuer, client.name) == (ISSUER, "NHS CIS2")
    assert "PRIVATE" not in repr(client)


@pytest.mark.parametrize("content", ["", "nonsense", RSAKey.generate_key(2048).as_pem(private=False).decode()])
def test_what_is_no_private_key_is_said(tmp_path: Path, content: str) -> None:
    path = tmp_path / "key.pem"
    path.write_text(content)
    with pytest.raises(ConfigurationError, match="ACCORD_OIDC_KEY: no private key"):
        read_openid(described(ACCORD_OIDC_KEY=str(path)))


@pytest.mark.parametrize("missing", ["ACCORD_OIDC_CLIENT_ID", "ACCORD_OIDC_KEY"])
def test_what_is_missing_is_named(missing: str) -> None:
    environment = described(ACCORD_OIDC_KEY="/nowhere")
    environment.pop(missing)
    with pytest.raises(ConfigurationError, match=f"^{missing}: it is not given"):
        read_openid(environment)
