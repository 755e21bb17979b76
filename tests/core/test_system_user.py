"""The name of who types, from the variables of the system or its list of users."""

import pwd

import pytest

from trama.core.errors import BadSetting
from trama.core.system_user import system_user

VARIABLES = ("LOGNAME", "USER", "LNAME", "USERNAME")


def test_a_user_without_a_name_is_told_to_give_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(uid: int) -> pwd.struct_passwd:
        raise KeyError(uid)  # as in a container that runs as a bare number

    monkeypatch.setattr(pwd, "getpwuid", nobody)
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)

    with pytest.raises(BadSetting) as error:
        system_user()
    assert "USER=nombre trama" in error.value.message("es")

    monkeypatch.setenv("USER", "SINTETICA")
    assert system_user() == "SINTETICA"
