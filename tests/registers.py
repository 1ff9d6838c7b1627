"""Files in the shape of the open register (RPPS), with invented people."""

from pathlib import Path

HEADER = (
    "Type d'identifiant PP|Identifiant PP|Code civilité d'exercice|Nom d'exercice|Prénom d'exercice|Libellé profession"
    "|Code savoir-faire|Libellé savoir-faire|Numéro SIRET site|Numéro FINESS site|Identifiant technique de la structure"
    "|Raison sociale site|Enseigne commerciale site|Numéro Voie (coord. structure)"
    "|Indice répétition voie (coord. structure)|Libellé type de voie (coord. structure)|Libellé Voie (coord. structure)"
    "|Code postal (coord. structure)|Code commune (coord. structure)|Libellé commune (coord. structure)"
    "|Libellé pays (coord. structure)|Téléphone (coord. structure)|Téléphone 2 (coord. structure)"
    "|Adresse e-mail (coord. structure)|"
)


def line(
    number: str,
    family: str,
    given: str,
    skill: str = "Dermatologie et vénéréologie",
    postcode: str = "69003",
    town: str = "Lyon 3e Arrondissement",
    *,
    profession: str = "Médecin",
    title: str = "DR",
    structure: str = "",
    street: str = "DES TILLEULS BLANCS",
    phone: str = "",
) -> str:
    """A person at a workplace."""
    cells = [
        "8",
        number,
        title,
        family,
        given,
        profession,
        "",
        skill,
        "",
        "",
        structure,
        "CABINET",
        "",
        "18",
        "",
        "Rue",
    ]
    return "|".join([*cells, street, postcode, postcode, town, "", phone, "", "", ""])


PEOPLE = (
    line("19990418305", "VAUBRUN", "HÉLÈNE", structure="R101", phone="0465711830"),
    line("19990418305", "VAUBRUN", "HÉLÈNE", postcode="69006", town="Lyon 6e Arrondissement", structure="R102"),
    line("19990418313", "VAUBRUN", "HÉLÈNE", "Cardiologie et maladies vasculaires", "69006", "Lyon 6e Arrondissement"),
    line("19990418321", "VAUBRUN", "HÉLÈNE", "", "44000", "Nantes", profession="Sage-Femme", title=""),
    line("19990418339", "VAUBRUN-LE GUENNEC", "HÉLÈNE-MARIE", postcode="29200", town="Brest"),
    line("19990418347", "VAUBRUNEL", "PAUL", postcode="69001", town="Lyon 1er Arrondissement"),
    line("19990418354", "VAUBRUN", "LÉO", "Médecine générale", "69100", "Villeurbanne"),
    line("19990418362", "D'ARGOUGES", "JEAN-PAUL", "Pneumologie", "31000", "Toulouse"),
    line("19990418370", "LE FLOHIC", "MAËL", "Pneumologie", "29200", "Brest"),
)


def written(path: Path, *lines: str, header: str = HEADER) -> Path:
    """A plain file."""
    path.write_text("\n".join([header, *(lines or PEOPLE)]) + "\n", encoding="utf-8")
    return path
