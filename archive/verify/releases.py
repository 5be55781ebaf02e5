"""Checks of the releases: every file of every manifest, and the pointer to the current release."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from archive.errors import MissingKey
from archive.keys import LATEST, damaged_release_key, release_key, sha256_of
from archive.release.manifest import MANIFEST, Manifest
from archive.verify.damage import Damage, DamageKind, OnProgress
from archive.verify.objects import read_each

if TYPE_CHECKING:
    from archive.store import Store


class Pointer(msgspec.Struct, frozen=True):
    """What `releases/latest.json` holds."""

    version: str
    manifest: str
    manifest_sha256: str


@dataclass
class CheckedReleases:
    """The releases in the bucket, oldest first, and which of them are whole."""

    manifests: dict[str, Manifest] = field(default_factory=dict)
    problems: dict[str, list[str]] = field(default_factory=dict)
    """For each damaged release, what is wrong with it."""
    marked: set[str] = field(default_factory=set)
    """Releases that an earlier repair has marked as damaged."""
    pointer: str = ""
    """What is wrong with the pointer, "" if nothing is."""
    current: str | None = None
    """The version that the pointer names."""

    @property
    def whole(self) -> list[str]:
        """The versions without damage, oldest first."""
        return [version for version in self.manifests if version not in {*self.problems, *self.marked}]

    @property
    def newest_whole(self) -> Manifest | None:
        """The manifest of the newest release without damage."""
        return self.manifests[self.whole[-1]] if self.whole else None

    @property
    def damages(self) -> list[Damage]:
        """Damage that no repair has marked yet, and that of the pointer."""
        found = [
            Damage(DamageKind.RELEASE, release_key(version, ""), problem)
            for version, problems in self.problems.items()
            if version not in self.marked
            for problem in problems
        ]
        return found + ([Damage(DamageKind.POINTER, LATEST, self.pointer)] if self.pointer else [])


def check_releases(store: Store, *, quick: bool, on_progress: OnProgress) -> CheckedReleases:
    """Check every release whose manifest exists, or that another manifest or the pointer names."""
    sizes = store.sizes("releases/")
    checked = CheckedReleases()
    versions = {key.split("/")[1] for key in sizes if key.endswith(f"/{MANIFEST}")}
    for version in sorted(versions, key=_version_key):
        try:
            checked.manifests[version] = read_manifest(store, version)
        except ValueError as error:
            checked.problems[version] = [f"{MANIFEST} cannot be read: {error}"]
    checked.marked = {v for v in _named(store, checked) if damaged_release_key(v) in sizes}
    for version, manifest in checked.manifests.items():
        if version not in checked.marked:
            problems = _problems(store, manifest, sizes, quick=quick, on_progress=on_progress)
            checked.problems |= {version: problems} if problems else {}
    for version in {m.previous for m in checked.manifests.values() if m.previous} - versions:
        checked.problems[version] = [f"{MANIFEST} does not exist"]
    _check_pointer(store, checked)
    return checked


def read_manifest(store: Store, version: str) -> Manifest:
    """The manifest of a release; raises `ValueError` if it cannot be read, MissingKey if there is none."""
    return msgspec.json.decode(store.get(release_key(version, MANIFEST)), type=Manifest)


def point_to_version(store: Store, version: str) -> None:
    """Make an existing release the current one, whichever version of the product wrote its manifest."""
    key = release_key(version, MANIFEST)
    pointer = Pointer(version, key, sha256_of(store.get(key)))
    store.put(LATEST, msgspec.json.encode(pointer), "application/json")


def _named(store: Store, checked: CheckedReleases) -> set[str]:
    named = {*checked.manifests, *checked.problems}
    named |= {manifest.previous for manifest in checked.manifests.values() if manifest.previous}
    try:
        pointer = msgspec.json.decode(store.get(LATEST), type=Pointer)
    except (MissingKey, ValueError):
        return named
    return named | {pointer.version}


def _check_pointer(store: Store, checked: CheckedReleases) -> None:
    try:
        pointer = msgspec.json.decode(store.get(LATEST), type=Pointer)
    except MissingKey:
        checked.pointer = "does not exist" if checked.manifests else ""
        return
    except ValueError as error:
        checked.pointer = f"cannot be read: {error}"
        return
    checked.current = pointer.version
    if pointer.version not in checked.manifests:
        checked.pointer = f"names release {pointer.version}, which has no manifest that can be read"
        checked.problems.setdefault(pointer.version, [f"{MANIFEST} does not exist"])
    elif sha256_of(store.get(release_key(pointer.version, MANIFEST))) != pointer.manifest_sha256:
        checked.pointer = f"the manifest of release {pointer.version} has another hash"
    elif pointer.version in checked.marked:
        checked.pointer = f"names release {pointer.version}, which is marked as damaged"


def _problems(
    store: Store, manifest: Manifest, sizes: dict[str, int], *, quick: bool, on_progress: OnProgress
) -> list[str]:
    files = {release_key(manifest.version, file.name): file for file in manifest.files}
    bad = {key: "does not exist" for key in files if key not in sizes}
    bad |= {page.key: "does not exist" for page in manifest.feed if page.key not in sizes}
    bad |= {k: "has another size" for k, file in files.items() if sizes.get(k, file.bytes) != file.bytes}
    if not quick:
        rest = [key for key in files if key not in bad]
        hashes = {key: file.sha256 for key, file in files.items()}
        what = f"files of release {manifest.version}"
        for key, same in read_each(store, rest, lambda k, d: sha256_of(d) == hashes[k], what, on_progress):
            bad |= {} if same is True else {key: "its bytes have another hash"}
    return [f"{key} {problem}" for key, problem in bad.items()]


def _version_key(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
