from statusrapport.readback.align import PAGE, align, find_tokens


def tokens(text: str) -> list[str]:
    return [PAGE if token == "§" else token for _, token in find_tokens(text)]


def gaps(first: str, second: str) -> list[tuple[str, str]]:
    a, b = tokens(first), tokens(second)
    return [
        (" ".join(a[gap.first : gap.first_end]), " ".join(b[gap.second : gap.second_end])) for gap in align(a, b)[1]
    ]


def test_numbers_letters_and_signs_are_tokens_and_hyphens_are_none():
    assert tokens("IS-24/8: −4,3 %") == ["IS", "24", "/", "8", ":", "−", "4", ",", "3", "%"]
    assert tokens("50-persentilen") == tokens("50persentilen") == ["50", "persentilen"]


def test_ligatures_are_letters():
    assert tokens("ﬁnn") == ["finn"]


def test_same_texts_have_no_gap_wherever_the_lines_break():
    assert gaps("Det var 14\u00a0633 årsverk i 2017.", "Det var 14 633\nårsverk i\n2017.") == []


def test_a_changed_number_is_a_gap_of_its_own():
    assert gaps("Det var 697 flere i alle kommuner", "Det var 698 flere i alle kommuner") == [("697", "698")]


def test_what_one_text_has_more():
    assert gaps("Det var 697 flere", "Det var hele 697 flere") == [("", "hele")]
    assert gaps("Det var 697 flere. Slutt", "Det var 697 flere.") == [("Slutt", "")]


def test_a_page_number_is_any_number_and_nothing_else():
    assert gaps("§ Innledning § Metode", "3 Innledning 12 Metode") == []
    assert gaps("§ Innledning", "x Innledning") == [(PAGE, "x")]


def test_a_long_passage_that_was_left_out():
    passage = " ".join(f"ord{number}" for number in range(200))
    assert [
        second for _, second in gaps(f"Først {passage} og så det siste av alt", "Først og så det siste av alt")
    ] == [""]
