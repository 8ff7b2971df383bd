"""French turns of phrase, each with the English for it; `tongues` applies them in this order."""

TURNS = r"""
\bou\b → or
\bpremi(?:er|ère)\b → first
\bdernier (?=\w+di\b) → last
\b(?:les |la période des )?fêtes$ → holidays
^(?:d'ici|avant le|pour|vers|jusqu'à|au plus tard|à partir de|dès) (?=le \d|\w+di\b|dimanche) →
\baujourd'?hui\b → today
\bapr[eè]s[- ]demain\b → day after tomorrow
\bdemain\b → tomorrow
\bavant[- ]hier\b → day before yesterday
\bhier\b → yesterday
\bce soir\b → this evening
\bce matin\b → this morning
\bcet apr[eè]s[- ]midi\b → this afternoon
\b(?:l'|en )?apr[eè]s[- ]midi\b → afternoon
\b(?:le |au )?matin\b → morning
\b(?:le |en )?soir\b → evening
\b(?:à )?midi\b → noon
\bminuit\b → midnight
\b(?:à|vers) (?=\d) → at
\b(\d{1,2}) ?h(?:eures?)? ?(\d\d)\b → \1:\2
\b(\d{1,2}) ?h(?:eures?)?$ → at \1:00
\bat at\b → at
\btous les (?=lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)|\bchaque (?=\w) → every
\b(?:tous|toutes) les\b → every
\b1 fois par\b|\bune fois par\b → once a
\bdeux fois par\b → twice a
\b(?:un|1) (\w+di) sur deux\b → every other \1
\bdu mois prochain\b → of next month
\bmensuellement\b|\bmensuel\b → monthly
\bhebdomadaire\b → weekly
\bquotidien\b → daily
\btrimestriel\b → quarterly
\b(\w+di) (?:prochain|qui vient)\b|\b(?:le )?prochain (\w+di)\b → coming \1\2
\b(\w+di) dernier\b → last \1
\b(\w+di) en huit\b → \1 week
\b(?:la )?semaine prochaine\b → next week
\b(?:le )?mois prochain\b → next month
\bl'an(?:née)? prochaine?\b → next year
\b(?:le )?trimestre prochain\b → next quarter
\b(?:la )?semaine dernière\b → last week
\b(?:le )?mois dernier\b → last month
\b(?:le )?week-?end prochain\b → next weekend
\bce week-?end\b → this weekend
\blundis?\b → monday
\bmardis?\b → tuesday
\bmercredis?\b → wednesday
\bjeudis?\b → thursday
\bvendredis?\b → friday
\bsamedis?\b → saturday
\bdimanches?\b → sunday
\bjanvier\b → january
\bf[ée]vrier\b → february
\bmars\b(?<!^mars) → march
\bavril\b → april
\bmai\b(?<!^mai) → may
\bjuin\b → june
\bjuillet\b → july
\bao[uû]t\b → august
\bseptembre\b → september
\boctobre\b → october
\bnovembre\b → november
\bd[ée]cembre\b → december
\bil y a (\d+|une?|deux|trois) (\w+) → \1 \2 ago
\bdans\b|\bd'ici\b → in
\bquinze jours\b → 2 weeks
\bhuit jours\b → 1 week
\bune?\b → 1
\bdeux\b → 2
\btrois\b → 3
\bquatre\b → 4
\bcinq\b → 5
\bsix\b → 6
\bsept\b → 7
\bhuit\b → 8
\bdix\b → 10
\bquelques\b → few
\bjours? ouvr(?:és?|ables?)\b → business days
\bjours?\b → days
\bsemaines?\b → week
\bmois\b → month
\bans?\b|\bannées?\b → year
\bheures?\b → hours
\btrimestre\b → quarter
\bmi(?: |- ?)(?=\w) → mid
\b(?:au |le )?d[ée]but (?:du |de la |de l'|de |d')? → start of
\b(?:à la |la )?fin (?:du |de la |de l'|de |d')? → end of
\bmilieu (?:du |de la |de )? → mid
\b1er\b → 1
\bapr[eè]s\b → after
\bavant\b → before
\bno[ëe]l\b(?<!^noel) → christmas
\bp[âa]ques\b → easter
\b(?:le )?(?:jour de l'an|nouvel an)\b → new year
\ben (?=jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec) → in
\ble (\d{1,2})$ → the \1
\b(?:de|du) (?=every|january|february|march|april|may|june|july|august|september|october|november|december) → of
\b(?:le|la|les|du|au)\b →
\bce(?:tte)?\b → this
"""
