package hub.integration.child;

import java.util.Map;

/** A message as it is told: what the body is in words, cut where it is long. */
public record Note(
    String body, String type, Map<String, String> headers, Map<String, String> variables) {}
