"""What the columns' names tell."""

from datetime import date

import pytest

from bot.exchange import columns, dates
from bot.exchange.records import Field, Format

LINKEDIN = "first last link email company title on"


@pytest.mark.parametrize(
    ("headers", "fields"),
    [
        ("First Name,Last Name,URL,Email Address,Company,Position,Connected On", LINKEDIN),
        ("Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am", LINKEDIN),
        ("Name,E-mail 1 - Type,E-mail 1 - Value,Phone 2 - Label,Phone 2 - Value", "name - email - phone"),
        ("Title,First Name,Last Name,Job Title", "- first last title"),
        ("Title,First Name,Last Name", "title first last"),
        ("Anrede,Titel,Vorname,Name,Position", "- - first last title"),
        ("Nom,Prénom,Adresse de messagerie,Téléphone mobile,Société,Fonction", "last first email phone company title"),
        ("Nombre,Apellidos,Correo electrónico,Teléfono", "first last email phone"),
        ("Nome,Sobrenome,E-mail,Celular,Empresa,Cargo", "first last email phone company title"),
        ("Nome,Cognome,Indirizzo e-mail,Cellulare,Azienda", "first last email phone company"),
        ("Naam,E-mailadres,Telefoonnummer,Bedrijf,Functie", "name email phone company title"),
        ("姓,名,电子邮件,公司", "last first email company"),
        ("name,Business Fax,Home Fax,Pager,Assistant's Phone,E-mail Display Name,Email opt in", "name - - - - - -"),
        ("NAME,WORK EMAIL,PERSONAL_EMAIL,Mobile", "name email email phone"),
        ("Full Name, Email ,  Notes", "name email note"),
    ],
)  # fmt: skip
def test_recognised(headers: str, fields: str) -> None:
    short = {
        None: "-", Field.FIRST: "first", Field.LAST: "last", Field.CONNECTED_ON: "on"
    }  # fmt: skip
    assert " ".join(short.get(field) or str(field) for field in columns.recognised(headers.split(","))) == fields


def test_every_name_of_a_column_is_spelt_as_it_is_compared() -> None:
    assert [header for header in columns._FIELD_OF if columns.key(header) != header] == []


@pytest.mark.parametrize(
    ("headers", "known"),
    [
        ("First Name,Last Name,Connected On", Format.LINKEDIN),
        ("Name,Email", Format.TABLE),
        ("First Name,Given Yomi,E-mail Address", Format.OUTLOOK),
        ("Name,Where met,Introduced by,Former employers,Connected on", Format.GOODWORD_TABLE),
    ],
)
def test_format(headers: str, known: Format) -> None:
    names = headers.split(",")
    assert columns.format_of(names, columns.recognised(names)) == known


@pytest.mark.parametrize(
    ("text", "locale", "day"),
    [
        ("05 Mar 2024", "en-US", "2024-03-05"),
        ("5 March 2024", "en-US", "2024-03-05"),
        ("Mar 5, 2024", "en-US", "2024-03-05"),
        ("March 5th, 2024", "en-US", "2024-03-05"),
        ("5. März 2024", "de", "2024-03-05"),
        ("05-Mar-2024", "en-US", "2024-03-05"),
        ("5 févr. 2024", "fr", "2024-02-05"),
        ("12 août 2023", "fr", "2023-08-12"),
        ("3 juil. 2023", "fr", "2023-07-03"),
        ("3 juin 2023", "fr", "2023-06-03"),
        ("3 de enero de 2023", "es", "2023-01-03"),
        ("3 de out. de 2023", "pt-BR", "2023-10-03"),
        ("3 gen 2023", "it", "2023-01-03"),
        ("3 mrt 2023", "nl", "2023-03-03"),
        ("2024年3月5日", "zh", "2024-03-05"),
        ("2024-03-05", "en-US", "2024-03-05"),
        ("2024/03/05", "en-US", "2024-03-05"),
        ("20240305", "en-US", "2024-03-05"),
        ("2024-03-05T10:20:30Z", "en-US", "2024-03-05"),
        ("3/5/2024", "en-US", "2024-03-05"),
        ("3/5/2024", "en-GB", "2024-05-03"),
        ("3/5/24, 10:00", "en-US", None),
        ("25/5/2024", "en-US", "2024-05-25"),
        ("5/25/2024", "de", "2024-05-25"),
        ("3.5.2024", "en-US", "2024-05-03"),
        ("3.5.99", "de", "1999-05-03"),
        ("31 Feb 2024", "en-US", None),
        ("0/0/00", "en-US", None),
        ("99999999", "en-US", None),
        ("yesterday", "en-US", None),
        ("", "en-US", None),
    ],
)
def test_days(text: str, locale: str, day: str | None) -> None:
    assert dates.day(text, locale) == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    ("text", "yearless", "said"),
    [
        ("1985-05-09", False, "9 May 1985"),
        ("1604-05-09", True, "9 May"),
        ("--0509", False, "9 May"),
        (" --05-09", False, "9 May"),
        ("--0229", False, "29 February"),
        ("5/9/1985", False, "9 May 1985"),
        ("0/0/00", False, ""),
        ("in spring", False, "in spring"),
    ],
)
def test_birthdays(text: str, yearless: bool, said: str) -> None:
    assert dates.birthday(text, "en-US", yearless) == said
