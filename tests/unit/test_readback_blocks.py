from statusrapport.readback.blocks import read_blocks


def runs(html: str) -> list[tuple[str, str]]:
    return [(run.role, run.text) for block in read_blocks(f"<body>{html}</body>").blocks for run in block.runs]


def test_a_fact_knows_its_id_and_its_sentence():
    (block,) = read_blocks(
        '<section id="plan"><p>Det var <a class="fact" href="#fact-plan-1">16 kommuner</a> \n i alt.</p></section>'
    ).blocks
    assert (block.section, block.text) == ("plan", "Det var 16 kommuner i alt.")
    assert [(run.role, run.target) for run in block.runs] == [("text", ""), ("fact", "plan-1"), ("text", "")]


def test_numbers_of_headings_captions_and_references_are_structural():
    assert runs('<h2><span class="number">2</span> Tjenester</h2>')[0] == ("structural", "2")
    assert runs("<h3>2.1\u2002Fire områder</h3>") == [("structural", "2.1"), ("text", "\u2002Fire områder")]
    assert runs('<p><a class="ref" href="#fig-x">figur\u00a02.1</a></p>') == [("reference", "figur\u00a02.1")]
    assert runs('<p class="label">Funn 2.1</p>') == [("structural", "Funn 2.1")]


def test_a_number_in_a_heading_or_a_label_is_not():
    assert runs("<h3>2,1 prosent</h3>") == [("text", "2,1 prosent")]
    assert runs('<p class="label">Funn 2.1 av 16</p>') == [("text", "Funn 2.1 av 16")]


def test_the_style_sheet_counts_main_findings():
    assert runs('<ol class="findings"><li><p>a</p></li><li><p>b</p></li></ol>') == [
        ("structural", "1"),
        ("text", "a"),
        ("structural", "2"),
        ("text", "b"),
    ]


def test_cells_know_their_table_and_definitions_their_term():
    page = read_blocks(
        '<div class="exhibit" id="tab-x"><table><tr><td>1</td></tr></table></div>'
        "<dl><div><dt>Rate</dt><dd>2</dd></div></dl>"
    )
    cell, _, definition = page.blocks
    assert (cell.tag, cell.zone, cell.exhibit) == ("td", "exhibit", "tab-x")
    assert (definition.zone, definition.term) == ("terms", "Rate")


def test_anchors_lead_to_blocks():
    page = read_blocks(
        '<p>a</p><section id="plan"><h2>b</h2><p>c <a id="use-1" class="fact" href="#f">1</a></p></section>'
    )
    assert page.anchors == {"plan": (1, 0), "use-1": (2, 2)}
