"""Invented answers in the respondents' own words, by category: a beginning and an end that fit each other."""

from __future__ import annotations

OPEN_ANSWERS: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = {
    1: (
        (
            "Vi mangler boliger til dem som har de største problemene",
            "Boligene ligger samlet og gjør det vanskelig å slutte",
            "Ingen vil leie ut til brukerne våre",
            "Det er for få boliger med bemanning om natten",
            "Folk kommer tilbake fra behandling til ingenting",
            "Vi har boliger, men ikke noen som følger opp i dem",
        ),
        (
            "og ventetiden er lang.",
            "og naboene klager.",
            "og det ender ofte på campingplassen.",
            "så vi flytter problemet rundt.",
            "og da hjelper det lite med ansvarsgruppe.",
        ),
    ),
    2: (
        (
            "Jeg er alene om rusarbeidet i kommunen",
            "Vi får ikke tak i folk med riktig utdanning",
            "Stillingen har stått tom siden i fjor",
            "Det er for lite tid til hver bruker",
            "De ansatte slutter når prosjektpengene tar slutt",
            "Vi er tre om en oppgave som trenger seks",
        ),
        (
            "og det blir sårbart ved sykdom.",
            "så vi rekker bare det som haster.",
            "og da mister vi brukere vi hadde fått kontakt med.",
            "og kvelder og helger er ikke dekket.",
            "selv om viljen er der.",
        ),
    ),
    3: (
        (
            "Rus taper når budsjettet skal deles",
            "Politikerne kjenner ikke feltet",
            "Forebygging er det første som ryker",
            "Etter at tilskuddet gikk inn i rammen, er pengene brukt til annet",
            "Skole og eldreomsorg går alltid foran",
            "Det er ingen stemmer å vinne på denne gruppen",
        ),
        (
            "og det blir ikke bedre neste år.",
            "så vi må kjempe for hver stilling.",
            "og vi merker det allerede.",
            "med mindre pengene er øremerket.",
            "selv om alle er enige i festtalene.",
        ),
    ),
    4: (
        (
            "Vi ser flere unge som bruker hasj",
            "De yngste kommer for sent til oss",
            "Ungdommene vil ikke bli sett på ruskontoret",
            "Vi har ikke noe å tilby dem under 18 år",
            "Utekontakten ble lagt ned",
            "Overgangen fra barnevernet svikter",
        ),
        (
            "og foreldrene vet ikke hvor de skal gå.",
            "og skolen ber om hjelp vi ikke har.",
            "så det går lang tid før noen tar tak.",
            "og det bekymrer meg mest.",
            "særlig i helgene.",
        ),
    ),
    5: (
        (
            "Fastlegene møter ikke i ansvarsgruppene",
            "Vi får vite om utskrivingen samme dag",
            "Ingen eier de brukerne som har både rus og psykiske lidelser",
            "NAV har fått nye saksbehandlere igjen",
            "Spesialisthelsetjenesten og kommunen snakker forbi hverandre",
            "Det er langt til nærmeste poliklinikk",
        ),
        (
            "og brukeren blir kasteball.",
            "så planene våre faller sammen.",
            "og vi begynner forfra hver gang.",
            "selv om avtalene er på plass.",
            "men det går bedre enn før.",
        ),
    ),
    6: (
        (
            "Brukerne er få og svært ulike",
            "Alle kjenner alle her",
            "Mange vil ikke ha hjelp",
            "De pårørende står mye alene",
            "Vi mangler et sted å være på dagtid",
            "Avstandene i kommunen er store",
        ),
        (
            "og da er det vanskelig å lage et tilbud.",
            "så terskelen for å ta kontakt er høy.",
            "og det tar tid å bygge tillit.",
            "særlig om vinteren.",
            "og vi har ikke funnet noen god løsning.",
        ),
    ),
}
