"""A Streamlit page with nothing on it but what is clicked to run it again."""

import streamlit as st

st.toggle("again")
