# %% [markdown]
# # A timeline and the tolls of a case
#
# Made by `scripts/notebook` from `timeline.py` beside it, on the shipped example
# (`wellsourced demo`). To draw your own case, open it in the first cell.

# %%
from pathlib import Path

import matplotlib.pyplot as plt
import polars as pl

from wellsourced import Case

case = Case.open(Path("demo-case"))
claims = pl.from_arrow(case.table("claims"))
claims.group_by("status").len().sort("len", "status", descending=[True, False])

# %% [markdown]
# ## When things are said to have happened
#
# A line is a claim with a day, from the first to the last that it may mean; its colour is how it
# stands. Only claims of a week at most are drawn, so that vague ones do not hide the others.

# %%
COLOURS = {
    "corroborated": "#1b7837",
    "single-source": "#7f7f7f",
    "disputed": "#d95f02",
    "denied": "#67001f",
    "retracted": "#b2182b",
    "superseded": "#c7b8d9",
    "unsupported": "#c9c9c9",
}
length = (pl.col("latest") - pl.col("earliest")).dt.total_days()
dated = claims.filter(length.is_between(0, 7)).sort("earliest", "latest", "id")

figure, axes = plt.subplots(figsize=(9, 0.26 * dated.height + 1.2))
for row, claim in enumerate(dated.iter_rows(named=True)):
    colour = COLOURS[claim["status"]]
    axes.hlines(row, claim["earliest"], claim["latest"], color=colour, linewidth=6)
    axes.plot(claim["earliest"], row, "o", color=colour, markersize=6)
words = [" ".join(t.split()) for t in dated["text"]]
axes.set_yticks(range(dated.height), [w if len(w) <= 60 else f"{w[:59]}…" for w in words])
axes.tick_params(axis="y", labelsize=7, length=0)
axes.invert_yaxis()
axes.grid(axis="x", color="#e5e5e5")
axes.set_axisbelow(True)
axes.spines[["top", "right", "left"]].set_visible(False)
shown = [s for s in COLOURS if s in set(dated["status"])]
marks = [plt.Line2D([], [], color=COLOURS[s], linewidth=6) for s in shown]
axes.legend(marks, shown, loc="upper center", bbox_to_anchor=(0.3, -0.1), ncols=4, frameon=False)
figure.autofmt_xdate()
plt.show()

# %% [markdown]
# ## The tolls
#
# From low to high, with the best number between; a toll whose sums do not add up is marked. The
# record counts, and does not say which number is true.

# %%
tallies = pl.from_arrow(case.table("tallies"))
failing = pl.col("checks").list.eval(pl.element().struct.field("verdict") == "inconsistent")
tolls = (
    tallies.filter(pl.col("outcome").is_in(["killed", "wounded", "missing", "detained"]))
    .with_columns(failing.list.any().alias("fails"))
    .sort("outcome", "best", "id", descending=[False, True, False], nulls_last=True)
)

figure, axes = plt.subplots(figsize=(9, 0.42 * tolls.height + 1.2))
for row, toll in enumerate(tolls.iter_rows(named=True)):
    colour = "#d95f02" if toll["fails"] else "#2166ac"
    axes.hlines(row, toll["low"] or 0, toll["high"] or toll["best"], color=colour, linewidth=3)
    axes.plot(toll["best"], row, "o", color=colour)
    axes.annotate(f"{toll['best']}", (toll["best"], row), (6, 4), textcoords="offset points")
named = zip(tolls["outcome"], tolls["group"], tolls["place"], strict=True)
axes.set_yticks(
    range(tolls.height),
    [", ".join([o, *(w for w in (g, f"at {p}" if p else None) if w)]) for o, g, p in named],
)
axes.invert_yaxis()
axes.set_xlim(0, 1.08 * (tolls["high"].max() or 1))
axes.grid(axis="x", color="#e5e5e5")
axes.set_axisbelow(True)
axes.spines[["top", "right", "left"]].set_visible(False)
marks = [plt.Line2D([], [], marker="o", color=c, linewidth=3) for c in ("#2166ac", "#d95f02")]
axes.legend(marks, ["adds up, or nothing to add", "a sum does not add up"], frameon=False)
plt.show()

# %% [markdown]
# ## What does not add up, in the pages' own words

# %%
for check in case.checks():
    if check.verdict == "inconsistent":
        print("-", check.why)
        for words in check.about:
            print(f"    {' '.join(words.quote.split())!r}")
