"""The data of the oracle: invented respondents and an invented panel, the same at every run."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

SEED = 20130613
COUNTIES = {"02": 14, "08": 22, "11": 30, "54": 18}  # clusters (municipalities) in the population
SAMPLED = {"02": 6, "08": 8, "11": 11, "54": 5}
CLASSES = {"small": (60, 34, 38), "middle": (40, 26, 24), "large": (21, 19, 18)}  # units, answers in wave 1 and 2


def write_data(folder: Path) -> None:
    """Write respondents.csv, wave1.csv and wave2.csv to `folder`."""
    random = np.random.default_rng(SEED)
    _write(make_respondents(random), folder / "respondents.csv")
    for name, wave in zip(("wave1", "wave2"), make_waves(random), strict=True):
        _write(wave, folder / f"{name}.csv")
    _write(make_moves(), folder / "moves.csv")
    _write(make_users(random), folder / "users.csv")


def make_respondents(random: np.random.Generator) -> pd.DataFrame:
    """Respondents in municipalities in counties, a few with an item unanswered."""
    rows = []
    for county, sampled in SAMPLED.items():
        units = COUNTIES[county] * 50
        for cluster in range(sampled):
            level = random.normal(0.0, 1.0)
            for _ in range(int(random.integers(4, 14))):
                rows.append({"county": county, "municipality": f"{county}{cluster + 1:02}", "level": level})
                rows[-1] |= {"clusters_county": COUNTIES[county], "units_county": units}
    data = pd.DataFrame(rows)
    count = len(data)
    data["clusters_all"] = sum(COUNTIES.values())
    data["units_all"] = sum(COUNTIES.values()) * 50
    data["weight"] = np.round(random.uniform(0.4, 1.8, count) * data["units_all"] / count, 3)
    data["sex"] = random.choice(["f", "m"], count, p=[0.6, 0.4])
    data["age"] = random.choice(["young", "middle", "old"], count)
    data["size"] = random.choice(["small", "large"], count, p=[0.7, 0.3])
    data["x"] = np.round(random.gamma(4.0, 5.0, count), 2)
    y = 20.0 + 3.0 * data["level"] + 0.8 * data["x"] + 4.0 * (data["age"] == "old") + random.normal(0.0, 5.0, count)
    data["y"] = np.round(y, 3)
    data["yes"] = (random.random(count) < 1.0 / (1.0 + np.exp(-data["level"] + 0.4))).astype(int)
    data["item"] = data["y"].where(random.random(count) < 0.85).round(1)
    return data.drop(columns="level")


def make_waves(random: np.random.Generator) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Two waves of a panel: who answered, in classes of known size."""
    first, second = [], []
    for name, (units, answers1, answers2) in CLASSES.items():
        score1 = random.normal(50.0, 10.0, units)
        score2 = score1 + random.normal(4.0, 5.0, units)
        yes1 = random.random(units) < 0.4
        yes2 = np.where(random.random(units) < 0.8, yes1, random.random(units) < 0.7)
        for rows, count, scores, yes in ((first, answers1, score1, yes1), (second, answers2, score2, yes2)):
            for unit in sorted(random.choice(units, count, replace=False)):
                rows.append({"unit": f"{name}-{unit + 1:02}", "size": name, "units": units})
                rows[-1] |= {"score": round(float(scores[unit]), 3), "yes": int(yes[unit])}
    return pd.DataFrame(first), pd.DataFrame(second)


def make_moves() -> pd.DataFrame:
    """Every unit of the panel with its class in both waves: every third has moved on to the next, but from the last."""
    names = list(CLASSES)
    rows = []
    for place, (name, (units, _, _)) in enumerate(CLASSES.items()):
        for number in range(1, units + 1):
            later = names[min(place + 1, len(names) - 1)] if number % 3 == 0 else name
            rows.append({"unit": f"{name}-{number:02}", "size": name, "later": later})
    return pd.DataFrame(rows)


def make_users(random: np.random.Generator) -> pd.DataFrame:
    """Persons in municipalities in counties, in two waves: most municipalities are in both."""
    rows = []
    for county, sampled in SAMPLED.items():
        for cluster in range(sampled):
            level = random.normal(0.0, 1.0)
            for wave in (1, 2):
                if random.random() < 0.15:
                    continue
                for _ in range(int(random.integers(4, 12))):
                    rows.append({"wave": wave, "county": county, "municipality": f"{county}{cluster + 1:02}"})
                    rows[-1] |= {"y": 20.0 + 3.0 * level + 2.0 * wave + random.normal(0.0, 5.0)}
                    rows[-1] |= {"yes": int(random.random() < 1.0 / (1.0 + np.exp(-level - 0.4 * wave)))}
    data = pd.DataFrame(rows)
    data["y"] = data["y"].round(3)
    data["x"] = np.round(random.gamma(4.0, 5.0, len(data)) + 1.0, 2)
    data["sex"] = random.choice(["f", "m"], len(data), p=[0.6, 0.4])
    data["weight"] = np.round(random.uniform(0.4, 1.8, len(data)), 3)
    return data


def _write(data: pd.DataFrame, path: Path) -> None:
    data.to_csv(path, index=False, lineterminator="\n")
