"""What other systems send us of somebody's plan, by FHIR: taken as reported, and never as a plan of ours."""
