"""schema.org's types, as far as they decide what a listing is (schema.org 29.0, 2025)."""

MEDICAL = frozenset(
    "Physician IndividualPhysician PhysiciansOffice Dentist MedicalBusiness MedicalClinic MedicalOrganization "
    "Hospital Pharmacy Optician DiagnosticLab CommunityHealth Dermatology DietNutrition Emergency Geriatric "
    "Gynecologic Midwifery Nursing Obstetric Oncologic Optometric Otolaryngologic Pediatric Physiotherapy "
    "PlasticSurgery Podiatric PrimaryCare Psychiatric PublicHealth CovidTestingFacility VeterinaryCare".split()
)
# Of LocalBusiness, its subtypes; the medical ones above.
BUSINESS = MEDICAL | frozenset(
    "LocalBusiness AnimalShelter ArchiveOrganization AutomotiveBusiness AutoBodyShop AutoDealer AutoPartsStore "
    "AutoRental AutoRepair AutoWash GasStation MotorcycleDealer MotorcycleRepair ChildCare DryCleaningOrLaundry "
    "EmergencyService FireStation PoliceStation EmploymentAgency EntertainmentBusiness AdultEntertainment "
    "AmusementPark ArtGallery Casino ComedyClub MovieTheater NightClub FinancialService AccountingService "
    "AutomatedTeller BankOrCreditUnion InsuranceAgency FoodEstablishment Bakery BarOrPub Brewery CafeOrCoffeeShop "
    "Distillery FastFoodRestaurant IceCreamShop Restaurant Winery GovernmentOffice PostOffice "
    "HealthAndBeautyBusiness BeautySalon DaySpa HairSalon HealthClub NailSalon TattooParlor "
    "HomeAndConstructionBusiness Electrician GeneralContractor HVACBusiness HousePainter Locksmith MovingCompany "
    "Plumber RoofingContractor InternetCafe LegalService Attorney Notary Library LodgingBusiness BedAndBreakfast "
    "Campground Hostel Hotel Motel Resort SkiResort VacationRental ProfessionalService RadioStation RealEstateAgent "
    "RecyclingCenter SelfStorage ShoppingCenter SportsActivityLocation BowlingAlley ExerciseGym GolfCourse "
    "PublicSwimmingPool SportsClub StadiumOrArena TennisComplex Store BikeStore BookStore ClothingStore "
    "ComputerStore ConvenienceStore DepartmentStore ElectronicsStore Florist FurnitureStore GardenStore "
    "GroceryStore HardwareStore HobbyShop HomeGoodsStore JewelryStore LiquorStore MensClothingStore "
    "MobilePhoneStore MovieRentalStore MusicStore OfficeEquipmentStore OutletStore PawnShop PetStore ShoeStore "
    "SportingGoodsStore TireShop ToyStore WholesaleStore TelevisionStation TouristInformationCenter "
    "TravelAgency".split()
)
ORGANISATION = frozenset(
    "Organization Corporation NGO Airline Consortium Cooperative EducationalOrganization CollegeOrUniversity School "
    "GovernmentOrganization LibrarySystem NewsMediaOrganization OnlineBusiness OnlineStore PerformingGroup Project "
    "ResearchOrganization SportsOrganization WorkersUnion FundingScheme".split()
)
PERSON = frozenset({"Person", "Patient"})
PLACE = frozenset("Place Residence House Accommodation Room CivicStructure TouristAttraction Landform".split())
REVIEW = frozenset("Review UserReview CriticReview EmployerReview Recommendation MediaReview".split())
RATING = frozenset({"AggregateRating", "EmployerAggregateRating"})
POOLS = frozenset("Product IndividualProduct ProductGroup Service MedicalProcedure".split())
EVENT_ENDING = "Event"
# What carries a rating of a text, a page or a site: nobody's reputation.
PAGES = frozenset(
    "WebPage WebSite AboutPage CheckoutPage CollectionPage ContactPage FAQPage ItemPage MedicalWebPage ProfilePage "
    "QAPage SearchResultsPage WebPageElement SiteNavigationElement WPHeader WPFooter WPSideBar Article NewsArticle "
    "BlogPosting Blog TechArticle ScholarlyArticle Report SocialMediaPosting DiscussionForumPosting "
    "CreativeWorkSeries BreadcrumbList ItemList ListItem Question Answer Comment SearchAction ReadAction "
    "ImageObject VideoObject Review UserReview CriticReview EmployerReview Rating AggregateRating Offer "
    "AggregateOffer PostalAddress ContactPoint GeoCoordinates OpeningHoursSpecification".split()
)
# Pieces of a thing that some pages set down beside it.
PIECES = frozenset({"PostalAddress", "AggregateRating", "EmployerAggregateRating", "ContactPoint"}) | PLACE
# Members that name a thing without its being what the page is about.
ASIDE = frozenset(
    "publisher author creator editor contributor copyrightHolder copyrightOwner seller offeredBy provider broker "
    "organizer performer sponsor funder brand manufacturer sourceOrganization isPartOf memberOf member members "
    "parentOrganization affiliation alumniOf hospitalAffiliation worksFor healthPlanNetworkId usNPI location "
    "containedInPlace containedIn branchOf reviewedBy accountablePerson customer vendor merchant "
    "recipient actor director founder hiringOrganization producer translator interactionService itemReviewed "
    "maintainer potentialAction acceptedAnswer suggestedAnswer owns".split()
)
# Beside the page's subject, but worth a listing when they carry an address or a telephone of their own.
NESTED = frozenset("containedInPlace containedIn worksFor affiliation hospitalAffiliation practicesAt".split())
JOBS = (
    "doctor", "physician", "médecin", "medecin", "docteur", "dentist", "surgeon", "chirurgien", "ologue", "ologist",
    "pédiatre", "psychiatr", "généraliste", "sage-femme", "midwife", "kinésithérapeute", "ostéopathe", "infirmi",
    "pediatrician", "therapist", "médico", "medico", "ólogo", "óloga", "arzt", "ärztin", "optometrist", "podiatrist",
)  # fmt: skip


def is_listing_kind(types: tuple[str, ...]) -> bool:
    return not BUSINESS.isdisjoint(types)


def is_event(types: tuple[str, ...]) -> bool:
    return any(kind.endswith(EVENT_ENDING) or kind == "Festival" for kind in types)
