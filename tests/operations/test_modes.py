"""What the program writes is for its own user alone, whatever the folder around it allows."""
import os
import stat


def open_to_others(folder):
    return [
        (str(path), oct(path.stat().st_mode & 0o777))
        for path in sorted(folder.rglob("*")) if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)]


def test_no_file_can_be_read_by_others(installation, tmp_path):
    before = os.umask(0o022)
    try:
        installation.folder.mkdir(mode=0o755)
        installation.run("migrate")
        installation.run("seed")
        installation.start()
        installation.run("backup", str(tmp_path / "copy"), "--keys", str(tmp_path / "safe.json"))
        running = open_to_others(installation.folder)
        assert installation.stop() == 0
    finally:
        os.umask(before)
    assert stat.S_IMODE(installation.folder.stat().st_mode) == 0o755, "the folder is the operator's"
    assert (tmp_path / "copy" / "database").exists()
    assert running == []
    assert open_to_others(installation.folder) == []
    assert open_to_others(tmp_path / "copy") == []
    assert (tmp_path / "safe.json").stat().st_mode & 0o077 == 0
