"""What the columns of a table hold, told by the names above them, in any order and several languages."""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from bot.domain import names
from bot.exchange.records import Field, Format

NAMING = frozenset({Field.NAME, Field.FIRST, Field.LAST, Field.FILE_AS})

# English, German, French, Spanish, Portuguese, Italian, Dutch, and some more; without accents and numbers.
_HEADERS = {
    Field.NAME: "name|full name|contact name|person|contact|vollstandiger name|nom complet|nom|nombre completo|nombre|"
    "nome completo|nome|naam|volledige naam|namn|navn|imie i nazwisko|姓名|名前|氏名|이름|имя",
    Field.FIRST: "first name|firstname|given name|givenname|forename|vorname|prenom|primeiro nome|nome proprio|"
    "nombre de pila|voornaam|fornamn|fornavn|imie|名|名字",
    Field.MIDDLE: "middle name|middle names|additional name|weitere vornamen|zweiter vorname|deuxieme prenom|"
    "segundo nombre|segundo nome|secondo nome|tweede naam|tussenvoegsel",
    Field.LAST: "last name|lastname|surname|family name|familyname|nachname|familienname|nom de famille|apellidos|"
    "apellido|sobrenome|apelido|cognome|achternaam|efternamn|efternavn|etternavn|nazwisko|姓|姓氏|фамилия",
    Field.SUFFIX: "suffix|name suffix|suffixe|sufijo|sufixo|suffisso|achtervoegsel",
    Field.NICKNAME: "nickname|spitzname|surnom|apodo|apelido carinhoso|soprannome|bijnaam",
    Field.FILE_AS: "file as|display name|anzeigename|nom d affichage|weergavenaam",
    Field.TITLE: "job title|title|position|role|job|job position|current position|occupation|profession|"
    "organization title|titel|berufsbezeichnung|beruf|fonction|poste|titre|intitule du poste|titre du poste|cargo|"
    "puesto|titulo|qualifica|posizione|mansione|titolo|functie|functietitel|stilling|stanowisko|职位|役職|должность",
    Field.COMPANY: "company|company name|current company|organization|organisation|organization name|employer|"
    "business|firma|unternehmen|firmenname|arbeitgeber|organisationsname|societe|entreprise|employeur|empresa|"
    "compania|organizacion|organizacao|azienda|societa|organizzazione|bedrijf|bedrijfsnaam|organisatie|werkgever|"
    "foretag|virksomhed|公司|单位|会社|会社名|회사|компания",
    Field.EMAIL: "correo|courriel|adresse de messagerie|posta elettronica|indirizzo di posta elettronica|"
    "correo electronico|direccion de correo electronico|邮箱|电子邮件|电子邮件地址|メール|メールアドレス|이메일|почта",
    Field.PHONE: "cell|gsm|portable|natel|celular|movil|cellulare|cell number|numero|电话|手机|電話|電話番号|전화번호",
    Field.LINK: "url|link|website|web site|web page|webpage|webseite|site web|page web|sitio web|pagina web|"
    "sito web|website value|personal web page|linkedin|linkedin url|linkedin profile|profile url|profile|homepage|"
    "twitter|github|网址",
    Field.TAGS: "tags|tag|labels|label|categories|category|group membership|groups|group|keywords|kategorien|"
    "kategorie|schlagworte|gruppen|etiquettes|libelles|groupes|categorias|categorie|grupos|etichette|gruppi|"
    "categorieen|groepen|标签",
    Field.CIRCLE: "circle|kreis|cercle|circulo",
    Field.WHERE_MET: "where met|where we met|where you met|met at|how we met|place met|kennengelernt|rencontre a",
    Field.INTRODUCED_BY: "introduced by|referred by|referrer|vorgestellt von|empfohlen von|presente par|"
    "presentado por|apresentado por|presentato da",
    Field.FORMER: "former employers|former employer|former companies|previous company|previous employer|"
    "previous companies",
    Field.CONNECTED_ON: "connected on|connected at|connection date|date connected|verbunden am|vernetzt seit|"
    "date de connexion|connecte le|en relation depuis|relation depuis|conectado el|fecha de conexion|conectado em|"
    "data de conexao|collegato il|data di collegamento|verbonden op|gekoppeld op",
    Field.BIRTHDAY: "birthday|birthdate|date of birth|dob|geburtstag|geburtsdatum|anniversaire|date de naissance|"
    "cumpleanos|fecha de nacimiento|compleanno|data di nascita|data de nascimento|verjaardag|geboortedatum|生日",
    Field.SLACK: "slack|slack user|slack id|slack user id",
    Field.DO_NOT_CONTACT: "do not contact|dnc",
    Field.ARCHIVED: "archived|archived at",
    Field.NOTE: "notes|note|comments|comment|remarks|remark|notiz|notizen|bemerkung|bemerkungen|kommentar|remarques|"
    "commentaires|notas|observaciones|observacoes|commenti|opmerkingen|notities|about|备注|メモ|заметки",
}
_FIELD_OF = {header: field for field, headers in _HEADERS.items() for header in headers.split("|")}

