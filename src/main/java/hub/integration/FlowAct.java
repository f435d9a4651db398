package hub.integration;

/**
 * Something that no person did to a flow at that moment: a version was taken back, a file
 * published.
 *
 * @param words what, as the log of acts says it
 * @param detail which version, and why
 */
public record FlowAct(Flow flow, String words, String detail) {}
