"""Schemathesis as each kind of caller: whatever is sent, the answer is one of the described ones."""
import os
import pathlib
import subprocess
import sys

import pytest

HERE = pathlib.Path(__file__).parent
CHECKS = (
    "not_a_server_error", "status_code_conformance", "content_type_conformance",
    "response_schema_conformance", "response_headers_conformance", "negative_data_rejection",
    "missing_required_header", "unsupported_method", "allow_header_conformance", "ignored_auth",
    "use_after_free",
)


# The first two call everything with everything; the others what only they may do.
CALLERS = {
    "dispatcher": [],
    "resident": [],
    "chief": ["--include-operation-id", "moveRequest", "--phases", "examples,fuzzing"],
    "handler": ["--include-operation-id", "moveRequest", "--phases", "examples,fuzzing"],
    "supervisor": ["--include-operation-id", "moveRequest", "--phases", "examples,fuzzing"],
    "carrier": ["--include-operation-id", "reportDeliveries", "--phases", "examples,coverage,fuzzing"],
    "nobody": ["--phases", "examples,fuzzing"],
}


@pytest.mark.parametrize("role", CALLERS)
def test_whatever_is_sent(role, tmp_path):
    token = os.environ.get("LINLI_TOKEN_" + role.upper(), "")
    run = subprocess.run(
        [
            sys.executable, "-c", "from schemathesis.cli import schemathesis; schemathesis()", "run",
            os.environ["LINLI_BASE"] + "/api/v1/openapi.json", "--no-color", "--continue-on-failure",
            "--checks", ",".join(CHECKS), "--max-examples", os.environ.get("LINLI_API_EXAMPLES", "30"),
            "--seed", os.environ.get("LINLI_API_SEED", "2026"), "--generation-database", "none",
            "--request-timeout", "20", "--warnings", "off",
        ] + CALLERS[role] + (["--header", "Authorization: Bearer " + token] if token else []),
        env=dict(os.environ, PYTHONPATH=str(HERE), SCHEMATHESIS_HOOKS="hooks", LINLI_TOKEN=token),
        cwd=tmp_path, capture_output=True, text=True, timeout=300)
    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-2000:]
    assert "Tested: %d" % (1 if "--include-operation-id" in CALLERS[role] else 19) in run.stdout


def test_the_log_tells_of_no_fault():
    """Runs last: a fault that was answered well enough is still a fault."""
    lines = pathlib.Path(os.environ["LINLI_LOG"]).read_text().splitlines()
    assert [line for line in lines if '"level":"error"' in line] == []
