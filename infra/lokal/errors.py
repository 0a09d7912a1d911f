"""What the launcher says when it cannot go on: one sentence, an exit code, never a traceback."""

from __future__ import annotations

import errno

NO_NETWORK = "the package registry cannot be reached (is there a network?)"
DISK_FULL = "the disk is full"
MAY_NOT_SERVE = "Riwayat may not serve: "  # how the line begins with which a program of ours refuses to start

# Words that pip, npm, apt, initdb and PostgreSQL print, each with the cause that a person would name.
_SIGNS = (
    (DISK_FULL, ("No space left on device", "ENOSPC", "Disk quota exceeded")),
    (
        NO_NETWORK,
        (
            "NameResolutionError",
            "NewConnectionError",
            "Failed to establish a new connection",
            "ConnectTimeoutError",
            "ReadTimeoutError",
            "ProxyError",
            "name resolution",
            "ENOTFOUND",
            "EAI_AGAIN",
            "ECONNREFUSED",
            "ETIMEDOUT",
            "ENETUNREACH",
        ),
    ),
)


class LaunchError(Exception):
    """A sentence for the person at the keyboard; `details` are the last words of the program that failed."""

    def __init__(self, sentence: str, *, details: str = "", exit_code: int = 1) -> None:
        super().__init__(sentence)
        self.details = details
        self.exit_code = exit_code


def failed(what: str, output: str) -> LaunchError:
    """The error for a program that failed: its cause when the output shows one, else its last lines."""
    for cause, signs in _SIGNS:
        if any(sign in output for sign in signs):
            return LaunchError(f"{what} failed: {cause}.")
    return LaunchError(f"{what} failed.", details=last_lines(output))


def from_os_error(problem: OSError) -> LaunchError:
    """The error for a call that the operating system refused."""
    full = problem.errno in {errno.ENOSPC, errno.EDQUOT}
    cause = DISK_FULL if full else (problem.strerror or str(problem)).lower()
    place = f": {problem.filename}" if problem.filename else ""
    return LaunchError(f"Cannot go on, {cause}{place}.")


def refusal(output: str) -> str:
    """The line in which a program said why it will not start, however often it is started."""
    return next((line for line in output.splitlines() if line.startswith(MAY_NOT_SERVE)), "")


def last_lines(output: str, count: int = 12) -> str:
    return "\n".join([line for line in output.splitlines() if line.strip()][-count:])
