package hub.web;

import java.util.UUID;

/** A token is no longer good; what it opened ends. */
record TokenRevoked(UUID tokenId) {}
