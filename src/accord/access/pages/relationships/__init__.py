"""Who looks after whom: opening a record with a reason, caseloads and referrals."""
