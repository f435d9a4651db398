package hub.sandbox.openai.judge;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets what was not asked for in the longest time. */
public final class Memory<K, V> extends LinkedHashMap<K, V> {
  private final int most;

  private Memory(int most) {
    super(1_024, 0.75f, true);
    this.most = most;
  }

  /** A memory of so many things, for many threads. */
  public static <K, V> Map<K, V> of(int most) {
    return Collections.synchronizedMap(new Memory<>(most));
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
