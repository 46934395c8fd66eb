"""The feed over HTTP."""
async def test_smoke(author) -> None:
    """Smoke."""
    a = await author.ask("contracts", "POST", "/notes", json={"text": "hallo"})
    assert a.status_code == 201, a.text
    print(a.json(), a.headers)
    a = await author.ask("contracts", "GET", "/events")
    print(a.json(), a.headers)
    n = await author.house.copies.followers["contracts"].catch_up()
    print(n)
    assert 0
