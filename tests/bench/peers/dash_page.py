"""The overview's figures as a Dash app serves them: `python dash_page.py STORE RUNS`, one JSON line.

Runs in the environment of `requirements.txt` beside this file, but from the project's folder: the views and the figures are
the project's own, from the same store, so that what differs is the framework. Clocked is the server's answer to the one
callback that gives the page all its figures: made anew each time, and out of a cache as the dashboard has one.
"""

from __future__ import annotations

import json
import sys
import time
from functools import cache
from pathlib import Path
from typing import Any

from dash import Dash, Input, Output, dcc, html

from lib.charts import Look, figure
from lib.store import Filters, Store
from lib.views.exhibits import exhibit_names, part_of
from lib.views.overview import overview


def app_of(figures: Any) -> Dash:
    """A page of graphs, all of them given by one callback."""
    names = list(figures())
    app = Dash(__name__)
    app.layout = html.Div([dcc.Input(id="again", value=0), *(dcc.Graph(id=name.replace(".", "-")) for name in names)])

    @app.callback([Output(name.replace(".", "-"), "figure") for name in names], Input("again", "value"))
    def answer(_: int) -> list[Any]:
        return list(figures().values())

    return app


def clocked(app: Dash, runs: int) -> tuple[list[float], dict[str, Any]]:
    """Seconds of each answer after the first, and the last answer."""
    client = app.server.test_client()
    (dependency,) = client.get("/_dash-dependencies").get_json()
    ids = [part.split(".")[0] for part in dependency["output"].strip(".").split("...")]
    seconds = []
    for run in range(runs + 1):
        asked = {
            "output": dependency["output"],
            "outputs": [{"id": name, "property": "figure"} for name in ids],
            "inputs": [{"id": "again", "property": "value", "value": run}],
            "changedPropIds": ["again.value"],
        }
        began = time.perf_counter()
        response = client.post("/_dash-update-component", json=asked)
        seconds.append(time.perf_counter() - began)
        assert response.status_code == 200, response.data
    answered = response.get_json()["response"]
    return seconds[1:], {name: answered[name]["figure"] for name in ids}


def main() -> None:
    """Both ways, so many times each."""
    store, runs = Store(Path(sys.argv[1])), int(sys.argv[2])

    def made() -> dict[str, Any]:
        shown = overview(store, Filters())
        return {name: figure(part_of(shown, name), "zh", Look(dark=False)) for name in exhibit_names(shown)}

    anew, figures = clocked(app_of(made), runs)
    kept, _ = clocked(app_of(cache(made)), runs)
    print(json.dumps({"anew": anew, "kept": kept, "figures": figures}))


if __name__ == "__main__":
    main()
