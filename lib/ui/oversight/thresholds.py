"""The thresholds on the page: shown beside every finding they decide, and changed by whoever uses the software."""

from __future__ import annotations

import streamlit as st

from lib.checks import Thresholds
from lib.language import Language, Message, UserError, say, t
from lib.loading.thresholds import set_thresholds
from lib.ui.listing import Head, listing
from lib.ui.oversight.style import apply_oversight_style
from lib.ui.silence import said_read_only
from lib.ui.stored import store, view
from lib.views.thresholds import Setting, Settings, settings

_NOTICE = "thresholds-notice"
_Number = int | float


def threshold_notes(check: str, lang: Language) -> tuple[str, ...]:
    """The thresholds a check works with, each in words with the number in force; none for a check without."""
    return tuple(_note(setting, lang) for setting in view(settings).of(check))


def threshold_section(lang: Language) -> None:
    """All thresholds, and the form that changes them and has everything judged anew."""
    apply_oversight_style()
    shown = settings(store())
    st.markdown(t("thresholds.lead", lang))
    if shown.problem is not None:
        st.error(f"{say(shown.problem, lang)}{t('thresholds.kept', lang)}", icon=":material/error:")
    notice: Message | None = st.session_state.pop(_NOTICE, None)
    if notice is not None:
        st.success(say(notice, lang), icon=":material/check_circle:")
    heads = [Head(t(f"thresholds.{name}", lang)) for name in ("check", "threshold")]
    heads += [Head(t(f"thresholds.{name}", lang), number=True) for name in ("default", "in_force")]
    rows = [
        (f"{one.check.title.get(lang)} · {one.check.id}", one.threshold.title.get(lang), _plain(one.threshold.value),
         _in_force(one, lang))
        for one in shown.settings
    ]  # fmt: skip
    listing(heads, rows, label=t("thresholds.title", lang), kind="whole")
    _form(shown, lang)


def _form(shown: Settings, lang: Language) -> None:
    st.subheader(t("thresholds.change", lang), anchor=False)
    if said_read_only(lang):
        return
    with st.form("thresholds", border=True):
        chosen = _fields(shown, lang)
        saved = st.form_submit_button(t("thresholds.save", lang), type="primary", icon=":material/save:")
    own = shown.problem is not None or any(setting.is_own for setting in shown.settings)
    reset = st.button(t("thresholds.reset", lang), icon=":material/restart_alt:", disabled=not own)
    if saved:
        _judge_anew(shown, chosen, lang)
    elif reset:
        _judge_anew(shown, {}, lang)


def _fields(shown: Settings, lang: Language) -> dict[tuple[str, str], _Number]:
    """A field for every threshold, check by check; what they say that is not the default."""
    chosen: dict[tuple[str, str], _Number] = {}
    columns = st.columns(2, gap="large")
    checks = list(dict.fromkeys(setting.check.id for setting in shown.settings))
    for place, check in enumerate(checks):
        with columns[place % 2]:
            st.markdown(f"**{shown.of(check)[0].check.title.get(lang)}** · {check}")
            for setting in shown.of(check):
                value = _field(setting, lang)
                if value != setting.threshold.value:
                    chosen[check, setting.name] = value
    return chosen


def _field(setting: Setting, lang: Language) -> _Number:
    """One number, whole where all that is known of it is; one that is wiped out stays as it was.

    The bounds stand in its label and are looked at here: the browser would refuse the whole form, and say why in English.
    """
    known = setting.threshold
    whole = all(isinstance(number, int) for number in (known.value, known.least, known.most or 0, setting.value))
    value: _Number | None = st.number_input(
        _labelled(setting, lang),
        value=setting.value if whole else float(setting.value),
        step=1 if whole else 0.1,
        format=None if whole else "%g",
        # Another number in force is another field: what was typed before does not stay in it.
        key=f"threshold-{setting.code}-{store().meta('version')}",
    )
    return setting.value if value is None else value


def _labelled(setting: Setting, lang: Language) -> str:
    known = setting.threshold
    kind = "at_least" if known.most is None else "between"
    return t(f"thresholds.{kind}", lang, title=known.title.get(lang), least=known.least, most=known.most)


def _judge_anew(shown: Settings, chosen: dict[tuple[str, str], _Number], lang: Language) -> None:
    """Write the settings and judge everything by them, with progress; what came of it is said on the next run."""
    before = {(one.check.id, one.name): one.value for one in shown.settings if one.is_own}
    if chosen == before and shown.problem is None:
        st.info(t("thresholds.unchanged", lang), icon=":material/info:")
        return
    outside = [
        one for one in shown.settings if not one.threshold.allows(chosen.get((one.check.id, one.name), one.value))
    ]
    if outside:
        for one in outside:
            st.error(t("thresholds.outside", lang, field=_labelled(one, lang)), icon=":material/error:")
        return
    bar = st.progress(0.0, t("thresholds.judging", lang))

    def progress(done: int, total: int) -> None:
        bar.progress(min(1.0, done / max(1, total)), t("thresholds.judged_n", lang, done=done, total=total))

    try:
        judged = set_thresholds(store(), Thresholds(chosen), progress)
    except UserError as error:
        bar.empty()
        st.error(say(error.message, lang), icon=":material/error:")
        return
    st.session_state[_NOTICE] = Message("thresholds.done", vars(judged))
    st.rerun()


def _note(setting: Setting, lang: Language) -> str:
    return t("thresholds.note", lang, title=setting.threshold.title.get(lang), value=_in_force(setting, lang))


def _in_force(setting: Setting, lang: Language) -> str:
    """The number in force; one that somebody set is marked, the default beside it."""
    if not setting.is_own:
        return _plain(setting.value)
    return t("thresholds.own", lang, value=_plain(setting.value), default=_plain(setting.threshold.value))


def _plain(value: _Number) -> str:
    return f"{value:,}"
