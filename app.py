"""The front door: the server application around the shell.

Every address runs through the shell, also the first one a cold server is asked for: behind `st.App` Streamlit
looks for old-style pages beside the shell and finds none, so no page file is ever run alone.
"""

import streamlit as st

from lib.ui.server import SHELL, front_door

app = st.App(SHELL, **front_door())
