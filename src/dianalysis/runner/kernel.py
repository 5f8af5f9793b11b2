"""Kernels that talk over sockets in a private folder, in an environment that is the same every time."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MAX_SOCKET_PATH = 103  # bytes; 107 on Linux, 103 on macOS
_LONGEST_NAME = "kernel-ipc-5"
TCP_ON_WINDOWS = "Kernels use TCP on this machine: Windows has no file sockets."
TCP_LONG_PATH = "Kernels use TCP: the temporary folder has too long a name for a socket (set TMPDIR)."
FIXED_ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "NUMEXPR_NUM_THREADS": "1",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
}


@dataclass
class Kernels:
    """The kernels of one run: where their sockets are, how they start, and which of them live.

    Parameters
    ----------
    folder
        Private folder (mode 0700) for sockets and the IPython profile; each kernel gets one inside.
    transport
        "ipc" or "tcp".
    environment
        Variables set for every kernel on top of the present ones.
    note
        Why TCP had to be used; empty otherwise.
    """

    folder: Path
    transport: str
    environment: Mapping[str, str]
    note: str = ""
    alive: set[Any] = field(default_factory=set)
    _count: int = 0

    def manager_class(self) -> type[Any]:
        """Return the class papermill's client makes its kernel manager from (one class per execution)."""
        # Imported here because it takes a second: only when a kernel is needed.
        from jupyter_client.kernelspec import KernelSpec  # noqa: PLC0415
        from jupyter_client.manager import AsyncKernelManager  # noqa: PLC0415

        self._count += 1
        connection_file = self.folder / str(self._count) / "kernel.json"
        connection_file.parent.mkdir(mode=0o700)
        session = self
        command = [
            sys.executable,
            "-Xfrozen_modules=off",
            "-m",
            "ipykernel_launcher",
            "-f",
            "{connection_file}",
        ]

        class PrivateKernelManager(AsyncKernelManager):
            """Starts the interpreter that runs this program, whatever kernels the user has installed."""

            def __init__(self, **settings: Any) -> None:
                settings |= {"transport": session.transport, "connection_file": str(connection_file)}
                super().__init__(**settings)
                self._kernel_spec = KernelSpec(argv=command, display_name="Python 3", language="python")

            async def start_kernel(self, **settings: Any) -> None:  # type: ignore[override]
                settings["env"] = {**os.environ, **session.environment}
                session.alive.add(self)
                await super().start_kernel(**settings)

            async def cleanup_resources(self, restart: bool = False) -> None:  # type: ignore[override]
                session.alive.discard(self)
                await super().cleanup_resources(restart=restart)

        return PrivateKernelManager

    def kill(self) -> None:
        """End every kernel that still lives, at once: the run was interrupted."""
        for manager in list(self.alive):
            process = getattr(manager.provisioner, "process", None)
            if process is not None:
                process.kill()


@contextmanager
def open_kernels(root: Path) -> Iterator[Kernels]:
    """Give the kernels of a run a private folder, and end them and remove it afterwards.

    Parameters
    ----------
    root
        Root of the project, told to the kernels in DIANALYSIS_ROOT.
    """
    with tempfile.TemporaryDirectory(prefix="dia-", ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        transport, note = choose_transport(folder, platform=sys.platform)
        places = {"DIANALYSIS_ROOT": str(root), "IPYTHONDIR": str(folder / "ipython")}
        kernels = Kernels(folder, transport, FIXED_ENVIRONMENT | places, note)
        try:
            yield kernels
        finally:
            kernels.kill()


def choose_transport(folder: Path, *, platform: str) -> tuple[str, str]:
    """Return how kernels talk ("ipc" or "tcp") and, for TCP, a note that says why.

    Parameters
    ----------
    folder
        Folder the sockets would be in; its path counts towards the limit of a socket's name.
    platform
        As `sys.platform`.
    """
    if platform == "win32":
        return "tcp", TCP_ON_WINDOWS
    longest = len(os.fsencode(folder / "9999" / _LONGEST_NAME))
    return ("tcp", TCP_LONG_PATH) if longest > MAX_SOCKET_PATH else ("ipc", "")
