"""Where a market's requirement is written: told in English by its owner, said here in the reader's language."""

from shared.i18n import N_

SOURCES = (
    N_(
        "Act on specified aquatic animals: squid, cuttlefish, saury, mackerel, sardine "
        "(luatvietnam.net vbpl117654; jfa.maff.go.jp/220614)"
    ),
    N_(
        "Food Sanitation Act: tableware is notified at import and tested for lead and cadmium "
        "(mipro.or.jp, guide of 2014)"
    ),
    N_("Inspection of imported aquatic products: residues of veterinary drugs (global.foodmate.net 10342)"),
    N_("SI 1003: lead and cadmium from ware in contact with food (WTO TBT 172991)"),
    N_("Special Act on Imported Food: utensils and containers too"),
    N_("all imports are labelled in Hebrew (GAIN IS5009)"),
    N_("Act on Labelling and Advertising of Foods"),
    N_("Decree 15/2018, article 12: who has one of these needs no further food-safety certificate"),
    N_("Food Sanitation Act, positive list: 0.01 ppm where no limit is set"),
    N_("Hebrew label (GAIN IS8020)"),
    N_("MAFF: coded growing area, treatment at a recognised plant (vietnaminsider.vn; en.vietnamplus.vn 165733)"),
    N_("PLS: 0.01 mg/kg where no limit is set (wtocenter.vn 16548)"),
    N_(
        "Special Act on Imported Food: registration with MFDS 7 days before import, "
        "valid 2 years (elaw.klri.re.kr 39025)"
    ),
    N_("USDA FAIRS Japan JA5041: JAS Law, Food Sanitation Law"),
    N_("a fifth of Israelis are Muslim (vietnamagriculture d357870)"),
    N_("asked by domestic chains"),
    N_("asked by domestic chains (Central Retail: baomoi c47076795)"),
    N_("asked by importers"),
    N_("asked by importers and chains (AEON: plo.vn post523240)"),
    N_("law asks it of meat and poultry only; supermarkets and hotels refuse what is not kosher (GAIN IS5009)"),
    N_("orchards registered, list sent to APQA yearly (hxcorp.com.vn 992)"),
)
