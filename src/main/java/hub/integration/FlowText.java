package hub.integration;

/**
 * The YAML of a flow, not yet trusted.
 *
 * @param name small letters, digits and dashes; the ids of its routes and steps begin with it
 * @param yaml as somebody wrote it, comments included
 */
public record FlowText(FlowKind kind, String name, String yaml) {}
