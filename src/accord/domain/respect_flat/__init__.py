"""Reading an openEHR FLAT ReSPECT form as a plan reported from elsewhere, not confirmed here."""
