"""A release: every pack as a bundle and as a single file, made beside the last one and put in its place as a whole."""

from __future__ import annotations

import gc
import hashlib
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from macros.bundles.budgets import BudgetError, Budgets, Grown
from macros.bundles.container.bundle import read_bundle, write_bundle
from macros.bundles.container.errors import BundleError
from macros.bundles.container.manifest import SUMS, About
from macros.bundles.editions.kept_papers import KeptPapers
from macros.bundles.editions.pdf import BOOK, DEFINITIONS, write_pdfs
from macros.bundles.editions.zim import write_zim
from macros.bundles.pages.contents import Inside, PackContents
from macros.bundles.pages.packs import WHOLE, Pack, packs_of
from macros.bundles.pages.single_file import SingleFiles
from macros.bundles.progress import Told, quiet
from macros.bundles.released import NO_OTHERS, Editions, Release, Released, ReleasedPack, ReleasedUpdate
from macros.bundles.signature import ENDING, Signer, trusted_comment
from macros.bundles.update.make.standalone import PROGRAM, program
from macros.bundles.update.make.updates import update_between, update_name
from macros.render.page import anchor
from macros.workers import in_order

FORMS = "forms"
"""Folder of the release with forms to fill in."""


def make_release(
    contents: PackContents,
    folder: Path,
    signer: Signer | None = None,
    editions: Editions = NO_OTHERS,
    earlier: Mapping[str, Sequence[tuple[About, Path]]] = MappingProxyType({}),
    told: Told = quiet,
    forms: Iterable[tuple[str, bytes]] = (),
    kept: KeptPapers | None = None,
) -> Release:
    """Write all packs into an empty folder.

    Args:
        contents: of the library.
        folder: where they go; made when missing.
        signer: signs each bundle, its manifest inside and the list of checksums.
        editions: what else is made.
        earlier: bundles of earlier releases by pack, from which updates are made; `updates.earlier_bundles` finds them.
        told: shows progress.
        forms: to be filled in: names and contents of files. They are asked for last, when nothing else can go wrong.
        kept: documents of the print edition that earlier releases have made.

    Raises:
        BudgetError: when files are far larger than the settings allow; all of them are named.
        BundleError: when a pack is empty, a path is none that every computer can store, or an earlier bundle can't be
            read.
        ExtraMissingError: when an edition needs a library that is not installed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    maker = _Maker(contents, folder, signer, earlier, editions)
    packs = packs_of(contents.site.graph)
    empty = [f"data/site.yml: bundles.packs: no entry fits the pack {pack.id}" for pack in packs if not pack.ids]
    if empty:
        raise BundleError("\n".join(empty))
    done = list(_each(maker, packs, told))
    breaches = [breach for _, budgets in done for breach in budgets.breaches]
    if breaches:
        raise BudgetError("\n".join(breaches))
    made = [one for one, _ in done]
    warnings = tuple(word for _, budgets in done for word in budgets.warnings)
    printed: list[tuple[str, Released]] = []
    if editions.pdf:
        made, printed = maker.pdf(made, told, kept)
    updater = maker.put(PROGRAM, program(contents.site.graph.settings.bundles.public_keys))
    given = tuple((name, maker.put(f"{FORMS}/{name}", content)) for name, content in forms)
    listed = [updater, *(file for one in made for file in one.files), *(file for _, file in (*printed, *given))]
    return Release(tuple(made), tuple(printed), given, (updater, *maker.sums(listed)), warnings)


def make_pack(contents: PackContents, folder: Path, pack: Pack, signer: Signer | None) -> tuple[ReleasedPack, Budgets]:
    """Write one pack by itself into a folder, made when missing: its bundle, signature and single file.

    Returns:
        The files, and what their sizes are against their budgets.

    Raises:
        BundleError: when a path is none that every computer can store.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return _Maker(contents, folder, signer, {}).pack(pack)


_forked: tuple[_Maker, list[Pack]] | None = None
"""What forked workers share; set only while they run."""


def _each(maker: _Maker, packs: list[Pack], told: Told) -> Iterator[tuple[ReleasedPack, Budgets]]:
    """Every pack in order; on all processors where a process can be forked safely, on Linux."""
    global _forked
    titles = [pack.title for pack in packs]
    if sys.platform != "linux":
        yield from (maker.pack(pack) for pack, _ in zip(packs, told(titles, "Packs"), strict=True))
        return
    _forked = maker, packs
    gc.freeze()
    try:
        making = in_order(_numbered, range(len(packs)), "fork")
        yield from (made for _, made in zip(told(titles, "Packs"), making, strict=True))
    finally:
        _forked = None
        gc.unfreeze()


def _numbered(number: int) -> tuple[ReleasedPack, Budgets]:
    assert _forked is not None
    maker, packs = _forked
    return maker.pack(packs[number])


