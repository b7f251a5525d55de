"""Frameworks of qualifications, occupational standards and professions: values, their documents, their editions."""
