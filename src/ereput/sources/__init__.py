"""One file, one source, one name. An adapter names requests and reads answers; it never touches the network."""
