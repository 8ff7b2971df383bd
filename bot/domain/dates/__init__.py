"""How days, times and repeats are written; `bot.domain.when` is what others use.

`reading` takes a phrase through it all. The tables, by subject: `weekdays`, `spans`, `turns` (weeks, months, quarters,
years), `figures` (dates), `feasts` (holidays), `repeating`, `hours`; `phrases` joins those that name days. Before them,
`spelling`, `slips` and `clock_words` write a phrase plainly, and `tongues` puts it into English. After them,
`otherwise` asks dateparser.
"""
