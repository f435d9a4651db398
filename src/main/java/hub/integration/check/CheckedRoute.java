package hub.integration.check;

/**
 * One route of a flow that passed.
 *
 * @param id its id, which begins with the flow's name
 * @param line where it begins, from 1
 * @param from the URI it consumes from, without parameters
 */
public record CheckedRoute(String id, int line, String from) {}
