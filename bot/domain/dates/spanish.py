"""Spanish turns of phrase, each with the English for it; `tongues` applies them in this order."""

TURNS = r"""
\bo\b → or
\bprimer[oa]?\b → first
\búltimo\b → last
\bmedia hora\b → 30 minutes
^(?:para|antes del|hasta|a partir de|sobre|hacia) (?=el |las |la |\w+es\b) →
\bpasado ma[ñn]ana\b → day after tomorrow
\b(?:por|de) la ma[ñn]ana\b|\bpor las ma[ñn]anas\b → morning
\b(?:por|de|en) la tarde\b → afternoon
\b(?:por|de|en) la noche\b → evening
\besta ma[ñn]ana\b → this morning
\besta tarde\b → this afternoon
\besta noche\b → tonight
\bma[ñn]ana\b → tomorrow
\bhoy\b → today
\banteayer\b → day before yesterday
\bayer\b → yesterday
\b(?:al |a )?mediod[ií]a\b → noon
\bmedianoche\b → midnight
\ba las? (\d{1,2}) y media\b → at \1:30
\ba las? (\d{1,2}) y cuarto\b → at \1:15
\ba las? (?=\d) → at
\ba la una\b → at 1
\btodos los d[ií]as\b → every day
\b(?:todos|todas) l[oa]s\b|\bcada\b → every
\buna vez (?:al|por|a la|a)\b → once a
\bdos veces (?:al|por|a la)\b → twice a
\bmensualmente\b|\bmensual\b → monthly
\bsemanalmente\b|\bsemanal\b → weekly
\bdiariamente\b|\bdiario\b → daily
\btrimestralmente\b|\btrimestral\b → quarterly
\banualmente\b → yearly
\blunes\b → monday
\bmartes\b → tuesday
\bmi[ée]rcoles\b → wednesday
\bjueves\b → thursday
\bviernes\b → friday
\bs[áa]bados?\b → saturday
\bdomingos?\b → sunday
\b(?:el )?(\w+day) (?:que viene|pr[óo]ximo)\b|\b(?:el )?pr[óo]ximo (\w+day)\b → coming \1\2
\b(?:el )?(\w+day) pasado\b|\b(?:el )?pasado (\w+day)\b → last \1\2
\b(?:el )?fin de semana\b → weekend
\b(?:la |el )?(semana|mes|año|trimestre) (?:que viene|pr[óo]xim[oa]|siguiente)\b → next \1
\b(?:la |el )?pr[óo]xim[oa]\b → next
\b(?:la |el )?(semana|mes|año) pasad[oa]\b → last \1
\benero\b → january
\bfebrero\b → february
\bmarzo\b → march
\babril\b → april
\bmayo\b → may
\bjunio\b → june
\bjulio\b → july
\bagosto\b → august
\bsep?tiembre\b → september
\boctubre\b → october
\bnoviembre\b → november
\bdiciembre\b → december
\bhace (\d+|una?|dos|tres) (\w+) → \1 \2 ago
\bdentro de\b|\ben\b|\bde aqu[ií] a\b → in
\bquince d[ií]as\b → 2 weeks
\buna?\b → 1
\bdos\b → 2
\btres\b → 3
\bcuatro\b → 4
\bcinco\b → 5
\bseis\b → 6
\bdiez\b → 10
\bun par de\b|\b1 par de\b → couple of
\bunos\b|\bunas\b → few
\bd[ií]as? (?:h[áa]biles|laborables?)\b → business days
\bd[ií]as?\b → days
\bsemanas?\b → week
\bmes(?:es)?\b → month
\baños?\b → year
\bhoras?\b → hours
\bminutos\b → minutes
\btrimestre\b → quarter
\b(?:a |al )?(?:fin(?:al)?(?:es)?) de(?:l)?(?: la)?\b → end of
\b(?:a )?mediados de(?:l)?\b → mid
\b(?:a )?(?:principios?|comienzos?) de(?:l)?\b → start of
\bdespu[ée]s de(?:l)?\b → after
\bantes de(?:l)?\b → before
\b(?:la )?navidad(?:es)?\b → christmas
\bnochebuena\b → christmas eve
\bnochevieja\b → new year's eve
\baño nuevo\b|\byear nuevo\b → new year
\bsemana santa\b|\bpascua\b → easter
\bweek santa\b → easter
\bel (\d{1,2})$ → the \1
(\d{1,2}) de (?=[a-z]) → \1
(?<=[a-z]) de (\d{4})$ → \1
(?<=day) de (?=[a-z]) → of
\best[ea]\b → this
\b(?:el|la|los|las)\b →
"""
