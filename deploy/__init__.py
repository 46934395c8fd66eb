"""The command line `bedoeling`: the embedded PostgreSQL, migrations, the local issuer and the five processes of one house."""
