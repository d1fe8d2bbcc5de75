"""The last line of an address: a country that letters go to, or the name of the one they start in."""

import re
import unicodedata
from functools import lru_cache

_IN_THE_UK = """
United Kingdom, UK, U K, Great Britain, GB, Britain, England, Scotland, Wales, Cymru, Northern Ireland,
Jersey, Guernsey, Alderney, Sark, Isle of Man, Channel Islands
"""
_ABROAD = """
Albania, Andorra, Armenia, Austria, Azerbaijan, Azores, Balearic Islands, Belarus, Belgium, Bosnia and Herzegovina, Bulgaria,
Canary Islands, Corsica, Croatia, Cyprus, Czech Republic, Czechia, Denmark, Estonia, Faroe Islands, Finland, France, Georgia,
Germany, Gibraltar, Greece, Greenland, Holland, Hungary, Iceland, Ireland, Republic of Ireland, Eire, Italy, Kazakhstan,
Kosovo, Kyrgyzstan, Latvia, Liechtenstein, Lithuania, Luxembourg, Madeira, Malta, Moldova, Monaco, Montenegro, Netherlands,
North Macedonia, Macedonia, Norway, Poland, Portugal, Romania, Russia, San Marino, Serbia, Slovakia, Slovenia, Spain, Sweden,
Switzerland, Tajikistan, Turkey, Turkiye, Turkmenistan, Ukraine, Uzbekistan, Vatican City,
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
    return _key(line) in _UK_KEYS


def is_abroad(line: str) -> bool:
    return _key(line) in _KEYS_ABROAD


# The last lines of many letters are few.
@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    """Accents, signs and a leading "the" make no other country."""
    letters = unicodedata.normalize("NFKD", name).lower().replace("&", " and ")
    return "".join(re.findall(r"[a-z]+", letters)).removeprefix("the")


def _keys(names: str) -> frozenset[str]:
    return frozenset(_key(name) for name in names.split(","))


_UK_KEYS = _keys(_IN_THE_UK)
_KEYS_ABROAD = _keys(_ABROAD)
