package hub.web;

import java.util.UUID;

/** A browser is no longer logged in; what it opened ends. */
record SessionEnded(UUID sessionId) {}
