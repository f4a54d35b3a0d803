"""What the digest of a rule's code sees, and what it does not."""

import os
from pathlib import Path

import pytest

from statusrapport.provenance.code import Package, digest_templates, write_digest

TILL = '''"""The till."""


def total() -> int:
    """Sum."""
    from shop import prices

    return prices.PRICE
'''
SHOP = {
    "script.py": "from shop.till import total\n\ntotal()\n",
    "shop/__init__.py": "",
    "shop/till.py": TILL,
    "shop/prices.py": "from .currency import KRONE\n\nPRICE = 3 * KRONE\n",
    "shop/currency.py": "KRONE = 100\n",
    "shop/cellar.py": "WINE = 1\n",
}
FINDER = """from importlib import import_module


def find(name: str) -> object:
    return import_module(f"{__name__}.{name}")
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    for name, text in SHOP.items():
        write(tmp_path / name, text)
    return tmp_path


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def digest(shop: Path) -> dict[str, str]:
    return Package(shop / "shop").digest_script(shop / "script.py")


def edit(shop: Path, name: str, old: str, new: str) -> set[str]:
    """The parts whose digest an edit changes."""
    before = digest(shop)
    text = (shop / name).read_text(encoding="utf-8")
    assert old in text
    write(shop / name, text.replace(old, new))
    after = digest(shop)
    return {part for part in before.keys() | after.keys() if before.get(part) != after.get(part)}


def test_imports_are_followed_wherever_they_stand_and_however_they_are_written(shop: Path) -> None:
    assert set(digest(shop)) == {
        "scripts/script.py",
        "shop/__init__.py",
        "shop/till.py",
        "shop/prices.py",
        "shop/currency.py",
    }


def test_an_edit_of_a_module_that_is_imported_by_another_is_seen(shop: Path) -> None:
    assert edit(shop, "shop/currency.py", "100", "99") == {"shop/currency.py"}


def test_an_edit_of_the_script_is_seen(shop: Path) -> None:
    assert edit(shop, "script.py", "total()\n", "total() + 1\n") == {"scripts/script.py"}


def test_an_edit_of_a_module_that_nothing_imports_is_not_seen(shop: Path) -> None:
    assert edit(shop, "shop/cellar.py", "1", "2") == set()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"""The till."""', '"""The till of the shop."""'),
        ('"""Sum."""', '"""The sum, in kroner."""'),
        ("return prices.PRICE", "return prices.PRICE  # without tax"),
        ("return prices.PRICE", "return (\n        prices.PRICE\n    )"),
    ],
    ids=["docstring of a module", "docstring of a function", "comment", "line breaks"],
)
def test_words_and_line_breaks_change_nothing(shop: Path, old: str, new: str) -> None:
    assert edit(shop, "shop/till.py", old, new) == set()


def test_a_text_that_is_no_docstring_counts(shop: Path) -> None:
    assert edit(shop, "shop/prices.py", "PRICE = 3 * KRONE", 'PRICE = "3"') == {"shop/prices.py"}


def test_modules_found_by_name_belong_to_the_package_that_finds_them(shop: Path) -> None:
    write(shop / "shop/goods/__init__.py", FINDER)
    write(shop / "shop/goods/bread.py", "WEIGHT = 1\n")
    write(shop / "shop/prices.py", "from shop.goods import find\n\nPRICE = find\n")
    assert "shop/goods/bread.py" in digest(shop)
    assert "shop/cellar.py" not in digest(shop)


def test_data_beside_the_modules_count(shop: Path) -> None:
    write(shop / "shop/names.csv", "bread\n")
    assert edit(shop, "shop/names.csv", "bread", "milk") == {"shop/names.csv"}


def test_a_report_kind_depends_on_its_own_folder_and_on_base_alone(tmp_path: Path) -> None:
    for name in (
        "base/page.html.j2",
        "base/print.css",
        "status/report.toml",
        "status/sections/a.html.j2",
        "status/factsheet.css",
        "status/factsheet.html.j2",
        "other/b.j2",
    ):
        write(tmp_path / "templates" / name, name)
    assert set(digest_templates(tmp_path / "templates", "status")) == {
        "templates/base/page.html.j2",
        "templates/base/print.css",
        "templates/status/factsheet.css",
        "templates/status/factsheet.html.j2",
        "templates/status/report.toml",
        "templates/status/sections/a.html.j2",
    }


def test_an_unchanged_digest_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "rule.sha256"
    write_digest(path, {"b": "2", "a": "1"})
    os.utime(path, ns=(0, 0))
    write_digest(path, {"a": "1", "b": "2"})
    assert path.read_text(encoding="utf-8") == "1  a\n2  b\n"
    assert path.stat().st_mtime_ns == 0
    write_digest(path, {"a": "1", "b": "3"})
    assert path.read_text(encoding="utf-8") == "1  a\n3  b\n"
