"""A head is signed with an SSH key; ssh-keygen and we read each other's signatures."""

import shutil
import subprocess

import pytest

from wellsourced.errors import InputError, IntegrityError
from wellsourced.store.signed import NAMESPACE, locked, signed, signer

pytest.importorskip("cryptography", reason="signing needs the extra of that name")
pytestmark = pytest.mark.skipif(
    shutil.which("ssh-keygen") is None, reason="ssh-keygen makes the keys of these tests"
)
MESSAGE = b"wellsourced-head-1 ...\n"


def made(folder, name, *, kind="ed25519", password=""):
    command = ["ssh-keygen", "-q", "-t", kind, "-N", password, "-C", name, "-f", folder / name]
    subprocess.run(command, check=True)
    return (folder / name).read_bytes(), (folder / f"{name}.pub").read_text()


def test_who_signed_is_told_by_the_line_of_their_key(tmp_path):
    secret, public = made(tmp_path, "ada")
    _, other = made(tmp_path, "bob")

    assert signer(MESSAGE, signed(MESSAGE, secret), other + public).endswith(" ada")


def test_ssh_keygen_checks_our_signature(tmp_path):
    secret, public = made(tmp_path, "ada")
    (tmp_path / "sig").write_text(signed(MESSAGE, secret))
    (tmp_path / "allowed").write_text(f"ada@desk.example {public}")
    command = ["ssh-keygen", "-Y", "verify", "-f", "allowed", "-I", "ada@desk.example"]
    command += ["-n", NAMESPACE, "-s", "sig"]

    for message, good in ((MESSAGE, True), (MESSAGE + b"x", False)):
        done = subprocess.run(command, input=message, cwd=tmp_path, capture_output=True)
        assert (done.returncode == 0) is good


def test_we_check_the_signature_of_ssh_keygen(tmp_path):
    _, public = made(tmp_path, "ada")
    (tmp_path / "head.txt").write_bytes(MESSAGE)
    command = ["ssh-keygen", "-q", "-Y", "sign", "-f", "ada", "-n", NAMESPACE, "head.txt"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    signature = (tmp_path / "head.txt.sig").read_text()

    assert signer(MESSAGE, signature, public)
    assert signer(MESSAGE, signature, f"ada@desk.example {public}")


def test_another_text_another_key_and_another_purpose_are_refused(tmp_path):
    secret, public = made(tmp_path, "ada")
    _, other = made(tmp_path, "bob")
    (tmp_path / "head.txt").write_bytes(MESSAGE)
    command = ["ssh-keygen", "-q", "-Y", "sign", "-f", "ada", "-n", "git", "head.txt"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    signature = signed(MESSAGE, secret)

    with pytest.raises(IntegrityError, match="does not fit"):
        signer(MESSAGE + b"x", signature, public)
    with pytest.raises(IntegrityError, match="none of the keys"):
        signer(MESSAGE, signature, other)
    with pytest.raises(IntegrityError, match="something else"):
        signer(MESSAGE, (tmp_path / "head.txt.sig").read_text(), public)


def test_no_byte_of_a_signature_can_be_changed(tmp_path):
    secret, public = made(tmp_path, "ada")
    signature = signed(MESSAGE, secret)

    for at in range(30, len(signature) - 30, 7):
        other = "A" if signature[at] != "A" else "B"
        with pytest.raises((IntegrityError, InputError)):
            signer(MESSAGE, signature[:at] + other + signature[at + 1 :], public)


def test_a_locked_key_asks_for_its_password(tmp_path):
    secret, public = made(tmp_path, "ada", password="swordfish")

    assert locked(secret)
    assert signer(MESSAGE, signed(MESSAGE, secret, b"swordfish"), public)
    with pytest.raises(InputError, match="cannot be used"):
        signed(MESSAGE, secret, b"marlin")


def test_a_key_of_another_kind_says_what_to_do(tmp_path):
    secret, _ = made(tmp_path, "ada", kind="ecdsa")

    with pytest.raises(InputError, match="ssh-keygen -Y sign"):
        signed(MESSAGE, secret)
