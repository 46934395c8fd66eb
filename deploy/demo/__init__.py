"""The demo: one contract year of Alphen aan den Rijn through four real services over HTTP, told day by day.

`inputs` reads demo/alphen, `cast` says who acts, `year` lives the days; `contracting`, `care`, `measuring` and `paying`
are what people do on them; `results` asks the services what became of it, and the rest writes that down.
"""
