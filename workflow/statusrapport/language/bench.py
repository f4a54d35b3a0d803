"""How well the finder finds: its precision and recall by kind, against texts annotated by hand.

`python -m statusrapport.language.bench FOLDER`, FOLDER holding the annotated texts themselves.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from statusrapport.errors import PrerequisiteMissing, StatusrapportError, UsageError
from statusrapport.files import file_sha256
from statusrapport.language.mentions import find_mentions
from statusrapport.language.vocabulary import Vocabulary, read_vocabulary
from statusrapport.project import find_project

Found = tuple[int, int, str, float | None, float | None]  # start, end, kind, value, upper


@dataclass(frozen=True)
class Score:
    """Mentions of one kind: how many are annotated, how many the finder gives, how many of these agree."""

    annotated: int
    found: int
    agreeing: int

    @property
    def precision(self) -> float:
        """The part of what is found that is right; 1 where nothing is found."""
        return self.agreeing / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The part of what is annotated that is found; 1 where nothing is annotated."""
        return self.agreeing / self.annotated if self.annotated else 1.0


@dataclass(frozen=True)
class Comparison:
    """One text: what is annotated, and what the finder gives."""

    file: str
    annotated: frozenset[Found]
    found: frozenset[Found]


def compare_texts(annotations: Path, texts: Path, vocabulary: Vocabulary) -> list[Comparison]:
    """Compare each annotated text with the finder. Raises PrerequisiteMissing where a text lacks or is another one."""
    comparisons = []
    for path in sorted(annotations.glob("*.json")):
        annotation = json.loads(path.read_text(encoding="utf-8"))
        source = texts / annotation["file"]
        if not source.is_file() or file_sha256(source) != annotation["sha256"]:
            raise PrerequisiteMissing(
                "is not the text that was annotated", file=source, remedy="Name the folder that holds it"
            )
        mentions = annotation["mentions"]
        annotated = {(m["start"], m["end"], m["kind"], m.get("value"), m.get("upper")) for m in mentions}
        text = source.read_bytes().decode("utf-8")
        found = {(m.start, m.end, m.kind, m.value, m.upper) for m in find_mentions(text, vocabulary)}
        comparisons.append(Comparison(annotation["file"], frozenset(annotated), frozenset(found)))
    return comparisons


def compute_scores(comparisons: list[Comparison]) -> dict[str, Score]:
    """The scores by kind, and last those of `all` kinds."""
    annotated, found, agreeing = Counter[str](), Counter[str](), Counter[str]()
    for comparison in comparisons:
        annotated.update(kind for _, _, kind, *_ in comparison.annotated)
        found.update(kind for _, _, kind, *_ in comparison.found)
        agreeing.update(kind for _, _, kind, *_ in comparison.annotated & comparison.found)
    kinds = sorted(annotated | found)
    scores = {kind: Score(annotated[kind], found[kind], agreeing[kind]) for kind in kinds}
    return scores | {"all": Score(annotated.total(), found.total(), agreeing.total())}


def main(arguments: list[str]) -> int:
    """Print the scores; the exit code is that of the command line program."""
    try:
        if len(arguments) != 1:
            raise UsageError("name the folder of the annotated texts")
        root = find_project().root
        vocabulary = read_vocabulary(root / "config" / "vocabulary.toml")
        comparisons = compare_texts(root / "tests" / "data" / "annotations", Path(arguments[0]), vocabulary)
    except StatusrapportError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    lines = [f"{'kind':<18}{'annotated':>10}{'found':>7}{'precision':>11}{'recall':>8}"]
    for kind, score in compute_scores(comparisons).items():
        lines.append(f"{kind:<18}{score.annotated:>10}{score.found:>7}{score.precision:>11.3f}{score.recall:>8.3f}")
    for comparison in comparisons:
        lines += _differences(comparison)
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def _differences(comparison: Comparison) -> list[str]:
    """A line for each mention that is only annotated or only found; positions, as the texts are not ours to print."""
    missed = [(found, "missed") for found in comparison.annotated - comparison.found]
    wrong = [(found, "not annotated") for found in comparison.found - comparison.annotated]
    return [
        f"{comparison.file}:{start}-{end} {kind} {what}"
        for (start, end, kind, *_), what in sorted(missed + wrong, key=lambda entry: entry[0][:3])
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
