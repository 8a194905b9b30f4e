"""Debian's packages, used only by root on a machine that has apt-get."""

import os
import shutil

from tools.process import status


def install(*packages: str) -> bool:
    """Install Debian packages; False where this machine or this user cannot."""
    if not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "-qq", "-y", "--no-install-recommends", "install", *packages]
    if status(command, extra=quiet) == 0:
        return True
    # A fresh machine has no package lists yet.
    return status(["apt-get", "-qq", "update"], extra=quiet) == 0 == status(command, extra=quiet)
