"""A disk that loses what was not synced: builds the shim, and after a kill undoes every write that no sync followed."""
import pathlib, struct, subprocess

import server

HERE = pathlib.Path(__file__).resolve().parent
NOTE = struct.Struct("=QQQ")  # offset, old length, file size before


def build(folder: pathlib.Path) -> pathlib.Path:
    library = folder / "unsynced.so"
    subprocess.run(["cc", "-O2", "-Wall", "-Werror", "-shared", "-fPIC", "-o", str(library), str(HERE / "unsynced.c"), "-ldl", "-lpthread"], check=True)
    return library


def variables(library: pathlib.Path, watched: pathlib.Path) -> dict:
    """What puts a program on this disk, for the files in the folder `watched`."""
    return {"LD_PRELOAD": str(library), "UNSYNCED_FOLDER": str(watched.resolve())}


def environment(library: pathlib.Path, watched: pathlib.Path) -> dict:
    """The environment of a program of the house on this disk."""
    return server.environment(**variables(library, watched))


def lose_power(folder: pathlib.Path) -> int:
    """Undoes the unsynced writes of every file in `folder`, newest first; returns how many there were.
    SQLite's -shm file is removed: memory does not outlive a power cut."""
    undone = 0
    for notes_path in folder.rglob("*.unsynced"):
        notes, raw, at = [], notes_path.read_bytes(), 0
        while at + NOTE.size <= len(raw):
            offset, length, size = NOTE.unpack_from(raw, at)
            old = raw[at + NOTE.size: at + NOTE.size + length]
            at += NOTE.size + length
            if len(old) == length:  # a note cut off by the kill belongs to a write that never began
                notes.append((offset, old, size))
        with open(str(notes_path)[: -len(".unsynced")], "r+b") as file:
            for offset, old, size in reversed(notes):
                file.seek(offset)
                file.write(old)
                file.truncate(size)
        undone += len(notes)
        notes_path.unlink()
    for shared in folder.rglob("*-shm"):
        shared.unlink()
    return undone
