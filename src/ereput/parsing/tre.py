"""Code tables of the French health agency (ANS): professions (TRE_G15) and ordinal specialties (TRE_R38).

The FHIR directory answers codes without words. The specialties are those of the value set JDV_J107 of 30 July 2026;
the professions are known from general knowledge, and the doctor, dentist, midwife, nurse, physiotherapist and
pharmacist among them from readers of the register too. An unknown code stays unknown.
"""

from types import MappingProxyType

PROFESSIONS = MappingProxyType(
    {
        "10": "Médecin",
        "21": "Pharmacien",
        "26": "Audioprothésiste",
        "28": "Opticien-lunetier",
        "40": "Chirurgien-dentiste",
        "50": "Sage-femme",
        "60": "Infirmier",
        "70": "Masseur-kinésithérapeute",
        "80": "Pédicure-podologue",
        "91": "Orthophoniste",
        "92": "Orthoptiste",
        "93": "Psychologue",
        "94": "Ergothérapeute",
        "95": "Diététicien",
        "96": "Psychomotricien",
        "98": "Manipulateur ERM",
    }
)

_SPECIALTIES = """
SCD01 Orthopédie dento-faciale
SCD02 Chirurgie orale
SCD03 Médecine bucco-dentaire
SM01 Anatomie et cytologie pathologiques
SM02 Anesthésie-réanimation
SM03 Biologie médicale
SM04 Cardiologie et maladies vasculaires
SM05 Chirurgie générale
SM06 Chirurgie maxillo-faciale
SM07 Chirurgie maxillo-faciale et stomatologie
SM08 Chirurgie orthopédique et traumatologie
SM09 Chirurgie infantile
SM10 Chirurgie plastique reconstructrice et esthétique
SM11 Chirurgie thoracique et cardio-vasculaire
SM12 Chirurgie urologique
SM13 Chirurgie vasculaire
SM14 Chirurgie viscérale et digestive
SM15 Dermatologie et vénéréologie
SM16 Endocrinologie et métabolisme
SM17 Génétique médicale
SM18 Gériatrie
SM19 Gynécologie médicale
SM20 Gynécologie-obstétrique
SM21 Hématologie
SM22 Hématologie, option maladie du sang
SM23 Hématologie, option onco-hématologie
SM24 Gastro-entérologie et hépatologie
SM25 Médecine du travail
SM26 Qualifié en médecine générale
SM27 Médecine interne
SM28 Médecine nucléaire
SM29 Médecine physique et de réadaptation
SM30 Néphrologie
SM31 Neuro-chirurgie
SM32 Neurologie
SM33 Neuro-psychiatrie
SM34 ORL et chirurgie cervico-faciale
SM35 Oncologie, option onco-hématologie
SM36 Oncologie, option médicale
SM37 Oncologie, option radiothérapie
SM38 Ophtalmologie
SM39 Oto-rhino-laryngologie
SM40 Pédiatrie
SM41 Pneumologie
SM42 Psychiatrie
SM43 Psychiatrie, option enfant et adolescent
SM44 Radio-diagnostic
SM45 Radio-thérapie
SM46 Médecine intensive-réanimation
SM47 Recherche médicale
SM48 Rhumatologie
SM49 Santé publique et médecine sociale
SM50 Stomatologie
SM51 Gynéco-obstétrique et gynéco-médicale, option gynéco-obstétrique
SM52 Gynéco-obstétrique et gynéco-médicale, option gynéco-médicale
SM53 Spécialiste en médecine générale
SM54 Médecine générale
SM55 Radio-diagnostic et radio-thérapie
SM56 Chirurgie orale
SM57 Allergologie
SM58 Maladies infectieuses et tropicales
SM59 Médecine d'urgence
SM60 Médecine légale et expertises médicales
SM61 Médecine vasculaire
SM62 Endocrinologie, diabétologie, nutrition
SM68 Chirurgie maxillo-faciale
SM69 Chirurgie pédiatrique, option chirurgie viscérale pédiatrique
SM70 Chirurgie pédiatrique, option orthopédie pédiatrique
SM71 Hématologie
SM72 Médecine interne et immunologie clinique
SM73 Médecine cardiovasculaire
SM74 Radiologie et imagerie médicale
SM75 Santé publique
SM92 Psychiatrie, option enfant et adolescent
SM93 Psychiatrie, option psychiatrie de la personne âgée
"""
SPECIALTIES = MappingProxyType(
    {code: words for code, _, words in (line.partition(" ") for line in _SPECIALTIES.split("\n")) if code}
)
