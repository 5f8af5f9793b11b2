"""Statistics on plain arrays: no survey variable, no rounding, no printing.

`estimate` is what every function returns, `describe` holds shares and means, `ordinal` paired change,
`resampling` cluster bootstrap and permutation, `compare` groups, `models` and `shrinkage` partial pooling of
means, `posterior` averages over a correlation, `design` clustering, `bounds` missing cases, `multiplicity`
families of tests; `association` two answers, `friedman` and `reliability` blocks of statements,
`pooled_shares` and `funnel` shares of many groups, `exact` few units.
"""
