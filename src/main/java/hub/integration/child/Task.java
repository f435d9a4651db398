package hub.integration.child;

import java.util.Map;

/**
 * A message for a flow.
 *
 * @param id by which its end is told
 * @param from the endpoint of the flow that gets it
 * @param json whether the body is JSON, which the flow sees as maps and lists
 */
public record Task(
    String id,
    String flow,
    String from,
    String body,
    boolean json,
    Map<String, String> headers,
    Map<String, String> variables) {}
