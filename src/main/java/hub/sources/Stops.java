package hub.sources;

import hub.Mode;
import hub.sources.SourceTrouble.SourceStopped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Which sources refuse us. A source that stopped is asked for nothing more until a person has
 * looked and says so, or starts the hub again with other credentials.
 */
@Component
public class Stops {
  private static final Logger LOG = LoggerFactory.getLogger(Stops.class);

  private final Map<String, String> why = new ConcurrentHashMap<>();

  /** Stops a source. */
  public void stop(Mode mode, String source, String reason) {
    if (why.put(key(mode, source), reason) == null) {
      LOG.warn("The source {} has stopped: {}", source, reason);
    }
  }

  /**
   * Passes if the source may be asked.
   *
   * @throws SourceStopped with the reason it once gave
   */
  public void check(Mode mode, String source) {
    String reason = why.get(key(mode, source));
    if (reason != null) {
      throw new SourceStopped(reason);
    }
  }

  /** Why each source stopped, by its mode's word and its name. */
  public Map<String, String> all() {
    return Map.copyOf(why);
  }

  /** Lets a source and what belongs to it be asked again: a person has looked. */
  public void resume(Mode mode, String source) {
    String key = key(mode, source);
    why.keySet().removeIf(known -> known.equals(key) || known.startsWith(key + ' '));
  }

  private static String key(Mode mode, String source) {
    return mode.word() + ' ' + source;
  }
}
