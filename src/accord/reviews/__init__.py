"""The thematic review: sample, information request, case tracking, reports, recommendations."""
