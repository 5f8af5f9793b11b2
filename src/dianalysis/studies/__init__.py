"""What is asked of the data: one module per notebook, each with one `estimate` that returns a results table.

`data_quality`, `participants`, `typology_change`, `actions`, `dose_response`, `outcomes`, `followup`,
`satisfaction`, `self_employed`, `partner_profile` and `published_audit` are the studies, `units`, `scores`
and `instrument` what several share; `plan` declares hypotheses and families, `basis` says what a number rests
on, `population` who is in, `rows` how an estimate becomes a row.
"""
