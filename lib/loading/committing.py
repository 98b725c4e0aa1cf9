"""From the inbox into the store: the originals are kept, the reports loaded, and only then the items taken out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from lib.extraction import Place
from lib.forms import FigureKey
from lib.language import Message, UserError
from lib.loading.archive import keep_original, keep_places
from lib.loading.importing import Progress, Summary, load_reports, silent
from lib.loading.inbox import Inbox
from lib.reports import Report
from lib.store import Store


def commit(
    store: Store,
    inbox: Inbox,
    settled: Sequence[tuple[str, Report]],
    *,
    places: Mapping[str, Mapping[FigureKey, Place]] | None = None,
    keep: Collection[str] = (),
    progress: Progress = silent,
) -> Summary:
    """Load settled reports, each with the id of its item, and take those items out of the inbox.

    An item may give several reports. It stays where one of them was not taken in (`Summary.problems` says why), and where
    `keep` names it because the file holds more than was settled. `places`: where the figures of an item stood, by its
    id; they are kept beside the original. A crash on the way loses nothing and doubles nothing: what is still in the
    inbox can be committed again. An item that waits no more (somebody else has committed it), that is damaged, or whose
    original the disk does not take, is left out with its reason.
    """
    coming: list[tuple[str, str, Report]] = []
    problems: list[Message] = []
    for id, report in settled:
        try:
            coming.append((id, _keep_original(inbox, id, report, (places or {}).get(id)), report))
        except UserError as error:
            problems.append(error.message)
    summary = load_reports(store, [(name, report) for _, name, report in coming], progress, overrule=True)
    summary.problems += problems
    staying = {coming[place][0] for place in summary.left_out} | set(keep)
    for id in dict.fromkeys(id for id, _, _ in coming):
        if id not in staying:
            inbox.discard(id)
    return summary


def _keep_original(inbox: Inbox, id: str, report: Report, places: Mapping[FigureKey, Place] | None) -> str:
    """Keep the document a report was read from, and give its name; structured data is not what was published."""
    item = inbox.item(id)
    if item is None:
        raise UserError(Message("loading.not_waiting"))
    content = inbox.content(id)
    if report.source.sha256 == item.sha256:
        folder = inbox.folder.parent / "documents"
        keep_original(content, item.name, folder)
        if places:
            keep_places(item.sha256, places, folder)
    return item.name
