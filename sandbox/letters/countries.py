"""Where a letter goes by its last line: a country abroad and the postage to it. Names as people write them in English."""

import re
import unicodedata
from functools import lru_cache

EUROPE, ELSEWHERE = "europe", "rest-of-world"

IN_THE_UK = """
United Kingdom, UK, U K, Great Britain, GB, Britain, England, Scotland, Wales, Cymru, Northern Ireland,
Jersey, Guernsey, Alderney, Sark, Isle of Man, Channel Islands
"""
IN_EUROPE = """
Albania, Andorra, Armenia, Austria, Azerbaijan, Azores, Balearic Islands, Belarus, Belgium, Bosnia and Herzegovina, Bulgaria,
Canary Islands, Corsica, Croatia, Cyprus, Czech Republic, Czechia, Denmark, Estonia, Faroe Islands, Finland, France, Georgia,
Germany, Gibraltar, Greece, Greenland, Holland, Hungary, Iceland, Ireland, Republic of Ireland, Eire, Italy, Kazakhstan,
Kosovo, Kyrgyzstan, Latvia, Liechtenstein, Lithuania, Luxembourg, Madeira, Malta, Moldova, Monaco, Montenegro, Netherlands,
North Macedonia, Macedonia, Norway, Poland, Portugal, Romania, Russia, San Marino, Serbia, Slovakia, Slovenia, Spain, Sweden,
Switzerland, Tajikistan, Turkey, Turkiye, Turkmenistan, Ukraine, Uzbekistan, Vatican City
"""
IN_THE_REST_OF_THE_WORLD = """
Afghanistan, Algeria, American Samoa, Angola, Anguilla, Antigua and Barbuda, Argentina, Aruba, Ascension Island, Australia,
Bahamas, Bahrain, Bangladesh, Barbados, Belize, Benin, Bermuda, Bhutan, Bolivia, Botswana, Brazil, British Virgin Islands,
Brunei, Burkina Faso, Burma, Burundi, Cambodia, Cameroon, Canada, Cape Verde, Cayman Islands, Central African Republic, Chad,
Chile, China, Christmas Island, Colombia, Comoros, Congo, Cook Islands, Costa Rica, Cote d'Ivoire, Cuba, Curacao,
Democratic Republic of the Congo, Djibouti, Dominica, Dominican Republic, East Timor, Ecuador, Egypt, El Salvador,
Equatorial Guinea, Eritrea, Eswatini, Ethiopia, Falkland Islands, Fiji, French Guiana, French Polynesia, Gabon, Gambia, Ghana,
Grenada, Guadeloupe, Guam, Guatemala, Guinea, Guinea-Bissau, Guyana, Haiti, Honduras, Hong Kong, India, Indonesia, Iran, Iraq,
Israel, Ivory Coast, Jamaica, Japan, Jordan, Kenya, Kiribati, Korea, Kuwait, Laos, Lebanon, Lesotho, Liberia, Libya, Macao,
Madagascar, Malawi, Malaysia, Maldives, Mali, Marshall Islands, Martinique, Mauritania, Mauritius, Mayotte, Mexico, Micronesia,
Mongolia, Montserrat, Morocco, Mozambique, Myanmar, Namibia, Nauru, Nepal, New Caledonia, New Zealand, Nicaragua, Niger,
Nigeria, Niue, Norfolk Island, North Korea, Oman, Pakistan, Palau, Palestine, Panama, Papua New Guinea, Paraguay, Peru,
Philippines, Pitcairn Islands, Puerto Rico, Qatar, Reunion, Rwanda, Saint Helena, Saint Kitts and Nevis, Saint Lucia,
Saint Vincent and the Grenadines, Samoa, Sao Tome and Principe, Saudi Arabia, Senegal, Seychelles, Sierra Leone, Singapore,
Solomon Islands, Somalia, South Africa, South Korea, South Sudan, Sri Lanka, Sudan, Suriname, Swaziland, Syria, Taiwan,
Tanzania, Thailand, Togo, Tonga, Trinidad and Tobago, Tristan da Cunha, Tunisia, Turks and Caicos Islands, Tuvalu, Uganda,
United Arab Emirates, UAE, United States, United States of America, USA, US, America, Uruguay, US Virgin Islands, Vanuatu,
Venezuela, Vietnam, Western Sahara, Yemen, Zambia, Zimbabwe
"""


def is_in_the_uk(line: str) -> bool:
    return _key(line) in _UK


def postage_to(line: str) -> str | None:
    """The postage to the country this line names; None when it names none abroad."""
    return _ABROAD.get(_key(line))


# The last lines of many letters are few.
@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    plain = "".join(
        letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter)
    )
    words = re.findall(r"[a-z]+", plain.lower().replace("&", " and "))
    return "".join(words).removeprefix("the")


def _keys(names: str) -> set[str]:
    return {_key(name) for name in names.split(",")}


_UK = _keys(IN_THE_UK)
_ABROAD = dict.fromkeys(_keys(IN_THE_REST_OF_THE_WORLD), ELSEWHERE) | dict.fromkeys(_keys(IN_EUROPE), EUROPE)
