"""All invented files together, and how a raw file of the example gets to its place."""

from __future__ import annotations

import numpy as np
import tomlkit

from statusrapport.errors import UsageError
from statusrapport.exampledata.allocations import render_allocations
from statusrapport.exampledata.answers import compute_answers
from statusrapport.exampledata.brukerplan import ROUNDS, compute_mapping, render_mapping
from statusrapport.exampledata.grants import YEARS as GRANT_YEARS
from statusrapport.exampledata.grants import compute_grants, divide, earmarked
from statusrapport.exampledata.grants_file import render_grants
from statusrapport.exampledata.is248 import render_reporting
from statusrapport.exampledata.later_reporting import YEARS as LATER_YEARS
from statusrapport.exampledata.later_reporting import compute_later_reporting
from statusrapport.exampledata.municipal_file import render_municipal_survey
from statusrapport.exampledata.municipal_survey import compute_municipal_answers
from statusrapport.exampledata.municipalities import read_inhabitants
from statusrapport.exampledata.national import render_centres, render_tsb
from statusrapport.exampledata.questionnaire import render_answers
from statusrapport.exampledata.reporting import compute_reporting
from statusrapport.exampledata.services import EXPENDITURE, render_accounts, render_services
from statusrapport.exampledata.survey_answers import compute_survey_answers, draw_open_answers
from statusrapport.exampledata.survey_file import YEAR as SURVEY_YEAR
from statusrapport.exampledata.survey_file import render_survey
from statusrapport.exampledata.survey_sample import draw_sample
from statusrapport.exampledata.user_survey_file import render_user_surveys
from statusrapport.files import file_sha256, replacing, write_text
from statusrapport.project import Project
from statusrapport.regions.register import Register
from statusrapport.sources.declaration import read_source

SEED, GRANT_SEED = 248, 763
YEARS = (2016, 2017)


def render_synthetic_files(project: Project, register: Register) -> dict[tuple[str, str], bytes]:
    """The content of every invented file by source and version: the same bytes each time."""
    reporting_rng, answers_rng, survey_rng, later_rng, waves_rng, mapping_rng = np.random.default_rng(SEED).spawn(6)
    inhabitants = {year: read_inhabitants(project, register, year) for year in {*YEARS, *LATER_YEARS, *ROUNDS}}
    reporting = compute_reporting(reporting_rng, inhabitants[2016], register)
    growth = reporting[2017].fte / reporting[2016].fte
    answers = compute_answers(answers_rng, {year: inhabitants[year] for year in YEARS}, growth)
    reporting |= compute_later_reporting(later_rng, inhabitants, reporting[2017], register)
    waves = compute_municipal_answers(waves_rng, inhabitants, register)
    mapping = compute_mapping(mapping_rng, inhabitants)
    names = {year: {code: register.name(code, year) for code in register.municipalities(year)} for year in inhabitants}
    return {
        **{("is248", str(year)): render_reporting(year, each, names[year]) for year, each in reporting.items()},
        **{("questionnaire", str(year)): render_answers(year, answers[year], names[year]) for year in YEARS},
        **{
            ("municipal_survey", str(wave)): render_municipal_survey(wave, each, names[wave])
            for wave, each in waves.items()
        },
        **{("brukerplan", str(year)): render_mapping(year, each, names[year]) for year, each in mapping.items()},
        ("plan_allocations", "2020"): render_allocations(),
        ("survey_2013", str(SURVEY_YEAR)): _render_survey(survey_rng, project, register),
        **render_user_surveys(project, register),
        **_render_grants(np.random.default_rng(GRANT_SEED), project, register),
    }


def _render_grants(rng: np.random.Generator, project: Project, register: Register) -> dict[tuple[str, str], bytes]:
    """The files of grants, services, accounts and of the whole country."""
    grant_rng, file_rng, service_rng, account_rng, centre_rng = rng.spawn(5)
    inhabitants = read_inhabitants(project, register, GRANT_YEARS[-1])
    names = {year: {code: register.name(code, year) for code in register.municipalities(year)} for year in GRANT_YEARS}
    grants = compute_grants(grant_rng, inhabitants, register)
    workbook, text = render_grants(grants, file_rng, names)
    by_municipality = {year: earmarked(grants, year) for year in EXPENDITURE}
    accounts = render_accounts(account_rng, divide(inhabitants), by_municipality, names, register)
    return {
        ("grants", "2009-2012"): workbook,
        ("grants", "2013"): text,
        ("municipal_services", "2013"): render_services(service_rng, inhabitants, register),
        **{("municipal_accounts", str(year)): content for year, content in accounts.items()},
        ("competence_centres", "2013"): render_centres(centre_rng),
        ("specialised_treatment", "2013"): render_tsb(),
    }


def _render_survey(rng: np.random.Generator, project: Project, register: Register) -> bytes:
    inhabitants = read_inhabitants(project, register, SURVEY_YEAR)
    sizes = inhabitants.map(lambda number: register.size_class(int(number)))
    sample = draw_sample(rng, inhabitants, register)
    answers = compute_survey_answers(rng, sample, sizes.value_counts())
    names = {code: register.name(code, SURVEY_YEAR) for code in inhabitants.index}
    return render_survey(sample, answers, draw_open_answers(rng, sample), names)


def write_raw_file(project: Project, source_id: str, version: str, content: bytes) -> None:
    """Put a raw file where its declaration says, and its sha256 into the declaration.

    Raises UsageError where the declaration has come to name a file of another origin: example data replace none.
    """
    declaration = project.declared("sources")[source_id]
    source = read_source(declaration)
    file = next(file for file in source.files if file.version == version)
    if file.synthetic is False:
        raise UsageError(
            f"version {version} is {file.name}, which is no example",
            file=declaration,
            remedy="Take the declaration of the example from the repository first",
        )
    path = source.path(file, project.root)
    with replacing(path) as temporary:
        temporary.write_bytes(content)
    document = tomlkit.parse(declaration.read_text(encoding="utf-8"))
    for entry in document["files"]:
        if entry["version"] == version:
            entry["sha256"] = file_sha256(path)
    write_text(declaration, tomlkit.dumps(document))
