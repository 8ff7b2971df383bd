"""Cities, states and countries, so that "Jane Doe, Berlin" does not work for Berlin.

Those that the time zones are named after, and the larger ones that business is done in.
"""

import re
from functools import cache
from zoneinfo import available_timezones

_CITIES = """
Aachen|Aarhus|Abidjan|Aberdeen|Albuquerque|Antwerp|Asheville|Atlanta|Austin|Baltimore|Bangalore|Barcelona|Basel|Bath|
Bay Area|Beijing|Bengaluru|Bergen|Berkeley|Berne|Bilbao|Birmingham|Bogotá|Bologna|Bonn|Bordeaux|Boston|Boulder|
Brighton|Bristol|Brooklyn|Buffalo|Calgary|Cambridge|Canberra|Cape Town|Cardiff|Charlotte|Chennai|Cincinnati|Cleveland|
Cologne|Columbus|Cork|Dallas|Delhi|Dortmund|Dresden|Düsseldorf|Durham|Edinburgh|Eindhoven|Essen|Florence|
Frankfurt|Geneva|Genoa|Ghent|Glasgow|Gothenburg|Granada|Graz|Grenoble|Guadalajara|Haifa|Hamburg|Hanoi|Hannover|
Heidelberg|Helsinki|Houston|Hyderabad|Innsbruck|Jersey City|Kansas City|Karlsruhe|Krakow|Kraków|Kyoto|LA|Las Vegas|
Lausanne|Leeds|Leipzig|Lille|Lima|Linz|Liverpool|London|Los Angeles|Lyon|Madison|Málaga|Malmö|Manchester|Marseille|
Medellín|Melbourne|Memphis|Miami|Milan|Milano|Milwaukee|Minneapolis|Montpellier|Montreal|Montréal|Mumbai|Munich|München|
Nantes|Naples|Nashville|New Delhi|New Orleans|Newcastle|Nice|NYC|New York|New York City|Nottingham|Nuremberg|Nürnberg|
Oakland|Orlando|Osaka|Oxford|Palo Alto|Perth|Philadelphia|Philly|Pittsburgh|Porto|Portland|Potsdam|Poznań|Pune|
Québec|Raleigh|Recife|Reykjavik|Rio|Rio de Janeiro|Rome|Roma|Rotterdam|Sacramento|Salt Lake City|Salzburg|San Antonio|
San Diego|San Francisco|San Jose|Santa Barbara|Santa Cruz|São Paulo|Savannah|Seattle|Seville|Sevilla|SF|
Shenzhen|Sheffield|Silicon Valley|St. Louis|Stuttgart|Tampa|Tel Aviv|The Hague|Toulouse|Tucson|Turin|Utrecht|Valencia|
Venice|Vienna|Wien|Warsaw|Washington|Washington DC|Wellington|Wrocław|Zurich|Zürich|Zagreb|
Ottawa|Brasília|Brasilia|Bern|Santiago|Quito|Caracas|Montevideo|Abuja|Accra|Lagos|Nairobi|Kampala|Kigali|
Addis Ababa|Dakar|Tunis|Rabat|Casablanca|Cairo|Amman|Beirut|Riyadh|Jeddah|Doha|Abu Dhabi|Dubai|Muscat|Karachi|Lahore|
Islamabad|Dhaka|Colombo|Kolkata|Kochi|Ahmedabad|Jaipur|Gurgaon|Noida|Bangkok|Manila|Jakarta|Ho Chi Minh City|Saigon|
Kuala Lumpur|Taipei|Seoul|Busan|Guangzhou|Hangzhou|Chengdu|Wuhan|Nanjing|Sapporo|Nagoya|Fukuoka|Brisbane|Adelaide|
Christchurch|Edmonton|Winnipeg|Halifax|Detroit|Denver|Phoenix|Indianapolis|St. Paul|Richmond|Charleston|Fort Worth|
Omaha|Tulsa|Anchorage|Honolulu|Boise|Santa Monica|San Mateo|Mountain View|Menlo Park|Sunnyvale|Cupertino|Manhattan|
Queens|Bronx|Lviv|Kharkiv|Odesa|Bratislava|Ljubljana|Tallinn|Tartu|Riga|Vilnius|Gdańsk|Katowice|Brno|Cluj|
Thessaloniki|Izmir|Ankara|Tbilisi|Yerevan|Baku|Almaty|Tashkent|Nicosia|Monaco|Trieste|Verona|Palermo|Strasbourg|
Rennes|Lucerne|Bremen|Mainz|Mannheim|Rostock|Ulm|Bruges|Leuven|Groningen|Leiden|Delft|Maastricht|Aalborg|Odense|
Trondheim|Stavanger|Uppsala|Tampere|Turku|Espoo|Galway|Limerick|Belfast|Swansea|Dundee|Leicester|Southampton|
上海|北京|深圳|广州|東京|大阪|서울|Москва|Київ|Αθήνα
"""
_COUNTRIES = """
Argentina|Australia|Austria|Bangladesh|Belgium|Bolivia|Brazil|Bulgaria|Cambodia|Canada|Chile|China|Colombia|Costa Rica|
Croatia|Cuba|Cyprus|Czechia|Denmark|Ecuador|Egypt|England|Estonia|Ethiopia|Europe|Finland|France|Germany|Deutschland|
Ghana|Greece|Hungary|Iceland|India|Indonesia|Iran|Iraq|Ireland|Israel|Italy|Jamaica|Japan|Kenya|Korea|South Korea|
Latvia|Lebanon|Lithuania|Luxembourg|Malaysia|Malta|Mexico|Morocco|Nepal|Netherlands|The Netherlands|New Zealand|Nigeria|
Norway|Pakistan|Panama|Peru|Philippines|Poland|Portugal|Romania|Russia|Rwanda|Saudi Arabia|Scotland|Senegal|Serbia|
Singapore|Slovakia|Slovenia|South Africa|Spain|Sweden|Switzerland|Taiwan|Tanzania|Thailand|Tunisia|Turkey|Uganda|
Ukraine|United Kingdom|UK|United States|USA|US|Uruguay|Vietnam|Wales|UAE|Asia|Africa|South America|Latin America
"""
_STATES = """
Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Hawaii|Idaho|Illinois|Indiana|Iowa|
Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|
New Hampshire|New Jersey|New Mexico|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|
South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|West Virginia|Wisconsin|Wyoming|Ontario|Bavaria
"""
_CONTINENTS = ("Africa", "America", "Asia", "Australia", "Europe", "Pacific")
_SHORT_STATE = re.compile(r"[A-Z]{2}")


@cache
def _known() -> frozenset[str]:
    """Every place there is, in small letters."""
    written = [name.strip() for table in (_CITIES, _COUNTRIES, _STATES) for name in table.split("|")]
    zones = (zone.split("/") for zone in available_timezones())
    of_zones = [parts[-1].replace("_", " ") for parts in zones if parts[0] in _CONTINENTS]
    return frozenset(name.lower() for name in (*written, *of_zones) if len(name) > 1)


def is_place(words: str) -> bool:
    """Whether these are a city, a state or a country, perhaps with what it lies in behind: "Austin TX"."""
    words = words.strip(" .").removeprefix("the ")
    if words.lower() in _known():
        return words[:1].isupper() or len(words) > 4
    head, _, last = words.replace(",", " ").rpartition(" ")
    last_fits = bool(_SHORT_STATE.fullmatch(last)) or last.lower() in _known()
    return last_fits and head.strip().lower() in _known()
