from __future__ import annotations

from typing import TYPE_CHECKING

from archive.keys import LATEST, damaged_release_key, release_key
from archive.release.manifest import latest
from archive.verify.releases import check_releases, point_to_version
from tests.archive.release.publishing import filled, publish_now
from tests.archive.rows import question_row

if TYPE_CHECKING:
    from archive.store import Store
    from archive.verify.releases import CheckedReleases


def check(store: Store, *, quick: bool = False) -> CheckedReleases:
    return check_releases(store, quick=quick, on_progress=lambda *_: None)


def publish_two(store: Store) -> None:
    tables = filled(store)
    publish_now(store, tables)
    tables.merge("questions", [question_row(3)])
    publish_now(store, tables)


def test_releases_without_damage_are_whole(store: Store) -> None:
    publish_two(store)
    checked = check(store)
    assert (checked.whole, checked.current, checked.damages) == (["1.0.0", "1.1.0"], "1.1.0", [])


def test_only_hashing_finds_changed_bytes_of_the_same_size(store: Store) -> None:
    publish_two(store)
    key = release_key("1.0.0", "README.md")
    store.put(key, store.get(key)[:-1] + b"x")
    assert check(store, quick=True).damages == []
    assert [damage.detail for damage in check(store).damages] == [f"{key} its bytes have another hash"]


def test_a_release_whose_manifest_is_lost_is_named_by_the_next(store: Store) -> None:
    publish_two(store)
    store.delete(release_key("1.0.0", "manifest.json"))
    checked = check(store)
    assert checked.problems == {"1.0.0": ["manifest.json does not exist"]}
    assert (checked.whole, checked.pointer) == (["1.1.0"], "")


def test_a_release_that_is_marked_is_not_reported_again_unless_it_is_current(store: Store) -> None:
    publish_two(store)
    for version in ("1.0.0", "1.1.0"):
        store.delete(release_key(version, "LICENSE-DATA"))
        store.put(damaged_release_key(version), b"{}")
    details = [damage.detail for damage in check(store).damages]
    assert details == ["names release 1.1.0, which is marked as damaged"]


def test_pointer_can_be_set_to_an_older_release(store: Store) -> None:
    publish_two(store)
    store.delete(LATEST)
    assert [damage.place for damage in check(store).damages] == [LATEST]
    point_to_version(store, "1.0.0")
    release = latest(store)
    assert release is not None
    assert release.version == "1.0.0"
    assert check(store).damages == []
