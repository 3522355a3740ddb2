#!/usr/bin/env python3
"""Put the pinned third-party front-end files into a static directory.

    python3 scripts/fetch_assets.py --dest Share/static/vendor
    python3 scripts/fetch_assets.py --dest … --wheelhouse DIR     # offline: wheels are already in DIR
    python3 scripts/fetch_assets.py --save-wheelhouse DIR         # online machine: fill DIR for an offline one
    python3 scripts/fetch_assets.py --dest … --check              # verify what is there; change nothing

Standard library only; the download is done by pip (so a configured index or mirror is honoured).
Every wheel and every file taken out of it is checked against assets.lock.json; a mismatch stops
the run and leaves the destination as it was.
"""
import argparse, hashlib, io, json, os, re, shutil, subprocess, sys, tempfile, zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def stop(message: str) -> None:
    sys.exit("fetch_assets: " + message)


def wheel_of(package: dict, wheelhouse: Path) -> Path:
    path = wheelhouse / package["file"]
    if not path.exists():
        if not package.get("_download"):
            stop(f"{package['file']} is not in {wheelhouse}")
        # --python-version keeps this independent of the interpreter that runs pip; the wheels hold
        # only static files, so nothing of them is installed or executed.
        requirement = f"{package['name']}=={package['version']} --hash=sha256:{package['sha256']}\n"
        with tempfile.NamedTemporaryFile("w", suffix=".txt", delete=False) as f:
            f.write(requirement)
        try:
            subprocess.run(
                [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check",
                 "--no-deps", "--only-binary=:all:", "--python-version", "3.13",
                 "--require-hashes", "-r", f.name, "-d", str(wheelhouse)],
                check=True)
        except subprocess.CalledProcessError:
            stop(f"pip could not download {package['name']}=={package['version']}")
        finally:
            os.unlink(f.name)
    got = sha256(path.read_bytes())
    if got != package["sha256"]:
        stop(f"{package['file']}: sha256 is {got}, pinned {package['sha256']}")
    return path


def sprite(svgs: zipfile.ZipFile, names: list) -> bytes:
    """One <symbol> an icon, in the order given: the bytes depend on the pins alone."""
    out = ['<svg xmlns="http://www.w3.org/2000/svg">']
    for name in names:
        source = svgs.read(name + ".svg").decode("utf-8")
        inner = re.search(r"<svg[^>]*>(.*)</svg>", source, re.S).group(1)
        inner = re.sub(r"\s*\n\s*", "", inner).strip()
        if re.search(r"<script|on\w+=|href=", inner, re.I):
            stop(f"icon {name} has active content")
        out.append(f'<symbol id="{name}" viewBox="0 0 24 24">{inner}</symbol>')
    out.append("</svg>\n")
    return "\n".join(out).encode("utf-8")


def files_of(package: dict, wheel: Path):
    with zipfile.ZipFile(wheel) as z:
        for item in package.get("files", []):
            data = z.read(item["from"])
            if sha256(data) != item["sha256"]:
                stop(f"{item['from']} in {package['file']}: sha256 is {sha256(data)}, pinned {item['sha256']}")
            # The bundles end in a sourceMappingURL whose file is not shipped; the line is harmless
            # (a 404 in developer tools) and is kept so that the bytes stay the pinned ones.
            yield item["to"], data
        if "sprite" in package:
            s = package["sprite"]
            inner = z.read(s["zip"])
            if sha256(inner) != s["zip_sha256"]:
                stop(f"{s['zip']}: sha256 is {sha256(inner)}, pinned {s['zip_sha256']}")
            yield s["to"], sprite(zipfile.ZipFile(io.BytesIO(inner)), s["icons"])
        for name in sorted(z.namelist()):
            if re.search(r"\.dist-info/(licenses/)?(LICEN[CS]E|NOTICE)[^/]*$", name, re.I):
                yield f"licences/{package['name']}-{package['version']}-{Path(name).name}", z.read(name)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--lock", type=Path, default=HERE / "assets.lock.json")
    ap.add_argument("--dest", type=Path)
    ap.add_argument("--wheelhouse", type=Path)
    ap.add_argument("--save-wheelhouse", type=Path)
    ap.add_argument("--check", action="store_true")
    a = ap.parse_args()
    packages = json.loads(a.lock.read_text("utf-8"))["packages"]

    if a.check:
        if not (a.dest / "manifest.json").is_file():
            stop(f"nothing in {a.dest} yet")
        manifest = json.loads((a.dest / "manifest.json").read_text("utf-8"))
        bad = [p for p, want in manifest["files"].items()
               if not (a.dest / p).is_file() or sha256((a.dest / p).read_bytes()) != want["sha256"]]
        if manifest["lock_sha256"] != sha256(a.lock.read_bytes()):
            bad.append("(made from another assets.lock.json)")
        if bad:
            stop("not as pinned: " + ", ".join(bad))
        print(f"{len(manifest['files'])} files as pinned")
        return

    with tempfile.TemporaryDirectory() as tmp:
        house = a.wheelhouse or a.save_wheelhouse or Path(tmp) / "wheels"
        house.mkdir(parents=True, exist_ok=True)
        for p in packages:
            p["_download"] = a.wheelhouse is None
        wheels = [(p, wheel_of(p, house)) for p in packages]
        if a.dest is None:
            print(f"{len(wheels)} wheels in {house}")
            return
        new = Path(tmp) / "new"
        manifest = {"lock_sha256": sha256(a.lock.read_bytes()), "files": {}}
        for package, wheel in wheels:
            for to, data in files_of(package, wheel):
                target = new / to
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
                manifest["files"][to] = {"sha256": sha256(data), "bytes": len(data),
                                         "package": f"{package['name']}=={package['version']}"}
        (new / "manifest.json").write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", "utf-8")
        if a.dest.exists():
            if any(a.dest.iterdir()) and not (a.dest / "manifest.json").is_file():
                stop(f"{a.dest} holds something else: give an empty or a new directory")
            shutil.rmtree(a.dest)
        a.dest.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(new, a.dest)
        total = sum(f["bytes"] for f in manifest["files"].values())
        print(f"{len(manifest['files'])} files, {total:,} bytes, in {a.dest}")


if __name__ == "__main__":
    main()
