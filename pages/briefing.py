"""汇报: show it. Decks listed, put together, presented on the screen, taken away as slides, report and workbook."""

import streamlit as st

from lib.language import t
from lib.ui.address import parameter
from lib.ui.briefing.desk import opened_deck
from lib.ui.briefing.editing import deck_editor
from lib.ui.briefing.listed import deck_list
from lib.ui.briefing.showing import is_shown, show_deck
from lib.ui.context import context
from lib.ui.silence import said_read_only

lang = context().lang
deck = opened_deck()

if deck is not None and is_shown() and deck.slides:
    show_deck(deck, lang)
    st.stop()
st.header(t("pages.briefing", lang), anchor=False)
said_read_only(lang)
if parameter("deck") and deck is None:
    st.warning(t("briefing.unknown", lang), icon=":material/warning:")
if deck is None:
    deck_list(lang)
else:
    deck_editor(deck, lang)
