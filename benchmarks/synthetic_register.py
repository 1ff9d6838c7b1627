"""A register in the shape of the open RPPS file, with nobody of this world in it: names of invented syllables.

    python benchmarks/synthetic_register.py FILE [ROWS]        2,200,000 rows (880 MB) unless said otherwise

The same rows every time. As many surnames, and as unevenly borne, as libraries were measured with: 240,000 of which the
commonest has 9,000 rows; one in six of several words. Numbers are of the block 1999…, phones of those for fiction.
"""

import random
import sys
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from ereput.parsing.names import given_names

ROWS, SURNAMES = 2_200_000, 240_000
HEADER = (
    "Type d'identifiant PP|Identifiant PP|Identification nationale PP|Code civilité d'exercice"
    "|Libellé civilité d'exercice|Code civilité|Libellé civilité|Nom d'exercice|Prénom d'exercice|Code profession"
    "|Libellé profession|Code catégorie professionnelle|Libellé catégorie professionnelle|Code type savoir-faire"
    "|Libellé type savoir-faire|Code savoir-faire|Libellé savoir-faire|Code mode exercice|Libellé mode exercice"
    "|Numéro SIRET site|Numéro SIREN site|Numéro FINESS site|Numéro FINESS établissement juridique"
    "|Identifiant technique de la structure|Raison sociale site|Enseigne commerciale site"
    "|Complément destinataire (coord. structure)|Complément point géographique (coord. structure)"
    "|Numéro Voie (coord. structure)|Indice répétition voie (coord. structure)|Code type de voie (coord. structure)"
    "|Libellé type de voie (coord. structure)|Libellé Voie (coord. structure)|Mention distribution (coord. structure)"
    "|Bureau cedex (coord. structure)|Code postal (coord. structure)|Code commune (coord. structure)"
    "|Libellé commune (coord. structure)|Code pays (coord. structure)|Libellé pays (coord. structure)"
    "|Téléphone (coord. structure)|Téléphone 2 (coord. structure)|Télécopie (coord. structure)"
    "|Adresse e-mail (coord. structure)|Code Département (structure)|Libellé Département (structure)"
    "|Ancien identifiant de la structure|Autorité d'enregistrement|Code secteur d'activité|Libellé secteur d'activité"
    "|Code section tableau pharmaciens|Libellé section tableau pharmaciens|Code rôle|Libellé rôle"
    "|Code genre activité|Libellé genre activité|"
)
_STARTS = (
    "ba bel bou bra cha cor dau del du fa fre ga gui ha jo la le lu ma mer mon na pe pi ra ro sa tra val ver".split()
)
_MIDDLES = "ba bi cel co da di fi ga go la li lo ma mi na ni pa qui ra ri ro sa ti to va vi zo".split()
_ENDS = "bier cel chon court din dot fin gnac grin laud let lin mas meur net neau quet rand reau rot sac".split()
_ENDS += "son tier ton vin".split()
_WORKS = (
    ("10", "Médecin", "SM26", "Qualifié en Médecine Générale"),
    ("10", "Médecin", "SM53", "Spécialiste en Médecine Générale"),
    ("10", "Médecin", "SM15", "Dermatologie et vénéréologie"),
    ("10", "Médecin", "SM04", "Cardiologie et maladies vasculaires"),
    ("10", "Médecin", "SM54", "Médecine générale"),
    ("40", "Chirurgien-Dentiste", "", ""),
    ("50", "Sage-Femme", "", ""),
    ("60", "Infirmier", "", ""),
    ("70", "Masseur-Kinésithérapeute", "", ""),
    ("21", "Pharmacien", "", ""),
)
_WAYS = ("Rue", "Avenue", "Boulevard", "Place", "Chemin", "Route")


