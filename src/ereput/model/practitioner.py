"""Who is looked for: the practitioner, as the user typed and the identity card says."""

import msgspec


class Address(msgspec.Struct, frozen=True, kw_only=True):
    """A postal address, in schema.org's words."""

    street: str | None = None
    postal_code: str | None = None
    locality: str | None = None
    country: str | None = None  # ISO 3166-1 alpha-2
    insee: str | None = None  # the commune's INSEE code, where a register gives it

    @property
    def is_empty(self) -> bool:
        return not (self.street or self.postal_code or self.locality or self.insee)


class Identifier(msgspec.Struct, frozen=True, kw_only=True):
    """A register's number, such as rpps, siret or finess."""

    system: str
    value: str


class Practitioner(msgspec.Struct, frozen=True, kw_only=True):
    """The person audited: what the user typed, and the identity card."""

    given: str | None = None
    family: str
    title: str | None = None  # "Dr" or "Pr"
    specialty: str | None = None  # as written by the user
    address: Address = Address()
    phones: tuple[str, ...] = ()  # E.164
    identifiers: tuple[Identifier, ...] = ()
    pages: tuple[str, ...] = ()  # addresses known to be theirs, read at their word
    not_pages: tuple[str, ...] = ()  # addresses known to be somebody else's
    birth_family: str | None = None
    other_names: tuple[str, ...] = ()
    practice: str | None = None
    former_addresses: tuple[Address, ...] = ()
    former_phones: tuple[str, ...] = ()
    opening_hours: str | None = None  # "Mo-Fr 09:00-18:00"
    website: str | None = None

    @property
    def name(self) -> str:
        """Given name and family name, without the title."""
        return f"{self.given} {self.family}" if self.given else self.family

    @property
    def rpps(self) -> str | None:
        """The RPPS number, eleven digits."""
        return next((i.value for i in self.identifiers if i.system == "rpps"), None)
