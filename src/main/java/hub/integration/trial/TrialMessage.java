package hub.integration.trial;

import java.util.Map;

/**
 * A message as a dry run is given it and shows it.
 *
 * @param body text; maps and lists as JSON; empty for none
 * @param type what the body is, for readers: {@code text}, {@code JSON}, {@code null}, or a Java
 *     type's simple name
 * @param headers by name
 * @param variables by name
 */
public record TrialMessage(
    String body, String type, Map<String, String> headers, Map<String, String> variables) {}
