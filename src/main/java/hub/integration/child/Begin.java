package hub.integration.child;

import java.util.List;
import java.util.Map;

/**
 * The first line a child reads.
 *
 * @param trial whether nothing may leave: endpoints that lead outwards write down instead
 * @param secrets by name; none in a trial
 * @param properties what placeholders stand for, beside secrets
 * @param hosts private hosts that may be reached, and brokers of Kafka, each {@code host:port}
 * @param folder the only folder that files are written below
 * @param answers what doors of the hub answer in a trial, by endpoint, in their order
 */
public record Begin(
    boolean trial,
    List<Code> flows,
    Map<String, String> secrets,
    Map<String, String> properties,
    List<String> hosts,
    String folder,
    Map<String, List<Note>> answers) {

  /** A flow's text under its name. */
  public record Code(String name, String yaml) {}
}
