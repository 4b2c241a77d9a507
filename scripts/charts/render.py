#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws Vega-Lite charts.

render.py --runtime FILE   writes the script that draws charts in a page
render.py                  reads {"charts": [{"name", "spec"}], "png": bool} from standard input and writes
                           {"charts": [{"name", "svg", "png"}]} to standard output, PNG in base64, twice the size
"""

import base64
import json
import sys

import vl_convert


def render(request):
    pictures = []
    for chart in request["charts"]:
        picture = {"name": chart["name"], "svg": vl_convert.vegalite_to_svg(chart["spec"])}
        if request["png"]:
            png = vl_convert.vegalite_to_png(chart["spec"], scale=2)
            picture["png"] = base64.b64encode(png).decode("ascii")
        pictures.append(picture)
    return {"charts": pictures}


def main(arguments):
    if len(arguments) == 2 and arguments[0] == "--runtime":
        with open(arguments[1], "w", encoding="utf-8") as file:
            file.write(vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;"))
        return 0
    if arguments:
        sys.stderr.write(__doc__)
        return 64
    json.dump(render(json.load(sys.stdin)), sys.stdout)
    return 0


sys.exit(main(sys.argv[1:]))
