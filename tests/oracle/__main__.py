"""Makes the reference values anew with R and prints how far the package is from them: `python -m oracle` in tests/.

Without R or its survey package the stored values are compared, and a line says so.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from oracle.cases import FOLDER, compare_values, compute_values, read_reference
from oracle.data import write_data

TOLERANCE = 1e-9


def has_survey() -> bool:
    """Whether R and its survey package are installed."""
    if not shutil.which("Rscript"):
        return False
    answer = subprocess.run(["Rscript", "-e", "library(survey)"], capture_output=True, check=False)
    return answer.returncode == 0


def main() -> int:
    """Print the table; 0 where all agree, 1 where they do not."""
    if has_survey():
        write_data(FOLDER)
        subprocess.run(["Rscript", str(Path(__file__).with_name("oracle.R")), str(FOLDER)], check=True)
    else:
        print(
            "R's survey package is not installed (Debian: r-base-core r-cran-survey): the stored values are compared."
        )
    versions = [line.split(",") for line in (FOLDER / "versions.csv").read_text(encoding="utf-8").splitlines()[1:]]
    print("Reference: " + ", ".join(f"{what} {version}" for what, version in versions))
    table = compare_values(compute_values(), read_reference())
    print(f"{'estimator':<48}{'figures':>8}{'largest relative difference':>29}")
    for estimator, agreement in table.items():
        print(f"{estimator:<48}{agreement.figures:>8}{agreement.largest:>29.1e}")
    figures, largest = sum(row.figures for row in table.values()), max(row.largest for row in table.values())
    print(f"{'all':<48}{figures:>8}{largest:>29.1e}")
    return 0 if largest <= TOLERANCE else 1


if __name__ == "__main__":
    sys.exit(main())
