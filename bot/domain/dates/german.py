"""German turns of phrase, each with the English for it; `tongues` applies them in this order."""

TURNS = r"""
\b(?:ein )?paar\b|\beinigen\b → few
\boder\b → or
\bübernächste[nrsm]? (mon|diens|donners|frei|sams|sonn)tag\b → \1tag after next
^(?:bis|spätestens|am|ab|gegen|um den|zum|erst|wieder|ungefähr|etwa|circa|ca\.?) (?=\D) →
\bhalb (ein|eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|\d{1,2})\b → 30 minutes to \1
\bviertel nach\b → quarter past
\bviertel vor\b → quarter to
\b(?:gegen|um) (?=\d|(?:30 minutes|quarter) ) → at
\bheute abend\b → this evening
\bheute nacht\b → tonight
\bheute morgen\b → this morning
\b(?:heute in|in) (?=(?:8|acht|14|vierzehn) tagen) → in
\bheute\b → today
\b(?:übermorgen|uebermorgen)\b → day after tomorrow
\bvorgestern\b → day before yesterday
\bgestern\b → yesterday
^morgen\b → tomorrow
\bmorgens?\b|\bfrüh\b|\bfrueh\b|(?<=tag)morgen\b|\bvormittags?\b → morning
(?<=tag)vormittag\b → morning
(?<=tag)nachmittag\b|\bnachmittags?\b → afternoon
(?<=tag)abend\b|\babends?\b → evening
(?<=tag)mittag\b|\bmittags?\b → noon
\bkarfreitag\b → good friday
\bostermontag\b → easter monday
\bostersonntag\b → easter
\bmitternacht\b → midnight
\bmontags\b → mondays
\bmontag\b → monday
\bdienstags\b → tuesdays
\bdienstag\b → tuesday
\bmittwochs\b → wednesdays
\bmittwoch\b → wednesday
\bdonnerstags\b → thursdays
\bdonnerstag\b → thursday
\bfreitags\b → fridays
\bfreitag\b → friday
\b(?:samstag|sonnabend)s\b → saturdays
\bsamstag\b|\bsonnabend\b → saturday
\bsonntags\b → sundays
\bsonntag\b → sunday
\bjanuar\b|\bjänner\b → january
\bfebruar\b → february
\bmärz\b|\bmaerz\b → march
\bmai\b(?<!^mai)|(?<=. )mai\b → may
\bjuni\b → june
\bjuli\b → july
\boktober\b → october
\bdezember\b → december
\bjede[nrsm]? zweite[nr]?\b|\balle zwei (?=\w+day) → every other
\berste[nrsm]?\b → first
\bdritte[nrsm]?\b → third
\bvierte[nrsm]?\b → fourth
(?<=day )im monat\b → of the month
\bjede[nrsm]?\b|\balle\b → every
\bwöchentlich\b → weekly
\bmonatlich\b → monthly
\btäglich\b → daily
\bjährlich\b → yearly
\bvierteljährlich\b|\bquartalsweise\b → quarterly
\bhalbjährlich\b → half-yearly
\beinmal im\b → once a
\bzweimal im\b → twice a
\b(?:in )?(?:einem|ein) halben jahr\b → in 6 months
\b(?:in )?(?:einer|eine) halben stunde\b → in 30 minutes
\beine[rmns]?\b|\bein\b → 1
\bzwei\b → 2
\bdrei\b → 3
\bvier\b → 4
\bfünf\b → 5
\bsechs\b → 6
\bsieben\b → 7
\bacht\b → 8
\bneun\b → 9
\bzehn\b → 10
\belf\b → 11
\bzwölf\b → 12
\bvierzehn\b → 14
\bmonatsende\b → end of month
\bjahresende\b → end of year
\bwochenende\b → weekend
\b(?:werktag|arbeitstag)(?:e|en)?\b → business days
\btage?n?\b → days
\bwochen?\b → week
\bmonat(?:e|en|s)?\b → month
\bjahre?[ns]?\b → year
\bquartals?\b → quarter
\bstunden?\b → hours
\bminuten?\b → minutes
\bnächste[nrsm]? (?=\w+day)|\bnaechste[nrsm]? (?=\w+day)|\bkommende[nrsm]? (?=\w+day) → coming
\b(?:nächste|naechste|kommende)[nrsm]?\b → next
\büber ?nächste[nr]? (week|month)\b → \1 after next
\bdiese[nrsm]?\b → this
\b(?:letzte|vergangene)[nrsm]?\b → last
\b(?:ende|am ende) (?:(?:der|des|vom) )? → end of
\banfang (?:(?:der|des) )? → start of
\bmitte (?:(?:der|des) )? → mid
\b(\w+day) in (?:1 week|8 days)\b → \1 week
\b(\d) week\b → \1 weeks
\bevery (\d) weeks\b → every \1 weeks
\bvor (\d+|few) (\w+)$ → \1 \2 ago
\bnach (?=\D) → after
\bvor (?=\D) → before
\bweihnachten\b → christmas
\bheilig(?:er )?abend\b|\bheilig evening\b → christmas eve
\bsilvester\b → new year's eve
\bneujahr\b → new year
\bostern\b → easter
\bpfingsten\b → pentecost
^(?:am|den|zum|bis zum|ab dem) (\d{1,2})$ → the \1
\b(\d{1,2})\. (?=[a-z]) → \1
\bim (?=jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec) → in
\b(?:am|den|der|die|das|dem)\b →
"""