# Beside a column that surely is the job, these are what comes before a name ("Dr.").
_PERHAPS_HONORIFIC = {"title", "titel", "titre", "titulo", "titolo"}

_EMAIL = re.compile(r"\be ?mail|mail\b|email|courriel|messagerie|correo|posta elettronica")
_PHONE = re.compile(r"phone|fono\b|telef|\btel\b|\bmobile?\b|mobiltel|\bhandy\b|cellulare|\bmovil\b|\bcallback\b")
_NO_VALUE = re.compile(
    r"\b(?:types?|typ|labels?|display|name|names|anzeigename|subject|opt|status|fax|pager|assistants?|valid|verified|"
    r"marketing|client|count|sent|last|date|preferred|tty|tdd|telex|yomi|country|code|id)\b|fax\b"
)

_GOOGLE = {"organization name", "organization title", "labels", "file as"}
_GOOGLE_OLD = {"given name", "family name", "group membership"}
_OUTLOOK = {
    "given yomi", "surname yomi", "e mail display name", "e mail type", "business street", "business phone",
    "telefon geschaftlich", "e mail angezeigter name", "rue bureau", "telephone bureau",
}  # fmt: skip
_OURS = {"name", "where met", "introduced by", "former employers", "connected on"}


@lru_cache(maxsize=2048)
def key(header: str) -> str:
    """A header as it is compared: "E-mail 2 - Value" is "e mail value"."""
    return " ".join(word for word in names.key(header[:80]).split() if not word.isdigit())


def recognised(headers: Sequence[str]) -> list[Field | None]:
    """What each column is taken for, by the names of all of them; None for what is not taken in."""
    keys = [key(header) for header in headers]
    fields = [_field(each) for each in keys]
    present = set(fields)
    for place, each in enumerate(keys):
        if fields[place] == Field.TITLE and each in _PERHAPS_HONORIFIC and _has_other_title(keys):
            fields[place] = None
        elif fields[place] == Field.NAME:
            fields[place] = _which_name(present)
    return fields


def sure(fields: Collection[Field | None]) -> int:
    """How surely these fields head a table of people: how many there are; 0 without a name, or with that alone."""
    found = {field for field in fields if field}
    return len(found) if found & NAMING and len(found) > 1 else 0


def format_of(headers: Sequence[str], fields: Collection[Field | None]) -> Format:
    """Which program's table it is, by its headers."""
    keys = {key(header) for header in headers}
    if keys >= _OURS:
        return Format.GOODWORD_TABLE
    if Field.CONNECTED_ON in fields and {Field.FIRST, Field.LAST} <= set(fields):
        return Format.LINKEDIN
    if len(keys & _GOOGLE) > 2:
        return Format.GOOGLE
    if keys >= _GOOGLE_OLD or {"given name", "e mail value"} <= keys:
        return Format.GOOGLE_OLD
    return Format.OUTLOOK if keys & _OUTLOOK else Format.TABLE


def _field(key: str) -> Field | None:
    if field := _FIELD_OF.get(key):
        return field
    if not key or _NO_VALUE.search(key):
        return None
    if _EMAIL.search(key):
        return Field.EMAIL
    return Field.PHONE if _PHONE.search(key) else None


def _which_name(present: Collection[Field | None]) -> Field:
    """What "Name" means beside a first name only (the last), or a last name only (the first)."""
    if Field.FIRST in present and Field.LAST not in present:
        return Field.LAST
    return Field.FIRST if Field.LAST in present and Field.FIRST not in present else Field.NAME


def _has_other_title(keys: Sequence[str]) -> bool:
    return any(_FIELD_OF.get(each) == Field.TITLE and each not in _PERHAPS_HONORIFIC for each in keys)
