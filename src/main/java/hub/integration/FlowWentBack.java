package hub.integration;

/**
 * A version stopped serving by itself.
 *
 * @param version which
 * @param to what serves instead
 */
public record FlowWentBack(Flow flow, int version, int to, String why) {}
