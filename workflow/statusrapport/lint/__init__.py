"""The lint of the templates: no quantity in a text that no data stand behind. Nothing is rendered for it."""

from statusrapport.lint.check import lint_kind, lint_templates, require_clean
from statusrapport.lint.sentence_at import find_sentence
from statusrapport.lint.signs import check_signs

__all__ = ["check_signs", "find_sentence", "lint_kind", "lint_templates", "require_clean"]