def surnames(draw: random.Random, count: int) -> list[str]:
    """Distinct; one in six of several words."""
    found: dict[str, None] = {}
    while len(found) < count:
        middle = "".join(draw.choices(_MIDDLES, k=draw.choice((0, 1, 1, 2))))
        name = f"{draw.choice(_STARTS)}{middle}{draw.choice(_ENDS)}".upper()
        if len(found) > 100 and draw.random() < 1 / 6:
            other = f"{draw.choice(_STARTS)}{draw.choice(_MIDDLES)}{draw.choice(_ENDS)}".upper()
            name = f"{name}-{other}" if draw.random() < 0.75 else f"LE {other}"
        found[name] = None
    return list(found)


def lines(rows: int = ROWS, seed: int = 1) -> Iterator[str]:
    """The file's lines, without the header."""
    draw = random.Random(seed)
    families = surnames(draw, max(10, SURNAMES * rows // ROWS))
    weights = list(accumulate(1 / (rank + 12) ** 0.78 for rank in range(len(families))))
    givens = sorted(name.upper() for name in given_names())
    often = list(accumulate(1 / (rank + 4) for rank in range(len(givens))))
    towns = [
        (
            f"{n % 95 + 1:02}{n * 37 % 1000:03}",
            f"{draw.choice(_STARTS)}{draw.choice(_MIDDLES)}{draw.choice(_ENDS)}".title(),
        )
        for n in range(12_000)
    ]
    written = person = 0
    while written < rows:
        person += 1
        [family] = draw.choices(families, cum_weights=weights)
        [given] = draw.choices(givens, cum_weights=often)
        if draw.random() < 0.08:
            given += f"-{draw.choice(givens)}"
        work = draw.choice(_WORKS)
        for _ in range(min(rows - written, draw.choice((1, 1, 1, 2, 3)))):
            written += 1
            yield _line(draw, 19_990_000_000 + person * 7 % 10_000_000, family, given, work, draw.choice(towns))


def _line(
    draw: random.Random, number: int, family: str, given: str, work: tuple[str, ...], town: tuple[str, str]
) -> str:
    code, town_name = town
    is_clinic = draw.random() < 0.45
    finess = f"{code[:2]}0{draw.randrange(10**6):06}" if is_clinic else ""
    siret = "" if is_clinic else f"{draw.randrange(10**8, 9 * 10**8)}{draw.randrange(10**5):05}"
    doctor = work[0] in ("10", "40")
    cells = [
        "8", str(number), f"8{number}", "DR" if doctor else "", "Docteur" if doctor else "", "MME", "Madame", family,
        given, work[0], work[1], "C", "Civil", "S" if work[2] else "", "Spécialité ordinale" if work[2] else "",
        work[2], work[3], "S" if is_clinic else "L", "Salarié" if is_clinic else "Lib,indép,artis,com", siret,
        siret[:9], finess, finess, f"F{finess}" if is_clinic else f"R101{draw.randrange(10**11):011}",
        f"CENTRE HOSPITALIER {town_name.upper()}" if is_clinic else f"CABINET {family}", "", "", "",
        str(draw.randrange(1, 200)), "B" if draw.random() < 0.05 else "", "R", draw.choice(_WAYS),
        f"{draw.choice(_MIDDLES)}{draw.choice(_ENDS)} {draw.choice(_STARTS)}{draw.choice(_ENDS)}".upper(), "",
        f"{code} {town_name.upper()}", code, code, town_name, "", "", f"046571{draw.randrange(10**4):04}", "", "", "",
        "", "", finess or siret, "CNOM/CNOM/CNOM", "SA01" if is_clinic else "SA07",
        "Etablissement public de santé" if is_clinic else "Cabinet individuel", "", "", "", "", "GENR01",
        "Activité standard de soin ou de pharmacien", "",
    ]  # fmt: skip
    return "|".join(cells)


def write(path: Path, rows: int = ROWS) -> None:
    """Header and rows."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(HEADER + "\n")
        for line in lines(rows):
            file.write(line + "\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else ROWS)
