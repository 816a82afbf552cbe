"""Look-backs: opened after a preview, watched site by site, and closed with a summary that is kept."""