class _Maker:
    """Writes files of one release and watches their sizes."""

    def __init__(
        self,
        contents: PackContents,
        folder: Path,
        signer: Signer | None,
        earlier: Mapping[str, Sequence[tuple[About, Path]]],
        editions: Editions = NO_OTHERS,
    ) -> None:
        self._contents = contents
        self._folder = folder
        self._signer = signer
        self._earlier = earlier
        self._editions = editions
        self._graph = contents.site.graph
        self._library = anchor(self._graph.settings.name)
        self._single = SingleFiles(contents)

    def pack(self, pack: Pack) -> tuple[ReleasedPack, Budgets]:
        """The bundle, the single file and the ZIM of a pack, and what their sizes are against their budgets."""
        name = self._name(pack)
        about = self._about(pack)
        inside = self._contents.inside(pack)
        files = self._contents.files(pack, inside)
        target = self._folder / f"{name}.zip"
        write_bundle(target, about, files, self._sign(about))
        packed = self._seen(target)
        setting = "library_bytes" if pack.id == WHOLE else "pack_bytes"
        budgets = Budgets()
        budgets.watch(
            packed.path, packed.size, setting, pack.most_bytes, lambda: _packed(files), lambda: self._grown(pack, files)
        )
        single = self.put(f"{name}.html", self._single.make(pack))
        most = self._graph.settings.bundles.single_bytes
        budgets.watch(single.path, single.size, "single_bytes", most, lambda: self._single.sizes(pack))
        sign = self._sign(about)
        signature = self.put(packed.path + ENDING, sign(target.read_bytes())) if sign else None
        zim = self._zim(pack, inside) if self._editions.zim and not budgets.breaches else None
        return ReleasedPack(pack, packed, single, signature, tuple(self._updates(pack, target)), zim), budgets

    def _grown(self, pack: Pack, files: Mapping[str, bytes]) -> Grown | None:
        """What is larger than in the last of the earlier bundles of a pack, before packing."""
        for about, old in self._earlier.get(pack.id, ())[:1]:
            before = read_bundle(old)[1].manifest.files
            more = {path: len(files[path]) - (before[path].size if path in before else 0) for path in files}
            return Grown(about.day, {path: size for path, size in more.items() if size > 0})
        return None

    def _updates(self, pack: Pack, new: Path) -> Iterator[ReleasedUpdate]:
        """What makes the new bundle of a pack from each earlier one."""
        for about, old in self._earlier.get(pack.id, ()):
            if about.version != self._contents.version:
                yield ReleasedUpdate(about.day, self.put(update_name(old, new), update_between(old, new)))

    def _zim(self, pack: Pack, inside: Inside) -> Released:
        """The pack for Kiwix."""
        target = self._folder / f"{self._name(pack)}.zim"
        return self._seen(write_zim(self._contents, pack, target, self._editions.rights, inside))

    def pdf(
        self, made: list[ReleasedPack], told: Told, kept: KeptPapers | None
    ) -> tuple[list[ReleasedPack], list[tuple[str, Released]]]:
        """The print edition: definitions and books of packs, and entries."""
        packs = [one.pack for one in made]
        rights = self._editions.rights
        written = write_pdfs(self._contents, self._folder, rights, packs, told, self._single, kept=kept)
        found = {(one.kind, one.id): self._seen(one.path) for one in written}
        done = [
            replace(one, pdf=found.get((DEFINITIONS, one.pack.id)), book=found.get((BOOK, one.pack.id))) for one in made
        ]
        entries = [(id, file) for (kind, id), file in found.items() if kind not in (BOOK, DEFINITIONS)]
        return done, entries

    def sums(self, files: list[Released]) -> list[Released]:
        """The list of checksums, and its signature."""
        ordered = sorted(files, key=lambda file: file.path)
        text = "".join(f"{file.sha256}  {file.path}\n" for file in ordered).encode()
        made = [self.put(SUMS, text)]
        if self._signer:
            words = f"{self._graph.settings.name}, checksums, version {self._contents.version}"
            made.append(self.put(SUMS + ENDING, self._signer.sign(text, words)))
        return made

    def put(self, name: str, content: bytes) -> Released:
        """Write a file."""
        place = self._folder / name
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(content)
        return self._seen(place)

    def _name(self, pack: Pack) -> str:
        middle = "" if pack.id == WHOLE else f"-{pack.id}"
        return f"{self._library}{middle}-{self._contents.version}"

    def _about(self, pack: Pack) -> About:
        return About(
            id=pack.id,
            title=pack.title,
            library=self._graph.settings.name,
            version=self._contents.version,
            day=self._graph.today.isoformat(),
            online=self._contents.online,
            folder=self._library if pack.id == WHOLE else f"{self._library}-{pack.id}",
        )

    def _sign(self, about: About) -> Callable[[bytes], bytes] | None:
        signer = self._signer
        return (lambda content: signer.sign(content, trusted_comment(about))) if signer else None

    def _seen(self, path: Path) -> Released:
        content = path.read_bytes()
        name = path.relative_to(self._folder).as_posix()
        return Released(name, len(content), hashlib.sha256(content).hexdigest())


def _packed(files: Mapping[str, bytes]) -> dict[str, int]:
    """About what each file takes in an archive."""
    return {path: len(zlib.compress(content, 9)) for path, content in files.items()}
