"""Papers: what stands on a certificate, a supplement and a letter, and the templates that lay it out."""
