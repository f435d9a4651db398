package hub.integration.child;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The first line a child reads.
 *
 * @param trial whether nothing may leave: endpoints that lead outwards write down instead
 * @param secrets by name; none in a trial
 * @param properties what placeholders stand for, beside secrets
 * @param hosts private hosts that may be reached, and brokers of Kafka, each {@code host:port}
 * @param folder the only folder that files are written below
 * @param answers what doors of the hub answer in a trial, by endpoint, in their order
 * @param views what {@code jdbc:views} may be asked
 */
public record Begin(
    boolean trial,
    List<Code> flows,
    Map<String, String> secrets,
    Map<String, String> properties,
    List<String> hosts,
    String folder,
    Map<String, List<Note>> answers,
    Views views) {

  /** A flow's text under its name. */
  public record Code(String name, String yaml) {}

  /**
   * The views of the database.
   *
   * @param names what statements may read
   * @param access null in a trial, for flows that ask nothing, and where there is no role for it
   */
  public record Views(List<String> names, @Nullable Access access) {
    /** Of flows that ask nothing. */
    public static final Views NONE = new Views(List.of(), null);
  }

  /**
   * How views are reached.
   *
   * @param pass by which they know whose rows they show
   */
  public record Access(String url, String user, String password, String pass) {
    @Override
    public String toString() {
      return "Access[%s at %s]".formatted(user, url);
    }
  }
}
