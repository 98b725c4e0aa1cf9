"""The style of the official table, for light and dark. Colours of severities are those of the charts."""

from __future__ import annotations

from lib.charts import Look, colour

_LINES = {
    False: ("#B9C1CB", "#F3F5F8", "#FFFFFF", "#1B2430", "#55606E"),
    True: ("#46525F", "#1E2630", "#141A22", "#E6EAF0", "#A9B4C2"),
}
_TINTS = {False: ("#FDECEA", "#FFF4E0", "#EAF1FC"), True: ("#3B2224", "#362B17", "#1D2A42")}

_RULES = """
.oft{{--line:{line};--head:{head};--page:{page};--ink:{ink};--muted:{muted};overflow-x:auto;max-width:100%;
 color:var(--ink);font-size:.86rem;line-height:1.35;-webkit-overflow-scrolling:touch;container-type:inline-size}}
.oft table{{border-collapse:separate;border-spacing:0;border-top:1px solid var(--line);border-left:1px solid var(--line);
 margin:0;width:auto;min-width:100%;background:var(--page)}}
.oft th,.oft td{{border:0;border-right:1px solid var(--line);border-bottom:1px solid var(--line);padding:.28em .5em;
 text-align:center;vertical-align:middle;color:var(--ink);background:var(--page)}}
.oft th{{background:var(--head);font-weight:500;min-width:3.6em;text-wrap:balance}}
.oft th.title{{text-align:left;font-weight:600}}
.oft th.title span{{position:sticky;left:.5em}}
.oft caption,.oft .said{{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}}
.oft th.stick{{position:sticky;z-index:2;text-align:left}}
.oft-labels1 th.at0{{left:0;min-width:9em;max-width:13em}}
.oft-labels3 th.at0{{left:0}}
.oft-labels3 th.at1{{left:2.6em}}
.oft-labels3 th.at2{{left:8.1em}}
.oft-labels3 th.at1.single{{box-sizing:border-box;width:5.5em;min-width:5.5em;max-width:5.5em}}
.oft-labels3 th.at2{{min-width:13em;max-width:19em}}
.oft-labels3:lang(en) th.at1.single{{width:6em;min-width:6em;max-width:6em}}
.oft-labels3:lang(en) th.at2{{left:8.6em;min-width:12em}}
.oft:lang(en) th,.oft:lang(en) td{{padding:.28em .4em}}
.oft th.tall{{box-sizing:border-box;width:2.6em;min-width:2.6em;max-width:2.6em;padding:.28em .2em;text-align:center}}
.oft:lang(zh) th.tall{{writing-mode:vertical-rl;letter-spacing:.25em;vertical-align:middle}}
.oft:lang(en) th.tall{{writing-mode:vertical-rl}}
.oft-labels3:lang(zh) th[scope=col]:not([colspan]){{padding:.28em .15em;min-width:4.4em}}
.oft-flat th[scope=col]{{padding:.28em .3em;text-wrap:balance}}
.oft td{{font-variant-numeric:tabular-nums;min-width:3.6em;position:relative}}
.oft td.zero>span{{color:var(--muted)}}
.oft td.blank,.oft td.absent{{background:repeating-linear-gradient(135deg,transparent 0 5px,{hatch} 5px 6px) var(--page)}}
.oft td.absent{{color:var(--muted)}}
.oft .sign{{color:var(--muted);font-style:normal;font-size:.86em;background:var(--page);padding:0 .2em;border-radius:2px}}
.oft td.unread em{{font-style:italic;word-break:break-all}}
.oft .query{{color:{warning};margin-left:.15em}}
.oft td sup{{font-size:1em;line-height:1;vertical-align:baseline;top:0;margin-right:.2em;font-weight:700}}
.oft td.error{{background-color:{error_tint};box-shadow:inset 0 0 0 2px {error}}}
.oft td.error sup{{color:{error}}}
.oft td.warning{{background-color:{warning_tint};box-shadow:inset 0 0 0 2px {warning}}}
.oft td.warning sup{{color:{warning}}}
.oft td.information{{background-color:{information_tint};box-shadow:inset 0 0 0 1.5px {information}}}
.oft td.information sup{{color:{information}}}
.oft td.picked{{outline:3px solid {accent};outline-offset:-3px}}
.oft td.error>span,.oft td.warning>span{{font-weight:700;color:var(--ink)}}
.oft small{{display:block;font-size:.8em;line-height:1.25;white-space:nowrap}}
.oft .suggested{{color:var(--ink);border-bottom:1px dotted var(--muted);display:table;margin:.1em auto 0}}
.oft .previous,.oft .corrected{{color:var(--muted)}}
.oft .corrected::before{{content:"✎ "}}
.oft td.blank small,.oft td.absent small{{background:var(--page);width:fit-content;margin:0 auto;padding:0 .2em}}
@container (min-width:40rem){{.oft table{{font-size:clamp(.7rem,1.55cqi,1em)}}}}
.oft:focus-visible{{outline:2px solid {information};outline-offset:2px}}
@media (max-width:640px){{
 .oft{{font-size:.78rem}}
 .oft th,.oft td{{padding:.28em .32em}}
 .oft-labels3:lang(zh) th[scope=col]:not([colspan]){{padding:.28em .32em;min-width:3.6em}}
 .oft-labels3:lang(zh) th.stick{{overflow-wrap:break-word}}
 .oft-labels3 th.tall{{width:1.9em;min-width:1.9em;max-width:1.9em;padding:.28em 0}}
 .oft-labels3 th.at1{{left:1.9em}}
 .oft-labels3 th.at1.single{{width:3.6em;min-width:3.6em;max-width:3.6em}}
 .oft-labels3 th.at2{{left:5.5em;min-width:9em;max-width:9em}}
 .oft:lang(en) th,.oft:lang(en) td{{padding:.28em .25em}}
 .oft-labels3:lang(en) th.at1.single{{width:5.6em;min-width:5.6em;max-width:5.6em}}
 .oft-labels3:lang(en) th.at2{{left:7.5em;min-width:8.6em;max-width:8.6em}}
}}
"""


def style_of(dark: bool) -> str:
    """The rules of the table, all under its own class, in one line."""
    look = Look(dark=dark)
    line, head, page, ink, muted = _LINES[dark]
    error_tint, warning_tint, information_tint = _TINTS[dark]
    filled = _RULES.format(
        line=line,
        head=head,
        page=page,
        ink=ink,
        muted=muted,
        hatch=line,
        accent=colour("dispute.reconsideration", look),
        error=colour("severity.error", look),
        warning=colour("severity.warning", look),
        information=colour("severity.information", look),
        error_tint=error_tint,
        warning_tint=warning_tint,
        information_tint=information_tint,
    )
    return filled.replace("\n", "")
