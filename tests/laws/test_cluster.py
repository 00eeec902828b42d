"""A cluster gives what one process gives, also when a worker dies in the middle."""

import subprocess
import sys
from pathlib import Path

import pytest
from edits import CALM
from project import PortalMaker, tree_bytes
from world import planted

ON_CLUSTER = """
import os, signal, sys, threading, time
from pathlib import Path
sys.path[:0] = [sys.argv[2], sys.argv[3]]

def main():
    from distributed import LocalCluster
    from msgspec.structs import replace
    from project import Project
    from govssg.build import build
    project = Project(Path(sys.argv[1]), {})
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True,
                      dashboard_address=None, host="127.0.0.1") as cluster:
        if sys.argv[4] == "kill":
            threading.Thread(target=kill_one, args=(cluster, project.tree), daemon=True).start()
        tree = project.root / "cluster"
        settings = replace(project.settings(), tree=str(tree), jobs=2,
                           cache=str(project.root / "cluster-cache"),
                           scheduler=cluster.scheduler_address)
        report = build(project.snapshot(), settings)
        print(report.documents, len(report.written))

def kill_one(cluster, tree):
    wanted = tree.parent / "cluster"
    while not wanted.is_dir() or not any(wanted.rglob("*.html")):
        time.sleep(0.005)
    pid = next(iter(cluster.workers.values())).pid
    os.kill(pid, signal.SIGKILL)
    (tree.parent / "killed").write_text(str(pid))

if __name__ == "__main__":
    main()
"""


@pytest.mark.parametrize("ending", ["quiet", "kill"])
def test_a_cluster_of_two_workers_gives_the_same_tree(
    portal: PortalMaker, root: Path, tmp_path: Path, ending: str
) -> None:
    world = planted(portal(""), 6, CALM)
    project = world.project
    for _ in range(20):
        world.editor.edit()
    script = tmp_path / "on_cluster.py"
    script.write_text(ON_CLUSTER, encoding="utf-8")
    command = [
        sys.executable,
        str(script),
        str(project.root),
        str(root),
        str(root / "tests"),
        ending,
    ]

    done = subprocess.run(command, capture_output=True, check=False, text=True, timeout=200)

    assert done.returncode == 0, done.stderr
    assert tree_bytes(project.root / "cluster") == project.clean_build()
    assert (project.root / "killed").exists() == (ending == "kill")
