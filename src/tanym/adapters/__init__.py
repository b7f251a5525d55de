"""The outside world behind ports: files of keys, fetched addresses, PDF."""
