package hub.sources;

import java.util.Locale;

/**
 * A source as it declares how its texts are confirmed.
 *
 * @param source its name
 * @param way how it is asked
 * @param atOnce how many texts one request asks for
 */
public record Rechecked(String source, Way way, int atOnce) {

  /** How a source is asked for texts that are stored. */
  public enum Way {
    /** By their names, many in one request. */
    NAMES("asked by name"),
    /** By reading their thread again. */
    THREAD("their thread is read again");

    private final String shown;

    Way(String shown) {
      this.shown = shown;
    }

    /** The word by which routes call it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** In words. */
    public String shown() {
      return shown;
    }
  }

  /** Told by each source that can be asked; texts of all others expire. */
  @FunctionalInterface
  public interface Declared {
    /** The sources. */
    java.util.List<Rechecked> rechecked();
  }
}
