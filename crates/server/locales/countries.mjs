// Writes countries/<tag>.txt: the countries' names in each language the pages are shipped in, in the order in which that
// language sorts them. Run it again with a newer Node (full ICU) when names have changed:
//
//     node crates/server/locales/countries.mjs
//
// The regions are those of ringfence_core::country::all(); crates/server/src/texts/tests.rs fails when they differ.

import { mkdirSync, writeFileSync } from 'node:fs'

const languages = ['en', 'es', 'fr', 'de', 'pt-BR', 'it', 'nl', 'pl', 'tr', 'ja', 'zh-CN', 'ar']

const regions = `
  AC AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ
  BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU
  CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA
  GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL
  IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC
  LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT
  MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK
  PL PM PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM
  SN SO SR SS ST SV SX SY SZ TA TC TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ
  UA UG US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
`
  .trim()
  .split(/\s+/)

// "Hong Kong SAR China" is not what anybody looks for.
const knownByTheirShortName = new Set(['HK', 'MO'])

const folder = new URL('./countries/', import.meta.url)
mkdirSync(folder, { recursive: true })

for (const language of languages) {
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
  const shortNames = new Intl.DisplayNames([language], { type: 'region', style: 'short', fallback: 'none' })
  if (!names.resolvedOptions().locale.startsWith(language.split('-')[0])) {
    throw new Error(`this Node does not know ${language}: full ICU is needed`)
  }
  const { compare } = new Intl.Collator(language)
  const lines = regions.map((region) => {
    const name = (knownByTheirShortName.has(region) ? shortNames : names).of(region)
    if (!name) throw new Error(`${region} has no name in ${language}`)
    return { region, name }
  })
  lines.sort((a, b) => compare(a.name, b.name))
  writeFileSync(new URL(`${language}.txt`, folder), lines.map(({ region, name }) => `${region} ${name}\n`).join(''))
}
