from __future__ import annotations

import subprocess
import sys
from typing import Any

import reportedly


def test_help_lists_the_commands_without_loading_them() -> None:
    code = (
        "import sys; from reportedly.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'rich', 'numpy', 'onnxruntime', 'tokenizers', 'trafilatura', 'py3langid'}\n"
        "print(sorted(heavy & {*sys.modules}), sorted(m for m in sys.modules if '.cli.' in m))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "read      Show who says what" in done.stdout
    assert done.stdout.splitlines()[-1] == "[] []"


def test_the_version_is_told(run: Any) -> None:
    result = run("--version")
    assert (result.exit_code, result.stdout) == (0, f"reportedly {reportedly.__version__}\n")


def test_an_unknown_command_is_wrong_use(run: Any) -> None:
    result = run("reed")
    assert result.exit_code == 2
    assert "reed" in result.stderr and "Traceback" not in result.stderr


def test_a_model_that_is_missing_is_one_line(run: Any, bridge: Any) -> None:
    result = run("read", "bridge.txt", "--model", "no-such-folder", read=None)
    assert result.exit_code == 1
    assert "no-such-folder" in result.stderr
    assert len(result.stderr.splitlines()) == 1
