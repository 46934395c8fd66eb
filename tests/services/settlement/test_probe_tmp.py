async def test_x(tenant):
    q='mutation { orderPayments(executionDate: "1800-01-01") { id } }'
    a = await tenant.ask("settlement","POST","/graphql",json={"query":q})
    print("PAY", a.json())
