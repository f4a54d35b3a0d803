"""Non-response as a stage: who of those asked has answered, and what each of them stands for.

The method is in docs/survey.md.
"""
